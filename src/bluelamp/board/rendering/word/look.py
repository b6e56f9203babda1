"""How a paper looks in Word: its styles, its page, its typeface and colours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from bluelamp.board.document import Document
from bluelamp.ui.charts.drawing import PALETTE

TYPE = "Arial"
"""A typeface every Word has; the PDF carries its own."""

INDENT = Mm(11)
WIDTH = Mm(158)
CELLS = {"Paper cell": 9.5, "Paper small cell": 8}
"""The styles of cells, with their size in points."""


def styles(word: Any) -> None:
    """Every style of a paper, in the file."""
    normal = word.styles["Normal"]
    set_type(normal, 11, PALETTE["ink"])
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(language)
    title = word.styles["Title"]
    set_type(title, 26, PALETTE["ink"], bold=True)
    title.paragraph_format.space_after = Pt(6)
    for borders in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(borders)
    for level, (size, colour, before) in {
        1: (17, "ink", 26),
        2: (13.5, "lamp_deep", 18),
        3: (11, "ink", 12),
    }.items():
        style = word.styles[f"Heading {level}"]
        set_type(style, size, PALETTE[colour], bold=True)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(6)
        style.paragraph_format.keep_with_next = True
    _rule_above(word.styles["Heading 1"].element.get_or_add_pPr(), PALETTE["lamp"])
    _new_style(word, "Numbered paragraph", left=INDENT, first=-INDENT)
    _new_style(word, "Paper list", left=INDENT + Mm(5), first=-Mm(5), after=4)
    note = _new_style(word, "Paper note", left=INDENT + Mm(3))
    _bar_beside(note.element.get_or_add_pPr(), PALETTE["lamp"])
    statement = _new_style(word, "Paper statement", left=Mm(3))
    _bar_beside(statement.element.get_or_add_pPr(), PALETTE["amber_bright"])
    caption = word.styles["Caption"]
    set_type(caption, 11, PALETTE["ink"], bold=True)
    caption.font.italic = False
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(12), Pt(4)
    for name, size in CELLS.items():
        cell = _new_style(word, name, after=2)
        cell.font.size, cell.paragraph_format.line_spacing = Pt(size), 1.0
        cell.paragraph_format.space_before = Pt(2)
    quiet = _new_style(word, "Paper quiet", after=2)
    set_type(quiet, 11, PALETTE["quiet"])


def page(word: Any, document: Document) -> None:
    """A4, with the marking at the head of each page and its number at the foot."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(28), Mm(24)
    section.left_margin, section.right_margin = Mm(27), Mm(25)
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    header.add_run(document.marking).bold = True
    footer = section.footer.paragraphs[0]
    footer.style.paragraph_format.tab_stops.clear_all()
    footer.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(document.statement.partition(".")[0] + ".\tPage ").font.size = Pt(9)
    _field(footer, "PAGE")
    footer.add_run(" of ").font.size = Pt(9)
    _field(footer, "NUMPAGES")


def _new_style(word: Any, name: str, *, left: int = 0, first: int = 0, after: float = 8) -> Any:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = left, first
    style.paragraph_format.space_after = Pt(after)
    return style


def in_style(paragraph: Any, name: str, *, right: bool = False) -> Any:
    """The paragraph in a style, by its id: to look a name up, python-docx reads every style, and a build thousands."""
    paragraph._p.get_or_add_pPr().get_or_add_pStyle().val = name.replace(" ", "")
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def colour(name: str) -> RGBColor:
    return RGBColor.from_string(PALETTE[name].lstrip("#"))


def set_type(style: Any, size: float, colour: str, *, bold: bool | None = None) -> None:
    style.font.name, style.font.size, style.font.bold = TYPE, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), TYPE)


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


def border(side: str, size: int, colour: str, space: int = 1) -> Any:
    border = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", size), ("space", space), ("color", colour.lstrip("#"))):
        border.set(qn(f"w:{name}"), str(value))
    return border


def borders(properties: Any, tag: str, borders: Iterable[Any]) -> None:
    element = OxmlElement(tag)
    for border in borders:
        element.append(border)
    properties.append(element)


def _rule_above(properties: Any, colour: str) -> None:
    borders(properties, "w:pBdr", [border("top", 8, colour, 8)])


def _bar_beside(properties: Any, colour: str) -> None:
    borders(properties, "w:pBdr", [border("left", 24, colour, 8)])
