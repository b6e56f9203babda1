"""The whole matrix, or as much of it as is asked for, in as many processes as there are cores.

::

    python -m tests.probe.cells [CELLS]
"""

from __future__ import annotations

import logging
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from tests.probe import ground, saying

SEED = 2014
TOLD = 20


def probe(count: int) -> dict[str, Any]:
    """``count`` cells; each process asks every second, third … of them in a world of its own."""
    parts = os.cpu_count() or 1
    with ProcessPoolExecutor(parts, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(_part, [(count, part, parts) for part in range(parts)]))
    faults = sorted({fault for one in found for fault in one["faults"]})
    statuses = sum((Counter(one["statuses"]) for one in found), Counter())
    counted = {name: sum(one[name] for one in found) for name in ("cells", "shown", "written")}
    return {
        "probe": "cells",
        **counted,
        "statuses": dict(sorted(statuses.items())),
        "faults": len(faults),
        "first": faults[:TOLD],
        "seed": SEED,
    }


def _part(what: tuple[int, int, int]) -> dict[str, Any]:
    count, part, parts = what
    ground.ready()
    logging.disable(logging.CRITICAL)
    from django.db import transaction

    from tests.matrix import cells, running, world

    with ground.records(), transaction.atomic():
        made = world.build()
        outcome = running.run(running.asker(made), cells.drawn(made, count, SEED)[part::parts])
        transaction.set_rollback(True)
    return {
        "cells": outcome.cells,
        "shown": outcome.shown,
        "written": outcome.written,
        "statuses": outcome.statuses,
        "faults": outcome.faults,
    }


def main() -> int:
    found = probe(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
    saying.tell(found)
    return 1 if found["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
