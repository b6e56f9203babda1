"""Taking a backup while people work: a mark in the audit record, a copy of one moment, the files, and a look inside."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import bluelamp
from bluelamp.web.backing_up import Refused, artefact, sealing
from bluelamp.web.backing_up.artefact import Manifest
from bluelamp.web.backing_up.checking import check, engine_of

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Taken:
    """A backup that was opened again and found sound."""

    path: Path
    manifest: Manifest

    @property
    def rows(self) -> int:
        return sum(self.manifest.contents.tables.values())

    @property
    def size(self) -> int:
        return self.path.stat().st_size


def take(
    *,
    var: Path,
    to: Path,
    key: bytes,
    environ: Mapping[str, str],
    now: datetime,
    mark: int,
    progress: Progress = lambda what, share: None,
) -> Taken:
    """Write ``to/bluelamp-….backup``. ``mark`` is the audit record that every later write comes after.

    The file has its name only once it is whole, synced and opened; until then it ends in ``.partial``.
    """
    engine = engine_of(environ, var)
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    path = to / f"bluelamp-{stamp}.backup"
    with _room(to, path) as partial, _work(var) as work:
        progress("Copying the records", 0.0)
        contents = engine.copy(work / engine.member)
        header = sealing.header(
            key, bluelamp=bluelamp.__version__, engine=engine.vendor, taken_at=now.isoformat()
        )
        progress("Sealing records and files", 0.3)
        artefact.write(
            partial, key, header=header, copy=work / engine.member, contents=contents, mark=mark, var=var
        )
        progress("Opening the backup to see whether it is sound", 0.7)
        manifest = check(partial, key=key, environ=environ, work=work / "opened")
        partial.replace(path)
        _sync(to)
    return Taken(path, manifest)


@contextmanager
def _room(to: Path, path: Path) -> Iterator[Path]:
    """The name to write under; what a backup that was killed left there is removed."""
    partial = path.with_suffix(".backup.partial")
    try:
        to.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _only_one(to):
            for left in to.glob("bluelamp-*.backup.partial"):
                left.unlink()
            if path.exists():
                raise Refused(f"{path} is there already.")
            try:
                yield partial
            finally:
                partial.unlink(missing_ok=True)
    except OSError as problem:
        raise Refused(
            f"No backup can be written to {to} ({problem.strerror}). Name a folder with --to."
        ) from None


@contextmanager
def _work(var: Path) -> Iterator[Path]:
    """A folder for the copy, on the disk that the records are on: it is as secret as they are."""
    work = var / f"backing-up-{os.getpid()}"
    with _only_one(var):
        for left in var.glob("backing-up-[0-9]*/"):
            shutil.rmtree(left)
        work.mkdir(mode=0o700)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    with (folder / "backing-up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(f"Another backup is at work in {folder}. Wait until it has finished.") from None
        yield


def _sync(folder: Path) -> None:
    """A rename outlives a power cut once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
