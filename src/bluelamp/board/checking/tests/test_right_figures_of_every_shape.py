"""Figures that are right, and that a hasty reader would take for wrong, beside twins that are wrong."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.board.checking.checked import check


def table(*rows: str) -> str:
    head, *body = rows
    return "\n".join(f"| {row} |" for row in (head, "---|" * head.count("|") + "---", *body))


def found(text: str, rule: str) -> list[str]:
    every = check("paper.md", f"{text}\n".encode(), today=date(2020, 1, 1)).findings
    return [each.working for each in every if each.rule == rule]


CALLS = (
    "Month | 999 | 101 | Online | Total",
    "May | 23,100 | 24,600 | 6,300 | 54,000",
    "June | 21,900 | 23,400 | 6,200 | 51,500",
)
SEARCHES = (
    "Area | Searches | Arrest | Other",
    "Northgate | 512 | 82 | 430",
    "Estuary | 403 | 61 | 342",
    "Vale | 325 | 49 | 276",
    "Total | 1,240 | 192 | 1,048",
)
REPAIRS = (
    "District | Repaired | In time",
    "North | 5,730 | 5,079",
    "South | 3,750 | 3,321",
    "Total | 9,480 | 8,400",
)
VISITS = ("Pool | Apr-Aug 2015", "Astley | 95,100", "Broom | 187,900", "Total | 283,000")
SILENT = {
    "a price of each of several": (
        "stated-mix",
        "4. The boat cost £62,500 and two trailers cost £9,250 each, £81,000 in all.",
    ),
    "so many to each of so many": (
        "each",
        (
            "4. There is one custody sergeant on duty to every twelve cells, four sergeants a shift, and one detention "
            "officer to every six, eight a shift: 24 cells to a block."
        ),
    ),
    "what was done so far against what is planned": (
        "period-kinds",
        "4. We started 48 affordable homes in the quarter and 86 in the half-year, against 150 planned for the year.",
    ),
    "columns called by digits": ("totals", table(*CALLS, "Total | 45,000 | 48,000 | 12,500 | 105,500")),
    "parts that overlap": (
        "adding",
        "4. Of 110 children, 83 (75.5%) were in training, and 44 (40.0%) had a special need.",
    ),
    "overlapping replies": (
        "adding",
        "4. Of 200 tenants, 150 (75%) felt safe and 90 (45%) wanted more patrols.",
    ),
    "a part with a name of its own": (
        "near-total",
        (
            f"4. The searches are below.\n\n{table(*SEARCHES)}\n\n"
            "5. Supervisors looked at searches: 186 of the 1,240 records, and 174 of the 186 were good."
        ),
    ),
    "the total told elsewhere": (
        "near-total",
        "4. Crews repaired 9,480 defects; the year before 8,760 were repaired. Of the 9,480, 8,400 were done soon.\n\n"
        + table(*REPAIRS),
    ),
    "two years of one thing": (
        "near-total",
        (
            f"4. Burglary was lower.\n\n{table('Offences | East', 'Burglary, 2014 | 119', 'Burglary, 2015 | 103')}\n\n"
            "5. In all 219 offences of theft were seen."
        ),
    ),
    "the average of the months of the table": (
        "averages",
        f"4. Visits are below.\n\n{table(*VISITS)}\n\n5. The monthly average across the four was 56,600.",
    ),
}
WRONG = {
    "so many at each of so many": (
        "each",
        "4. There are four cell blocks with eight cells each, 24 cells in all.",
    ),
    "what was done so far against what was done": (
        "period-kinds",
        "4. We started 48 affordable homes in the quarter and 86 in the half-year, against 150 in the whole year.",
    ),
    "columns called by digits": ("totals", table(*CALLS, "Total | 45,100 | 48,000 | 12,500 | 105,500")),
    "parts told by one verb": (
        "adding",
        "4. Of 110 children, 83 (75.5%) were boys, and 37 (33.6%) were girls.",
    ),
    "a total that is nearly told": (
        "near-total",
        f"4. The arrests are below.\n\n{table(*SEARCHES)}\n\n5. In all there were 190 arrests.",
    ),
    "an average of another number": (
        "averages",
        f"4. Visits are below.\n\n{table(*VISITS)}\n\n5. Visits were up. The monthly average was 61,300.",
    ),
}


@pytest.mark.parametrize("of", SILENT)
def test_what_is_right_is_let_be(of):
    rule, text = SILENT[of]
    assert found(text, rule) == []


@pytest.mark.parametrize("of", WRONG)
def test_its_wrong_twin_is_found(of):
    rule, text = WRONG[of]
    assert len(found(text, rule)) == 1
