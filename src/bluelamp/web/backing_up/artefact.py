"""How a backup is laid down: one stream of records, files and, last, the manifest that accounts for both.

    header in the clear │ sealed( tar: records/…  files/…  manifest.json )

The records come before the files: a file is on the disk before a row speaks of it, so every row has its file.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from bluelamp.web.backing_up import Unsound, files, sealing
from bluelamp.web.backing_up.contents import Contents

MANIFEST = "manifest.json"
RECORDS, FILES = "records", "files"


@dataclass(frozen=True)
class Held:
    """One file in a backup: bytes, SHA-256 and who may read it."""

    size: int
    sha256: str
    mode: int


@dataclass(frozen=True)
class Manifest:
    """What a backup says it holds. ``mark`` is the audit record written just before the copy was begun (0: none)."""

    bluelamp: str
    engine: str
    taken_at: str
    mark: int
    contents: Contents
    held: Mapping[str, Held]

    def written(self) -> bytes:
        told = asdict(self) | {"contents": self.contents.as_json()}
        return json.dumps(told, sort_keys=True, indent=1, ensure_ascii=False).encode()

    @classmethod
    def read(cls, written: bytes) -> Manifest:
        said: dict[str, Any] = json.loads(written)
        held = {name: Held(**each) for name, each in said.pop("held").items()}
        return cls(contents=Contents.of_json(said.pop("contents")), held=held, **said)


def write(
    path: Path, key: bytes, *, header: sealing.Header, copy: Path, contents: Contents, mark: int, var: Path
) -> Manifest:
    """Write the backup to ``path`` and sync it. ``copy`` is the copied database."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        sealer = sealing.Sealer(file, header, key)
        with tarfile.open(fileobj=sealer, mode="w|", bufsize=sealing.PIECE) as tar:
            held = dict(_each(tar, copy, var))
            manifest = Manifest(header.bluelamp, header.engine, header.taken_at, mark, contents, held)
            _add(tar, MANIFEST, io.BytesIO(manifest.written()), len(manifest.written()), 0o600)
        sealer.finish()
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _each(tar: tarfile.TarFile, copy: Path, var: Path) -> Iterator[tuple[str, Held]]:
    yield f"{RECORDS}/{copy.name}", _add_file(tar, f"{RECORDS}/{copy.name}", copy)
    for place in files.kept(var):
        try:
            yield f"{FILES}/{place}", _add_file(tar, f"{FILES}/{place}", var / place)
        except FileNotFoundError:
            continue  # a draft that took its place, or gave way, while we came to it


def _add_file(tar: tarfile.TarFile, name: str, path: Path) -> Held:
    with path.open("rb") as file:
        found = os.fstat(file.fileno())
        return _add(tar, name, file, found.st_size, found.st_mode & 0o777)


def _add(tar: tarfile.TarFile, name: str, file: IO[bytes], size: int, mode: int) -> Held:
    """A file that grows meanwhile is taken as long as it was when it was opened."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, mode
    reading = _Hashing(file)
    tar.addfile(info, reading)
    return Held(size, reading.sha256.hexdigest(), mode)


class _Hashing(io.RawIOBase):
    """A file whose bytes are hashed as they pass."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.sha256 = file, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        content = self._file.read(size)
        self.sha256.update(content)
        return content


def extract(path: Path, key: bytes, into: Path) -> Manifest:
    """Lay everything out under ``into``, proved against seal and manifest. Raises :class:`Unsound`."""
    with _opened(path, key) as tar:
        held, manifest = {}, None
        for member in tar:
            content = tar.extractfile(member)
            if content is None or not member.isreg():
                raise Unsound(f"The backup holds something that is no file: {member.name}.")
            if member.name == MANIFEST:
                manifest = Manifest.read(content.read())
            else:
                held[member.name] = _lay_out(member, content, into)
    if manifest is None or manifest.held != held:
        raise Unsound("The backup does not hold what its manifest says.")
    return manifest


@contextmanager
def _opened(path: Path, key: bytes) -> Iterator[tarfile.TarFile]:
    """The archive inside, read to the very end of the file, whatever else is done with it."""
    try:
        with path.open("rb") as file:
            opener = sealing.Opener(file, sealing.read_header(file), key)
            reading = io.BufferedReader(opener, sealing.PIECE)
            with tarfile.open(fileobj=reading, mode="r|", bufsize=sealing.PIECE) as tar:
                yield tar
            while reading.read(sealing.PIECE):
                pass
    except FileNotFoundError:
        raise Unsound(f"There is no file {path}.") from None
    except (tarfile.TarError, EOFError, ValueError, TypeError, KeyError):
        raise Unsound("What is inside the backup is damaged.") from None


def _lay_out(member: tarfile.TarInfo, content: IO[bytes], into: Path) -> Held:
    place = PurePosixPath(member.name)
    if place.is_absolute() or ".." in place.parts or place.parts[0] not in (RECORDS, FILES):
        raise Unsound(f"The backup holds a file that belongs elsewhere: {member.name}.")
    path = into.joinpath(*place.parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    reading, size = _Hashing(content), 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := reading.read(sealing.PIECE):
            size += file.write(piece)
    path.chmod(member.mode)
    return Held(size, reading.sha256.hexdigest(), member.mode)
