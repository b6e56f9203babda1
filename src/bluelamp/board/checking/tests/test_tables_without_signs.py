"""Tables over which no per cent sign stands, and totals of the year: each is read for what it is."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.board.checking.checked import check


def paper(lead: str, *rows: str) -> str:
    head, *body = rows
    lines = (head, " | ".join("---" for _ in head.split("|")), *body)
    return f"# Panel\n\nDate: 4 December 2025\n\n4. {lead}\n\n" + "".join(f"| {line} |\n" for line in lines)


IMPOSSIBLE = (
    paper(
        "We had 62 replies. The table shows the percentage giving each answer.",
        "Statement | Agree | Neither | Disagree",
        "Workload | 67.7 | 19.4 | 12.9",
        "Recommend | {} | 21.0 | 12.9",
    ),
    paper(
        "The table gives, in per cent, what each group of parents said.",
        "School | Replies | Good | Fair | Poor",
        "Ash | 37 | 57 | 30 | 14",
        "Elm | 40 | 45 | 35 | 20",
        "Oak | 23 | {} | 39 | 26",
    ),
    paper(
        "Views were asked for on a form.",
        "Hall | Forms | Cost | Noise | Traffic",
        "North | 50 | 24 | 36 | 40",
        "West | 40 | 45 | 35 | 20",
        "South | 29 | {} | 38 | 28",
    ),
    paper(
        "Visitors made 48 calls on the suite. On each call four things were looked at.",
        "Item | In order",
        "Cells clean | 58.3%",
        "Blankets | 39.6%",
        "Leaflets | 64.6%",
        "Bell | {}%",
    ),
)
ANSWERS = (("66.1", "66.2"), ("35", "34"), ("34", "33"), ("52.1", "52.6"))
SUMS = (
    paper(
        "Complaints are below.",
        "Stage | Q1 | Q2 | Q3 | Year so far",
        "One | 84 | 91 | 97 | {}",
        "Two | 17 | 14 | 19 | 50",
        "Both | 101 | 105 | 116 | 322",
    ),
    paper(
        "Infections are below.",
        "Kind | Spring | Summer | Autumn | Winter | Year",
        "First | 21 | 24 | 19 | 22 | 86",
        "Second | 12 | 14 | 11 | 13 | {}",
        "Third | 31 | 36 | 29 | 33 | 129",
        "All | 64 | 74 | 59 | 68 | 265",
    ),
    paper(
        "Repairs are below.",
        "Trade | Finished | In target",
        "Plumbing | 1,840 | 1,693",
        "Joinery | 1,410 | {}",
        "Roofing | 385 | 312",
        "All | 3,635 | 3,246",
    ),
)
PARTS = (("272", "262"), ("50", "60"), ("1,241", "1,214"))
SILENT = (
    paper(  # counts that make a hundred in one row only
        "Stock by area.", "Area | Houses | Flats", "North | 60 | 40", "South | 70 | 20", "West | 45 | 31"
    ),
    paper(  # the shares of each row make a hundred, and those of a column make 96
        "The table shows the percentage giving each answer.",
        "Scheme | Yes | Partly | No",
        "Mill | 59 | 24 | 17",
        "Alder | 63 | 24 | 13",
        "Quay | 55 | 24 | 21",
        "Priory | 61 | 24 | 15",
    ),
    paper("Opened by year.", "Place | Year", "Ash | 1984", "Elm | 1991", "Oak | 2003", "Total | 3"),
    paper(  # 13 was told of something else, and hardly any share is of it
        "Thirteen staff work here.", "Home | Full", "Elms | 83.4%", "Firs | 91.2%", "Oaks | 97.7%"
    ),
)


def found(text: str) -> list[str]:
    every = check("paper.md", text.encode(), today=date(2026, 1, 1)).findings
    return [each.rule for each in every if each.rule in ("shares", "totals", "followed")]


@pytest.mark.parametrize(("text", "numbers"), tuple(zip(IMPOSSIBLE, ANSWERS, strict=True)))
def test_percentages_without_a_sign_are_held_against_their_base(text, numbers):
    right, wrong = numbers
    assert found(text.format(right)) == []
    assert "shares" in found(text.format(wrong))


@pytest.mark.parametrize(("text", "numbers"), tuple(zip(SUMS, PARTS, strict=True)))
def test_what_a_year_or_a_target_stands_over_is_added_up(text, numbers):
    right, wrong = numbers
    assert found(text.format(right)) == []
    assert "totals" in found(text.format(wrong))


@pytest.mark.parametrize("text", SILENT)
def test_numbers_that_only_look_like_shares_or_sums_are_let_be(text):
    assert found(text) == []
