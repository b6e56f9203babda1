"""Cells that break what every other row of their column keeps to: a change, a share, a rate or the total of a row."""

from __future__ import annotations

from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.relations import broken


def read(paper: Reading) -> Iterator[Remark]:
    for grid in paper.grids:
        for each in broken(grid):
            yield grid.remark(f"row “{grid.labels[each.row]}”, column “{each.column.title}”", each.working)


RULE = Rule(
    key="followed",
    title="A cell that does not follow from its row",
    severity="wrong",
    explanation="The other rows of the column follow from the columns beside it, and this one does not. One of the "
    "cells in the row is wrong.",
    read=read,
    kind="tables",
    certainty="certain",
)
