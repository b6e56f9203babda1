"""When somebody may try to sign in, on plain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

REMEMBERED = timedelta(minutes=15)
FREE_TRIES = 5
PAUSE = timedelta(seconds=40)
"""A name can be tried fewer than a hundred times in an hour, and its owner is never locked out."""


def seconds_to_wait(refusals: Sequence[datetime], now: datetime) -> int:
    """How long before this name may be tried again: 0 at once. ``refusals`` are in order of time."""
    recent = [moment for moment in refusals if now - moment < REMEMBERED]
    if len(recent) < FREE_TRIES:
        return 0
    return max(0, ceil((recent[-1] + PAUSE - now).total_seconds()))
