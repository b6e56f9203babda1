"""Which limits begin anew, who decided so, and what it does to the chart: asked by pages, papers and actions alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.figures.queries import FORCE
from bluelamp.kernel.figures.readings import Reading
from bluelamp.performance import rules
from bluelamp.performance.models import IDENTITY, Rebase
from bluelamp.performance.rules import Against


class NoSuchRebase(LookupError):
    """Nobody proposed it, or it is not for this reader."""


Identity = tuple[str, ...]
"""Measure, basis, area level, area, breakdown and category: one series of figures."""


def readable(scope: Scope) -> QuerySet[Rebase]:
    """Those of the series that ``scope`` may read: the force, and its own LPUs where it has any."""
    require(scope, "figures.read")
    found = Rebase.objects.all()
    if scope.lpus:
        found = found.filter(Q(area_level="force") | Q(area_level="lpu", area__in=sorted(scope.lpus)))
    return found


def rebase(scope: Scope, rebase_id: int) -> Rebase:
    """One by its number. Raises :class:`NoSuchRebase`."""
    found = readable(scope).filter(pk=rebase_id).first()
    if found is None:
        raise NoSuchRebase("There is no such rebase.")
    return found


def rebases(scope: Scope, series: Identity) -> tuple[Rebase, ...]:
    """All there ever were of one series, newest first."""
    return tuple(readable(scope).filter(**dict(zip(IDENTITY, series, strict=True))))


def all_rebases(scope: Scope) -> tuple[Rebase, ...]:
    """Every one there is, those that wait for a second person first, then the newest."""
    found = readable(scope).order_by("-proposed_at", "-id")
    return tuple(sorted(found, key=lambda one: one.state != "proposed"))


def waiting(scope: Scope) -> tuple[Rebase, ...]:
    """Those that wait for a second person, oldest first."""
    undecided = readable(scope).filter(
        approved_at__isnull=True, declined_at__isnull=True, withdrawn_at__isnull=True
    )
    return tuple(undecided.order_by("proposed_at", "id"))


def in_force(
    scope: Scope, *, measure: str = "", area_level: str = "force", area: str = FORCE
) -> Mapping[Identity, tuple[Rebase, ...]]:
    """Those that count at one place, by series and oldest first; of one ``measure``, or of all. One query."""
    found = readable(scope).filter(
        area_level=area_level, area=area, approved_at__isnull=False, withdrawn_at__isnull=True
    )
    by_series: dict[Identity, tuple[Rebase, ...]] = {}
    for one in (found.filter(measure=measure) if measure else found).order_by("since", "id"):
        by_series[series_of(one)] = (*by_series.get(series_of(one), ()), one)
    return by_series


def every_one_in_force(scope: Scope) -> tuple[Rebase, ...]:
    """Those that count anywhere the reader may see, oldest first."""
    found = readable(scope).filter(approved_at__isnull=False, withdrawn_at__isnull=True)
    return tuple(found.order_by("since", "id"))


def series_of(one: Rebase | Reading) -> Identity:
    """The series that a rebase or a reading is of."""
    return tuple(getattr(one, name) for name in IDENTITY)


def inside(found: Iterable[Rebase], readings: Sequence[Reading]) -> tuple[Rebase, ...]:
    """Those that begin after the first month of a series and no later than its last: a paper may end before one."""
    if not readings:
        return ()
    first, last = readings[0].period.last_month, readings[-1].period.last_month
    return tuple(one for one in found if first < one.from_month <= last)


@dataclass(frozen=True)
class Answers:
    """What this reader may do with a rebase: the reasons against each, empty where nothing is in the way."""

    approve: tuple[Against, ...]
    decline: tuple[Against, ...]
    withdraw: tuple[Against, ...]


def answers(scope: Scope, one: Rebase) -> Answers:
    """What may be done, for the page that shows or hides its buttons; actions ask the same rules again."""
    state, deed, mine = one.state, last_deed(one), one.proposed_by_id == scope.actor_id
    lasts = one.expected_to_last
    return Answers(
        tuple(
            rules.reasons_not_to_approve(
                state=state, last_deed=deed, is_proposer=mine, expected_to_last=lasts
            )
        ),
        tuple(rules.reasons_not_to_decline(state=state, last_deed=deed, is_proposer=mine)),
        tuple(rules.reasons_not_to_withdraw(state=state, last_deed=deed)),
    )


def last_deed(one: Rebase) -> str:
    """``Lena Sample approved it on 7 January 2014.``"""
    deed = one.deeds[-1]
    return f"{deed.by} {deed.words.lower()} it on {deed.at:%-d %B %Y}."
