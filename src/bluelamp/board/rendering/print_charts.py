"""Charts in the type of the printed paper, for PDF and Word; on screen they keep the type of the page."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import vl_convert

from bluelamp import ui
from bluelamp.board.document import Picture
from bluelamp.ui.charts import Chart

FONTS = Path(ui.__file__).parent / "static" / "ui" / "built" / "fonts"
"""Source Sans 3 (SIL Open Font License), put there by the asset build."""

SANS = "Source Sans 3"
FAMILIES = [SANS, "Libertinus Serif"]
"""The second is carried by Typst itself: a paper built before the assets is plainer, not broken."""


def svg(picture: Picture) -> str:
    """The wide picture; Typst keeps its text as text."""
    return _in_print(picture).svg


def png(picture: Picture) -> bytes:
    """The wide picture at 216 dots an inch, for Word."""
    return _in_print(picture).png(scale=3.0)


def _in_print(picture: Picture) -> Chart:
    definition = json.loads(picture.definition)
    if _has_sans():
        definition = _with_font(definition, definition["config"]["font"])
    return Chart(
        picture.title, picture.alt, picture.sentence, picture.headers, picture.rows, definition, definition
    )


def _with_font(part: object, was: str) -> object:
    if isinstance(part, dict):
        return {name: _with_font(inner, was) for name, inner in part.items()}
    if isinstance(part, list):
        return [_with_font(inner, was) for inner in part]
    return SANS if part == was else part


@cache
def _has_sans() -> bool:
    """Make the type known to vl-convert once, so that it measures words as they will be set."""
    there = any(FONTS.glob("SourceSans3*.ttf"))
    if there:
        vl_convert.register_font_directory(str(FONTS))
    return there
