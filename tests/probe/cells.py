"""The whole matrix, or as much of it as is asked for, in as many processes as there are cores.

::

    python -m tests.probe.cells [CELLS]
"""

from __future__ import annotations

import logging
import os
import random
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from tests.probe import clock, ground, saying

SEED = 2014
TOLD = 20


def probe(count: int) -> dict[str, Any]:
    """``count`` cells; each process asks every second, third … of them in a world of its own."""
    parts, end = os.cpu_count() or 1, clock.end_of("cells")
    with ProcessPoolExecutor(parts, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(_part, [(count, part, parts, end) for part in range(parts)]))
    faults = sorted({fault for one in found for fault in one["faults"]})
    statuses = sum((Counter(one["statuses"]) for one in found), Counter())
    counted = {name: sum(one[name] for one in found) for name in ("cells", "shown", "written")}
    return {
        "of": count,
        **counted,
        "short": counted["cells"] < count,
        "statuses": dict(sorted(statuses.items())),
        "faults": len(faults),
        "first": faults[:TOLD],
        "seed": SEED,
    }


def _part(what: tuple[int, int, int, float]) -> dict[str, Any]:
    count, part, parts, end = what
    ground.ready()
    logging.disable(logging.CRITICAL)
    from django.db import transaction

    from tests.matrix import cells, running, world

    with ground.records(), transaction.atomic():
        made = world.build()
        mine = cells.drawn(made, count, SEED)[part::parts]
        random.Random(SEED).shuffle(mine)  # those that there is no time for are of every route
        outcome = running.run(running.asker(made), clock.while_it_lasts(mine, end))
        transaction.set_rollback(True)
    return {
        "cells": outcome.cells,
        "shown": outcome.shown,
        "written": outcome.written,
        "statuses": outcome.statuses,
        "faults": outcome.faults,
    }


def main() -> int:
    return saying.tell(
        "cells", probe, int(sys.argv[1]) if len(sys.argv) > 1 else 50_000, wrong="faults short"
    )


if __name__ == "__main__":
    sys.exit(main())
