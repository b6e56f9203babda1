"""From a number in the text to its line in “How we know”, inside one Word file."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bluelamp.ui.charts.drawing import PALETTE


def link(paragraph: Any, shown: str, key: str) -> None:
    """Words that lead to the line of their figure in “How we know”."""
    leads = OxmlElement("w:hyperlink")
    leads.set(qn("w:anchor"), _name(key))
    leads.set(qn("w:history"), "1")
    run = paragraph.add_run(shown)
    underline = OxmlElement("w:u")
    underline.set(qn("w:val"), "dotted")
    underline.set(qn("w:color"), PALETTE["lamp"].lstrip("#"))
    run._r.get_or_add_rPr().append(underline)
    leads.append(run._r)
    paragraph._p.append(leads)


def bookmark(paragraph: Any, key: str, number: int) -> None:
    """The place that a figure's link leads to. ``number`` is its own in the file."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), _name(key))
        paragraph._p.append(mark)


def _name(key: str) -> str:
    return key.replace("-", "_")
