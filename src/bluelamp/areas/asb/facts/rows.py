"""The rows behind each fact, month by month, made anew from the records each time."""

from __future__ import annotations

import hmac
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pyarrow as pa
from django.db.models import Exists, Min, OuterRef

from bluelamp.areas.asb import rules
from bluelamp.areas.asb.case_reviews.queries import counting as applications
from bluelamp.areas.asb.facts import declared
from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import Answer, Report
from bluelamp.areas.asb.words import ASKED
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.places import queries as places
from bluelamp.practice.instruments.models import Assessment, Override
from bluelamp.practice.instruments.queries import versions
from bluelamp.practice.powers.queries import counting as powers
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.models import Attempt, SupervisorReview
from bluelamp.practice.promises.queries import promises
from bluelamp.practice.promises.rules.promises import reached
from bluelamp.practice.promises.words import OUTCOMES
from bluelamp.warehouse.facts import Fact
from bluelamp.warehouse.parquet import without_rows

Row = dict[str, Any]
MATRIX = "asb-ram"
IN_TIME = timedelta(hours=48)
SPOKE = tuple(outcome for outcome in OUTCOMES if reached(outcome))
AT_ONCE = 5_000


def tables(
    scope: Scope, fact: Fact, *, key: bytes, source: str, now: datetime
) -> dict[tuple[str, str], pa.Table]:
    """(source, month) → all rows of a fact in that month. ``key`` makes the keys of rows opaque.

    What falls due after ``now`` is not in it yet. For whoever takes figures: nobody is in them.
    """
    require(scope, "figures.take")
    months: dict[str, list[Row]] = defaultdict(list)
    for name, row in PUBLISHED[fact.name](scope, now):
        row["record_key"] = hmac.digest(key, f"{fact.name} {name}".encode(), "sha256").hex()[:32]
        months[f"{row[fact.dated]:%Y-%m}"].append(row)
    types = without_rows(fact).schema
    found = {}
    for month, rows in months.items():
        # In the order of their keys, which tells nothing: the same rows give the same bytes.
        rows.sort(key=lambda row: str(row["record_key"]))
        found[source, month] = pa.Table.from_pylist(rows, schema=types)
    return found


def _reports(scope: Scope, now: datetime) -> Iterator[tuple[int, Row]]:
    asked: dict[int, int] = defaultdict(int)
    all_of: dict[int, int] = defaultdict(int)
    for report, answer in Answer.objects.values_list("report", "answer").iterator(AT_ONCE):
        asked[report] += answer in ASKED
        all_of[report] += 1
    repeats, spoken, scored = _repeats(), _spoken(), _scored()
    fields = (
        "pk", "case__holding", "received_at", "channel", "qualifier", "is_hate", "lsoa", "neighbourhood", "lpu",
        "priority_area",
    )  # fmt: skip
    rows = Report.objects.filter(received_at__lte=now).order_by("pk").values_list(*fields)
    for pk, holding, at, channel, qualifier, is_hate, lsoa, neighbourhood, lpu, area in rows.iterator(
        AT_ONCE
    ):
        contact = next((each for each in spoken.get(holding, ()) if each >= at), None)
        assessed = scored.get(holding)
        yield (
            pk,
            {
                "received_on": clocks.on(at),
                "channel": channel,
                "qualifier": qualifier,
                "is_hate": is_hate,
                "questions": asked[pk],
                "all_asked": asked[pk] == all_of[pk] if all_of[pk] else None,
                "is_repeat": pk in repeats,
                "days_to_contact": (contact - at) / timedelta(days=1) if contact else None,
                "is_assessed": assessed is not None and assessed - at <= IN_TIME,
            }
            | _stamped(lsoa, neighbourhood, lpu, area),
        )


def _repeats() -> set[int]:
    """The reports that are the third or later by one person within three months."""
    people: dict[int, set[int]] = defaultdict(set)
    links = Report.complainants.through.objects.filter(involved__person__isnull=False)
    for report, head in links.values_list("report", "involved__person__head").iterator(AT_ONCE):
        people[report].add(head or 0)
    before: dict[int, deque[datetime]] = defaultdict(deque)
    found = set()
    for pk, at in (
        Report.objects.order_by("received_at", "pk").values_list("pk", "received_at").iterator(AT_ONCE)
    ):
        for head in people.get(pk, ()):
            times = before[head]
            times.append(at)
            while times[0] <= at - rules.REPEAT_WITHIN:
                times.popleft()
            if rules.is_repeat(len(times)):
                found.add(pk)
    return found


def _spoken() -> dict[int, list[datetime]]:
    """Case → when somebody spoke with the people in it, in order."""
    found: dict[int, list[datetime]] = defaultdict(list)
    rows = Attempt.objects.filter(holding__kind=CASE.key, outcome__in=SPOKE).order_by("at")
    for holding, at in rows.values_list("holding", "at").iterator(AT_ONCE):
        found[holding].append(at)
    return found


