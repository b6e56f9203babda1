"""The complaints that a threshold counts: every agency's reports about one victim, as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import zip_longest

from bluelamp.areas.asb.case_reviews import policies
from bluelamp.areas.asb.case_reviews.policies import Policy
from bluelamp.areas.asb.case_reviews.rules import Complaint, Verdict, decide, of_their_own
from bluelamp.areas.asb.models import Report
from bluelamp.areas.asb.queries import counting
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.organisations.queries import organisations
from bluelamp.kernel.people.models import Person
from bluelamp.kernel.places.queries import lsoa_stamps
from bluelamp.practice.powers.models import Order
from bluelamp.practice.powers.register.spans import LONDON
from bluelamp.practice.promises.models import Promise

LOOKED_BACK = timedelta(days=366)
"""No procedure looks back further; what it leaves out is then said complaint by complaint."""
TOLD_OF_ACTION = "told-of-action"
"""The clock of the promise to tell somebody what was done."""
MOST = 5
"""People of one record that are looked at for whoever opens it; more are looked at when somebody applies."""


def of_record(scope: Scope, looked: Look, *, at: date, household: frozenset[int]) -> list[Complaint]:
    """What was told to any agency in a year by those who complain in this record, each once for each who told it.

    ``household`` are those who count as one with the victim, as they are known today.
    """
    until = datetime.combine(at, time.max, LONDON)
    rows = counting.complaints_of(scope, looked.holding.pk, since=until - LOOKED_BACK, until=until)
    return _all_told(rows, household)


def around(scope: Scope, looked: Look, *, at: date) -> list[Complaint]:
    """What anybody told of the place of a record in a year, in whatever case: for rules that count a community."""
    located = Report.objects.filter(case__holding=looked.holding.pk, easting__isnull=False)
    point = located.order_by("-received_at").values_list("easting", "northing").first()
    if point is None:
        return []
    easting, northing = point
    assert easting is not None
    assert northing is not None  # both or neither, by the database
    until = datetime.combine(at, time.max, LONDON)
    rows = counting.complaints_near(scope, easting, northing, since=until - LOOKED_BACK, until=until)
    return _all_told(rows, frozenset())


def _all_told(rows: Sequence[counting.Complaint], household: frozenset[int]) -> list[Complaint]:
    names = {body.key: str(body) for body in organisations()}
    done = answered(rows)
    return [
        each
        for row in rows
        for each in _told(row, household, names.get(row.agency, row.agency), row.report in done)
    ]


def answered(rows: Iterable[counting.Complaint]) -> frozenset[int]:
    """The reports after which something was done before the next came in that case: an order came into force, or the
    people were told what was done."""
    times: dict[str, list[datetime]] = defaultdict(list)
    told: dict[str, list[counting.Complaint]] = defaultdict(list)
    for row in rows:
        told[row.holding_ref].append(row)
    kept = Promise.objects.filter(holding__ref__in=told, timer=TOLD_OF_ACTION, kept_at__isnull=False)
    begun = Order.objects.filter(holding__ref__in=told, starts_at__isnull=False).order_by()
    for found in (
        kept.order_by().values_list("holding__ref", "kept_at"),
        begun.values_list("holding__ref", "starts_at"),
    ):
        for ref, when in found:
            if when is not None:
                times[ref].append(when)
    return frozenset(
        row.report
        for ref, here in told.items()
        for row, after in zip_longest(here, here[1:])
        if any(row.at <= when and (after is None or when < after.at) for when in times[ref])
    )


def _told(
    row: counting.Complaint, household: Iterable[int], agency: str, had_action: bool
) -> Iterable[Complaint]:
    for head in sorted(row.people) or [0]:
        yield Complaint(
            on=row.at.astimezone(LONDON).date(),
            incident=row.incident,
            incident_on=row.happened_at.astimezone(LONDON).date(),
            agency=agency,
            by=f"person {head}" if head else "",
            household="theirs" if head in household else "",
            is_hate=row.is_hate,
            had_action=had_action,
        )


def judge(scope: Scope, looked: Look, policy: Policy, *, at: date, victim: int | None = None) -> Verdict:
    """The verdict of a procedure on what was told about a victim; without a victim, about the record as a whole."""
    near = around(scope, looked, at=at) if policy.community is not None else []
    return _judge(scope, looked, policy, near, at=at, victim=victim)


def _judge(
    scope: Scope, looked: Look, policy: Policy, near: Sequence[Complaint], *, at: date, victim: int | None
) -> Verdict:
    if victim is None:
        told = of_record(scope, looked, at=at, household=frozenset())
        return decide(policy, told, at=at, around=near)
    head = Person.objects.filter(pk=victim).values_list("head", flat=True).first() or victim
    household = counting.household_of([head]) if policy.counts_household else frozenset({head})
    told = of_record(scope, looked, at=at, household=household)
    return decide(policy, told, at=at, victim=f"person {head}", household="theirs", around=near)


def already_met(scope: Scope, looked: Look, *, at: date) -> Verdict | None:
    """The verdict when somebody on this record would meet the threshold today, by what happened to them; nothing when
    nobody would. A community meets its own rule for everybody at once, and that is counted when somebody applies."""
    policy = policies.in_force(at, district(looked))
    if policy is None:
        return None
    heads = sorted(counting.heads_of(looked.holding.pk))[:MOST]
    verdicts = (_judge(scope, looked, policy, (), at=at, victim=head) for head in heads)
    return next((verdict for verdict in verdicts if of_their_own(verdict)), None)


def district(looked: Look) -> str:
    """The code of the district whose procedure holds for a record; empty where it lies in no known unit."""
    lpu = looked.holding.lpu
    return _districts().get(lpu.code, "") if lpu else ""


@cache
def _districts() -> dict[str, str]:
    stamps = lsoa_stamps()
    return dict(zip(stamps["lpu"].to_pylist(), stamps["district"].to_pylist(), strict=True))
