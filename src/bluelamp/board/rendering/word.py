"""The paper as a Word file: real styles and headings, words for every picture, header rows marked, nothing hidden.

The file keeps no author, editor, revision or clock, so that it gives nothing away and the same document gives the same
bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

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
from bluelamp.ui import formats
from bluelamp.ui.charts.drawing import PALETTE

TYPE = "Arial"
"""A typeface every Word has; the PDF carries its own."""

INDENT = Mm(11)
WIDTH = Mm(158)
LEFTOVERS = {"thumbnail", "customXml"}
"""What python-docx's blank file brings along from the machine it was made on."""

CELLS = {"Paper cell": 9.5, "Paper small cell": 8}
"""The styles of cells, with their size in points."""

EPOCH = (1980, 1, 1, 0, 0, 0)


def render(document: Document) -> bytes:
    """The DOCX file."""
    return _Word(document).file()


class _Word:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.word = docx.Document()
        for holder in (self.word.part.package, self.word.part):
            for key in [
                key for key, link in holder.rels.items() if link.reltype.rpartition("/")[2] in LEFTOVERS
            ]:
                del holder.rels[key]
        self.bookmarks: dict[str, int] = {}

    def file(self) -> bytes:
        self._styles()
        self._page()
        self._properties()
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
        self._forget_revisions()
        kept = io.BytesIO()
        self.word.save(kept)
        return _without_clock(kept.getvalue())

    # How it looks ----------------------------------------------------------------------------------------------

    def _styles(self) -> None:
        normal = self.word.styles["Normal"]
        _set_type(normal, 11, PALETTE["ink"])
        normal.paragraph_format.space_after = Pt(8)
        normal.paragraph_format.line_spacing = 1.15
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        normal.element.get_or_add_rPr().append(language)
        title = self.word.styles["Title"]
        _set_type(title, 26, PALETTE["ink"], bold=True)
        title.paragraph_format.space_after = Pt(6)
        for borders in title.element.pPr.findall(qn("w:pBdr")):
            title.element.pPr.remove(borders)
        for level, (size, colour, before) in {
            1: (17, "ink", 26),
            2: (13.5, "lamp_deep", 18),
            3: (11, "ink", 12),
        }.items():
            style = self.word.styles[f"Heading {level}"]
            _set_type(style, size, PALETTE[colour], bold=True)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(6)
            style.paragraph_format.keep_with_next = True
        _rule_above(self.word.styles["Heading 1"].element.get_or_add_pPr(), PALETTE["lamp"])
        self._new_style("Numbered paragraph", left=INDENT, first=-INDENT)
        self._new_style("Paper list", left=INDENT + Mm(5), first=-Mm(5), after=4)
        note = self._new_style("Paper note", left=INDENT + Mm(3))
        _bar_beside(note.element.get_or_add_pPr(), PALETTE["lamp"])
        statement = self._new_style("Paper statement", left=Mm(3))
        _bar_beside(statement.element.get_or_add_pPr(), PALETTE["amber_bright"])
        caption = self.word.styles["Caption"]
        _set_type(caption, 11, PALETTE["ink"], bold=True)
        caption.font.italic = False
        caption.paragraph_format.keep_with_next = True
        caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(12), Pt(4)
        for name, size in CELLS.items():
            cell = self._new_style(name, after=2)
            cell.font.size, cell.paragraph_format.line_spacing = Pt(size), 1.0
            cell.paragraph_format.space_before = Pt(2)
        quiet = self._new_style("Paper quiet", after=2)
        _set_type(quiet, 11, PALETTE["quiet"])

    def _new_style(self, name: str, *, left: int = 0, first: int = 0, after: float = 8) -> Any:
        style = self.word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = self.word.styles["Normal"]
        style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = left, first
        style.paragraph_format.space_after = Pt(after)
        return style

    def _page(self) -> None:
        section = self.word.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(28), Mm(24)
        section.left_margin, section.right_margin = Mm(27), Mm(25)
        header = section.header.paragraphs[0]
        header.alignment = WD_ALIGN_PARAGRAPH.CENTER
        header.add_run(self.document.marking).bold = True
        footer = section.footer.paragraphs[0]
        footer.style.paragraph_format.tab_stops.clear_all()
        footer.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        footer.add_run(self.document.statement.partition(".")[0] + ".\tPage ").font.size = Pt(9)
        _field(footer, "PAGE")
        footer.add_run(" of ").font.size = Pt(9)
        _field(footer, "NUMPAGES")

    def _properties(self) -> None:
        kept = self.word.core_properties
        kept.title, kept.language = self.document.title, "en-GB"
        kept.subject = f"{self.document.board}, {formats.day(self.document.meeting)}"
        kept.author = kept.last_modified_by = kept.comments = kept.keywords = ""
        kept.revision = 1
        kept.created = kept.modified = datetime.combine(self.document.meeting, time())

    def _forget_revisions(self) -> None:
        """Word marks which sitting each part was typed in; the blank file comes with the marks of its own maker."""
        for element in self.word.element.iter():
            for name in [name for name in element.attrib if name.startswith(qn("w:rsid"))]:
                del element.attrib[name]
        settings = self.word.settings.element
        for marks in settings.findall(qn("w:rsids")):
            settings.remove(marks)

    # What it says ----------------------------------------------------------------------------------------------

    def _opening(self) -> None:
        paper = self.document
        _in_style(self.word.add_paragraph(paper.board), "Paper quiet")
        _in_style(self.word.add_paragraph(f"{paper.meeting:%A} {formats.day(paper.meeting)}"), "Paper quiet")
        _in_style(self.word.add_paragraph(paper.title), "Title")
        self.word.add_paragraph(paper.author)
        _in_style(self.word.add_paragraph(paper.statement), "Paper statement")

    def _heading(self, block: Heading) -> None:
        self.word.add_heading(block.text, block.level)

    def _paragraph(self, block: Paragraph) -> None:
        paragraph = _in_style(self.word.add_paragraph(), "Numbered paragraph")
        paragraph.add_run(f"{block.number}.\t").font.color.rgb = _colour("quiet")
        self._portion(paragraph, block)
        self._runs(paragraph, block.runs, numbered=True)

    def _portion(self, paragraph: Any, block: Any) -> None:
        """The marking at the head of what is marked above OFFICIAL."""
        if marking.is_above_official(block.marking):
            marked = paragraph.add_run(f"{block.marking}  ")
            marked.bold, marked.font.size = True, Pt(9)

    def _items(self, block: Items) -> None:
        for item in block.entries:
            paragraph = _in_style(self.word.add_paragraph(), "Paper list")
            paragraph.add_run("•\t")
            self._portion(paragraph, block)
            self._runs(paragraph, item, numbered=True)

    def _note(self, block: Note) -> None:
        paragraph = _in_style(self.word.add_paragraph(), "Paper note")
        self._portion(paragraph, block)
        paragraph.add_run(f"{block.label}. ").bold = True
        self._runs(paragraph, block.runs, numbered=True)

    def _table(self, block: Table) -> None:
        self._caption("Table", block.number, block.caption, block)
        numeric = [column.numeric for column in block.columns]
        made = self._grid([column.title for column in block.columns], numeric, widths=block.widths)
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
        self.word.add_paragraph(block.sentence).paragraph_format.keep_with_next = True
        shape = self.word.add_picture(io.BytesIO(print_charts.png(block)), width=WIDTH)
        described = shape._inline.docPr
        described.set("name", f"Chart {block.number}")
        described.set("descr", f"{block.title}. {block.alt}")
        self._quietly(block.source, 8)

    def _quietly(self, said: str, size: float) -> None:
        """A line in small grey under a table or a chart, where there is one."""
        if said:
            _in_style(self.word.add_paragraph(said), "Paper quiet").runs[0].font.size = Pt(size)

    def _register(self, _: Register) -> None:
        for known in registers.registers(self.document):
            self._caption("", None, known.caption)
            made = self._grid(
                known.columns, [False] * len(known.columns), style="Paper small cell", widths=known.widths
            )
            for group in known.groups:
                if group.heading:
                    row = made.add_row().cells
                    merged = row[0].merge(row[-1])
                    merged.paragraphs[0].add_run(group.heading).bold = True
                    _in_style(merged.paragraphs[0], "Paper small cell")
                for entry in group.entries:
                    for position, (cell, shown) in enumerate(
                        zip(made.add_row().cells, entry.cells, strict=True)
                    ):
                        paragraph = cell.paragraphs[0]
                        if position == 0:
                            self._bookmark(paragraph, entry.key)
                        paragraph.add_run(shown)
                        _in_style(paragraph, "Paper small cell")

    def _caption(self, word: str, number: int | None, title: str, block: Any = None) -> None:
        paragraph = _in_style(self.word.add_paragraph(), "Caption")
        if word:
            label = paragraph.add_run(f"{word} {number}  ")
            label.bold, label.font.color.rgb = False, _colour("quiet")
        if block is not None:
            self._portion(paragraph, block)
        paragraph.add_run(title)

    def _grid(
        self,
        titles: Sequence[str],
        numeric: Sequence[bool],
        *,
        style: str = "Paper cell",
        widths: Sequence[int] = (),
    ) -> Any:
        """A table with ruled lines and a header row that repeats and is known as one."""
        made = self.word.add_table(rows=1, cols=len(titles))
        made.alignment = WD_TABLE_ALIGNMENT.LEFT
        made.autofit = not widths
        _ruled(made, PALETTE["line"])
        for position, (cell, title) in enumerate(zip(made.rows[0].cells, titles, strict=True)):
            cell.paragraphs[0].add_run(title).bold = True
            _in_style(cell.paragraphs[0], style, right=numeric[position])
        header = OxmlElement("w:tblHeader")
        made.rows[0]._tr.get_or_add_trPr().append(header)
        for column, part in zip(made.columns, widths, strict=False):
            column.width = int(WIDTH * part / sum(widths))
        return made

    def _cell(self, paragraph: Any, runs: Runs, is_number: bool) -> None:
        self._runs(paragraph, runs)
        _in_style(paragraph, "Paper cell", right=is_number)

    def _runs(self, paragraph: Any, runs: Runs, *, numbered: bool = False) -> None:
        for run, number in zip(runs, referring.references(runs), strict=True):
            if isinstance(run, (Cited, Quoted)):
                self._link(paragraph, run.text, run.passport)
                if numbered and number:
                    paragraph.add_run(f"[{number}]").font.superscript = True
            else:
                written = paragraph.add_run(run.text)
                written.bold, written.italic = run.style == "strong" or None, run.style == "emphasis" or None

    def _link(self, paragraph: Any, shown: str, key: str) -> None:
        """Words that lead to the line of their figure in “How we know”."""
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _bookmark_name(key))
        link.set(qn("w:history"), "1")
        run = paragraph.add_run(shown)
        underline = OxmlElement("w:u")
        underline.set(qn("w:val"), "dotted")
        underline.set(qn("w:color"), PALETTE["lamp"].lstrip("#"))
        run._r.get_or_add_rPr().append(underline)
        link.append(run._r)
        paragraph._p.append(link)

    def _bookmark(self, paragraph: Any, key: str) -> None:
        number = str(len(self.bookmarks) + 1)
        self.bookmarks[key] = len(self.bookmarks) + 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), number)
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), _bookmark_name(key))
            paragraph._p.append(mark)


