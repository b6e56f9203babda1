"""Tables of a paper in Word: ruled between rows, with a header row that is known as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement

from bluelamp.board.rendering.word.look import WIDTH, border, borders, in_style
from bluelamp.ui.charts.drawing import PALETTE


def grid(
    word: Any,
    titles: Sequence[str],
    numeric: Sequence[bool],
    *,
    style: str = "Paper cell",
    widths: Sequence[int] = (),
) -> Any:
    """A table with ruled lines and a header row that repeats and is known as one."""
    made = word.add_table(rows=1, cols=len(titles))
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    made.autofit = not widths
    _ruled(made, PALETTE["line"])
    for position, (cell, title) in enumerate(zip(made.rows[0].cells, titles, strict=True)):
        cell.paragraphs[0].add_run(title).bold = True
        in_style(cell.paragraphs[0], style, right=numeric[position])
    header = OxmlElement("w:tblHeader")
    made.rows[0]._tr.get_or_add_trPr().append(header)
    for column, part in zip(made.columns, widths, strict=False):
        column.width = int(WIDTH * part / sum(widths))
    return made


def _ruled(table: Any, colour: str) -> None:
    """Thin lines between rows, none between columns."""
    borders(
        table._tbl.tblPr,
        "w:tblBorders",
        [border("top", 8, PALETTE["ink"]), border("bottom", 4, colour), border("insideH", 4, colour)],
    )
