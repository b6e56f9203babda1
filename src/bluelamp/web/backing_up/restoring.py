"""Restoring: the backup is laid out and found sound beside the records, then both change places in one step."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bluelamp.web import in_use
from bluelamp.web.backing_up import Refused, Unsound, sqlite
from bluelamp.web.backing_up.artefact import Manifest
from bluelamp.web.backing_up.checking import Engine, Opened, engine_of, in_a_process_of_its_own, opened

AT_FDCWD, RENAME_EXCHANGE = -100, 2


@dataclass(frozen=True)
class Restored:
    """What stands now, and where what stood before was put (empty when there was nothing)."""

    manifest: Manifest
    aside: Path | None
    database_aside: str
    erased_again: int


def restore(path: Path, *, var: Path, key: bytes, environ: Mapping[str, str], now: datetime) -> Restored:
    """Put the backup in the place of the records in ``var``. Raises :class:`Refused` with nothing changed."""
    engine, stamp = engine_of(environ, var), now.astimezone(UTC).strftime("%Y%m%dt%H%M%S")
    with (
        _alone(var),
        opened(path, key=key, engine=engine, work=var.with_name(f".{var.name}-{stamp}")) as backup,
    ):
        told = {"taken_at": backup.manifest.taken_at, "rows": sum(backup.manifest.contents.tables.values())}
        told["erased"] = _erased_since(var, environ)
        settled = in_a_process_of_its_own("settle", backup.settings, told)
        os.sync()
        aside = var.with_name(f"{var.name}-before-{stamp}")
        database_aside = _put_in_place(engine, backup, var, aside)
        kept = _unless_empty(aside)
    return Restored(backup.manifest, kept, database_aside, settled["erased_again"])


@contextmanager
def _alone(var: Path) -> Iterator[None]:
    """The folder is ours, and can be exchanged for another."""
    try:
        var.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.path.ismount(var) or not os.access(var.parent, os.W_OK):
            raise Refused(
                f"{var} cannot be exchanged for another folder: it is a disk of its own, or {var.parent} cannot be "
                "written to. Set BLUELAMP_VAR to a folder on that disk."
            )
        with in_use.alone(var):
            yield
    except in_use.InUse as why:
        raise Refused(str(why)) from None
    except OSError as problem:
        raise Refused(f"{var} cannot be restored to ({problem.strerror}).") from None


def _erased_since(var: Path, environ: Mapping[str, str]) -> list[str]:
    """What the records about to be replaced know to be erased. Where they cannot be opened, nobody knows any more."""
    if not (environ.get("DATABASE_URL") or (var / sqlite.NAME).exists()):
        return []
    settings = {"BLUELAMP_VAR": str(var), "DATABASE_URL": environ.get("DATABASE_URL", "")}
    try:
        return list(in_a_process_of_its_own("erased", settings)["refs"])
    except Unsound:
        return []


def _put_in_place(engine: Engine, backup: Opened, var: Path, aside: Path) -> str:
    """The folder to be restored takes the name the old one will have, and the two change places."""
    with engine.in_place(backup.settings) as database_aside:
        backup.folder.rename(aside)
        try:
            _exchange(aside, var)
        except OSError:
            aside.rename(backup.folder)
            raise
    return str(database_aside)


def _exchange(one: Path, other: Path) -> None:
    """Two folders change places in one step, so that there is no moment without records."""
    try:
        exchange = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return _one_after_the_other(one, other)
    if exchange(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE):
        _one_after_the_other(one, other)


def _one_after_the_other(one: Path, other: Path) -> None:
    """Where the system has no exchange: the old folder is moved first, and back again if the new one cannot follow."""
    between = one.with_name(f"{one.name}-old")
    other.rename(between)
    try:
        one.rename(other)
    except OSError:
        between.rename(other)
        raise
    between.rename(one)


def _unless_empty(aside: Path) -> Path | None:
    """The old folder, or nothing where there was none."""
    if any(each.name != in_use.NAME for each in aside.iterdir()):
        return aside
    shutil.rmtree(aside)
    return None
