"""When somebody may try to sign in, and how long a session lasts, on plain values.

Nobody is ever locked out. A name that is being guessed at rests between two tries from the same address; when strangers
guess from everywhere, only addresses from which nobody has signed in under that name have to wait for one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Literal

FREE_TRIES = 5
PAUSE = timedelta(seconds=120)
"""One address tries one name at most 5 + 30 times in an hour."""
CROWD = 50
CROWD_PAUSE = timedelta(seconds=90)
"""All strange addresses together try one name at most 50 + 40 times in an hour."""
SPRAY = 100
SPRAY_PAUSE = timedelta(seconds=5)
"""An address that fails with many names slows down; a whole station behind one address is still let in."""
REMEMBERED = timedelta(hours=1)
FAMILIAR_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Tries:
    """The moments, in order, at which it was tried in vain; ``is_familiar``: this name came in from here before."""

    this_name_from_here: Sequence[datetime] = ()
    this_name: Sequence[datetime] = ()
    from_here: Sequence[datetime] = ()
    is_familiar: bool = False


def seconds_to_wait(tries: Tries, now: datetime) -> int:
    """How long before this name may be tried again from this address: 0 at once."""
    waits = [_wait(tries.this_name_from_here, FREE_TRIES, PAUSE, now)]
    if not tries.is_familiar:
        waits.append(_wait(tries.this_name, CROWD, CROWD_PAUSE, now))
        waits.append(_wait(tries.from_here, SPRAY, SPRAY_PAUSE, now))
    return max(waits)


def _wait(moments: Sequence[datetime], free: int, pause: timedelta, now: datetime) -> int:
    recent = [moment for moment in moments if now - moment < REMEMBERED]
    if len(recent) < free:
        return 0
    return max(0, ceil((recent[-1] + pause - now).total_seconds()))


def why_ended(
    *, began: datetime, seen: datetime, now: datetime, idle: timedelta, absolute: timedelta
) -> Literal["", "idle", "absolute"]:
    """Whether a session is over: nobody was there for ``idle``, or it has lasted ``absolute``; empty while it lasts."""
    if now - seen >= idle:
        return "idle"
    return "absolute" if now - began >= absolute else ""
