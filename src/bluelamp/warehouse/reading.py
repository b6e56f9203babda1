"""Files as they are given: found in folders and zips, opened safely, their encoding never guessed."""

from __future__ import annotations

import codecs
import errno
import gzip
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

ENCODINGS = {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
DATA = (".csv", ".csv.gz", ".parquet")
MOST_UNPACKED = 64 * 1024**3
MOST_EXPANSION = 250
SMALL = 64 * 1024**2


class Unreadable(ValueError):
    """A file that cannot be read at all; carries the sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: ``name`` as a person knows it, ``container`` the file on disk that it is or is in.

    ``size`` is its length in bytes once unpacked, as far as that is known before it is read.
    """

    name: str
    container: Path
    size: int
    open: Callable[[], BinaryIO]
    in_archive: bool = False

    @property
    def is_parquet(self) -> bool:
        return self.name.lower().endswith(".parquet")


def find(paths: Sequence[Path]) -> tuple[list[Input], list[tuple[str, str]]]:
    """The files at these paths, and inside folders and zips; then the names passed over, with the reason.

    Raises :class:`Unreadable` for a path that is not there, or a zip that names a place outside itself.
    """
    inputs: list[Input] = []
    skipped: list[tuple[str, str]] = []
    for path in paths:
        if not path.exists():
            raise Unreadable(f"There is no file at {path}.")
        if not (path.is_dir() or path.suffix.lower() == ".zip"):
            inputs.append(_on_disk(path, path.name, in_archive=False))
            continue
        members = _in_folder(path) if path.is_dir() else _in_zip(path)
        wanted = [member for member in members if _is_data(member.name)]
        if not wanted:
            raise Unreadable(
                f"There is nothing to import in {path}: no file in it ends in {', '.join(DATA)}."
            )
        inputs += wanted
        skipped += [(member.name, "it is not a data file") for member in members if member not in wanted]
    return inputs, skipped


def open_as_utf8(given: Input, encoding: str) -> tuple[BinaryIO, str]:
    """The file as UTF-8, and the codec that turns a line of it back into the very bytes that were given.

    Raises :class:`Unreadable`; so does reading on, through :func:`explained`.
    """
    if encoding not in ENCODINGS:
        raise Unreadable(
            f"“{encoding}” is not an encoding Bluelamp reads. Use one of {', '.join(ENCODINGS)}."
        )
    stream = given.open()
    if encoding == "utf-8":
        return stream, encoding
    if encoding == "utf-16":
        mark = stream.read(2)
        if mark not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            raise Unreadable(
                "The file lacks the mark that UTF-16 begins with. Save it as UTF-8 and import that."
            )
        encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    return io.BufferedReader(_Recoded(stream, encoding), 1 << 20), encoding


def refuse_other_kinds(start: bytes) -> None:
    """Refuse what is not CSV in UTF-8, going by its first bytes: say what it looks like and what to do."""
    for magic, kind in (
        (b"PK\3\4", "a zip or a workbook. Save the sheet as CSV, or name the archive .zip"),
        (b"\x1f\x8b", "compressed with gzip. Name it .csv.gz"),
        (b"PAR1", "Parquet. Name it .parquet"),
    ):
        if start.startswith(magic):
            raise Unreadable(f"The file is named as CSV but is {kind}.")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in start[1:40:2] + start[:40:2]:
        raise Unreadable("The file looks like UTF-16. Import it again with --encoding utf-16.")


def explained(fault: Exception) -> Unreadable:
    """The sentence for what went wrong while a file was being read."""
    if isinstance(fault, Unreadable):
        return fault
    if isinstance(fault, EOFError | zlib.error | gzip.BadGzipFile | zipfile.BadZipFile):
        return Unreadable("The compressed file is damaged or was cut short. Fetch it again.")
    if isinstance(fault, OSError) and fault.errno == errno.ENOSPC:
        return Unreadable(
            "There is no room left on the disk. Make some and import again; nothing was changed."
        )
    if isinstance(fault, RuntimeError) and "password" in str(fault):
        return Unreadable("The zip is locked with a password. Unlock it first.")
    return Unreadable(f"The file cannot be read: {fault}.")


def _on_disk(path: Path, name: str, *, in_archive: bool) -> Input:
    if not path.is_file():
        raise Unreadable(f"{path} is not a file.")
    size = path.stat().st_size
    if not name.lower().endswith(".gz"):
        return Input(name, path, size, lambda: path.open("rb"), in_archive)
    with path.open("rb") as file:
        file.seek(max(size - 4, 0))
        unpacked = int.from_bytes(file.read(4), "little")
    return Input(name, path, unpacked, lambda: _guarded(gzip.open(path), size), in_archive)


def _in_folder(folder: Path) -> list[Input]:
    found = []
    for where, folders, files in os.walk(folder):
        folders.sort()
        for file in sorted(files):
            path = Path(where) / file
            # A link could lead out of the folder that was given.
            if path.is_file() and not path.is_symlink():
                found.append(_on_disk(path, str(path.relative_to(folder)), in_archive=True))
    return found


def _in_zip(path: Path) -> list[Input]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as fault:
        raise Unreadable(f"{path} is not a whole zip. Fetch it again.") from fault
    for member in members:
        if _leads_outside(member):
            raise Unreadable(
                f"{path} holds “{member.filename}”, which leads outside the archive. It is refused."
            )
    return [_zipped(path, member) for member in members if not member.is_dir()]


def _zipped(path: Path, member: zipfile.ZipInfo) -> Input:
    def start() -> BinaryIO:
        stream: Any = zipfile.ZipFile(path).open(member)  # noqa: SIM115 - closed by whoever reads it
        if member.filename.lower().endswith(".gz"):
            stream = gzip.GzipFile(fileobj=stream)
        return _guarded(stream, member.compress_size)

    return Input(member.filename, path, member.file_size, start, in_archive=True)


def _leads_outside(member: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(member.filename)
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    is_nameless = not name.parts
    leads_up = name.is_absolute() or ".." in name.parts or "\\" in member.filename
    return is_link or is_nameless or leads_up or ":" in name.parts[0]


def _is_data(name: str) -> bool:
    """Going by its name; a Mac puts a shadow file, ``._november.csv``, beside each file of a zip."""
    return name.lower().endswith(DATA) and not PurePosixPath(name).name.startswith("._")


def _guarded(stream: Any, packed: int) -> BinaryIO:
    return io.BufferedReader(_Guarded(stream, packed), 1 << 20)


class _Guarded(io.RawIOBase):
    """A decompressed stream that stops when it grows as no honest file does."""

    def __init__(self, stream: Any, packed: int) -> None:
        self.stream = stream
        self.left = min(MOST_UNPACKED, max(SMALL, packed * MOST_EXPANSION))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        length: int = self.stream.readinto(buffer)
        self.left -= length
        if self.left < 0:
            raise Unreadable("The file unpacks to far more than it should hold. It is refused.")
        return length


class _Recoded(io.RawIOBase):
    """A stream in another encoding, read as UTF-8. Raises :class:`Unreadable` at what does not decode."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self.stream, self.encoding = stream, encoding
        self.decoder = codecs.getincrementaldecoder(encoding)("strict")
        self.ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.ready:
            piece = self.stream.read(1 << 20)
            try:
                self.ready = self.decoder.decode(piece, final=not piece).encode()
            except UnicodeDecodeError as fault:
                name = next(name for codec, name in ENCODINGS.items() if self.encoding.startswith(codec))
                raise Unreadable(
                    f"The file is not {name} throughout, or was cut short. Say how it was saved with --encoding."
                ) from fault
            if not piece:
                break
        length = min(len(buffer), len(self.ready))
        buffer[:length] = self.ready[:length]
        self.ready = self.ready[length:]
        return length
