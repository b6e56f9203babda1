"""The "what happens next" card on one sheet of A4: tagged PDF in its own language and direction, to be taken home."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from bluelamp.practice.promises.queries.cards import Sheet
from bluelamp.ui import typesetting
from bluelamp.ui.charts.drawing import PALETTE

LOOK = Path(__file__).with_name("card.typ")
SCRIPTS = {"ur": ("Noto Naskh Arabic",), "pa": ("Noto Sans Gurmukhi",)}
"""The type of languages whose letters the type of papers lacks."""
SAMPLE = "Sample data: everything on this card is made up."


def pdf(sheet: Sheet, *, is_sample: bool) -> bytes:
    """It goes to a member of the public: no marking, and nothing but the card. The same card gives the same bytes."""
    language = sheet.words.language
    filled = {
        "side": asdict(sheet.side),
        "language": language,
        "direction": sheet.words.direction,
        "sample": SAMPLE if is_sample else "",
        "palette": PALETTE,
        "fonts": [*typesetting.families(), *SCRIPTS.get(language, ())],
    }
    return typesetting.pdf(
        LOOK, {"card.json": json.dumps(filled, ensure_ascii=False)}, at=sheet.card.issued_at
    )
