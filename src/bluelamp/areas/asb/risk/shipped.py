"""The matrix as it comes with Bluelamp, and its pilot in two units of Birmingham (paragraph 9)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bluelamp.kernel.access.scope import Scope
from bluelamp.practice.instruments import actions
from bluelamp.practice.instruments.models import Version

DATA = Path(__file__).parent / "data"
PILOT = ("BE", "BW")
WHY = "The pilot of the matrix with its weight for places, in two local policing units."


def newest() -> str:
    """The file of the newest version."""
    files = DATA.glob("asb-ram-*.yaml")
    last = max(files, key=lambda path: tuple(map(int, path.stem.removeprefix("asb-ram-").split("."))))
    return last.read_text(encoding="utf-8")


def begin_pilot(*, by: Scope, now: datetime) -> Version:
    """Bring the newest version in and try it in the two units; where it has been moved already, leave it there."""
    version, _ = actions.versions.load(by=by, text=newest(), now=now)
    if version.state != "draft":
        return version
    return actions.versions.move(by=by, number=version.pk, state="pilot", units=PILOT, reason=WHY, now=now)
