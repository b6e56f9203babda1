"""The paper as HTML: one fragment, in a page of Bluelamp or as a file that stands alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bluelamp.board import marking, referring, registers
from bluelamp.board.document import Document, Passport
from bluelamp.board.rendering import print_charts
from bluelamp.ui import formats

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
            chart=print_charts.chart_of,
            day=formats.day,
            references=referring.references,
            line_under=referring.line_under,
            is_marked=marking.is_above_official,
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
    """The page of the figure, from which its rows are one click away; what was worked out has its line only."""
    return in_appendix(passport) if passport.figure is None else f"/performance/figures/{passport.figure}/"


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
