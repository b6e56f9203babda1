"""Is each permission check missed when it is gone? Each is taken out in turn, and the matrix asked.

::

    python -m tests.probe.mutants [--only NAME…] [--cells N]

A check that stands in two places, so that one holds where the other fails, is taken out of both, and out of what the
records themselves refuse. A mutant is *caught*
by the first cell of the matrix that shows or changes what it should not; one that only breaks a page is not. A patch
that fits nowhere any more is an error: the list then needs the hand that changed the code.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from tests.probe import clock, ground, saying

if TYPE_CHECKING:
    from tests.matrix.asking import Asker
    from tests.matrix.cells import Cell
    from tests.probe.removing import Patch

CELLS, SEED, ENOUGH = 2_000, 2014, 0.95


@dataclass(frozen=True)
class Mutant:
    """A check that is gone: its name, the patches that take it out, and the routes where that should be seen.

    ``is_unheld`` where the records themselves refuse what the check refuses: they then take it.
    """

    name: str
    where: str
    patches: tuple[Patch, ...]
    is_unheld: bool = False


def mutants(only: Iterable[str] = ()) -> list[Mutant]:
    """All of them, as ``mutants.yaml`` lists them, or those of these names."""
    from tests.probe.removing import Patch

    rows = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return [
        Mutant(row["name"], row["where"], tuple(Patch(*patch) for patch in row["patches"]), "unheld" in row)
        for row in rows
        if not only or row["name"] in only
    ]


def caught(mutant: Mutant, everybody: Asker, count: int = CELLS) -> list[str]:
    """The first fault that the matrix finds without the check; none where it is not missed."""
    from tests.matrix import cells, running
    from tests.probe.removing import removed

    chosen = _in_order(cells.meant(everybody.world, mutant.where))
    for cell in chosen[:count]:
        everybody.learn(cell)
    with removed(mutant.patches, is_unheld=mutant.is_unheld):
        return running.run(everybody, chosen[:count], until=1).noticed


def _in_order(chosen: list[Cell]) -> list[Cell]:
    """At random, what somebody slips in last; thrice as often as others where one check may stand alone."""
    from bluelamp.web.sample.canaries.oracle import is_nearly_shown

    random.Random(SEED).shuffle(chosen)
    place = {
        cell: (bool(cell.swap), number if is_nearly_shown(cell.person, cell.record) else 3 * number)
        for number, cell in enumerate(chosen)
    }
    return sorted(chosen, key=place.__getitem__)


def probe(only: list[str], count: int) -> dict[str, object]:
    """Every mutant, in as many processes as there are cores, each with a world of its own."""
    names = [mutant.name for mutant in mutants(only)]
    parts, end = os.cpu_count() or 1, clock.end_of("mutants")
    with ProcessPoolExecutor(parts, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(_part, [(names[part::parts], count, end) for part in range(parts)]))
    by = {name: faults for one in found for name, faults in one.items()}
    caught = sum(map(bool, by.values()))
    return {
        "of": len(names),
        "mutants": len(by),
        "caught": caught,
        "short": len(by) < len(names),
        "too_few": caught < ENOUGH * len(by),
        "survived": [name for name in names if by.get(name) == []],
        "untried": [name for name in names if name not in by],
        "seed": SEED,
    }


def _part(what: tuple[list[str], int, float]) -> dict[str, list[str]]:
    names, count, end = what
    ground.ready()
    logging.disable(logging.CRITICAL)
    from django.db import transaction

    from tests.matrix import running, world

    found = {}
    with ground.records(), transaction.atomic():
        everybody = running.asker(world.build())
        for mutant in clock.while_it_lasts(mutants(names) if names else [], end):
            begun = time.monotonic()
            found[mutant.name] = caught(mutant, everybody, count)
            _say(mutant, found[mutant.name], time.monotonic() - begun)
        transaction.set_rollback(True)
    return found


def _say(mutant: Mutant, faults: list[str], took: float) -> None:
    sys.stderr.write(f"{mutant.name} ({took:.0f} s): {faults[0] if faults else 'SURVIVED'}\n")
    sys.stderr.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--cells", type=int, default=CELLS)
    asked = parser.parse_args()
    return saying.tell("mutants", probe, asked.only, asked.cells, wrong="too_few short")


if __name__ == "__main__":
    sys.exit(main())
