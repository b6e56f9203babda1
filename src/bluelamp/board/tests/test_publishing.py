"""Public copies: what is left out, what is kept back, and what speaks against letting one out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bluelamp.analysis.suppression import CannotProtect
from bluelamp.board import files, publishing
from bluelamp.board.document import (
    Cited,
    Column,
    Count,
    Document,
    Heading,
    Note,
    Paragraph,
    Passport,
    Picture,
    Quoted,
    Register,
    Section,
    Table,
    Text,
    words,
)
from bluelamp.board.publishing import Earlier, public_copy
from bluelamp.board.publishing.against import differing
from bluelamp.board.tests.factories import a_paper

PAPER = a_paper("")
SENSITIVE = "OFFICIAL-SENSITIVE"
WARDS = {"Ash": 3, "Beech": 20, "Cedar": 40, "Elm": 11}


def counts(values=WARDS, mark="") -> tuple[Count, ...]:
    each = [
        Count(f"{mark}{name}", f"{name}, 2013", value, "Reports by ward") for name, value in values.items()
    ]
    total = Count(
        f"{mark}All", "All, 2013", sum(values.values()), "Reports by ward", (tuple(c.key for c in each),)
    )
    return (*each, total)


def a_table(values=WARDS) -> Table:
    total = sum(values.values())
    rows = [
        (
            (Text(name),),
            (Cited(str(count), "figure-1", (name,)),),
            (Cited(f"{100 * count / total:.0f}%", "figure-2", (name, "All")),),
        )
        for name, count in [*values.items(), ("All", total)]
    ]
    rows[-1] = (rows[-1][0], (Cited(str(total), "figure-1", ("All",)),), (Text("100%"),))
    return Table(
        1, "Reports by ward", (Column("Ward"), Column("No."), Column("%")), tuple(rows), totalled=True
    )


COUNTED = Passport("figure-1", "held", "Reports by ward", "each", source="the register")
WORKED_OUT = Passport("figure-2", "derived", "Reports by ward: percentages", "each", parts=("figure-1",))


def a_document(*blocks, passports=(COUNTED, WORKED_OUT), counted=None) -> Document:
    return Document(
        PAPER.key,
        PAPER.title,
        PAPER.board,
        PAPER.meeting,
        PAPER.author,
        "OFFICIAL",
        PAPER.statement,
        (Section("wards", "Wards", "wards.md", (Heading(1, "Wards", "wards"), *blocks, Register())),),
        passports,
        counts() if counted is None else counted,
    )


def said(document: Document) -> list[str]:
    return [words(block.runs) for _, block in document.blocks() if isinstance(block, (Paragraph, Note))][1:]


def printed(document: Document) -> list[list[str]]:
    (table,) = [block for _, block in document.blocks() if isinstance(block, Table)]
    return [[words(cell) for cell in row] for row in table.rows]


def test_a_small_count_goes_with_another_and_with_their_percentages():
    copied = public_copy(a_document(a_table()))
    assert printed(copied.document) == [
        ["Ash", "[c]", "[c]"],
        ["Beech", "20", "27%"],
        ["Cedar", "40", "54%"],
        ["Elm", "[c]", "[c]"],
        ["All", "74", "100%"],
    ]
    assert copied.hidden == {"Ash", "Elm"}


def test_a_count_kept_back_in_the_table_is_kept_back_in_the_sentence_and_what_follows_from_it():
    sentence = Paragraph(
        1,
        (
            Text("Ash had "),
            Cited("3", "figure-1", ("Ash",)),
            Text(", Beech "),
            Cited("20", "figure-1", ("Beech",)),
            Text(" ("),
            Cited("p = 0.01", "figure-2", ("Ash", "Beech", "All")),
            Text(")."),
        ),
    )
    copied = public_copy(a_document(sentence, a_table()))
    assert said(copied.document) == ["Ash had [c], Beech 20 ([c])."]


def test_a_sum_told_in_a_sentence_gives_no_part_of_it_away():
    both = Count("both", "Ash and Beech, 2013", 23, "Reports by ward", (("Ash", "Beech"),))
    sentence = Paragraph(1, (Cited("23", "figure-1", (both.key,)), Text(" came from two wards.")))
    document = a_document(sentence, a_table(), counted=(*counts(), both))
    copied = public_copy(document)
    assert copied.hidden & {"both", "Beech"}
    assert publishing.reasons_not_to_let_out(copied.document, document, {}) == []


def test_a_marked_paragraph_leaves_its_number_and_takes_its_figures_with_it():
    marked = Paragraph(
        1, (Text("The raid is on Monday at "), Quoted("6", "the plan", "figure-3")), 0, SENSITIVE
    )
    document = a_document(
        marked,
        Paragraph(2, (Text("It fell."),)),
        passports=(Passport("figure-3", "quoted", "6", "6", source="the plan"),),
    )
    copied = public_copy(document)
    assert said(copied.document) == ["Left out of the public copy.", "It fell."]
    assert [b.number for _, b in copied.document.blocks() if isinstance(b, Paragraph)] == [1, 2]
    assert copied.document.passports == ()
    assert copied.document.marking == "PUBLIC"
    assert copied.left_out == ("Paragraph 1 for its marking",)


def test_a_figure_that_is_marked_takes_its_paragraph_with_it():
    secret = Passport("figure-3", "figure", "Warrants", "12", marking=SENSITIVE, n=400, unit="number")
    by_part = Passport("figure-4", "derived", "Twice", "24", parts=("figure-3",))
    document = a_document(Paragraph(1, (Cited("24", "figure-4"),)), passports=(secret, by_part), counted=())
    assert said(public_copy(document).document) == ["Left out of the public copy."]


def test_a_marked_heading_is_not_told_either():
    document = a_document(Heading(2, "Operation Lamp", "lamp", SENSITIVE))
    titles = [
        block.text for _, block in public_copy(document).document.blocks() if isinstance(block, Heading)
    ]
    assert titles == ["Wards", "Left out of the public copy."]


def test_percentages_of_fewer_than_twenty_are_kept_back_with_all_that_follows_from_them():
    few = Passport("figure-3", "figure", "Satisfaction", "80.0%", unit="percent", value=0.8, n=15)
    rose = Passport("figure-4", "derived", "Change", "3 points", parts=("figure-3",))
    sentence = Paragraph(1, (Cited("80.0%", "figure-3"), Text(", up "), Cited("3 points", "figure-4")))
    document = a_document(sentence, passports=(few, rose), counted=())
    copied = public_copy(document)
    assert said(copied.document) == ["[c], up [c]"]
    assert copied.document.passports == ()


@pytest.mark.parametrize(
    ("value", "n", "shown"), [(0.98, 100, "[c]"), (0.03, 100, "[c]"), (0.95, 100, "95%"), (1.0, 100, "95%")]
)
def test_a_percentage_that_tells_of_one_to_four_on_either_side_is_kept_back(value, n, shown):
    share = Passport("figure-3", "figure", "Satisfaction", "95%", unit="percent", value=value, n=n)
    document = a_document(Paragraph(1, (Cited("95%", "figure-3"),)), passports=(share,), counted=())
    copied = public_copy(document)
    assert said(copied.document) == [shown]
    told = ["“Satisfaction, ” tells of fewer than 5 on one side of it."] if shown == "[c]" else []
    assert against(document) == told


def test_a_chart_from_which_a_count_that_is_kept_back_could_be_read_is_left_out():
    chart = {"least_n": 20, "counts": ("Ash", "Beech")}
    picture = Picture(1, "A", "A", "A.", ("Ward",), (("Ash",),), "{}", "{}", **chart)
    document = a_document(picture, a_table())
    copied = public_copy(document)
    assert copied.left_out[0].startswith("Chart 1 because a count that is kept back")
    assert publishing.reasons_not_to_let_out(copied.document, document, {}) == []


def test_what_a_chart_draws_is_printed_so_its_total_gives_a_count_of_the_table_away():
    chart = {"least_n": 20, "counts": ("Beech", "Cedar", "Elm", "All")}
    picture = Picture(1, "A", "A", "A.", ("Ward",), (("Ash",),), "{}", "{}", **chart)
    document = a_document(picture)
    assert against(document) == ["“Ash, 2013” is a small count, and can be worked out from what is shown."]


@pytest.mark.parametrize(("least", "stays"), [(None, False), (19, False), (20, True)])
def test_a_chart_goes_where_any_of_its_points_speaks_of_fewer_than_twenty(least, stays):
    picture = Picture(1, "A", "A", "A.", ("Month",), (("May",),), "{}", "{}", least_n=least)
    copied = public_copy(a_document(picture)).document
    assert any(isinstance(block, Picture) for _, block in copied.blocks()) == stays


def test_the_year_to_this_month_does_not_tell_what_came_since_the_copy_before():
    before = Earlier(counts({"Ash": 30, "Beech": 20, "Cedar": 40, "Elm": 11}), frozenset())
    now = {"Ash": 32, "Beech": 30, "Cedar": 60, "Elm": 29}
    document = a_document(a_table(now), counted=counts(now))
    alone = public_copy(document)
    assert alone.hidden == set()
    after = public_copy(document, earlier=[before])
    assert "Ash" in after.hidden
    assert len(after.hidden) > 1
    found = publishing.reasons_not_to_let_out(alone.document, document, {}, earlier=[before])
    assert found == [
        "Set beside an earlier public copy, this one tells a small count of what came in between."
    ]


def test_what_was_kept_back_before_is_not_shown_later_as_the_same_table():
    before = Earlier(counts(), frozenset({"Ash", "Elm"}))
    assert public_copy(a_document(a_table()), earlier=[before]).hidden == {"Ash", "Elm"}


def test_a_small_count_that_is_out_already_cannot_be_kept_back():
    before = Earlier(counts(), frozenset({"Beech", "Cedar"}))
    with pytest.raises(CannotProtect, match=r"1 small count \(Ash, 2013\) can be worked out"):
        public_copy(a_document(a_table()), earlier=[before])


def test_a_family_somebody_answers_for_is_shown_whole():
    document = a_document(a_table())
    copied = public_copy(document, exempt={"Reports by ward"})
    assert copied.hidden == set()
    assert printed(copied.document)[0] == ["Ash", "3", "4%"]
    assert publishing.reasons_not_to_let_out(copied.document, document, {}, exempt=["Reports by ward"]) == []


def test_the_rule_is_printed_on_the_copy():
    note = next(b for _, b in public_copy(a_document()).document.blocks() if isinstance(b, Note))
    assert note.label == "Public copy"
    assert "Counts from 1 to 4 are kept back and shown as [c]" in words(note.runs)
    assert "fewer than 20 people" in words(note.runs)


# What speaks against it --------------------------------------------------------------------------------------------


def against(copied, original=None):
    return publishing.reasons_not_to_let_out(copied, original or copied, {})


def test_a_paper_as_the_board_reads_it_is_never_let_out():
    document = a_document(Paragraph(1, (Text("The raid is on Monday."),), 0, SENSITIVE), a_table())
    assert against(document) == [
        "“Wards” still holds something marked OFFICIAL-SENSITIVE.",
        "“Ash, 2013” is a small count, and can be worked out from what is shown.",
    ]


def test_a_small_count_alone_without_its_row_is_worked_out_from_the_total():
    document = a_document(a_table())
    (table,) = [block for _, block in document.blocks() if isinstance(block, Table)]
    rows = ((table.rows[0][0], (Text("[c]"),), (Text("[c]"),)), *table.rows[1:])
    short = a_document(replace(table, rows=rows))
    assert against(short, document) == [
        "“Ash, 2013” is a small count, and can be worked out from what is shown."
    ]


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Ash had three reports.", True),
        ("In Ash it was 3.", True),
        ("Ash is looked at by the ward team.", False),
        ("Ash was looked at on 7 January 2014 and in 2013/14.", False),
        ("Ash had 3 by 7 January 2014.", True),
        ("Beech had three more than last year.", False),
    ],
)
def test_a_number_in_words_beside_whom_it_is_of_is_found(text, is_told):
    document = a_document(Paragraph(1, (Text(text),)), a_table())
    copied = public_copy(document).document
    expected = (
        ["“Wards” speaks of Ash beside a number in words. Mark it, or write it otherwise."] if is_told else []
    )
    assert against(copied, document) == expected


def test_a_count_that_is_printed_in_two_ways_is_found():
    document = a_document(
        Paragraph(1, (Cited("74", "figure-1", ("All",)), Text(" or "), Cited("75", "figure-1", ("All",))))
    )
    assert list(differing(document)) == ["“All, 2013” is printed as 74 and as 75."]


def test_a_file_that_hides_something_is_not_let_out():
    document = a_document()
    found = publishing.reasons_not_to_let_out(document, document, {"paper.html": b"<!-- secret -->"})
    assert found == ["paper.html: a comment in its source"]


def test_every_file_of_a_public_copy_shows_the_same_numbers_and_no_other():
    document = a_document(Paragraph(1, (Cited("3", "figure-1", ("Ash",)), Text(" in Ash."))), a_table())
    copied = public_copy(document).document
    made = files.make(copied)
    assert publishing.reasons_not_to_let_out(copied, document, made) == []
    page = made["paper.html"].decode()
    assert page.count("[c]") == 1 + 4 + 1 + 1
    assert ">3<" not in page


@pytest.mark.parametrize("seed", range(12))
def test_no_small_count_of_a_random_table_and_its_sentences_can_be_worked_out(seed):
    draw = np.random.default_rng(seed)
    values = {f"W{k}": int(v) for k, v in enumerate(draw.poisson(draw.choice([2, 6, 30], 9)))}
    pair = tuple(draw.choice(list(values), 2, replace=False).tolist())
    both = Count("both", "Both, 2013", values[pair[0]] + values[pair[1]], "Reports by ward", (pair,))
    document = a_document(
        Paragraph(1, (Cited(str(both.value), "figure-1", ("both",)),)),
        a_table(values),
        counted=(*counts(values), both),
    )
    assert against(public_copy(document).document, document) == []
