"""Looking inside files: a paper that hides nothing, and each way of hiding something."""

from __future__ import annotations

import io
import json
import zipfile

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from pypdf import annotations
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from bluelamp.board import files, looking_inside
from bluelamp.board.document import Document, Heading, Paragraph, Section, Text
from bluelamp.board.tests.factories import a_paper

PAPER = a_paper("")
DOCUMENT = Document(
    PAPER.key,
    PAPER.title,
    PAPER.board,
    PAPER.meeting,
    PAPER.author,
    "PUBLIC",
    PAPER.statement,
    (Section("one", "One", "", (Heading(1, "One", "one"), Paragraph(1, (Text("It fell."),)))),),
)


@pytest.fixture(scope="module")
def made():
    return {name: files.make_one(DOCUMENT, name) for name in files.FORMS}


@pytest.mark.parametrize("name", files.FORMS)
def test_no_file_of_a_paper_hides_anything(made, name):
    assert looking_inside.hidden(name, made[name]) == []


def test_a_file_of_a_kind_nobody_knows_is_taken_to_hide_something():
    (why,) = looking_inside.hidden("paper.exe", b"")
    assert why == "nobody knows how to look inside a file that ends in exe"


@pytest.mark.parametrize("name", ["paper.docx", "paper.pdf", "figures.json"])
def test_what_cannot_be_opened_is_not_let_through(name):
    (why,) = looking_inside.hidden(name, b"not such a file")
    assert why.startswith("it cannot be")


# Word ------------------------------------------------------------------------------------------------------------


def changed(made, change) -> list[str]:
    word = docx.Document(io.BytesIO(made["paper.docx"]))
    change(word)
    kept = io.BytesIO()
    word.save(kept)
    return looking_inside.hidden("paper.docx", kept.getvalue())


def with_part(made, name: str, content: str) -> list[str]:
    kept = io.BytesIO(made["paper.docx"])
    with zipfile.ZipFile(kept, "a") as parts:
        parts.writestr(name, content)
    return looking_inside.hidden("paper.docx", kept.getvalue())


def in_body(tag: str):
    def change(word):
        run = word.paragraphs[0].add_run("secret")
        element = run._r.makeelement(qn(tag), {})
        (run._r.get_or_add_rPr() if tag == "w:vanish" else word.paragraphs[0]._p).append(element)

    return change


def by(name: str):
    return lambda word: setattr(word.core_properties, name, "A. Person")


def white(word):
    word.paragraphs[0].add_run("secret").font.color.rgb = docx.shared.RGBColor(255, 255, 255)


def hidden_by_style(word):
    style = word.styles.add_style("Quiet", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.font.hidden = True
    word.add_paragraph("secret", style=style)


def linked(word):
    word.part.relate_to("https://example.org/pixel.png", "image", is_external=True)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (by("author"), "creator: A. Person"),
        (by("last_modified_by"), "lastModifiedBy: A. Person"),
        (by("comments"), "description: A. Person"),
        (in_body("w:ins"), "a tracked insertion"),
        (in_body("w:del"), "a tracked deletion"),
        (in_body("w:vanish"), "hidden text"),
        (in_body("w:commentRangeStart"), "a comment"),
        (white, "white text"),
        (hidden_by_style, "hidden text"),
        (linked, "an address outside itself: https://example.org/pixel.png"),
        (lambda word: word.paragraphs[0]._p.set(qn("w:rsidR"), "00AB12CD"), "the marks of sittings"),
        (lambda word: word.add_comment(word.paragraphs[0].runs, "look", author="A. Person"), "a comment"),
    ],
)
def test_what_word_keeps_beside_the_words_is_found(made, change, found):
    assert found in changed(made, change)


@pytest.mark.parametrize(
    "name",
    ["word/comments.xml", "customXml/item1.xml", "docProps/custom.xml", "word/vbaProject.bin", "x/../y.xml"],
)
def test_a_part_that_does_not_belong_to_a_paper_is_found(made, name):
    assert f"a part that does not belong to a paper: {name}" in with_part(made, name, "<a/>")


# PDF -------------------------------------------------------------------------------------------------------------


def with_pdf(made, change) -> list[str]:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made["paper.pdf"]))
    change(writer)
    kept = io.BytesIO()
    writer.write(kept)
    return looking_inside.hidden("paper.pdf", kept.getvalue())


def note(writer):
    writer.add_annotation(0, annotations.Text(rect=(0, 0, 9, 9), text="look"))


def way_out(writer):
    writer.add_annotation(0, annotations.Link(rect=(0, 0, 9, 9), url="https://example.org"))


def script(writer):
    writer.root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/JavaScript"): TextStringObject("app.alert(1)")}
    )


def layers(writer):
    writer.root_object[NameObject("/OCProperties")] = TextStringObject("x")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda writer: writer.add_metadata({"/Author": "A. Person"}), "Author: A. Person"),
        (lambda writer: writer.add_attachment("notes.txt", b"secret"), "attached files"),
        (script, "a script"),
        (note, "an annotation (/Text)"),
        (way_out, "a link out of itself"),
        (layers, "layers that can be switched off"),
    ],
)
def test_what_a_pdf_keeps_beside_its_pages_is_found(made, change, found):
    assert found in with_pdf(made, change)


def test_a_pdf_that_was_written_over_is_found(made):
    kept = io.BytesIO(made["paper.pdf"])
    writer = pypdf.PdfWriter(kept, incremental=True)
    writer.add_metadata({"/Title": "Another"})
    writer.write(kept)
    assert "an earlier version of itself (incremental updates)" in looking_inside.hidden(
        "a.pdf", kept.getvalue()
    )


# HTML and JSON -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<!-- secret -->", "a comment in its source"),
        ("<script>1</script>", "a script"),
        ('<meta name="author" content="A. Person">', "author: A. Person"),
        ("<p hidden>secret</p>", "a part that is not shown (<p>)"),
        ('<p style="display: none">secret</p>', "a part that is not shown (<p>)"),
        ('<img src="https://example.org/a.png">', "something it would fetch (<img>)"),
        ('<a href="/performance/figures/7/">7</a>', "a link out of itself: /performance/figures/7/"),
        ("<style>p { background: url(//example.org/a.png) }</style>", "a style that would fetch something"),
    ],
)
def test_what_a_page_keeps_beside_what_is_read_is_found(markup, found):
    assert looking_inside.hidden("a.html", f"<p>It fell.</p>{markup}".encode()) == [found]


def test_the_number_of_a_figure_is_no_part_of_what_the_public_gets():
    kept = {"paper": "2014-01-07", "figures": [{"key": "figure-1", "figure": 7}], "by": "A. Person"}
    assert looking_inside.hidden("figures.json", json.dumps(kept).encode()) == [
        "something beside its figures: by",
        "something that is no part of a passport: figure",
    ]
