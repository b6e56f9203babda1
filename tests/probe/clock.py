"""How long a probe may take at most, so that one that hangs keeps no other waiting; what did not fit is told."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Each = TypeVar("Each")
MINUTES = "BLUELAMP_PROBE_MINUTES"
"""So many are meant for all of them together; without it each takes as long as it takes."""
SHARES = {
    "cells": 0.4,
    "mutants": 0.4,
    "steps": 0.5,
    "tampering": 0.2,
    "outside": 0.15,
    "api": 0.05,
    "ledger": 0.03,
    "crowd": 0.03,
    "disclosure": 0.02,
    "markup": 0.15,
    "withdrawing": 0.15,
    "backups": 0.01,
}
"""Those that do a number of things that was promised may take longer than they should; the others fill their share."""


def end_of(probe: str) -> float:
    """When the share of a probe that begins now is over, by the machine's steady clock, which all processes share."""
    minutes = os.environ.get(MINUTES)
    return time.monotonic() + 60 * float(minutes) * SHARES[probe] if minutes else float("inf")


def is_over(end: float) -> bool:
    return time.monotonic() >= end


def while_it_lasts(several: Iterable[Each], end: float) -> Iterator[Each]:
    """As many of them as there is time for, and the first whatever the time."""
    for each in several:
        yield each
        if is_over(end):
            return
