"""A race of reading against withdrawing, over records on a disk: nothing is given after it was taken back.

::

    python -m tests.probe.withdrawing [TRIALS]

On SQLite, or with ``BLUELAMP_TEST_RECORDS=postgresql`` on a server of our own.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.probe import clock, ground, saying

TRIALS = 10_000
WRONG = "late after unlogged short"


def probe(trials: int) -> dict[str, object]:
    ground.ready()
    from django.core.management import call_command
    from django.db import connection

    from tests.probe.racing import Race

    with tempfile.TemporaryDirectory(prefix="bluelamp-race-") as folder:
        if connection.vendor == "sqlite":
            connection.settings_dict["NAME"] = str(Path(folder) / "records.sqlite3")
        call_command("migrate", verbosity=0)
        race = Race()
        race.run(trials, clock.end_of("withdrawing"))
        connection.close()
    return {
        "of": trials,
        "trials": race.trials,
        "short": race.trials < trials,
        "given": race.given,
        "late": race.late,
        "after": race.after,
        "unlogged": race.unlogged,
        "records": connection.vendor,
        "seed": race.seed,
    }


def main() -> int:
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else TRIALS
    return saying.tell("withdrawing", probe, trials, wrong=WRONG)


if __name__ == "__main__":
    sys.exit(main())
