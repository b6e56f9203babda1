"""The register of powers: what the law lets whom do on a day, and what it did and will."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from bluelamp.practice.powers.register.power import Power
from bluelamp.practice.powers.register.reading import read

DATA = Path(__file__).parent.parent / "data"
FILES = ("legacy.yaml", "act_2014.yaml", "later.yaml")
__all__ = ["Power", "called", "every", "standing", "waiting"]


@cache
def every() -> tuple[Power, ...]:
    """All powers there are or were, and those that wait to be switched on."""
    return read(DATA / name for name in FILES)


def standing(on: date, place: str = "england") -> tuple[Power, ...]:
    """The powers that may be newly used on a day in a place."""
    return tuple(power for power in every() if power.on(on, place))


def waiting(on: date, place: str = "england") -> tuple[Power, ...]:
    """Those that begin after a day, or that nobody has switched on."""
    return tuple(
        power
        for power in every()
        if not power.on(on, place)
        and (not power.enabled or any(place in each.places and each.since > on for each in power.standing))
    )


def called(key: str) -> Power:
    """The power with this key; ``LookupError`` when there is none."""
    for power in every():
        if power.key == key:
            return power
    raise LookupError(f"There is no power called {key}.")
