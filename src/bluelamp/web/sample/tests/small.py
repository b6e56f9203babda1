"""A sample in little: the real files are tried once, in a start from nothing."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures.periods import Month
from bluelamp.web.sample import actions, crime, pairs, records
from bluelamp.web.sample.actions import Loaded

BY = Scope.system("bluelamp sample")


def open_data(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """From now on a few rows of one real file, and one month made up, are all there is to bring in."""
    lines = gzip.decompress(actions.OPEN_DATA[0].read_bytes()).splitlines(keepends=True)[:50]
    few = folder / actions.OPEN_DATA[0].name
    few.write_bytes(gzip.compress(b"".join(lines), mtime=0))
    patch.setattr(actions, "OPEN_DATA", (few,))
    patch.setattr(crime, "months", lambda: (Month(2013, 12),))
    # Two thousand people are tried in test_records; here fewer do, of whom no two were compared.
    patch.setattr(records, "RECORDS", 600)
    patch.setattr(pairs, "compared", lambda seed, keys: [])


def load(var: Path, *, seed: int = 7, scale: float = 0.02) -> Loaded:
    return actions.load(by=BY, var=var, seed=seed, scale=scale)
