"""A table known by the line above it, whatever the paper calls its tables."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.board.checking import reading
from bluelamp.board.document import Table

ROWS = "    Grade      Crews\n    Good          12\n    Adequate       8\n"


@pytest.mark.parametrize(
    ("line", "number", "caption"),
    [
        ("Table 3. Grades awarded", 3, "Grades awarded"),
        ("Schedule 2. Grades, as a percentage of the 23 crews", 2, "Grades, as a percentage of the 23 crews"),
        ("Exhibit 4: Grades awarded", 4, "Grades awarded"),
    ],
)
def test_the_line_above_a_table_is_its_caption(line, number, caption):
    paper = reading.read("paper.txt", f"{line}\n\n{ROWS}".encode(), today=date(2018, 6, 1))
    (table,) = [block for _, block in paper.document.blocks() if isinstance(block, Table)]
    assert (table.number, table.caption) == (number, caption)
