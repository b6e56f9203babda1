"""Pieces of a file put together as a document that rules can read: sections, numbered paragraphs, tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bluelamp.board.checking.reading import pieces, tabular
from bluelamp.board.document import Block, Document, Heading, Items, Paragraph, Section, Text


@dataclass(frozen=True)
class Paper:
    """A paper somebody else wrote. ``labels`` say how each paragraph is numbered in print; ``meeting_said`` is
    whether its
    date was found in it, ``kind`` the kind of file it came in."""

    document: Document
    labels: dict[int, str]
    meeting_said: bool
    kind: str = ""

    def label(self, number: int) -> str:
        """The printed number of a paragraph."""
        return self.labels.get(number, str(number) if number else "")


def paper(
    found: Iterable[pieces.Piece], *, name: str, meeting: date, meeting_said: bool, kind: str = ""
) -> Paper:
    """The paper of these pieces. Paragraphs keep their numbers; in a paper without any they are counted."""
    builder = _Builder(list(found))
    sections = builder.sections()
    document = Document(name, builder.title or name, "", meeting, "", "", "", sections)
    return Paper(document, builder.labels, meeting_said, kind)


class _Builder:
    def __init__(self, found: list[pieces.Piece]) -> None:
        self.found = found
        self.labels: dict[int, str] = {}
        self.title = next((p.text for p in found[:12] if isinstance(p, pieces.Heading)), "")
        self.is_numbered = sum(isinstance(p, pieces.Paragraph) and bool(p.label) for p in found) >= 3
        self.tables = self.last = 0

    def sections(self) -> tuple[Section, ...]:
        made: list[Section] = []
        title, blocks = "Opening", list[Block]()
        for piece in self.found:
            if isinstance(piece, pieces.Heading):
                made.append(self._section(len(made), title, blocks))
                title, blocks = piece.text, [Heading(piece.level, piece.text, "")]
            else:
                self._add(piece, blocks)
        made.append(self._section(len(made), title, blocks))
        return tuple(section for section in made if section.blocks)

    def _section(self, place: int, title: str, blocks: list[Block]) -> Section:
        # No file: a heading with nothing under it may be the head of the headings that follow.
        return Section(f"section-{place}", title, "", tuple(blocks))

    def _add(self, piece: pieces.Piece, blocks: list[Block]) -> None:
        if isinstance(piece, pieces.Item):
            blocks.append(Items(((Text(piece.text),),)))
        elif isinstance(piece, pieces.Table):
            self._add_table(piece, blocks)
        elif isinstance(piece, pieces.Paragraph):
            if self.is_numbered and not piece.label:
                blocks.append(Items(((Text(piece.text),),)))
            else:
                blocks.append(Paragraph(self._number(piece.label), (Text(piece.text),)))

    def _add_table(self, piece: pieces.Table, blocks: list[Block]) -> None:
        caption, number = piece.caption, self.tables + 1
        if blocks and isinstance(blocks[-1], (Paragraph, Items)):
            last = blocks[-1]
            text = last.runs[0].text if isinstance(last, Paragraph) else last.entries[-1][0].text
            if said := pieces.CAPTION.match(text):
                is_title = not (
                    caption and said["title"][:1].islower()
                )  # “Table 1 gives attendances by site.”
                caption, number = (is_title and said["title"].strip()) or caption, int(said["number"])
        made = tabular.table(number, caption, piece.rows, piece.heads)
        if made is not None:
            self.tables = number
            blocks.append(made)

    def _number(self, label: str) -> int:
        """A whole number that is this paragraph's own. Printed numbers that start again, or have parts, are
        told apart."""
        wanted = int(label) if label.isdigit() else 0
        number = wanted if wanted > self.last and wanted < self.last + 500 else self.last + 1
        if not label:
            self.labels[number] = str(number)
        else:
            self.labels[number] = label
        self.last = number
        return number
