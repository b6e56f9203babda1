"""The paper as a Word file: real styles and headings, words for every picture, header rows marked, nothing hidden.

The file keeps no author, editor, revision or clock, so that it gives nothing away and the same document gives the same
bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import count
from typing import Any

from docx.shared import Pt

from bluelamp.board import marking, referring, registers
from bluelamp.board.document import (
    Cited,
    Document,
    Heading,
    Items,
    Note,
    Paragraph,
    Picture,
    Quoted,
    Register,
    Runs,
    Table,
    words,
)
from bluelamp.board.rendering import print_charts
from bluelamp.board.rendering.word import clean, links, look
from bluelamp.board.rendering.word.grids import grid
from bluelamp.board.rendering.word.look import WIDTH, colour, in_style
from bluelamp.ui import formats


def render(document: Document) -> bytes:
    """The DOCX file."""
    return _Word(document).file()


class _Word:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.word = clean.blank()
        self.bookmarks = count(1)

    def file(self) -> bytes:
        look.styles(self.word)
        look.page(self.word, self.document)
        self._opening()
        write: dict[type, Callable[[Any], None]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Items: self._items,
            Note: self._note,
            Table: self._table,
            Picture: self._picture,
            Register: self._register,
        }
        for _, block in self.document.blocks():
            write[type(block)](block)
        return clean.saved(self.word, self.document)

    def _opening(self) -> None:
        paper = self.document
        in_style(self.word.add_paragraph(paper.board), "Paper quiet")
        in_style(self.word.add_paragraph(f"{paper.meeting:%A} {formats.day(paper.meeting)}"), "Paper quiet")
        in_style(self.word.add_paragraph(paper.title), "Title")
        self.word.add_paragraph(paper.author)
        in_style(self.word.add_paragraph(paper.statement), "Paper statement")

    def _heading(self, block: Heading) -> None:
        self.word.add_heading(block.text, block.level)

    def _paragraph(self, block: Paragraph) -> None:
        paragraph = in_style(self.word.add_paragraph(), "Numbered paragraph")
        paragraph.add_run(f"{block.number}.\t").font.color.rgb = colour("quiet")
        self._portion(paragraph, block)
        self._runs(paragraph, block.runs, numbered=True)

    def _portion(self, paragraph: Any, block: Any) -> None:
        """The marking at the head of what is marked above OFFICIAL."""
        if marking.is_above_official(block.marking):
            marked = paragraph.add_run(f"{block.marking}  ")
            marked.bold, marked.font.size = True, Pt(9)

    def _items(self, block: Items) -> None:
        for item in block.entries:
            paragraph = in_style(self.word.add_paragraph(), "Paper list")
            paragraph.add_run("•\t")
            self._portion(paragraph, block)
            self._runs(paragraph, item, numbered=True)

    def _note(self, block: Note) -> None:
        paragraph = in_style(self.word.add_paragraph(), "Paper note")
        self._portion(paragraph, block)
        paragraph.add_run(f"{block.label}. ").bold = True
        self._runs(paragraph, block.runs, numbered=True)

    def _table(self, block: Table) -> None:
        self._caption("Table", block.number, block.caption, block)
        numeric = [column.numeric for column in block.columns]
        made = grid(self.word, [column.title for column in block.columns], numeric, widths=block.widths)
        for number, row in enumerate(block.rows, 1):
            cells = made.add_row().cells
            for cell, runs, is_number in zip(cells, row, numeric, strict=True):
                self._cell(cell.paragraphs[0], runs, is_number)
                if block.totalled and number == len(block.rows):
                    for run in cell.paragraphs[0].runs:
                        run.bold = True
        for note, size in [*((words(note), 9.5) for note in block.notes), (referring.line_under(block), 8)]:
            self._quietly(note, size)
        self.word.add_paragraph().paragraph_format.space_after = Pt(0)

    def _picture(self, block: Picture) -> None:
        self._caption("Chart", block.number, block.title, block)
        sentence = self.word.add_paragraph()
        sentence.paragraph_format.keep_with_next = True
        self._runs(sentence, block.runs, numbered=True)
        shape = self.word.add_picture(io.BytesIO(print_charts.png(block)), width=WIDTH)
        described = shape._inline.docPr
        described.set("name", f"Chart {block.number}")
        described.set("descr", f"{block.title}. {block.alt}")
        self._quietly(block.source, 8)

    def _quietly(self, said: str, size: float) -> None:
        """A line in small grey under a table or a chart, where there is one."""
        if said:
            in_style(self.word.add_paragraph(said), "Paper quiet").runs[0].font.size = Pt(size)

    def _register(self, _: Register) -> None:
        for known in registers.registers(self.document):
            self._caption("", None, known.caption)
            made = grid(
                self.word,
                known.columns,
                [False] * len(known.columns),
                style="Paper small cell",
                widths=known.widths,
            )
            for group in known.groups:
                if group.heading:
                    row = made.add_row().cells
                    merged = row[0].merge(row[-1])
                    merged.paragraphs[0].add_run(group.heading).bold = True
                    in_style(merged.paragraphs[0], "Paper small cell")
                for entry in group.entries:
                    for position, (cell, shown) in enumerate(
                        zip(made.add_row().cells, entry.cells, strict=True)
                    ):
                        paragraph = cell.paragraphs[0]
                        if position == 0:
                            links.bookmark(paragraph, entry.key, next(self.bookmarks))
                        paragraph.add_run(shown)
                        in_style(paragraph, "Paper small cell")

    def _caption(self, word: str, number: int | None, title: str, block: Any = None) -> None:
        paragraph = in_style(self.word.add_paragraph(), "Caption")
        if word:
            label = paragraph.add_run(f"{word} {number}  ")
            label.bold, label.font.color.rgb = False, colour("quiet")
        if block is not None:
            self._portion(paragraph, block)
        paragraph.add_run(title)

    def _cell(self, paragraph: Any, runs: Runs, is_number: bool) -> None:
        self._runs(paragraph, runs)
        in_style(paragraph, "Paper cell", right=is_number)

    def _runs(self, paragraph: Any, runs: Runs, *, numbered: bool = False) -> None:
        for run, number in zip(runs, referring.references(runs), strict=True):
            if isinstance(run, (Cited, Quoted)):
                links.link(paragraph, run.text, run.passport)
                if numbered and number:
                    paragraph.add_run(f"[{number}]").font.superscript = True
            else:
                written = paragraph.add_run(run.text)
                written.bold, written.italic = run.style == "strong" or None, run.style == "emphasis" or None
