"""PNG pictures, chunk by chunk: the picture stays, what somebody wrote about it goes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from bluelamp.ui.uploads.refusing import Refused

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PICTURE = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"pHYs"}
"""What draws the picture. Texts, times, places and programs' own chunks are not among them."""
BROKEN = "The picture is broken. Save it anew."


def kept(content: bytes, pixels: int) -> bytes:
    """The picture without its metadata."""
    parts = list(_chunks(content))
    if not parts or parts[0][0] != b"IHDR" or parts[-1][0] != b"IEND" or len(parts[0][1]) != 13:
        raise Refused(BROKEN)
    width, height = struct.unpack(">II", parts[0][1][:8])
    if not 0 < width * height <= pixels:
        raise Refused(f"The picture has more than {pixels // 10**6} million pixels. Make it smaller.")
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in parts if kind in PICTURE)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(content):
        if len(content) - at < 12:
            raise Refused(BROKEN)
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if len(data) != length or content[at + 8 + length : at + 12 + length] != _sum(kind, data):
            raise Refused(BROKEN)
        yield kind, data
        at += 12 + length
        if kind == b"IEND" and at != len(content):
            raise Refused("Something stands behind the end of the picture. Save it anew.")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + _sum(kind, data)


def _sum(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(kind + data))