def _bookmark_name(key: str) -> str:
    return key.replace("-", "_")


def _colour(name: str) -> RGBColor:
    return RGBColor.from_string(PALETTE[name].lstrip("#"))


def _set_type(style: Any, size: float, colour: str, *, bold: bool | None = None) -> None:
    style.font.name, style.font.size, style.font.bold = TYPE, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), TYPE)


def _in_style(paragraph: Any, name: str, *, right: bool = False) -> Any:
    """The paragraph in a style, by its id: to look a name up, python-docx reads every style, and a build thousands."""
    paragraph._p.get_or_add_pPr().get_or_add_pStyle().val = name.replace(" ", "")
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def _field(paragraph: Any, name: str) -> None:
    """A page number that Word counts itself."""
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(9)
        if kind == "shown":
            run.text = text
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _border(side: str, size: int, colour: str, space: int = 1) -> Any:
    border = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", size), ("space", space), ("color", colour.lstrip("#"))):
        border.set(qn(f"w:{name}"), str(value))
    return border


def _borders(properties: Any, tag: str, borders: Iterable[Any]) -> None:
    element = OxmlElement(tag)
    for border in borders:
        element.append(border)
    properties.append(element)


def _rule_above(properties: Any, colour: str) -> None:
    _borders(properties, "w:pBdr", [_border("top", 8, colour, 8)])


def _bar_beside(properties: Any, colour: str) -> None:
    _borders(properties, "w:pBdr", [_border("left", 24, colour, 8)])


def _ruled(table: Any, colour: str) -> None:
    """Thin lines between rows, none between columns."""
    _borders(
        table._tbl.tblPr,
        "w:tblBorders",
        [_border("top", 8, PALETTE["ink"]), _border("bottom", 4, colour), _border("insideH", 4, colour)],
    )


def _without_clock(written: bytes) -> bytes:
    """The same parts in the order of their names, each dated 1980: a zip otherwise holds when it was made."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(written)) as before,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        names = sorted(before.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            after.writestr(part, before.read(name))
    return kept.getvalue()
