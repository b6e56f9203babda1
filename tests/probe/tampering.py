"""Each way to tamper with the audit record, many times over: is it found, named rightly, and nothing found besides?

::

    python -m tests.probe.tampering [TIMES] [RECORDS]
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from tests.probe import clock, ground, saying

SEED, ENOUGH = 1, 0.95


def probe(times: int, count: int) -> dict[str, object]:
    """Every class ``times`` times on ``count`` made-up records, in as many processes as there are cores."""
    parts, end = os.cpu_count() or 1, clock.end_of("tampering")
    shares = [len(range(part, times, parts)) for part in range(parts)]
    with ProcessPoolExecutor(parts, mp_context=get_context("spawn")) as pool:
        found = list(
            pool.map(_part, [(share, count, part, end) for part, share in enumerate(shares) if share])
        )
    tried, missed, rightly = (
        sum((one[name] for one in found), Counter()) for name in ("tried", "missed", "rightly")
    )
    done = min(tried.values())
    return {
        "classes": len(tried),
        "of": times,
        "times": done,
        "records": count,
        "missed": dict(missed),
        "named_rightly": rightly.total(),
        "misnamed": rightly.total() < ENOUGH * tried.total(),
        "false_alarms": sum(not one["is_clean"] for one in found),
        "short": done < times,
        "seed": SEED,
    }


def _part(what: tuple[int, int, int, float]) -> dict[str, Any]:
    """Some of the times, on records of its own, at places of its own."""
    times, count, part, end = what
    ground.ready()
    from django.db import connection

    from bluelamp.kernel.audit import sealing, verifying
    from bluelamp.kernel.audit.tests import tampering

    tried, missed, rightly = Counter[str](), Counter[str](), Counter[str]()
    with ground.records():
        _written(count)
        clean = verifying.verify(connection, anchor=sealing.lines(), witness=sealing.witness()).is_clean
        each_in_turn = zip(
            *(tampering.tried(how, times, seed=SEED + part) for how in tampering.WAYS), strict=True
        )
        for several in clock.while_it_lasts(each_in_turn, end):
            tried.update(tampering.WAYS.keys())
            missed.update(how for how, one in zip(tampering.WAYS, several, strict=True) if not one.is_found)
            rightly.update(how for how, one in zip(tampering.WAYS, several, strict=True) if one.is_right)
    return {"tried": tried, "missed": missed, "rightly": rightly, "is_clean": clean}


def _written(count: int) -> None:
    """Records as a log has them: some with something kept apart, all but the last sealed."""
    from django.db import transaction
    from django.utils import timezone

    from bluelamp.kernel.access.scope import Scope
    from bluelamp.kernel.audit import actions, sealing
    from bluelamp.kernel.audit.models import Record
    from bluelamp.kernel.audit.tests import filling

    filling.fill(count - 70)
    for _ in range(50):
        with transaction.atomic():
            by = Scope.system("the probe")
            actions.record(
                by=by, operation="people.change", kind="alteration", payload={"before": "Old Road"}
            )
    sealing.seal(at=timezone.now())
    filling.fill(20)
    last = Record.objects.latest("seq")
    sealing._witness(last.seq, last.hash)


def main() -> int:
    given = (*map(int, sys.argv[1:3]), *(100, 5_000)[len(sys.argv) - 1 :])
    return saying.tell("tampering", probe, *given, wrong="missed misnamed false_alarms short")


if __name__ == "__main__":
    sys.exit(main())
