"""What waits for a supervisor: reviews by band, and people who could not be reached."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.naming import names
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.models import Banding, SupervisorReview, SupervisorTask
from bluelamp.practice.promises.queries import records
from bluelamp.practice.promises.rules import reviews as rules

OPEN = Q(done_at__isnull=True, dropped_at__isnull=True)
AT_HAND = ("holding__organisation", "holding__lpu", "holding__team")
WEEK = timedelta(days=7)
NUMBER = re.compile(r"\d{1,18}")
"""No database keeps a longer one."""


@dataclass(frozen=True)
class Choice:
    """What the list of reviews shows: a key of :data:`WHEN`, a rank, a unit; empty for all."""

    when: str = "due"
    rank: str = ""
    lpu: str = ""


@dataclass(frozen=True)
class Waiting:
    """One review that is open, as a list shows it; ``name`` is what its record is called, where the reader may know."""

    row: SupervisorReview
    is_late: bool
    may_review: bool
    name: str = ""

    @property
    def ref(self) -> str:
        return self.row.holding.ref

    @property
    def kind(self) -> str:
        return kinds.called(self.row.holding.kind).title


@dataclass(frozen=True)
class ForOne:
    """The open review of a rank on one record of many, none where there is none; ``against`` says why not to do it."""

    row: SupervisorReview | None
    against: tuple[str, ...]


WHEN: Mapping[str, Callable[[datetime], Q]] = {
    "overdue": lambda now: Q(due_at__lt=now),
    "due": lambda now: Q(due_at__lte=clocks.end_of(clocks.on(now + WEEK))),
    "later": lambda now: Q(due_at__gt=clocks.end_of(clocks.on(now + WEEK))),
}


def waiting(scope: Scope, choice: Choice, *, now: datetime) -> QuerySet[SupervisorReview]:
    """Open reviews of open records, the longest overdue first."""
    rows = _open(scope, choice, now)
    rows = rows.filter(WHEN[choice.when](now)) if choice.when else rows
    return rows.select_related(*AT_HAND).order_by("due_at", "pk")


def counts(scope: Scope, choice: Choice, *, now: datetime) -> dict[str, int]:
    parts = {when: Count("pk", filter=asked(now)) for when, asked in WHEN.items()}
    return _open(scope, choice, now).order_by().aggregate(**parts)


def told(scope: Scope, rows: list[SupervisorReview], *, now: datetime) -> list[Waiting]:
    """Whether each may be reviewed by the reader: whoever assessed a record is not the one to review it."""
    mine = assessed_by(scope, (row.holding_id for row in rows))
    called = names(scope, (row.holding for row in rows), now=now)
    return [
        Waiting(row, row.due_at < now, row.holding_id not in mine, called.get(row.holding_id, ""))
        for row in rows
    ]


def named(scope: Scope, chosen: Iterable[str], *, now: datetime) -> list[Waiting]:
    """Those that wait among some that were ticked: references with the number of the review, as ``7K2M9Q4T1B-12``."""
    ticked = (one.rpartition("-") for one in chosen)
    numbers = {int(number): ref for ref, _, number in ticked if NUMBER.fullmatch(number)}
    rows = _open(scope, Choice(when=""), now).filter(pk__in=numbers).select_related(*AT_HAND)
    ours = [row for row in rows.order_by("due_at", "pk") if row.holding.ref == numbers[row.pk]]
    return told(scope, ours, now=now)


def assessed_by(scope: Scope, holdings: Iterable[int]) -> frozenset[int]:
    """Those of these records that the reader assessed last, and so does not review."""
    if scope.actor_id is None:
        return frozenset()
    standing = Banding.objects.filter(holding__in=list(holdings), until__isnull=True, by=scope.actor_id)
    return frozenset(standing.values_list("holding", flat=True))


def of_many(
    scope: Scope, looked: Sequence[Look], rank: str, *, note: str, now: datetime
) -> dict[int, ForOne]:
    """Holding → its open review of a rank, and whether this reader may do it; two questions for all of them."""
    held = [each.holding.pk for each in looked]
    rows = SupervisorReview.objects.filter(OPEN, holding__in=held, rank=rank)
    by_holding = {row.holding_id: row for row in rows}
    mine = assessed_by(scope, held)
    found = {}
    for each in looked:
        row = by_holding.get(each.holding.pk)
        found[each.holding.pk] = ForOne(row, _against(scope, each, row, each.holding.pk in mine, note, now))
    return found


def _against(
    scope: Scope, looked: Look, row: SupervisorReview | None, is_mine: bool, note: str, now: datetime
) -> tuple[str, ...]:
    if not records.may_write(scope, looked, records.REVIEWS, now=now, act="promises.review"):
        return ("You may not review it.",)
    if row is None:
        return ("No review of this rank is due.",)
    return tuple(rules.reasons_not_to_review(is_open=True, is_assessor=is_mine, note=note))


def tasks(scope: Scope, *, now: datetime) -> QuerySet[SupervisorTask]:
    """What attempts that failed left for a supervisor to decide, the oldest first."""
    require(scope, "promises.review")
    rows = SupervisorTask.objects.filter(
        records.within(scope, records.PROMISES, now=now), done_at__isnull=True
    )
    return rows.filter(holding__state="open", holding__organisation__key=scope.body).select_related(*AT_HAND)


def of_record(scope: Scope, record: str | Look, *, now: datetime) -> list[SupervisorReview]:
    """The reviews of one record: the open ones first, then those that were done, the last first."""
    looked = records.seen(scope, record, records.REVIEWS, now=now)
    rows = SupervisorReview.objects.filter(holding=looked.holding, dropped_at__isnull=True)
    found = list(rows.select_related("holding"))
    still = [row for row in found if row.done_at is None]
    done = sorted((row for row in found if row.done_at), key=lambda row: row.done_at or now, reverse=True)
    return still + done


def _open(scope: Scope, choice: Choice, now: datetime) -> QuerySet[SupervisorReview]:
    require(scope, "promises.review")
    rows = SupervisorReview.objects.filter(OPEN, records.within(scope, records.REVIEWS, now=now))
    rows = rows.filter(holding__state="open", holding__organisation__key=scope.body)
    if choice.rank:
        rows = rows.filter(rank=choice.rank)
    return rows.filter(holding__lpu__code=choice.lpu) if choice.lpu else rows
