"""The matrix in two halves, each a file of its own, so that two workers share it."""

from __future__ import annotations

from django.db import connection

from tests.matrix import cells, running
from tests.matrix.running import Outcome
from tests.matrix.world import World

CELLS = {"sqlite": 20_000, "postgresql": 1_000}
SEED = 2014


def asked(world: World, half: int) -> Outcome:
    """Every second cell of those that are drawn, from the first or from the second."""
    return running.run(world, cells.drawn(world, CELLS[connection.vendor], SEED)[half::2])


def reasons_to_doubt(outcome: Outcome) -> list[str]:
    """Whether enough was asked, and got somewhere, for the rest to mean something."""
    enough = {
        "asked": (outcome.cells, CELLS[connection.vendor] // 2),
        "shown": (outcome.shown, outcome.cells // 100),
        "written": (outcome.written, outcome.cells // 200),
    }
    return [f"only {found} were {what}" for what, (found, least) in enough.items() if found < least]
