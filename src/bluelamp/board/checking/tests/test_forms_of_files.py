"""The same paper as text, Word file and PDF gives up the same findings; what cannot be read is refused in words."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import pytest
import typst
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bluelamp.board.checking import reading
from bluelamp.board.checking.checked import Checked, check
from bluelamp.board.checking.reading import pieces, text

PAPERS = Path(__file__).parent / "papers"
TODAY = date(2020, 1, 1)


def as_word(found: list[pieces.Piece]) -> bytes:
    word = docx.Document()
    for piece in found:
        if isinstance(piece, pieces.Heading):
            word.add_heading(piece.text, min(piece.level, 3))
        elif isinstance(piece, pieces.Paragraph):
            word.add_paragraph(f"{piece.label} {piece.text}".strip())
        elif isinstance(piece, pieces.Item):
            word.add_paragraph(piece.text, style="List Bullet")
        else:
            table = word.add_table(rows=0, cols=len(piece.rows[0]))
            for row in piece.rows:
                for cell, said in zip(table.add_row().cells, row, strict=True):
                    cell.text = said
    kept = io.BytesIO()
    word.save(kept)
    return kept.getvalue()


def as_pdf(found: list[pieces.Piece]) -> bytes:
    made = [
        '#set page(paper: "a4", footer: [Page #context counter(page).display()])',
        "#set text(size: 11pt)",
    ]
    for piece in found:
        if isinstance(piece, pieces.Table):
            cells = ",".join(f"[{quoted(cell)}]" for row in piece.rows for cell in row)
            made.append(f"#table(columns: {len(piece.rows[0])}, {cells})")
        elif isinstance(piece, pieces.Heading):
            made.append("=" * min(piece.level, 3) + " " + quoted(piece.text))
        else:
            label = f"{piece.label}.  " if isinstance(piece, pieces.Paragraph) and piece.label else ""
            made.append(quoted(label + piece.text))
        made.append("")
    return typst.compile("\n".join(made).encode(), format="pdf")


def quoted(said: str) -> str:
    return '#"' + said.replace("\\", "\\\\").replace('"', '\\"') + '"'


def told(checked: Checked) -> set[tuple[str, str]]:
    return {(f.rule, f.working) for f in checked.findings}


@pytest.mark.parametrize(("ending", "written"), [("docx", as_word), ("pdf", as_pdf)])
@pytest.mark.parametrize("paper", ["housing.txt", "fire.txt"])
def test_a_paper_says_the_same_in_every_form(paper, ending, written):
    content = (PAPERS / paper).read_bytes()
    found = list(text.read(content.decode()))
    again = check(f"paper.{ending}", written(found), today=TODAY)
    first = check(paper, content, today=TODAY)
    assert again.paper.document.meeting == first.paper.document.meeting
    assert told(again) == told(first)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("paper.odt", b"x", "of no kind that is read here"),
        ("paper.txt", b" \n\n", "paper.txt is empty"),
        ("paper.docx", b"", "paper.docx is empty"),
        ("paper.docx", b"%PDF-1.7 a page", "is a PDF. Rename it to end in .pdf"),
        ("paper.txt", b"PK\x03\x04 word/document.xml", "is a Word file. Rename it to end in .docx"),
        ("paper.txt", b"a\x00b", "not plain text"),
        ("paper.txt", "a line ".encode("utf-16-le"), "not plain text"),
        ("paper.txt", b"A line of words.\n\n" * 600_000, "more than 2,000,000 letters"),
        ("paper.docx", b"PK\x03\x04broken", "broken"),
        ("paper.pdf", b"%PDF-1.7 broken", "broken"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(name, content, why):
    with pytest.raises(reading.Unreadable, match=why):
        reading.read(name, content, today=TODAY)


def test_text_as_windows_saves_it_under_the_name_of_unicode_is_read():
    paper = reading.read("paper.txt", "1. Some words cost £5.".encode("utf-16"), today=TODAY)
    assert paper.document.sections[0].blocks[-1].runs[0].text == "Some words cost £5."


def test_numbers_with_parts_are_kept_as_they_are_printed():
    paper = reading.read("x.txt", b"1.1 One thing.\n\n1.2 Another.\n\n2.1 A third.\n", today=TODAY)
    assert [paper.label(number) for number in (1, 2, 3)] == ["1.1", "1.2", "2.1"]


def test_wrapped_lines_and_what_stands_on_every_page_are_put_right():
    page = "1. It was {} before the whole of the matter\n   was settled {}.\n\nPAPER 4          Page {}\n\f"
    said = (("a day", "in full"), ("a week", "in part"), ("a month", "at last"), ("a year", "for good"))
    pages = "".join(page.format(*words, number) for number, words in enumerate(said, 1))
    paper = reading.read("x.txt", pages.encode(), today=TODAY)
    texts = [block.runs[0].text for _, block in paper.document.blocks() if hasattr(block, "runs")]
    assert texts == [
        f"It was {first} before the whole of the matter was settled {last}." for first, last in said
    ]


def test_without_a_date_it_is_judged_by_today_and_says_so():
    paper = reading.read("x.txt", b"1. One thing.\n", today=TODAY)
    assert (paper.document.meeting, paper.meeting_said) == (TODAY, False)


@pytest.mark.parametrize(
    "text",
    [
        "Board of Trustees\nWednesday 15 October 2025\n\n1. The drill was held on 6 November 2025.\n",
        "1. The drill was held on 6 November 2025.\n\nMeeting of 15 October 2025\n",
        "Paper LV/25/61                              15 October 2025\n\n1. The meeting on 6 November 2025 agreed.\n",
        "1. This is for the meeting of the Board on 15 October 2025.\n\n2. It was begun on 6 May 2025.\n",
        # The lines of a head stand together, and a day further down is told of another thing.
        (
            "LOWBRIDGE UNIT\nPaper to the Reducing Reoffending Board\n15 October 2025\n\nWork and reporting: April to "
            "June 2025\nHead of the Unit\n\nSTAFF\nThe day for all staff, held on\n22 October 2025, was full.\n"
        ),
        (
            "LOWBRIDGE POLICE\nReport to the Accountability Board\nHalf-year report, April to September 2025\n"
            "Date: Wednesday 15 October 2025\nAuthor: Assistant Chief Constable\n\n1. Made up to 30 September 2025.\n"
        ),
        "# Transport Board\n\n*Principal Planner for the whole county, 15 October 2025*\n\nIt met on 2 June 2025.\n",
        (
            "Homes for Ashdown. Board, Wednesday 15 October 2025. Presented by the Company Secretary in the absence "
            "of the Head of Building Safety, who is away.\n\n1. It was last looked at on 21 February 2025.\n"
        ),
    ],
)
def test_a_line_at_the_head_says_the_meeting_before_a_sentence_does(text):
    assert reading.read("x.txt", text.encode(), today=TODAY).document.meeting == date(2025, 10, 15)


def test_a_line_that_goes_on_below_is_no_heading():
    text = "Board, 4 March 2014\n\nTrains\n\nIn the table of operators we came 4th of 23, which\nshows it.\n"
    document = reading.read("x.txt", text.encode(), today=TODAY).document
    assert [section.title for section in document.sections][-1] == "Trains"


def test_a_line_that_ends_one_sentence_and_begins_the_next_is_no_heading():
    written = b"Implications\n\nFinancial: there are none. Legal: the lease of the new\ndepot will be of ten years.\n"
    paper = reading.read("paper.txt", written, today=TODAY)
    assert (
        paper.document.sections[-1]
        .blocks[-1]
        .runs[0]
        .text.endswith("the lease of the new depot will be of ten years.")
    )


def test_the_day_that_is_given_goes_before_the_one_that_is_found():
    paper = reading.read("x.txt", b"Board, 4 March 2014\n\n1. One.\n", today=TODAY, meeting=date(2014, 5, 1))
    assert paper.document.meeting == date(2014, 5, 1)


def test_a_word_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(monkeypatch):
    kept = io.BytesIO()
    docx.Document().save(kept)
    monkeypatch.setattr("bluelamp.board.checking.reading.word.LARGEST", len(kept.getvalue()))
    with pytest.raises(reading.Unreadable, match="unpacks to more than 0 MB"):
        reading.read("paper.docx", kept.getvalue(), today=TODAY)


def workings(name: str, content: bytes) -> list[str]:
    return [f.working for f in check(name, content, today=TODAY).findings]


SLIP = "Of the 40 homes, 10 (35%) were let."
SAID = "10 of 40 is 25.0%, and 35% is printed"


def with_a_note_and_a_box() -> bytes:
    """A Word file with a slip in a footnote and another in a text box, which Word writes twice over."""
    word = docx.Document()
    paragraph = word.add_paragraph("The report on homes.")
    mark = f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'
    paragraph._p.append(parse_xml(mark))
    box = (
        "<w:txbxContent><w:p><w:r><w:t>Of the 50 cases, 10 (30%) were shut.</w:t></w:r></w:p></w:txbxContent>"
    )
    spaces = nsdecls("w") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    paragraph._p.append(parse_xml(f"<w:r {spaces}>{twice}</w:r>"))
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>{SLIP}</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), word.part.package)
    word.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")
    kept = io.BytesIO()
    word.save(kept)
    return kept.getvalue()


def test_notes_and_boxes_of_a_word_file_are_read_once_each():
    found = workings("paper.docx", with_a_note_and_a_box())
    assert sorted(found) == [SAID, "10 of 50 is 20.0%, and 30% is printed"]


def test_a_raised_mark_is_no_digit_of_the_number_before_it():
    page = f"<p>1 We let 10<sup>1</sup> of the 40 homes (25%).</p><aside><p>{SLIP}</p></aside>"
    assert workings("paper.html", page.encode()) == [SAID]


def test_a_note_of_markdown_is_a_paragraph_and_its_mark_is_none():
    paper = f"We let 10[^1] of the 40 homes (25%).\n\n[^1]: {SLIP}\n[^2]: All figures are of March.\n"
    assert workings("paper.md", paper.encode()) == [SAID]


@pytest.mark.parametrize("head", ["", "Area      Homes    Let\n"])
def test_a_table_that_a_page_cuts_in_two_is_one(head):
    first = "Area      Homes    Let\nNorth        40     10\nSouth        50     20\n"
    rest = f"\n\f{head}West         60     30\nTotal       150     60\n"
    (table,) = [piece for piece in text.read(first + rest) if isinstance(piece, pieces.Table)]
    assert len(table.rows) == 5
    assert workings("paper.txt", (first + rest).encode()) == []


NUMBERED = """
<h2>Changes</h2><p>The panel met. It proposes three changes to the rules:</p>
<ol><li>that the form be cut;</li><li>that groups be told;</li><li>that reports be sent;</li>
<li>that places be kept.</li></ol><p>The rules are old.</p>
"""


def test_a_numbered_list_that_is_announced_holds_no_paragraphs_of_the_paper():
    found = check("paper.html", NUMBERED.encode(), today=TODAY).findings

    assert [(f.rule, f.working) for f in found] == [
        ("lists", "“three changes” are announced, and 4 are listed")
    ]


def test_lines_numbered_apart_from_the_paragraphs_are_a_list():
    lines = "\n\n".join(f"{n}. that it be {how};" for n, how in enumerate(("cut", "told", "sent", "kept"), 1))
    paper = f"Board\n\nMeeting of 16 October 2014\n\nCHANGES\n\nIt proposes three changes:\n\n{lines}\n"

    found = check("paper.txt", paper.encode(), today=TODAY).findings

    assert [(f.rule, f.working) for f in found] == [
        ("lists", "“three changes” are announced, and 4 are listed")
    ]


WRAPPED = """Board, 4 March 2014

Trains

We had 8,400 claims for late trains in 2012/13 and 7,140 in 2013/14.
That's a fall of 15% in the number of claims from one year to the next.
This is the last we shall say of it.
Next comes the matter of the station fund, of which we said in March

7.  Speed. The mean time to answer was 171 seconds in August.
    The drop in the rolling average is the result of a quicker line.
"""


def test_a_full_stop_at_the_end_of_a_full_line_or_above_a_line_set_in_ends_no_paragraph():
    document = reading.read("x.txt", WRAPPED.encode(), today=TODAY).document
    texts = ["".join(r.text for r in block.runs) for _, block in document.blocks() if hasattr(block, "runs")]
    starts = [each[:20] for each in texts if not each.startswith("Board")]
    assert starts == ["We had 8,400 claims ", "Next comes the matte", "Speed. The mean time"]
