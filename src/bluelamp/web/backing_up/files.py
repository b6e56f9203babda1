"""Which files go into a backup: all there are, but for those named here with the reason.

A drawer that begins to keep files is in the backups from that day without anybody having to think of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

LEFT_OUT: Mapping[str, str] = {
    "records.sqlite3*": "copied by the database itself, never as a file",
    "cache/*": "charts, drawn again when they are asked for",
    "warehouse/cubes/*": "sums, counted again from the facts",
    "warehouse/.spill/*": "where the engine sorts",
    "*/.staging/*": "an import that has not finished",
    "*.lock": "says who is at work now",
    "*/.lock": "says who is at work now",
    "backing-up-*": "the copy that a backup is made of, while it is made",
}
"""What is not in a backup, and why. A star stands for anything, further folders too."""


def kept(var: Path) -> Iterator[str]:
    """Every file to keep, by its place under ``var``. Manifests come first: what they name is then already there.

    A folder that is a link to another disk is followed, since it holds records like any other.
    """
    found = []
    for folder, _, names in os.walk(var, followlinks=True):
        places = (Path(folder, name).relative_to(var).as_posix() for name in names)
        found += [place for place in places if not why_left_out(place) and (var / place).is_file()]
    return iter(sorted(found, key=lambda place: (not place.endswith("manifest.json"), place)))


def why_left_out(place: str) -> str:
    """The reason a file is not in a backup; empty when it is."""
    return next((why for pattern, why in LEFT_OUT.items() if fnmatchcase(place, pattern)), "")
