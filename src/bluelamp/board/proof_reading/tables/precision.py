"""One cell printed with other decimals than the rest of its column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.grid import Grid


def read(paper: Reading) -> Iterator[Remark]:
    for grid in paper.grids:
        for column in grid.columns:
            cells = [(row, cell) for row, cell in enumerate(column.cells) if cell is not None]
            if column.role != "percent" or len(cells) < 4:
                continue
            (usual, most), *_ = Counter(cell.digits for _, cell in cells).most_common(1)
            odd = [(row, cell) for row, cell in cells if cell.digits > usual]
            if len(odd) == 1 and most == len(cells) - 1 and not _is_finer(grid, odd[0][0], usual):
                row, cell = odd[0]
                yield grid.remark(
                    f"row “{grid.labels[row]}”, column “{column.title}”",
                    f"{cell.text} has {cell.digits} {'decimal' if cell.digits == 1 else 'decimals'}, and "
                    f"the other {most} have {usual or 'none'}",
                )


def _is_finer(grid: Grid, row: int, usual: int) -> bool:
    """A row printed with more decimals in several columns of percentages was meant to be."""
    cells = [cell for column in grid.columns if column.role == "percent" and (cell := column.cells[row])]
    return sum(cell.digits > usual for cell in cells) > 1


RULE = Rule(
    key="precision",
    title="One cell with other decimals than its column",
    severity="ask",
    explanation="A cell that was typed apart from the rest was often worked out apart from it, too.",
    read=read,
    kind="tables",
    certainty="possible",
)
