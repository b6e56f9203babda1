"""The sheet as tagged PDF: the marking and the page of each page, and a bar where something is withheld."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from bluelamp.practice.casework.printing.sheet import Sheet
from bluelamp.ui import formats, typesetting
from bluelamp.ui.charts.drawing import PALETTE

LOOK = Path(__file__).with_name("sheet.typ")


def pdf(sheet: Sheet) -> bytes:
    """The same sheet gives the same bytes."""
    filled = {
        "sheet": asdict(sheet),
        "handling": sheet.handling,
        "printed": f"Printed by {sheet.printed_by}, {formats.moment(sheet.printed_at)}",
        "palette": PALETTE,
        "fonts": typesetting.families(),
    }
    files = {"sheet.json": json.dumps(filled, ensure_ascii=False, default=str)}
    return typesetting.pdf(LOOK, files, at=sheet.printed_at)
