"""From Markdown and citations to a document whose every number has a passport."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bluelamp.board import citing
from bluelamp.board.assembling import BuildError, assemble
from bluelamp.board.document import (
    Cited,
    Heading,
    Items,
    Note,
    Paragraph,
    Quoted,
    Table,
    Text,
    freeze,
    thaw,
    words,
)
from bluelamp.board.rendering import html
from bluelamp.board.source import SectionSource
from bluelamp.board.tests.factories import BOARD, a_figure, a_paper, asb_satisfaction
from bluelamp.kernel.figures.periods import Month
from bluelamp.ui.formats import MINUS

pytestmark = pytest.mark.django_db
YEAR = 'figure("asb-satisfaction", "rolling_year:2013-11"'


@pytest.fixture(autouse=True)
def figures():
    asb_satisfaction()


def said(text: str) -> str:
    """The first paragraph of a paper made of ``text``, as a reader sees it."""
    document = assemble(a_paper(text), BOARD)
    return next(words(block.runs) for _, block in document.blocks() if isinstance(block, Paragraph))


def faults(text: str) -> list[str]:
    with pytest.raises(BuildError) as wrong:
        assemble(a_paper(text), BOARD)
    return wrong.value.faults


def test_a_cited_figure_is_printed_with_a_passport_that_says_where_it_comes_from():
    document = assemble(a_paper("It stands at {{ " + YEAR + ") }}."), BOARD)
    (_, heading), (_, paragraph), *_ = document.blocks()
    assert heading == Heading(1, "Satisfaction", "satisfaction", "OFFICIAL")
    assert paragraph.runs == (Text("It stands at "), Cited("77.1%", "figure-1"), Text("."))
    passport = document.passport("figure-1")
    assert (passport.measure, passport.period, passport.basis) == (
        "asb-satisfaction",
        "rolling_year:2013-11",
        "interview",
    )
    assert passport.n == 4620
    assert passport.value == pytest.approx(0.771, abs=5e-4)
    assert passport.partitions_digest == "0000120c" * 8
    assert passport.owner == "Quality of Service Bureau"
    assert passport.taken_on == "2014-01-02"


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ("", "77.1%"),
        (', show="n"', "4,620"),
        (', show="interval"', "75.9% to 78.3%"),
        (', show="moved", against="rolling_year:2013-10"', "fell by 0.7 points"),
        (', show="change", against="rolling_year:2013-10"', f"{MINUS}0.7 points"),
        (', show="gap"', "2.9 points below"),
    ],
)
def test_a_figure_is_shown_as_asked(options, shown):
    assert said("{{ " + YEAR + options + ") }}") == shown


def test_a_figure_cited_twice_has_one_passport():
    document = assemble(a_paper("{{ " + YEAR + ") }} and {{ " + YEAR + ', show="n") }}'), BOARD)
    assert [passport.key for passport in document.passports] == ["figure-1"]


def test_a_rolling_year_is_refused_beside_a_month():
    (fault,) = faults("It {{ " + YEAR + ', show="moved", against="month:2013-11") }}.')
    assert fault == (
        "2014-01-07/satisfaction.md line 1: the twelve months to November 2013 is a rolling year and November 2013 "
        "is a month; figures for different kinds of period cannot be compared."
    )


def test_a_citation_of_a_measure_that_does_not_exist_names_its_line_and_the_nearest_key():
    (fault,) = faults('First line.\n\nThen a line,\nthen {{ figure("asb-satisfacton", "month:2013-11") }}.')
    assert (
        fault
        == "2014-01-07/satisfaction.md line 4: No measure is called asb-satisfacton. The nearest is asb-satisfaction."
    )


def test_a_citation_of_a_month_nobody_took_names_the_nearest_that_was():
    (fault,) = faults('{{ figure("asb-satisfaction", "month:2014-02") }}')
    assert "no figure asb-satisfaction for February 2014" in fault
    assert fault.endswith("The nearest is month:2013-11.")


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ('area="lpu:BB"', "in BB. There is: BE, CV."),
        ('area="lpus:BE"', "The nearest is lpu."),
        ('area="parish:X"', "There is: force, "),
        ('breakdown="colour:red"', "colour red. There is: "),
    ],
)
def test_a_citation_of_a_place_or_group_there_is_not_names_the_nearest_there_is(monkeypatch, asked, near):
    units = {"BE": "Birmingham East", "CV": "Coventry"}
    monkeypatch.setattr(citing.places, "names", lambda level: units if level == "lpu" else {})
    (fault,) = faults('{{ figure("asb-satisfaction", "month:2013-11", ' + asked + ") }}")
    assert near in fault


def test_a_section_with_neither_a_text_nor_what_it_awaits_is_a_fault_unless_parts_follow():
    whole, part = SectionSource("w", "Whole"), SectionSource("p", "Part", level=2, awaits="records")
    sections = {"sections": (whole, part, SectionSource("b", "Bare", level=2))}
    with pytest.raises(BuildError) as wrong:
        assemble(replace(a_paper("A line."), **sections), BOARD)
    assert wrong.value.faults == [
        "2014-01-07/paper.yaml: The section “Bare” has neither a file nor what it awaits."
    ]


@pytest.mark.parametrize("values", ["None, None", "1, 2", "[], {}", '"asb-satisfaction", None'])
def test_a_citation_of_values_that_are_no_names_is_a_fault_and_not_a_crash(values):
    (fault,) = faults("{{ figure(" + values + ") }}")
    assert fault.startswith("2014-01-07/satisfaction.md line 1: ")


@pytest.mark.parametrize(
    "text", ['It was {{ figure("asb', "It was {{ " + YEAR + ") }.", "It was }} so.", "{% if x %}"]
)
def test_half_a_citation_is_a_fault_and_never_printed(text):
    assert "line 3: A citation here is opened and not closed" in faults("A line.\n\n" + text)[0]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("    An indented line.", "Text that is indented by four spaces"),
        ("```\nFenced.\n```", "Text between fences"),
        ("<div>A word</div>", "HTML"),
    ],
)
def test_words_a_paper_would_leave_out_are_a_fault(text, what):
    assert f"line 3: {what} is not printed." in faults("A line.\n\n" + text)[0]
    assert said("A line.\n\n<!-- a remark to whoever writes on -->") == "A line."


def test_every_fault_of_a_paper_is_named_at_once():
    found = faults(
        '{{ figure("asb", "2013-11") }}\n\n{{ nothing() }}\n\n{{ chart("pie", "asb-satisfaction") }}\n\n{{ 1 + }}'
    )
    assert [fault.split(": ")[0].rpartition(" ")[2] for fault in found] == ["1", "3", "5", "7"]
    assert "“nothing” cannot be cited" in found[1]
    assert "No chart is called pie." in found[2]
    assert "is not a citation" in found[3]


def test_an_option_that_does_not_exist_is_a_fault_and_not_a_crash():
    (fault,) = faults("{{ " + YEAR + ", colour='red') }}")
    assert "line 1: This citation got an unexpected keyword argument 'colour'." in fault


def test_a_figure_that_rests_on_too_few_people_is_not_printed():
    a_figure("asb-satisfaction", Month(2014, 1), 9, 7)
    (fault,) = faults('{{ figure("asb-satisfaction", "month:2014-01") }}')
    assert "may not be printed: Withheld: it rests on fewer than 10." in fault


def test_code_in_a_citation_is_never_run():
    (fault,) = faults('{{ figure("asb-satisfaction", __import__("os").getcwd()) }}')
    assert "is not a citation" in fault


def test_a_quoted_number_keeps_its_source():
    document = assemble(a_paper('They print {{ quoted("1.5%", source="paper of May") }}.'), BOARD)
    _, (_, paragraph), *_ = document.blocks()
    assert paragraph.runs[1] == Quoted("1.5%", "paper of May", "figure-1")
    assert document.passport("figure-1").kind == "quoted"
    assert "needs its source by name" in faults('{{ quoted("1.5%", source=" ") }}')[0]


def test_paragraphs_are_numbered_through_the_paper_and_lists_and_notes_are_not():
    sections = (
        SectionSource(
            "one",
            "One",
            1,
            "one.md",
            "First.\n\n* a\n* **b**\n\n> **Untested.** Nobody looked.\n\n## Inside\n\nSecond.",
        ),
        SectionSource("two", "Two", 2, awaits="call records"),
    )
    document = assemble(a_paper("", sections=sections), BOARD)
    blocks = [block for section, block in document.blocks() if section.key != "how-we-know"]
    assert blocks[1] == Paragraph(1, (Text("First."),), 1, "OFFICIAL")
    assert blocks[2] == Items(((Text("a"),), (Text("b", "strong"),)), 3, "OFFICIAL")
    assert blocks[3] == Note("Untested", (Text("Nobody looked."),), 6, "OFFICIAL")
    assert blocks[4] == Heading(2, "Inside", "one-inside", "OFFICIAL")
    assert [block.number for block in blocks if isinstance(block, Paragraph)] == [1, 2, 3]
    assert words(blocks[-1].runs).startswith(
        "Not yet reported. This section will be drawn from call records,"
    )


@pytest.mark.parametrize(
    ("sentence", "reads"),
    [
        (
            'sentence("roll-off", "asb-satisfaction", "rolling_year:2013-11")',
            (
                "November 2012, at 84.9%, left the twelve months and November 2013, at 76.4%, took its place, "
                "so the rolling figure fell by 0.7 points from 77.8% to 77.1%."
            ),
        ),
        (
            'sentence("compared", "asb-satisfaction", "month:2013-11", "month:2013-10")',
            (
                f"November 2013 stands 4.4 points above October 2013 (95% interval {MINUS}1.6 to +10.5 points): chance "
                "alone could give a difference of that size, so it is not called a rise or a fall."
            ),
        ),
        ('sentence("precision", "asb-satisfaction", "month:2013-11")', "3.6 points"),
        ('sentence("implied-share", "80.3%", "75.4%", "87%", source="the paper")', "58%"),
        ('sentence("implied-share", "84%", "75.4%", "87%", source="the paper")', "26%"),
        ('places("priority_area")', "31"),
        ('milestone("asb-satisfaction", "rolling_year:2013-11")', "80%"),
    ],
)  # fmt: skip
def test_a_sentence_worked_out_from_figures_says(sentence, reads):
    assert said("{{ " + sentence + " }}") == reads


def test_two_rolling_years_that_share_months_are_not_compared_as_two_samples():
    (fault,) = faults(
        '{{ sentence("compared", "asb-satisfaction", "rolling_year:2013-11", "rolling_year:2013-10") }}'
    )
    assert "share months, so they are not two samples" in fault


def test_what_every_month_must_be_is_a_table_whose_cells_are_cited():
    document = assemble(a_paper('{{ table("to-reach", "asb-satisfaction", "rolling_year:2013-11") }}'), BOARD)
    table = next(block for _, block in document.blocks() if isinstance(block, Table))
    assert [words(row[0]) for row in table.rows[:2]] == ["December 2013", "January 2014"]
    assert words(table.rows[0][2]) == "Cannot be done"
    assert all(isinstance(row[1][0], Cited) for row in table.rows)


def test_a_document_survives_being_frozen():
    text = (
        "A {{ "
        + YEAR
        + ') }} and {{ quoted("1", source="s") }}.\n\n* item\n\n{{ chart("control", "asb-satisfaction", "2013-11") }}'
    )
    text += (
        '\n\n{{ table("to-reach", "asb-satisfaction", "rolling_year:2013-11") }}\n\n> note\n\n{{ register }}'
    )
    document = assemble(a_paper(text), BOARD)
    assert thaw(freeze(document)) == document
    assert freeze(thaw(freeze(document))) == freeze(document)


def test_the_standing_file_links_a_figure_to_its_line_in_how_we_know():
    page = html.standalone(assemble(a_paper("It is {{ " + YEAR + ") }}.\n\n{{ register }}"), BOARD))
    assert '<a class="paper-figure" href="#figure-1">77.1%</a>' in page
    assert '<tr id="figure-1">' in page
    assert "src=" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_the_page_in_the_workspace_links_a_figure_to_its_measure():
    document = assemble(a_paper("It is {{ " + YEAR + ") }}."), BOARD)
    page = html.fragment(document, html.in_workspace)
    address = "/performance/figures/"
    number = document.passport("figure-1").figure
    assert f'<a class="paper-figure" href="{address}{number}/">77.1%</a>' in page


def test_text_that_looks_like_markup_stays_text():
    page = html.fragment(assemble(a_paper("A 1 < 2 & <script>alert(1)</script> line."), BOARD))
    assert "<script>" not in page
