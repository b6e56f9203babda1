"""What the board's paper costs after one month has changed, beside building it the first time."""

from __future__ import annotations

from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from typing import Any

import pyarrow.parquet as pq

PROMISES = {"rebuild_seconds": 2.0}


def run(times: int) -> dict[str, Any]:
    """Build the sample's paper; then ``times`` times take one interview away from November 2013, take the figures
    again and build it again. The median of each counts."""
    from django.conf import settings
    from django.core.management import call_command

    from bluelamp.board import actions as board
    from bluelamp.kernel.access.scope import Scope
    from bluelamp.performance import actions as performance
    from bluelamp.web.sample import SEED
    from bluelamp.web.sample import actions as sample

    call_command("migrate", verbosity=0)
    by = Scope.system("bench")

    def figures() -> float:
        return seconds(lambda: performance.take_figures(by=by, today=sample.TODAY))

    def build() -> float:
        return seconds(lambda: board.build_paper(by=by, paper="2014-01-07", today=sample.TODAY))

    loading = seconds(lambda: sample.load(by=by, var=settings.VAR, seed=SEED, scale=1.0))
    first_figures, first_build = figures(), build()
    again: list[tuple[float, float]] = []
    for _ in range(times):
        take_an_interview_away("2013-11")
        again.append((figures(), build()))
    rebuild = median(built for _, built in again)
    return {
        "loading_seconds": round(loading, 2),
        "first_figures_seconds": round(first_figures, 2),
        "first_build_seconds": round(first_build, 2),
        "figures_again_seconds": round(median(taken for taken, _ in again), 2),
        "rebuild_seconds": round(rebuild, 2),
        "times_first_build": round(rebuild / first_build, 2),
    }


def take_an_interview_away(month: str) -> None:
    """The month as it is, less its first row: a new vintage of its partition."""
    from django.conf import settings

    from bluelamp.areas.satisfaction.facts import INTERVIEWS
    from bluelamp.warehouse.store import Store

    store = Store(settings.WAREHOUSE)
    (partition,) = (each for each in store.partitions(INTERVIEWS) if each.month == month)
    fewer = pq.read_table(partition.path).slice(1)
    store.replace(INTERVIEWS, {(partition.source, month): fewer}, by="bench", at=datetime.now(UTC))


def seconds(work: Any) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
