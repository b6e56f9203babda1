"""A figure told of a row of a table, or of all rows together, that the table prints otherwise. Each sentence is right
with the one number and wrong with the other."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.board.checking.checked import check


def table(*rows: str) -> str:
    head, *body = rows
    return "".join(f"| {line} |\n" for line in (head, " | ".join("---" for _ in head.split("|")), *body))


EMPTY = table("Estate | Empty homes", "Fenside | 37", "Millgate | 24", "Larkrise | 18", "Total | 79")
LATE = table(
    "Hospital | Arrivals | Late", "Abbey | 1,420 | 213", "Riverside | 1,180 | 94", "Both | 2,600 | 307"
)
ROUTES = table("Route | 2024 | 2025", "12 | 184 | 191", "14 | 96 | 92", "27 | 143 | 150", "All | 423 | 433")
MONEY = table(
    "£000 | Budget | Forecast | Variance",
    "Control room | 1,960 | 1,915 | (45)",
    "Premises | 2,870 | 3,020 | 150",
    "Transport | 1,430 | 1,405 | (25)",
    "Total | 6,260 | 6,340 | 80",
)
PLANNING = table(
    "Type | Decided | In time | %",
    "Major | 22 | 19 | 86.4",
    "Minor | 118 | 97 | 82.2",
    "Householder | 264 | 243 | 92.0",
    "All | 404 | 359 | 88.9",
)
MEASURES = table(
    "Measure | Target | Quarter 1 | Quarter 2",
    "Missed bins per 100,000 collections | 60 | 71 | 64",
    "Household waste recycled | 46% | 44.8% | 45.1%",
    "Average days to re-let a council home | 25 | 29 | 31",
)
ACTIONS = table(
    "Priority | Open | Closed", "High | 45 | 28", "Medium | 260 | 142", "Low | 465 | 205", "All | 770 | 375"
)
CASES = (
    (EMPTY, "Millgate had {} empty homes on that day, most of them waiting for new kitchens.", "24", "42"),
    (EMPTY, "There were {} empty homes at Larkrise.", "18", "81"),
    (EMPTY, "Fenside held 37 of the {}, a little under half.", "79", "97"),
    (LATE, "Across the two hospitals {} arrivals were handed over late.", "307", "370"),
    (LATE, "At Riverside {} arrivals were handed over late.", "94", "97"),
    (LATE, "Between them the hospitals saw {} arrivals.", "2,600", "2,060"),
    (ROUTES, "Route 27 carried {} passengers in 2025.", "150,000", "153,000"),
    (ROUTES, "Route 12 carried {} thousand in 2024.", "184", "148"),
    (MONEY, "Energy costs leave Premises £{}k over.", "150", "105"),
    (MONEY, "The forecast for Transport is £{}.", "1.405m", "1.450m"),
    (PLANNING, "Minor applications were decided in time in {} of cases.", "82.2%", "92.0%"),
    (PLANNING, "Of the major applications, {} were decided in time.", "86.4%", "88.4%"),
    (PLANNING, "In the half year {} applications were decided.", "404", "440"),
    (MEASURES, "It took {} days on average to re-let a home in Quarter 2.", "31", "33"),
    (MEASURES, "In Quarter 1 we recycled {} of household waste.", "44.8%", "48.4%"),
    (ACTIONS, "We had {} actions open, as the table shows.", "770", "707"),
    (ACTIONS, "Of the {} closed in the quarter, most were of a low priority.", "375", "357"),
)
RIGHT = (
    (EMPTY, "Millgate and Larkrise together had 42 empty homes."),
    (EMPTY, "Millgate has 420 homes in all."),
    (EMPTY, "Millgate had 42 empty homes a year ago."),
    (EMPTY, "At Millgate 14 homes were empty because of damp."),
    (LATE, "In the year before, 370 arrivals at the two hospitals were handed over late."),
    (LATE, "At Riverside 97 staff took part."),
    (LATE, "Of 370 people asked at Riverside, most were content."),
    (ROUTES, "Route 27 lost 7,000 passengers in 2023."),
    (MONEY, "Premises has a contingency of £105k."),
    (PLANNING, "Minor applications make up 29.2% of all."),
    (PLANNING, "The target for minor applications is 92.0%."),
    (PLANNING, "The 140 major and minor applications took longest."),
    (MEASURES, "It took 33 days on average to re-let a home in Quarter 3."),
    (ACTIONS, "Low and medium priority made up 725 of them."),
    (ACTIONS, "A further 707 actions were open a year ago."),
)


def found(printed: str, told: str) -> list[str]:
    lead = "# Panel\n\nDate: 4 December 2025\n\n1. The figures are below, with journeys in thousands."
    text = f"{lead}\n\n{printed}\n2. {told}\n"
    every = check("paper.md", text.encode(), today=date(2026, 1, 1)).findings
    return [each.sentence for each in every if each.rule in ("in-text", "two-places", "percentages")]


@pytest.mark.parametrize(("printed", "told", "right", "wrong"), CASES)
def test_a_figure_that_its_row_does_not_print_is_found(printed, told, right, wrong):
    assert found(printed, told.format(right)) == []
    assert {told.format(wrong)} & set(found(printed, told.format(wrong)))


def test_a_measure_is_known_by_its_words_in_another_section():
    told = "It took {} days on average to re-let a home in Quarter 2."
    right, wrong = (found(MEASURES, f"All is well.\n\n# Homes\n\n3. {told.format(n)}") for n in (31, 33))
    assert (right, wrong) == ([], [told.format(33)])


@pytest.mark.parametrize(("printed", "told"), RIGHT)
def test_a_figure_of_something_else_is_let_be(printed, told):
    assert found(printed, told) == []
