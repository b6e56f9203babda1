"""The panel about risk that the page of a record shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.instruments.models import Version
from bluelamp.practice.instruments.queries import assessments, versions
from bluelamp.practice.instruments.queries.assessments import Standing, Told
from bluelamp.practice.instruments.questionnaire import Instrument


@dataclass(frozen=True)
class Choice:
    """A questionnaire that can be asked here today."""

    version: Version
    instrument: Instrument


@dataclass(frozen=True)
class Panel:
    """What a page shows: the band that governs, each organisation's assessments, and what may be done.

    ``standing`` is of ``told`` alone; ``usable`` are the versions that can be asked here today; where there are none,
    ``tried_at`` are the units that try one.
    """

    ref: str
    standing: Standing
    told: tuple[Told, ...]
    usable: tuple[Choice, ...]
    may_assess: bool
    is_withheld: bool = False
    tried_at: tuple[str, ...] = ()

    @property
    def counting(self) -> tuple[Told, ...]:
        return tuple(each for each in self.told if each.row.stage in ("scored", "current"))

    @property
    def being_answered(self) -> tuple[Told, ...]:
        return tuple(each for each in self.told if each.row.is_open)

    @property
    def governing(self) -> Told | None:
        return next((each for each in self.told if each.number == self.standing.assessment), None)


def panel(scope: Scope, look: Look, *, now: datetime) -> Panel:
    """Of a record that was looked at. Where risk is not open to the reader the panel is withheld, and empty."""
    if not scope.may("risk.read") or not assessments.sees_risk(look):
        return Panel(look.ref, assessments.NOBODY_ASSESSED, (), (), may_assess=False, is_withheld=True)
    told = tuple(assessments.every(scope, look))
    standing = assessments.standing_of([each.row for each in told])
    may = scope.may("risk.assess") and look.holding.state == "open" and not look.facts.is_joined
    usable = tuple(Choice(each, versions.instrument(each)) for each in versions.usable(look)) if may else ()
    tried_at = versions.tried_at() if may and not usable else ()
    return Panel(look.ref, standing, told, usable, may, tried_at=tried_at)
