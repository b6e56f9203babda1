"""Charts for paper: in the PDF they are set in its own type, in Word they keep the type of the screen."""

from __future__ import annotations

import json

from bluelamp.board.document import Picture
from bluelamp.ui import typesetting
from bluelamp.ui.charts import Chart
from bluelamp.ui.charts.drawing import FONT


def svg(picture: Picture) -> str:
    """The wide picture; Typst keeps its text as text.

    It is laid out with the wider type of the screen, so whatever fits there fits in print.
    """
    return chart_of(picture).svg.replace(f'"{FONT}"', f'"{typesetting.families()[0]}"')


def png(picture: Picture) -> bytes:
    """The wide picture at 216 dots an inch, for Word."""
    return chart_of(picture).png(scale=3.0)


def chart_of(picture: Picture) -> Chart:
    """The drawn chart again, from what the document holds."""
    return Chart(
        picture.title,
        picture.alt,
        picture.sentence,
        picture.headers,
        picture.rows,
        json.loads(picture.definition),
        json.loads(picture.narrow),
    )
