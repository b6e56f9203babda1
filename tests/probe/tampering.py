"""Each way to tamper with the audit record, many times over: is it found, named rightly, and nothing found besides?

::

    python -m tests.probe.tampering [TIMES] [RECORDS]
"""

from __future__ import annotations

import sys

from tests.probe import clock, ground, saying


def probe(times: int, count: int) -> dict[str, object]:
    """Every class ``times`` times on ``count`` made-up records."""
    from django.db import connection

    from bluelamp.kernel.audit import sealing, verifying
    from bluelamp.kernel.audit.tests import tampering

    end = clock.end_of("tampering")
    with ground.records():
        _written(count)
        clean = verifying.verify(connection, anchor=sealing.lines(), witness=sealing.witness()).is_clean
        tried: dict[str, list[tampering.Tried]] = {how: [] for how in tampering.WAYS}
        each_in_turn = zip(*(tampering.tried(how, times) for how in tried), strict=True)
        for several in clock.while_it_lasts(each_in_turn, end):
            for how, one in zip(tried, several, strict=True):
                tried[how].append(one)
    missed = {how: sum(not one.is_found for one in each) for how, each in tried.items()}
    return {
        "classes": len(tried),
        "of": times,
        "times": min(map(len, tried.values())),
        "records": count,
        "missed": {how: count for how, count in missed.items() if count},
        "named_rightly": sum(one.is_right for each in tried.values() for one in each),
        "false_alarms": int(not clean),
        "seed": 1,
    }


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
    ground.ready()
    given = (*map(int, sys.argv[1:3]), *(100, 5_000)[len(sys.argv) - 1 :])
    return saying.tell("tampering", probe, *given, wrong="missed false_alarms")


if __name__ == "__main__":
    sys.exit(main())
