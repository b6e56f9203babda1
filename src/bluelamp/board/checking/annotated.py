"""The paper with what was found in its margin: in a page of Bluelamp, or as a file that stands alone and needs
no script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bluelamp.board.checking.checked import Checked, meeting_told
from bluelamp.board.document import Block, Heading, Items, Paragraph, Table, words
from bluelamp.board.proof_reading.finding import KINDS, SEVERITIES, Finding
from bluelamp.ui import formats

HERE = Path(__file__).parent
CSS = HERE.parent / "static" / "board" / "checking.css"
CERTAINTIES = {"certain": "Certain", "likely": "Likely", "possible": "Possible"}


@dataclass(frozen=True)
class Row:
    """One block of the paper and the findings beside it. ``number`` is as printed; ``kind`` chooses how it is
    drawn."""

    kind: str
    text: Markup
    number: str
    findings: tuple[Finding, ...]
    table: Table | None = None
    level: int = 2
    anchor: str = ""


def fragment(checked: Checked) -> Markup:
    """The paper and its findings without a page around them."""
    used = {found.kind for found in checked.findings}
    written = (
        _environment()
        .get_template("annotated.html")
        .render(
            checked=checked,
            rows=tuple(rows(checked)),
            severities=SEVERITIES,
            kinds={key: title for key, title in KINDS.items() if key in used},
            certainties=CERTAINTIES,
            meeting=meeting_told(checked),
        )
    )
    return Markup(written)


def standalone(checked: Checked) -> str:
    """A whole file: no script, no font, no picture, no address on any network."""
    page = _environment().get_template("standalone.html")
    return page.render(
        checked=checked, content=fragment(checked), css=Markup(CSS.read_text("utf-8")), day=formats.day
    )


def rows(checked: Checked) -> Iterator[Row]:
    """Every block in order, with what was found in it."""
    block = 0
    for section in checked.paper.document.sections:
        for each in section.blocks:
            if isinstance(each, Heading):
                yield Row("heading", Markup(escape(each.text)), "", (), level=each.level + 1)
            elif isinstance(each, Table):
                beside = tuple(
                    f for f in checked.findings if f.table == each.number and f.section == section.key
                )
                yield Row(
                    "table",
                    Markup(""),
                    str(each.number),
                    beside,
                    table=each,
                    anchor=f"table-{section.key}-{each.number}",
                )
            else:
                for text, number in _texts(checked, each):
                    block += 1
                    beside = tuple(f for f in checked.findings if f.block == block and not f.table)
                    kind = "item" if isinstance(each, Items) else "paragraph"
                    yield Row(kind, _marked(text, beside), number, beside, anchor=f"b{block}")


def _texts(checked: Checked, block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, Items):
        yield from ((words(entry), "") for entry in block.entries)
    elif isinstance(block, Paragraph):
        yield words(block.runs), checked.paper.label(block.number)


def _marked(text: str, findings: tuple[Finding, ...]) -> Markup:
    """The text with the sentences that findings are about marked."""
    spans = sorted(
        {
            (text.find(f.sentence), text.find(f.sentence) + len(f.sentence))
            for f in findings
            if f.sentence in text
        }
    )
    made, start = Markup(""), 0
    for first, last in spans:
        if first >= start:
            made += (
                escape(text[start:first]) + Markup("<mark>") + escape(text[first:last]) + Markup("</mark>")
            )
            start = last
    return made + escape(text[start:])


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["words"] = words
    return made
