"""Reading promises: what a page shows leaves only together with the record of who was shown it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.finding import kind_of
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.naming import names
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.actions.records import consult as open_record
from bluelamp.kernel.audit import actions as audit
from bluelamp.practice.promises.models import SupervisorTask
from bluelamp.practice.promises.queries import promises, records, reviews, standards
from bluelamp.practice.promises.queries.promises import Line
from bluelamp.practice.promises.queries.reviews import Waiting
from bluelamp.practice.promises.queries.standards import Scorecard, Worksheet

LINES = 50


@dataclass(frozen=True)
class Ledger:
    """One page of the list of promises, and how many there are in each of its parts; ``names`` as of a queue."""

    lines: tuple[Line, ...]
    names: Mapping[int, str]
    counts: Mapping[str, int]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class Queue:
    """What waits for a supervisor: one page of reviews, and everybody who could not be reached.

    ``names`` are those of the records of the tasks, by the number of the holding, where the reader may know them.
    """

    reviews: tuple[Waiting, ...]
    tasks: tuple[SupervisorTask, ...]
    names: Mapping[int, str]
    counts: Mapping[str, int]
    total: int
    page: int
    pages: int


def consult(*, by: Scope, ref: str, item: str = records.PROMISES, now: datetime) -> Look:
    """Open a record for what was promised on it."""
    require(by, "promises.read")
    with transaction.atomic():
        looked = open_record(by=by, ref=ref, kind=kind_of(by, ref, kinds.every(), now=now), now=now)
        return records.seen(by, looked, item, now=now)


def ledger(*, by: Scope, choice: promises.Choice, page: int, now: datetime) -> Ledger:
    """A page of the promises that somebody answers for."""
    with transaction.atomic():
        rows = promises.chosen(by, choice, now=now)
        total = rows.count()
        page, pages = _page(page, total)
        listed = promises.lines(rows[(page - 1) * LINES : page * LINES], now=now)
        shown(by, "ledger", (line.promise.holding for line in listed))
        called = names(by, (line.promise.holding for line in listed), now=now)
        return Ledger(tuple(listed), called, promises.counts(by, choice, now=now), total, page, pages)


def queue(*, by: Scope, choice: reviews.Choice, page: int, now: datetime) -> Queue:
    """A page of what waits for a supervisor."""
    with transaction.atomic():
        rows, tasks = reviews.waiting(by, choice, now=now), tuple(reviews.tasks(by, now=now))
        total = rows.count()
        page, pages = _page(page, total)
        listed = reviews.told(by, list(rows[(page - 1) * LINES : page * LINES]), now=now)
        shown(by, "queue", [*(one.row.holding for one in listed), *(task.holding for task in tasks)])
        called = names(by, (task.holding for task in tasks), now=now)
        return Queue(tuple(listed), tasks, called, reviews.counts(by, choice, now=now), total, page, pages)


def scorecard(*, by: Scope, kind: Kind, since: date, until: date, now: datetime) -> Scorecard:
    """Units and their scores. No record is named, so that the audit record names none."""
    with transaction.atomic():
        found = standards.scorecard(by, kind, since=since, until=until, now=now)
        audit.record(
            by=by, operation="promises.scorecard", detail={"kind": kind.key, "records": found.whole.records}
        )
    return found


def worksheet(*, by: Scope, number: int, now: datetime) -> Worksheet:
    """A sample, record by record."""
    with transaction.atomic():
        found = standards.worksheet(by, number, now=now)
        shown(by, "worksheet", (sheet.record.holding for sheet in found.sheets))
    return found


def _page(page: int, total: int) -> tuple[int, int]:
    pages = max(1, -(-total // LINES))
    return min(max(page, 1), pages), pages


def shown(by: Scope, verb: str, holdings: Iterable[Holding]) -> None:
    named = sorted({f"holding:{holding.ref}" for holding in holdings})
    audit.shown(by=by, operation=f"promises.{verb}", objects=named)
