"""What one changed month costs: every figure taken again, beside taking them all the first time."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np
import pyarrow as pa

INTERVIEWS_A_MONTH = 700
FIRST = np.datetime64("2004-01")
PROMISES = {"changed_month_beyond_constant": 0.03}
"""The constant: finding that nothing changed, and starting the engine for a month that is there alone."""


def run(months: int) -> dict[str, Any]:
    """Take the catalogue over ``months`` of interviews, change the last month, take it again. Seconds, and the parts
    of the first time that the second took."""
    from django.conf import settings
    from django.core.management import call_command

    from bluelamp.areas.satisfaction.facts import INTERVIEWS
    from bluelamp.kernel.access.scope import Scope
    from bluelamp.performance import actions
    from bluelamp.warehouse.store import Store

    call_command("migrate", verbosity=0)
    store, by = Store(settings.WAREHOUSE), Scope.system("bench")
    rng = np.random.default_rng(20140107)
    names = [str(FIRST + m) for m in range(months)]

    def supply(wanted: list[str]) -> None:
        tables = {("bench", name): _interviews(rng, name) for name in wanted}
        store.replace(INTERVIEWS, tables, by="bench", at=datetime.now(UTC))

    def take() -> tuple[float, Any]:
        started = perf_counter()
        taken = actions.take_figures(by=by, today=date(2026, 1, 1))
        return perf_counter() - started, taken

    alone = _one_month_alone(_interviews(rng, names[0]))
    supply(names)
    first, all_taken = take()
    nothing = min(take()[0] for _ in range(3))
    supply(names[-1:])
    again, changed = take()
    return {
        "months": months,
        "figures": all_taken.taken,
        "first_seconds": round(first, 2),
        "nothing_changed_seconds": round(nothing, 3),
        "one_month_alone_seconds": round(alone, 3),
        "changed_month_seconds": round(again, 3),
        "figures_corrected": changed.corrected,
        "changed_month_of_first": round(again / first, 4),
        "changed_month_beyond_constant": round(max(0.0, again - nothing - alone) / first, 4),
    }


def _one_month_alone(table: pa.Table) -> float:
    """Seconds to count one month with nothing beside it: the engine starts, reads the declarations and scans it."""
    from bluelamp.areas.satisfaction.facts import INTERVIEWS
    from bluelamp.performance import catalogue
    from bluelamp.warehouse import cube
    from bluelamp.warehouse.store import Store

    tallies = [measure.tally for measure in catalogue.MEASURES if measure.tally.fact == INTERVIEWS]
    with TemporaryDirectory(prefix="bluelamp-bench-") as folder:
        store = Store(folder)
        store.replace(INTERVIEWS, {("bench", str(FIRST)): table}, by="bench", at=datetime.now(UTC))
        cube.count(store, tallies)
        shutil.rmtree(store.root / "cubes")
        started = perf_counter()
        cube.count(store, tallies)
        return perf_counter() - started


def _interviews(rng: np.random.Generator, month: str) -> pa.Table:
    n = INTERVIEWS_A_MONTH
    asb = rng.random(n) < 0.5
    crime = np.array(["burglary", "violence", "vehicle", "hate"])[rng.integers(0, 4, n)]
    days = np.datetime64(month, "D") + rng.integers(0, 28, n)
    districts = {"CV": "26", "DY": "27", "SW": "28", "SH": "29", "WS": "30", "WV": "31"}
    lpu = np.array([*districts, "BE", "BN", "BS", "BW"])[rng.integers(0, 10, n)]
    return pa.table(
        {
            "record_key": [f"{month}-{i}" for i in range(n)],
            "survey": np.where(asb, "asb", "crime"),
            "crime_group": np.where(asb, "asb", crime),
            "incident_date": days - rng.integers(42, 85, n),
            "report_date": days - 42,
            "interview_date": days,
            **{
                part: rng.integers(1, 8, n).astype(np.int8)
                for part in ("contact", "action", "follow_up", "treatment", "whole")
            },
            "weight": rng.uniform(0.5, 2, n),
            "lpu": lpu,
            "district": [f"E080000{districts.get(code, '25')}" for code in lpu],
        }
    )
