"""One run of the matrix in a process of its own, for a tree that may have been tampered with.

::

    python -m tests.probe.shot BASE.sqlite3 COPY.sqlite3 CELLS SEED [WHERE]

Asks the cells whose route fits the expression ``WHERE``, plain ones first, and stops at the first fault: exit code 1,
and the fault on the last line. Exit code 0: none found.
"""

from __future__ import annotations

import logging
import random
import sys
from pathlib import Path

from tests.probe import ground


def main(base: str, copy: str, count: str, seed: str, where: str = "") -> int:
    ground.ready()
    logging.disable(logging.CRITICAL)
    from django.db import transaction

    from tests.matrix import cells, running, world

    with ground.fresh(Path(base), Path(copy)), transaction.atomic():
        made = world.build()
        chosen = [
            cell
            for cell in cells.every(made, where)
            if cell.method in ("GET", "POST", "PUT")
            and cells.is_meant(cell.route, cell.address, cell.record, made)
        ]
        random.Random(int(seed)).shuffle(chosen)
        chosen.sort(key=lambda cell: bool(cell.swap))
        outcome = running.run(made, chosen[: int(count)], until=1)
        transaction.set_rollback(True)
    sys.stdout.write(" ".join([f"{outcome.cells} cells", *outcome.faults[:1]]) + "\n")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
