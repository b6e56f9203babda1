"""The three renderings of one document: accessible, complete, alike, and the same bytes each time."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from itertools import pairwise

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from bluelamp.board.assembling import assemble
from bluelamp.board.document import Column, Heading, Paragraph, Picture, Table, Text, freeze, thaw, words
from bluelamp.board.document.blocks import LINE
from bluelamp.board.rendering import html, pdf, word
from bluelamp.board.source import SectionSource
from bluelamp.board.tests.factories import BOARD, a_paper, asb_satisfaction

pytestmark = pytest.mark.django_db

TEXT = """
It stands at {{ figure("asb-satisfaction", "rolling_year:2013-11") }}, and {{ quoted("1.5%", source="a paper") }}.

* one **strong** item

> **Untested.** Nobody looked.

## Inside

{{ chart("control", "asb-satisfaction", "month:2013-11") }}

{{ table("to-reach", "asb-satisfaction", "rolling_year:2013-11") }}

{{ table("hate-crime-religion") }}
"""


@pytest.fixture
def document():
    asb_satisfaction()
    sections = (
        SectionSource("areas", "Areas of business"),
        SectionSource("satisfaction", "Satisfaction", 2, "satisfaction.md", TEXT),
        SectionSource("how-we-know", "How we know", 1, "how.md", "By counting.\n\n{{ register }}"),
    )
    return assemble(a_paper("", sections=sections), BOARD)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_same_document_gives_the_same_bytes_in_every_form(document):
    again = thaw(freeze(document))
    assert pdf.render(document) == pdf.render(again)
    assert word.render(document) == word.render(again)
    assert html.standalone(document) == html.standalone(again)


def test_the_pdf_is_tagged_titled_in_english_and_says_it_is_universally_accessible(document):
    read = pypdf.PdfReader(io.BytesIO(pdf.render(document)))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata.title == "Local policing"
    assert read.metadata.creation_date.date() == document.meeting
    assert b"pdfuaid:part" in read.trailer["/Root"]["/Metadata"].get_object().get_data()


def tags(read: pypdf.PdfReader) -> list[tuple[str, str]]:
    """Every structure element in reading order, with its alternative text."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for kid in node:
                walk(kid)
        elif isinstance(node, dict) and "/S" in node:
            found.append((node["/S"], str(node.get("/Alt", ""))))
            walk(node.get("/K", []))
        elif isinstance(node, dict) and "/K" in node:
            walk(node["/K"])

    walk(read.trailer["/Root"]["/StructTreeRoot"])
    return found


def test_the_pdf_has_headings_in_order_header_cells_and_words_for_its_chart(document):
    found = tags(pypdf.PdfReader(io.BytesIO(pdf.render(document))))
    kinds = [kind for kind, _ in found]
    assert [kind for kind in kinds if re.fullmatch(r"/H\d", kind)] == ["/H1", "/H2", "/H3", "/H1"]
    assert kinds.count("/Table") == 5
    assert kinds.count("/TH") >= 4 + 5 + 6
    (words,) = [alt for kind, alt in found if kind == "/Figure"]
    assert words.startswith("ASB satisfaction by month. Control chart")


