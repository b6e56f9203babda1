"""The paper as HTML: one fragment, in a page of Bluelamp or as a file that stands alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bluelamp.board import registers
from bluelamp.board.document import Document, Passport, Picture
from bluelamp.ui import formats
from bluelamp.ui.charts import Chart

HERE = Path(__file__).parent
CSS = HERE.parent / "static" / "board" / "paper.css"

Link = Callable[[Passport], str]


def fragment(document: Document, link: Link | None = None) -> Markup:
    """The paper without a page around it. Figures lead to ``link``, otherwise to their line in “How we know”."""
    written = (
        _environment()
        .get_template("document.html")
        .render(
            document=document,
            registers=registers.registers(document),
            link=link or in_appendix,
            chart=chart_of,
            day=formats.day,
        )
    )
    return Markup(written)


def standalone(document: Document) -> str:
    """A whole file that needs nothing beside it: no script, no font, no picture, no address on any network."""
    page = _environment().get_template("standalone.html")
    css = Markup(CSS.read_text("utf-8"))
    return page.render(document=document, content=fragment(document), css=css, day=formats.day)


def in_appendix(passport: Passport) -> str:
    """The line of the paper's own appendix."""
    return f"#{passport.key}"


def in_workspace(passport: Passport) -> str:
    """The page of the measure, opened at this figure; what is not a figure of a measure has only its line."""
    if passport.kind != "figure":
        return in_appendix(passport)
    asked = {
        "period": passport.period,
        "basis": passport.basis,
        "area": "" if passport.area_level == "force" else f"{passport.area_level}:{passport.area}",
        "breakdown": f"{passport.breakdown}:{passport.category}" if passport.breakdown else "",
    }
    return f"/performance/measures/{passport.measure}/?{urlencode({k: v for k, v in asked.items() if v})}"


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


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = lambda value: type(value).__name__
    return environment
