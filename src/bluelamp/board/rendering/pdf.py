"""The paper as tagged PDF (PDF/UA-1, checked while it is written), set by Typst from the same document.

No clock, system font or package is consulted: the same document gives the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path

from bluelamp.board import marking, referring, registers
from bluelamp.board.document import Document, Picture, Table, freeze
from bluelamp.board.rendering import print_charts
from bluelamp.board.words import MARKINGS
from bluelamp.ui import formats, typesetting
from bluelamp.ui.charts.drawing import PALETTE

LOOK = Path(__file__).with_name("paper.typ")


def render(document: Document) -> bytes:
    """The PDF. Raises ``typst.TypstError`` when it would not be accessible, for instance a picture without words."""
    files = {"paper.json": json.dumps(_filled(document), ensure_ascii=False)}
    for _, block in document.blocks():
        if isinstance(block, Picture):
            files[f"chart-{block.number}.svg"] = print_charts.svg(block)
    return typesetting.pdf(LOOK, files, at=_midnight(document))


def _filled(document: Document) -> dict[str, object]:
    return {
        "document": json.loads(freeze(document)),
        "widths": {number: block.widths for number, block in _tables(document).items()},
        "lines_under": {number: referring.line_under(block) for number, block in _tables(document).items()},
        "marked": [mark for mark in MARKINGS if marking.is_above_official(mark)],
        "registers": [asdict(known) for known in registers.registers(document)],
        "palette": PALETTE,
        "fonts": typesetting.families(),
        "meeting": formats.day(document.meeting),
        "weekday": document.meeting.strftime("%A"),
        "description": f"{document.board}, {formats.day(document.meeting)}. {document.statement}",
        "short_statement": document.statement.partition(".")[0] + ".",
    }


def _tables(document: Document) -> dict[str, Table]:
    return {str(block.number): block for _, block in document.blocks() if isinstance(block, Table)}


def _midnight(document: Document) -> datetime:
    """The PDF is dated by the meeting: a clock would make every build another file."""
    return datetime.combine(document.meeting, time(), UTC)
