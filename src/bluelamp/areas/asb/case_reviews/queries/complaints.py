"""The complaints that a threshold counts: every agency's reports about one victim, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache

from bluelamp.areas.asb.case_reviews import policies
from bluelamp.areas.asb.case_reviews.policies import Policy
from bluelamp.areas.asb.case_reviews.rules import Complaint, Verdict, decide
from bluelamp.areas.asb.queries import counting
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.organisations.queries import organisations
from bluelamp.kernel.people.models import Person
from bluelamp.kernel.places.queries import lsoa_stamps
from bluelamp.practice.powers.register.spans import LONDON

LOOKED_BACK = timedelta(days=366)
"""No procedure looks back further; what it leaves out is then said complaint by complaint."""
MOST = 5
"""People of one record that are looked at for whoever opens it; more are looked at when somebody applies."""


def of_record(scope: Scope, looked: Look, *, at: date, household: frozenset[int]) -> list[Complaint]:
    """What was told to any agency in a year by those who complain in this record, each once for each who told it.

    ``household`` are those who count as one with the victim, as they are known today.
    """
    until = datetime.combine(at, time.max, LONDON)
    rows = counting.complaints_of(scope, looked.holding.pk, since=until - LOOKED_BACK, until=until)
    names = {body.key: str(body) for body in organisations()}
    return [each for row in rows for each in _told(row, household, names.get(row.agency, row.agency))]


def _told(row: counting.Complaint, household: Iterable[int], agency: str) -> Iterable[Complaint]:
    for head in sorted(row.people) or [0]:
        yield Complaint(
            on=row.at.astimezone(LONDON).date(),
            incident=row.incident,
            incident_on=row.happened_at.astimezone(LONDON).date(),
            agency=agency,
            by=f"person {head}" if head else "",
            household="theirs" if head in household else "",
            is_hate=row.is_hate,
        )


def judge(scope: Scope, looked: Look, policy: Policy, *, at: date, victim: int | None = None) -> Verdict:
    """The verdict of a procedure on what was told about a victim; without a victim, about the record as a whole."""
    if victim is None:
        return decide(policy, of_record(scope, looked, at=at, household=frozenset()), at=at)
    head = Person.objects.filter(pk=victim).values_list("head", flat=True).first() or victim
    household = counting.household_of([head]) if policy.counts_household else frozenset({head})
    told = of_record(scope, looked, at=at, household=household)
    return decide(policy, told, at=at, victim=f"person {head}", household="theirs")


def already_met(scope: Scope, looked: Look, *, at: date) -> Verdict | None:
    """The verdict when somebody on this record would meet the threshold today; nothing when nobody would."""
    policy = policies.in_force(at, district(looked))
    if policy is None:
        return None
    heads = sorted(counting.heads_of(looked.holding.pk))[:MOST]
    verdicts = (judge(scope, looked, policy, at=at, victim=head) for head in heads)
    return next((verdict for verdict in verdicts if verdict.is_met), None)


def district(looked: Look) -> str:
    """The code of the district whose procedure holds for a record; empty where it lies in no known unit."""
    lpu = looked.holding.lpu
    return _districts().get(lpu.code, "") if lpu else ""


@cache
def _districts() -> dict[str, str]:
    stamps = lsoa_stamps()
    return dict(zip(stamps["lpu"].to_pylist(), stamps["district"].to_pylist(), strict=True))
