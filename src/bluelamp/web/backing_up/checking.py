"""Opening a backup as a restore would: every byte proved, the records opened by the program itself and counted."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from bluelamp.web.backing_up import Refused, Unsound, artefact, sealing
from bluelamp.web.backing_up.artefact import FILES, RECORDS, Manifest
from bluelamp.web.backing_up.contents import Contents
from bluelamp.web.backing_up.postgresql import Postgresql
from bluelamp.web.backing_up.sqlite import Sqlite


class Engine(Protocol):
    """A way of keeping records: the embedded file, or a server."""

    @property
    def vendor(self) -> str: ...
    @property
    def member(self) -> str: ...
    def copy(self, to: Path) -> Contents: ...
    def staged(self, folder: Path, copy: Path) -> Any: ...
    def in_place(self, settings: Mapping[str, str]) -> Any: ...


@dataclass(frozen=True)
class Opened:
    """A backup laid out in ``folder``; ``settings`` make a program work on it."""

    manifest: Manifest
    folder: Path
    settings: Mapping[str, str]


def engine_of(environ: Mapping[str, str], var: Path) -> Engine:
    """Where the records are, by the same settings as the program's own."""
    url = environ.get("DATABASE_URL", "").strip()
    return Postgresql(url) if url else Sqlite(var, environ)


def check(path: Path, *, key: bytes, environ: Mapping[str, str], work: Path) -> Manifest:
    """Open it whole in ``work``, which is made and removed. Raises :class:`Refused` with the reason it is not sound."""
    with opened(path, key=key, engine=engine_of(environ, work), work=work) as backup:
        return backup.manifest


@contextmanager
def opened(path: Path, *, key: bytes, engine: Engine, work: Path) -> Iterator[Opened]:
    """The backup laid out in ``work`` and found sound. What is left in ``work`` afterwards is removed."""
    work.mkdir(mode=0o700)
    try:
        folder = work / FILES
        folder.mkdir(mode=0o700)
        _same_engine(path, engine)
        manifest = artefact.extract(path, key, work)
        with engine.staged(folder, work / RECORDS / engine.member) as settings:
            _examine(settings, manifest)
            yield Opened(manifest, folder, settings)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _same_engine(path: Path, engine: Engine) -> None:
    try:
        with path.open("rb") as file:
            kept_in = sealing.read_header(file).engine
    except OSError as problem:
        raise Refused(f"{path} cannot be read ({problem.strerror}).") from None
    if kept_in != engine.vendor:
        here = "names a PostgreSQL server" if engine.vendor == "postgresql" else "is not set"
        raise Refused(f"It is a backup of records in {kept_in}, and DATABASE_URL {here}.")


def _examine(settings: Mapping[str, str], manifest: Manifest) -> None:
    found = in_a_process_of_its_own("examine", settings)
    if found["problems"]:
        raise Unsound(" ".join(found["problems"]))
    if Contents.of_json(found["contents"]) != manifest.contents:
        raise Unsound("The records in it do not count as many rows as its manifest says.")
    if manifest.mark > manifest.contents.last_record:
        raise Unsound("It lacks the mark written just before it was begun.")


def in_a_process_of_its_own(verb: str, settings: Mapping[str, str], given: object = None) -> dict[str, Any]:
    """One verb of :mod:`attending` on the records that ``settings`` name, as the program itself would open them."""
    own = {**settings, "DJANGO_SETTINGS_MODULE": "bluelamp.web.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "bluelamp.web.backing_up.attending", verb],
        env=os.environ | own, input=json.dumps(given), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason was given"])[-1]
        raise Unsound(f"The program cannot work with the records in it: {last}")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer
