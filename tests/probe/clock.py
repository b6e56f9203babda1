"""How long a probe may take. ``make probe`` gives each its share of a quarter of an hour; what did not fit is told."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Each = TypeVar("Each")
MINUTES = "BLUELAMP_PROBE_MINUTES"
"""All probes together may take so many; without it each takes as long as it takes."""
SHARES = {
    "cells": 0.3,
    "mutants": 0.2,
    "steps": 0.2,
    "api": 0.1,
    "ledger": 0.06,
    "crowd": 0.05,
    "disclosure": 0.04,
    "tampering": 0.04,
    "backups": 0.01,
}


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