def scopes(node) -> list[str]:
    """Of each header cell whether it heads a row or a column, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        return [scope for kid in node for scope in scopes(kid)]
    if not isinstance(node, dict) or "/K" not in node:
        return []
    about = node.get("/A", {}).get_object() if node.get("/S") == "/TH" else None
    said = [each.get_object() for each in (about if isinstance(about, list) else [about])] if about else []
    own = (
        [str(next((each["/Scope"] for each in said if "/Scope" in each), ""))]
        if node.get("/S") == "/TH"
        else []
    )
    return own + scopes(node["/K"])


def test_every_header_cell_of_the_pdf_says_what_it_heads(document):
    read = pypdf.PdfReader(io.BytesIO(pdf.render(document)))
    assert set(scopes(read.trailer["/Root"]["/StructTreeRoot"])) <= {"/Column", "/Row", "/Both"}


def test_the_pdf_is_read_aloud_in_the_order_of_the_paper(document):
    read = pypdf.PdfReader(io.BytesIO(pdf.render(document)))
    text = plain(" ".join(page.extract_text() for page in read.pages))
    at = 0
    for _, block in document.blocks():
        if isinstance(block, (Heading, Table, Paragraph)):
            begins = _begins(block)
            found = text.find(begins, at)
            assert found >= at, begins
            at = found


def painted_by_tags(read: pypdf.PdfReader) -> list[tuple[int, int]]:
    """Of each piece of content its page and its place in what is painted there, in the order of the tags."""
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(read.pages)}
    found: list[tuple[int, int]] = []

    def walk(node, page):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for kid in node:
                walk(kid, page)
        elif isinstance(node, int):
            found.append((page, node))
        elif node.get("/Type") != "/OBJR":
            page = pages[node.raw_get("/Pg").idnum] if "/Pg" in node else page
            walk(node["/MCID"] if node.get("/Type") == "/MCR" else node.get("/K", []), page)

    walk(read.trailer["/Root"]["/StructTreeRoot"]["/K"], 0)
    return found


def test_the_tags_of_the_pdf_follow_what_is_seen_page_by_page(document):
    (section,) = [one for one in document.sections if any(isinstance(b, Picture) for b in one.blocks)]
    said = tuple(Paragraph(90 + place, (Text("What is said beside a chart. " * 9),)) for place in range(9))
    picture = next(block for block in section.blocks if isinstance(block, Picture))
    long = replace(section, blocks=(*section.blocks, *said, picture, *said, picture, *said))
    sections = tuple(long if one is section else one for one in document.sections)
    found = painted_by_tags(pypdf.PdfReader(io.BytesIO(pdf.render(replace(document, sections=sections)))))
    assert len({page for page, _ in found}) > 2
    assert found == sorted(found)


def test_no_table_of_the_pdf_has_a_second_row_of_heads(document):
    kinds = [kind for kind, _ in tags(pypdf.PdfReader(io.BytesIO(pdf.render(document))))]
    heads = " ".join(kinds).split("/THead")[1:]
    assert [head.split("/TBody")[0].count("/TR") for head in heads] == [1] * kinds.count("/Table")


def _begins(block: Heading | Table | Paragraph) -> str:
    """The first words of a block, as far as no reference stands among them."""
    if isinstance(block, Paragraph):
        return plain(words(block.runs[:1])).strip()
    return block.text if isinstance(block, Heading) else block.caption


def test_the_pdf_carries_its_marking_and_statement_on_every_page(document):
    read = pypdf.PdfReader(io.BytesIO(pdf.render(document)))
    for number, page in enumerate(read.pages, 1):
        text = plain(page.extract_text())
        assert "OFFICIAL" in text
        assert "Made-up sample data." in text
        assert f"Page {number} of {len(read.pages)}" in text


def test_a_figure_in_the_pdf_leads_to_its_line_in_how_we_know(document):
    read = pypdf.PdfReader(io.BytesIO(pdf.render(document)))
    links = [a.get_object() for page in read.pages for a in page.get("/Annots", [])]
    assert len(links) >= 20
    assert all("/Dest" in link or link["/A"]["/S"] == "/GoTo" for link in links)


def test_the_word_file_has_styles_words_for_its_picture_and_marked_header_rows(document):
    read = docx.Document(io.BytesIO(word.render(document)))
    levels = [p.style.name for p in read.paragraphs if p.style.name.startswith("Heading")]
    assert levels == ["Heading 1", "Heading 2", "Heading 3", "Heading 1"]
    assert [p.text for p in read.paragraphs if p.style.name == "Title"] == ["Local policing"]
    (picture,) = read.element.iter(qn("wp:docPr"))
    assert picture.get("descr").startswith("ASB satisfaction by month. Control chart")
    assert len(read.tables) == 5
    assert all(table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in read.tables)
    language = read.styles["Normal"].element.find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"
    assert read.sections[0].header.paragraphs[0].text == "OFFICIAL"


def test_figures_in_a_paragraph_have_their_number_once_and_tables_have_theirs_in_a_line(document):
    body = docx.Document(io.BytesIO(word.render(document)))
    raised = [run.text for p in body.paragraphs for run in p.runs if run.font.superscript]
    assert raised == ["[1]", "[2]", "[3]", "[4]"]  # two of the text, two of the sentence of its chart
    assert [p.text for p in body.paragraphs if p.text.endswith("in “How we know”.")] == [
        "Nos. 5 to 16 in “How we know”.",
        "Nos. 17 to 20 in “How we know”.",
    ]
    in_pdf = plain(
        " ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(pdf.render(document))).pages)
    )
    assert "Nos. 17 to 20 in “How we know”." in in_pdf


def test_the_register_says_who_owns_a_figure_and_when_it_was_taken(document):
    page = html.standalone(document)
    assert "ASB satisfaction. Source: Satisfaction interviews. Owner: Quality of Service Bureau." in page
    assert "<td>2014-01-02</td>" in page


def test_a_chart_says_in_every_form_what_it_is_drawn_from(document):
    behind = "13 figures, n 318 to 542. Source: Satisfaction interviews."
    source = f"{behind} Owner: Quality of Service Bureau. Taken 2014-01-02."
    assert source in html.standalone(document)
    body = docx.Document(io.BytesIO(word.render(document)))
    assert [p.text.rpartition(" Data ")[0] for p in body.paragraphs if " Data " in p.text] == [source]
    pages = pypdf.PdfReader(io.BytesIO(pdf.render(document))).pages
    assert source in plain(" ".join(page.extract_text() for page in pages))


def test_the_word_file_opens_in_libreoffice_with_every_word_and_table(document, tmp_path):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice: its program soffice is not there")
    (tmp_path / "paper.docx").write_bytes(word.render(document))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [
        program,
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "paper.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    read = pypdf.PdfReader(tmp_path / "paper.pdf")
    text = plain(" ".join(page.extract_text() for page in read.pages))
    for said in (
        "Local policing",
        "one strong item",
        "Untested. Nobody looked.",
        "Table 1",
        "Table 2",
        "Chart 1",
    ):
        assert said in text
    assert all("OFFICIAL" in page.extract_text() for page in read.pages)


def test_every_link_of_the_word_file_has_its_bookmark(document):
    body = docx.Document(io.BytesIO(word.render(document))).element
    wanted = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    there = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert wanted
    assert wanted <= there


def test_the_word_file_carries_nothing_hidden(document):
    with zipfile.ZipFile(io.BytesIO(word.render(document))) as parts:
        names = parts.namelist()
        core = ET.fromstring(parts.read("docProps/core.xml"))
        body = parts.read("word/document.xml").decode()
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [n for n in names if "comment" in n or "customXml" in n or "thumbnail" in n]
    kept = {element.tag.rpartition("}")[2]: element.text or "" for element in core}
    assert (kept["creator"], kept["lastModifiedBy"], kept["description"]) == ("", "", "")
    assert kept["created"] == kept["modified"] == "2014-01-07T00:00:00Z"
    assert "w:ins " not in body
    assert "w:del " not in body
    assert "w:rsid" not in body


def test_the_three_forms_say_the_same_figures(document):
    shown = [passport.shown for passport in document.passports if passport.kind == "figure"]
    assert shown
    in_pdf = plain(
        " ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(pdf.render(document))).pages)
    )
    read = docx.Document(io.BytesIO(word.render(document)))
    in_word = "".join(node.text or "" for node in read.element.iter(qn("w:t")))
    in_html = html.standalone(document)
    for number in shown:
        assert number in in_pdf
        assert number in in_word
        assert number in in_html


def test_the_standing_html_has_one_first_heading_and_no_level_left_out(document):
    levels = [int(level) for level in re.findall(r"<h(\d)", html.standalone(document))]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_column_of_short_words_is_not_broken_beside_columns_of_sentences():
    sentence = (Text("What was asked of those who answer for it, at some length. " * 2),)
    rows = (((Text("Question 7"),), sentence, sentence, sentence),)
    short, *long = Table(1, "", (Column("From"), *(Column("What") for _ in range(3))), rows).widths
    assert short / (short + sum(long)) * LINE >= len("Question 7")
    assert len(set(long)) == 1
