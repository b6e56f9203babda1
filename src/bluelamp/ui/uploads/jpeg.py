"""JPEG pictures, segment by segment: the picture and which way is up stay; place, time, camera and owner go."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from bluelamp.ui.uploads.refusing import Refused, look_for_passengers

START, END, SCAN = 0xD8, 0xD9, 0xDA
FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
NOTES = {*range(0xE1, 0xEE), 0xEF, 0xFE}
"""Application segments and comments. The first (JFIF) and the fourteenth (how colours are coded) draw the picture."""
EXIF = 0xE1
UPRIGHT = 0x0112
BROKEN = "The picture is broken. Save it anew."


def kept(content: bytes, pixels: int) -> bytes:
    """The picture without its metadata."""
    out, turned, seen = [b"\xff\xd8"], 1, False
    for marker, data in _segments(content):
        if marker in FRAMES:
            height, width = struct.unpack(">HH", data[1:5])
            if not 0 < width * height <= pixels:
                raise Refused(f"The picture has more than {pixels // 10**6} million pixels. Make it smaller.")
            seen = True
        if marker == EXIF:
            turned = _turned(data) or turned
        if marker == SCAN:
            out += [_segment(EXIF, _only_turned(turned))] * (turned != 1)
            out.append(data)
        elif marker not in NOTES:
            out.append(_segment(marker, data))
    if not seen or len(out) < 3:
        raise Refused(BROKEN)
    return b"".join(out)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each segment's marker and data; the last is the picture itself, from its first scan to its end."""
    at = 2
    while True:
        if at + 4 > len(content) or content[at] != 0xFF:
            raise Refused(BROKEN)
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == SCAN:
            ends = _end(content, at)
            look_for_passengers(content[ends:])
            yield SCAN, content[at:ends]
            return
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        data = content[at + 4 : at + 2 + length]
        if length < 2 or len(data) != length - 2 or (marker in FRAMES and length < 8):
            raise Refused(BROKEN)
        yield marker, data
        at += 2 + length


def _end(content: bytes, at: int) -> int:
    """Where the picture ends: at the first end marker, as those of previews inside metadata were passed over before."""
    found = content.find(bytes([0xFF, END]), at)
    if found < 0:
        raise Refused(BROKEN)
    return found + 2


def _segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def _turned(data: bytes) -> int:
    """Which way the camera was held, 1 to 8; 0 when the segment does not say."""
    if not data.startswith(b"Exif\0\0") or len(data) < 14:
        return 0
    order = {b"II": "<", b"MM": ">"}.get(data[6:8])
    if order is None:
        return 0
    try:
        (first,) = struct.unpack_from(order + "I", data, 10)
        (count,) = struct.unpack_from(order + "H", data, 6 + first)
        for entry in range(count):
            tag, _, _, value = struct.unpack_from(order + "HHIH", data, 8 + first + 12 * entry)
            if tag == UPRIGHT:
                return value if 1 <= value <= 8 else 0
    except struct.error:
        return 0
    return 0


def _only_turned(turned: int) -> bytes:
    """Metadata that says which way is up, and nothing else."""
    return b"Exif\0\0MM\0\x2a" + struct.pack(">IHHHIHHI", 8, 1, UPRIGHT, 3, 1, turned, 0, 0)