def _scored() -> dict[int, datetime]:
    """Case → when its risk was first scored by the matrix."""
    rows = Assessment.objects.filter(
        holding__kind=CASE.key, instrument__key=MATRIX, scored_at__isnull=False
    ).order_by()
    return dict(rows.values("holding").annotate(first=Min("scored_at")).values_list("holding", "first"))


def _assessments(scope: Scope, now: datetime) -> Iterator[tuple[int, Row]]:
    where = _places_of_cases()
    judged = Override.objects.filter(assessment=OuterRef("pk"))
    rows = Assessment.objects.filter(holding__kind=CASE.key, instrument__key=MATRIX, scored_at__lte=now)
    rows = rows.annotate(judged=Exists(judged)).select_related("instrument").order_by("pk")
    for row in rows.iterator(AT_ONCE):
        yield (
            row.pk,
            {
                "scored_on": _day(row.scored_at),
                "band": row.governing.lower(),
                "base": row.base,
                "added": row.added,
                "moved_by_place": _moved(row),
                "overridden": row.judged,
            }
            | where.get(row.holding_id, _stamped("", "", "", "")),
        )


def _moved(row: Assessment) -> bool:
    """Did the points for the place move the band that the answers alone would have given?"""
    asked, base = versions.instrument(row.instrument), row.base or 0
    return asked.rank_of_points(base + (row.added or 0)) > asked.rank_of_points(base)


def _promises(scope: Scope, now: datetime) -> Iterator[tuple[int, Row]]:
    for one in promises.for_measures(scope, CASE.key, now=now):
        if one.due_at <= now and one.state != "paused":
            yield (
                one.number,
                {
                    "due_on": clocks.on(one.due_at),
                    "kept": one.state == "kept",
                    "timer": one.timer or None,
                    "band": one.band.lower(),
                    "lpu": one.lpu or None,
                },
            )


def _reviews(scope: Scope, now: datetime) -> Iterator[tuple[int, Row]]:
    rows = SupervisorReview.objects.filter(holding__kind=CASE.key, dropped_at__isnull=True, due_at__lte=now)
    for row in rows.select_related("holding__lpu").order_by("pk").iterator(AT_ONCE):
        yield (
            row.pk,
            {
                "due_on": clocks.on(row.due_at),
                "on_time": row.done_at is not None and row.done_at <= row.due_at,
                "rank": row.rank,
                "band": row.band.lower(),
                "lpu": row.holding.lpu.code if row.holding.lpu else None,
            },
        )


def _case_reviews(scope: Scope, now: datetime) -> Iterator[tuple[int, Row]]:
    for one in applications.made(scope):
        if one.applied_on <= clocks.on(now):
            yield one.number, {"applied_on": one.applied_on, "is_met": one.is_met, "lpu": one.lpu or None}


def _orders(scope: Scope, now: datetime) -> Iterator[tuple[int, Row]]:
    for one in powers.uses(scope, CASE.key):
        if one.began_on is not None and one.began_on <= clocks.on(now):
            yield (
                one.number,
                {
                    "began_on": one.began_on,
                    "power": one.power,
                    "breaches": one.breaches,
                    "lpu": one.lpu or None,
                },
            )


PUBLISHED: Mapping[str, Callable[[Scope, datetime], Iterator[tuple[int, Row]]]] = {
    declared.REPORTS.name: _reports,
    declared.ASSESSMENTS.name: _assessments,
    declared.PROMISES.name: _promises,
    declared.REVIEWS.name: _reviews,
    declared.CASE_REVIEWS.name: _case_reviews,
    declared.ORDERS.name: _orders,
}


def _day(at: datetime | None) -> date | None:
    return clocks.on(at) if at else None


def _places_of_cases() -> dict[int, Row]:
    """Case → the areas of its first report."""
    found: dict[int, Row] = {}
    fields = ("case__holding", "lsoa", "neighbourhood", "lpu", "priority_area")
    for holding, *codes in Report.objects.order_by("-pk").values_list(*fields).iterator(AT_ONCE):
        found[holding] = _stamped(*codes)
    return found


def _stamped(lsoa: str, neighbourhood: str, lpu: str, priority_area: str) -> Row:
    return {
        "neighbourhood": neighbourhood or None,
        "lpu": lpu or None,
        "district": _districts().get(lsoa),
        "priority_area": priority_area or None,
    }


@cache
def _districts() -> dict[str, str]:
    stamps = places.lsoa_stamps()
    return dict(zip(stamps["lsoa"].to_pylist(), stamps["district"].to_pylist(), strict=True))
