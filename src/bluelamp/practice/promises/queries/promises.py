"""What is asked of promises: how one stands, those of a record, and the list of all that somebody answers for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.models import Banding, Promise
from bluelamp.practice.promises.queries import records
from bluelamp.practice.promises.rules import promises as rules

OPEN = Q(kept_at__isnull=True, cancelled_at__isnull=True)
RUNNING = OPEN & Q(paused_at__isnull=True)


@dataclass(frozen=True)
class Line:
    """One promise as a list shows it, and how it stands now."""

    promise: Promise
    state: str

    @property
    def number(self) -> int:
        return self.promise.pk

    @property
    def ref(self) -> str:
        return self.promise.holding.ref

    @property
    def kind(self) -> str:
        return kinds.called(self.promise.holding.kind).title

    @property
    def by_day(self) -> bool:
        """Is it due by the end of a day, and not at a moment?"""
        return clocks.is_by_day(self.promise.due_at)

    @property
    def is_open(self) -> bool:
        return is_open(self.promise)


@dataclass(frozen=True)
class Choice:
    """What the list shows: a key of :data:`WHEN`, whose (mine or team), a unit, a kind of record; empty for all."""

    when: str = "overdue"
    whose: str = "team"
    lpu: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Kept:
    """One promise for a measure, without a person in it: when it was made and due, whether and how it was kept."""

    number: int
    made_at: datetime
    due_at: datetime
    kept_at: datetime | None
    state: str
    lpu: str
    band: str
    timer: str


def state(promise: Promise, now: datetime) -> str:
    """How it stands: a word of words.STATES."""
    return rules.state(
        due_at=promise.due_at,
        kept_at=promise.kept_at,
        cancelled=promise.cancelled_at is not None,
        paused=promise.paused_at is not None,
        now=now,
    )


def is_open(promise: Promise) -> bool:
    return promise.kept_at is None and promise.cancelled_at is None


def band_of(holding: int) -> str:
    """The band a record is in; unassessed until the area says so."""
    standing = Banding.objects.filter(holding=holding, until__isnull=True)
    return standing.values_list("band", flat=True).first() or "unassessed"


WHEN: Mapping[str, Callable[[datetime], Q]] = {
    "overdue": lambda now: RUNNING & Q(due_at__lt=now),
    "today": lambda now: RUNNING & Q(due_at__gte=now, due_at__lte=clocks.end_of(clocks.on(now))),
    "coming": lambda now: RUNNING & Q(due_at__gt=clocks.end_of(clocks.on(now))),
    "paused": lambda now: OPEN & Q(paused_at__isnull=False),
    "kept": lambda now: Q(kept_at__isnull=False),
    "missed": lambda now: (RUNNING & Q(due_at__lt=now)) | Q(kept_at__gt=F("due_at")),
}
"""The parts of the list. What was kept late was missed before it was kept."""


def chosen(scope: Scope, choice: Choice, *, now: datetime) -> QuerySet[Promise]:
    """The promises on records that the reader sees, the first due first; what is done, the last first."""
    rows = _all(scope, choice, now)
    if choice.when:
        rows = rows.filter(WHEN[choice.when](now))
    order = "-due_at" if choice.when in {"kept", "missed"} else "due_at"
    return rows.select_related("holding__organisation", "holding__lpu", "holding__team", "owner").order_by(
        order, "pk"
    )


def counts(scope: Scope, choice: Choice, *, now: datetime) -> dict[str, int]:
    """How many there are in each part of the list, whatever part is shown; one question."""
    parts = {when: Count("pk", filter=asked(now)) for when, asked in WHEN.items()}
    return _all(scope, choice, now).order_by().aggregate(**parts)


def _all(scope: Scope, choice: Choice, now: datetime) -> QuerySet[Promise]:
    rows = Promise.objects.filter(records.within(scope, records.PROMISES, now=now, kind=choice.kind))
    if choice.whose == "mine":
        rows = rows.filter(owner=scope.actor_id) if scope.actor_id is not None else rows.none()
    return rows.filter(holding__lpu__code=choice.lpu) if choice.lpu else rows


def lines(rows: Iterable[Promise], *, now: datetime) -> list[Line]:
    return [Line(promise, state(promise, now)) for promise in rows]


def of_record(scope: Scope, record: str | Look, *, now: datetime) -> list[Line]:
    """Every promise of one record: those still open first, in the order in which they are due."""
    looked = records.seen(scope, record, records.PROMISES, now=now)
    rows = Promise.objects.filter(holding=looked.holding).prefetch_related("pauses", "passed_on")
    found = lines(rows.select_related("holding", "owner"), now=now)
    return sorted(found, key=lambda line: (not line.is_open, line.promise.due_at, line.number))


def one(scope: Scope, record: str | Look, number: int, *, now: datetime) -> Line:
    """One promise, looked up within its record."""
    for line in of_record(scope, record, now=now):
        if line.number == number:
            return line
    raise NotPermitted(NOT_THERE)


def for_measures(scope: Scope, kind: str, *, now: datetime) -> Iterator[Kept]:
    """Every promise on a kind of record that was not cancelled, for whoever takes figures: without a word of whom it
    was made to. ``number`` is for telling rows apart and goes no further."""
    require(scope, "figures.take")
    rows = Promise.objects.filter(holding__kind=kind, cancelled_at__isnull=True).order_by("pk")
    for row in rows.iterator(chunk_size=5_000):
        yield Kept(
            row.pk,
            row.made_at,
            row.due_at,
            row.kept_at,
            state(row, now),
            row.lpu,
            row.band,
            row.timer,
        )
