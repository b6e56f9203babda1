"""The matrix in two halves, each a file of its own so that two workers share it, and each with a world of its own."""

from __future__ import annotations

from django.db import connection

from bluelamp.web.sample.canaries.world import World
from tests.matrix import cells, running
from tests.matrix.running import Outcome

CELLS = {"sqlite": 20_000, "postgresql": 1_000}
SEED, PARTS = 2014, 2


def asked(world: World, part: int) -> Outcome:
    """Every second cell of those that are drawn, beginning with the one of this number."""
    return running.run(running.asker(world), cells.drawn(world, CELLS[connection.vendor], SEED)[part::PARTS])


def reasons_to_doubt(outcome: Outcome) -> list[str]:
    """Whether enough was asked, and got somewhere, for the rest to mean something."""
    enough = {
        "asked": (outcome.cells, CELLS[connection.vendor] // PARTS),
        "shown": (outcome.shown, outcome.cells // 100),
        "written": (outcome.written, outcome.cells // 200),
    }
    return [f"only {found} were {what}" for what, (found, least) in enough.items() if found < least]
