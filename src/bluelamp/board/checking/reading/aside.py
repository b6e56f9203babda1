"""What stands beside the paragraphs of a Word file and belongs to the paper: text boxes, footnotes and endnotes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

Notes = dict[tuple[str, str], str]
KINDS = ("footnote", "endnote")
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"


def notes(word: Any) -> Notes:
    """The text of every note by its kind and number; Word's own separators have none."""
    found: Notes = {}
    for related in word.part.rels.values():
        kind = related.reltype.rsplit("/", 1)[-1].removesuffix("s")
        if kind in KINDS and not related.is_external:
            root = parse_xml(related.target_part.blob)
            found |= {(kind, each.get(qn("w:id"))): _words(each) for each in root.iter(qn(f"w:{kind}"))}
    return found


def beside(paragraph: Any, every: Notes) -> Iterator[str]:
    """The text boxes anchored in a paragraph, then the notes it refers to."""
    yield from (said for box in _boxes(paragraph) if (said := _words(box)))
    for kind in KINDS:
        for mark in paragraph.iter(qn(f"w:{kind}Reference")):
            if said := every.get((kind, mark.get(qn("w:id"))), ""):
                yield said


def _boxes(paragraph: Any) -> list[Any]:
    """Each box once: Word writes it twice, for new readers and for old ones."""
    boxes = list(paragraph.iter(qn("w:txbxContent")))
    chosen = [box for box in boxes if any(True for _ in box.iterancestors(CHOICE))]
    return chosen or boxes


def _words(element: Any) -> str:
    lines = ("".join(text.text or "" for text in p.iter(qn("w:t"))) for p in element.iter(qn("w:p")))
    return " ".join(" ".join(lines).split())
