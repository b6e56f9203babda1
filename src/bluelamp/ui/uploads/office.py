"""Word and Excel files: archives that hold what they should, unpack to what they say, and carry no programs."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from typing import Protocol

from bluelamp.ui.uploads.refusing import Refused

MOST_PACKED = 200
"""How many times larger a part may be than its packed form. Office files reach 50."""
PROGRAMS = ("vbaproject.bin", "/activex/", "/embeddings/", "macrosheets/")
DECLARES = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
EICAR_NAME = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
BROKEN = "The file is broken or has been tampered with. Save it anew."


class Room(Protocol):
    """How much is taken."""

    @property
    def unpacked(self) -> int: ...
    @property
    def members(self) -> int: ...


def kept(content: bytes, heart: str, room: Room) -> bytes:
    """The file as it is. ``heart`` is the part without which it is no file of its kind."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_list(content, archive, heart, room)
            _check_parts(archive, room)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
        ValueError,
    ) as problem:
        if isinstance(problem, Refused):
            raise
        raise Refused(BROKEN) from None
    return content


def _check_list(content: bytes, archive: zipfile.ZipFile, heart: str, room: Room) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > room.members or sum(part.file_size for part in parts) > room.unpacked:
        raise Refused("The file unpacks to more than is taken.")
    if sum(part.compress_size for part in parts) > len(content) or len(set(names)) < len(names):
        raise Refused(BROKEN)
    if archive.comment or content.rfind(b"PK\x05\x06") != len(content) - 22:
        raise Refused("Something stands behind the end of the file. Save it anew.")
    if heart not in names or "[Content_Types].xml" not in names:
        raise Refused("The file is not what its name says.")
    if any(_leads_out(part) for part in parts):
        raise Refused(BROKEN)
    if any(program in f"/{name.lower()}" for name in names for program in PROGRAMS):
        raise Refused("The file holds a program or another file. Save it without macros and embedded files.")


def _leads_out(part: zipfile.ZipInfo) -> bool:
    """Would it be unpacked anywhere but beside the others? Links and locked parts count too."""
    pieces = part.orig_filename.replace("\\", "/").split("/")
    mode = part.external_attr >> 16
    return (
        part.orig_filename.startswith(("/", "\\"))
        or ".." in pieces
        or "\0" in part.orig_filename
        or ":" in pieces[0]
        or stat.S_ISLNK(mode)
        or bool(part.flag_bits & 1)
    )


def _check_parts(archive: zipfile.ZipFile, room: Room) -> None:
    """Unpack each part as far as it may go: what it says of its size may be a lie."""
    left = room.unpacked
    for part in archive.infolist():
        with archive.open(part) as opened:
            data = opened.read(left + 1)
        left -= len(data)
        if left < 0 or len(data) > MOST_PACKED * max(part.compress_size, 1024):
            raise Refused("The file unpacks to more than is taken.")
        if EICAR_NAME in data:
            raise Refused("The file holds what a virus scanner finds.")
        if part.filename.endswith((".xml", ".rels")) and any(each in data for each in DECLARES):
            raise Refused(BROKEN)
