"""Each way to tamper with the audit record, many times over: is it found, named rightly, and nothing found besides?

::

    python -m tests.probe.tampering [TIMES] [RECORDS]
"""

from __future__ import annotations

import sys

from tests.probe import ground, saying


def probe(times: int, count: int) -> dict[str, object]:
    """Every class ``times`` times on ``count`` made-up records."""
    from django.db import connection

    from bluelamp.kernel.audit import sealing, verifying
    from bluelamp.kernel.audit.tests import tampering

    with ground.records():
        _written(count)
        clean = verifying.verify(connection, anchor=sealing.lines(), witness=sealing.witness()).is_clean
        tried = {how: list(tampering.tried(how, times)) for how in tampering.WAYS}
    missed = {how: sum(not one.is_found for one in each) for how, each in tried.items()}
    return {
        "probe": "tampering",
        "classes": len(tried),
        "times": times,
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
    times, count = (*map(int, sys.argv[1:3]), *(100, 100_000)[len(sys.argv) - 1 :])
    found = probe(times, count)
    saying.tell(found)
    return 1 if found["missed"] or found["false_alarms"] else 0


if __name__ == "__main__":
    sys.exit(main())
