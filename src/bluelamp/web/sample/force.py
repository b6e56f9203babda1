"""A force as it is: who can sign in to the sample, the people it has records of, and its anti-social behaviour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import yaml

from bluelamp.areas.asb.risk import shipped as risk
from bluelamp.kernel.access import actions as access
from bluelamp.kernel.access import queries as who
from bluelamp.kernel.access.permissions import GIVEN
from bluelamp.kernel.access.scope import Scope
from bluelamp.web.sample import asb, records
from bluelamp.web.sample.canaries import loading
from bluelamp.web.sample.marker import Marker

LISTED = Path(__file__).parent / "people.yaml"
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    full_name: str
    role: str
    organisation: str
    lpus: tuple[str, ...] = ()

    @property
    def is_what(self) -> str:
        """The role, as the trade calls it, and where."""
        return GIVEN[self.role] + (f", {' and '.join(self.lpus)} only" if self.lpus else "")


def people(*, canaries: bool = False) -> tuple[Person, ...]:
    """Who can sign in to the sample, as ``people.yaml`` has it, or the small world of its canaries."""
    if canaries:
        return tuple(
            Person(one["name"], "", one["role"], one["organisation"], tuple(one["units"]))
            for one in loading.people()
        )
    listed = yaml.safe_load(LISTED.read_text(encoding="utf-8"))["people"]
    return tuple(Person(**one | {"lpus": tuple(one.get("lpus", ()))}) for one in listed)


def load(*, by: Scope, kept: Marker, now: datetime, tell: Progress) -> None:
    """Sign-ins, people and cases of a force as it is."""
    matrix = risk.begin_pilot(by=by, now=asb.pilot_began())
    tell("Handing out sign-ins", 0.75)
    _let_in(
        by=by,
        password=kept.password,
        now=now,
        progress=partial(between, tell, "Handing out sign-ins", 0.75, 0.85),
    )
    records.load(by=by, seed=kept.seed, now=now, progress=lambda what, share: tell(what, 0.85 + 0.15 * share))
    tell("Making up anti-social behaviour", 0.96)
    asb.load(by=by, seed=kept.seed, scale=kept.scale, matrix=matrix, now=now)


def _let_in(*, by: Scope, password: str, now: datetime, progress: Callable[[int, int], None]) -> None:
    known = {person.username for person in who.people(by)}
    everybody = people()
    for done, person in enumerate(everybody):
        progress(done, len(everybody))
        if person.name not in known:
            access.add_user(
                by=by,
                name=person.name,
                password=password,
                role=person.role,
                organisation=person.organisation,
                lpus=person.lpus,
                full_name=person.full_name,
                now=now,
            )


def between(tell: Progress, what: str, start: float, end: float, done: int, total: int) -> None:
    tell(what, start + (end - start) * done / max(total, 1))
