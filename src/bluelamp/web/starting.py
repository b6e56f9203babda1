"""A start that can be made again: what stands in its way, said in one line; and nothing done twice."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import bluelamp

HOST = "127.0.0.1"
MEGABYTES_NEEDED = 250
"""What the sample, its warehouse, the records and a built paper take, with room to work."""

PYTHON_NEEDED = (3, 11)
CODE = (".py", ".yaml", ".json", ".md", ".csv", ".html", ".jinja", ".jinja2", ".j2", ".css", ".typ", ".gz")


class CannotStart(RuntimeError):
    """Why not, and what to do: the one line the reader sees."""


def check(var: Path, port: int | None) -> None:
    """Refuse now what would fail later, after long work. ``port`` is None when nothing will be served."""
    check_python()
    if port is not None:
        check_port(port)
    check_folder(var)
    check_space(var)


def check_python(version: tuple[int, ...] = sys.version_info[:2]) -> None:
    if version < PYTHON_NEEDED:
        wanted, found = (".".join(map(str, each)) for each in (PYTHON_NEEDED, version))
        raise CannotStart(
            f"Bluelamp needs Python {wanted} or newer and this is {found}. Install a newer one."
        )


def check_port(port: int) -> None:
    """Is the port free? Tried as the server will take it: a connection closing down is no obstacle."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError as why:
            if why.errno == errno.EADDRINUSE:
                raise CannotStart(
                    f"Port {port} is in use. Stop what uses it, or choose another with --port {port + 1}."
                ) from None
            raise CannotStart(
                f"Port {port} cannot be used here ({why.strerror}). Choose one above 1023, as with --port 8000."
            ) from None


def check_folder(var: Path) -> None:
    """Make the folder for records, warehouse and papers, and try to write in it."""
    probe = var / f".probe-{os.getpid()}"
    try:
        var.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as why:
        if why.errno == errno.ENOSPC:
            raise no_space(var) from None
        raise CannotStart(
            f"{var} cannot be written to ({why.strerror}). Set BLUELAMP_VAR to a folder that can."
        ) from None


def check_space(var: Path, *, needed: int = MEGABYTES_NEEDED) -> None:
    """Is there room for a first start? What is there already counts as room."""
    taken = sum(path.stat().st_size for path in var.rglob("*") if path.is_file())
    free = shutil.disk_usage(var).free
    if free + taken < needed * 1_000_000:
        raise CannotStart(
            f"{var} has {free // 1_000_000} MB of disk left and Bluelamp needs {needed} MB. "
            "Make room, or set BLUELAMP_VAR to a folder on another disk."
        )


def no_space(var: Path) -> CannotStart:
    return CannotStart(
        f"The disk that holds {var} is full. Make room, or set BLUELAMP_VAR to a folder on another disk, "
        "and start again: nothing that was done is lost."
    )


def is_out_of_space(problem: BaseException | None) -> bool:
    """Does a full disk stand behind this error? Databases say so in words of their own."""
    while problem is not None:
        words = str(problem).lower()
        if getattr(problem, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
            return True
        if "disk is full" in words or "no space left" in words:
            return True
        problem = problem.__cause__ or problem.__context__
    return False


@contextmanager
def only_one(var: Path) -> Iterator[None]:
    """Hold the door while the records are made ready, so that two starts do not work on top of each other."""
    with (var / "run.lock").open("w") as door:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"Another start is making {var} ready. Wait until it has finished, and start again."
            ) from None
        yield


@cache
def code_digest() -> str:
    """One SHA-256 of everything the package does: a stamp made by other code does not count."""
    root = Path(bluelamp.__file__).parent
    total = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.suffix in CODE and "tests" not in inside.parts and path.is_file():
            total.update(f"{inside} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


class Stamps:
    """What was done, made of what, and what came out: ``var/run.json``. Set only once the work stands."""

    def __init__(self, var: Path) -> None:
        self.path = var / "run.json"
        try:
            self.kept: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            self.kept = {}

    def result(self, step: str, made_of: str) -> dict[str, Any] | None:
        """What came of this step when last done with the very same things; None when it must be done."""
        found = self.kept.get(step)
        return found["result"] if found and found["made_of"] == made_of else None

    def set(self, step: str, made_of: str, result: dict[str, Any]) -> None:
        self.kept[step] = {"made_of": made_of, "result": result}
        draft = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        draft.write_text(json.dumps(self.kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        draft.replace(self.path)


def made_of(*parts: object) -> str:
    """One short digest of several things, for a stamp."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()
