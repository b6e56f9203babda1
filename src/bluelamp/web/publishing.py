"""Facts written from the records: what was typed into Bluelamp itself, counted beside what came in by file.

Each area says what it publishes; all of it is made anew, and a month whose rows are as they were makes no new vintage.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
from django.conf import settings
from django.db import transaction

from bluelamp.areas.asb import facts as asb
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.places import queries as places
from bluelamp.warehouse.facts import MADE_UP, Fact
from bluelamp.warehouse.parquet import without_rows
from bluelamp.warehouse.store import Store, months_between
from bluelamp.web.navigation import is_sample

PUBLISHED: tuple[tuple[Fact, Callable[..., Any]], ...] = tuple(
    (fact, asb.tables)
    for fact in (asb.REPORTS, asb.ASSESSMENTS, asb.PROMISES, asb.REVIEWS, asb.CASE_REVIEWS, asb.ORDERS)
)
"""Every fact that is published from records, and what makes its tables."""
SOURCE = "records"
"""The source of a force's own records, by which its partitions are known."""
OPEN_KEY = b"nobody in the sample is real"
Progress = Callable[[str, float], None]
Tables = dict[tuple[str, str], pa.Table]


@dataclass(frozen=True)
class Published:
    """One fact as it now stands: how many rows in how many months, and how many of those months were written anew."""

    fact: Fact
    rows: int
    months: int
    written: int


def publish(
    *,
    by: Scope,
    now: datetime,
    store: Store | None = None,
    made_up: bool | None = None,
    progress: Progress | None = None,
) -> tuple[Published, ...]:
    """Write every published fact from the records as they are ``now``. Raises ``StoreBusy`` when another is writing.

    Into this installation's own ``store``, and ``made_up`` where it holds the sample, unless told otherwise.

    From the first month in which anything was reported, a month without rows is written empty: it is known that there
    were none.
    """
    require(by, "figures.take")
    store = store or Store(settings.WAREHOUSE)
    of_sample = is_sample() if made_up is None else made_up
    source, key = (SOURCE + MADE_UP, OPEN_KEY) if of_sample else (SOURCE, store.secret())
    found, first = [], f"{now:%Y-%m}"
    for number, (fact, tables_of) in enumerate(PUBLISHED):
        if progress:
            progress(f"Publishing {fact.title[0].lower()}{fact.title[1:]}", number / len(PUBLISHED))
        tables = tables_of(by, fact, key=key, source=source, now=now)
        first = min([first, *(month for _, month in tables)])
        known = {(source, month): without_rows(fact) for month in months_between(first, f"{now:%Y-%m}")}
        found.append(_written(store, fact, source, known | tables, by=by, now=now))
    with transaction.atomic():
        told = {one.fact.name: one.rows for one in found}
        objects = [f"fact:{name}" for name in told]
        audit.record(by=by, operation="facts.publish", kind="other", objects=objects, detail=told)
    return tuple(found)


def _written(store: Store, fact: Fact, source: str, tables: Tables, *, by: Scope, now: datetime) -> Published:
    before = {(p.source, p.month): p for p in store.partitions(fact) if p.source == source}
    tables = {place: without_rows(fact) for place in before} | tables
    after = store.replace(fact, tables, by=by.actor_name, at=now, boundaries=places.boundaries_version())
    mine = [p for p in after if p.source == source]
    written = sum(p != before.get((p.source, p.month)) for p in mine)
    return Published(fact, sum(p.rows for p in mine), len(mine), written)
