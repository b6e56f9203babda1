"""What a rule reads on from one sentence to the next: it stops at the first text, and lets the second pass."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.board.document import Document, Heading, Paragraph, Section, Text
from bluelamp.board.proof_reading import OF_SENSE, proof_read

FISHER = "Fisher's exact test gives p = 0.77, so chance alone would often do this"
CASES = (
    (
        "changes",
        "Absence fell from 8.1 days in the 12 months to June 2013 to 8.9 days in the 12 months to June 2014.",
        "Absence rose from 8.1 days in the 12 months to June 2013 to 8.9 days in the 12 months to June 2014.",
        "8.9 is higher than 8.1, and a fall is told",
    ),
    (
        "percentages",
        "In all 3,460 visits were made. Of these, 2,250 (65%) were to older people and 1,176 (44%) to smokers.",
        "In all 3,460 visits were made. Of these, 2,250 (65%) were to older people and 1,176 (34%) to smokers.",
        "1,176 of 3,460 is 34.0%, and 44% is printed",
    ),
    (
        "changes",
        "Engines were available for 71.4% of hours. Availability has improved from 73.2% in spring.",
        "Engines were available for 73.4% of hours. Availability has improved from 73.2% in spring.",
        "71.4% is lower than 73.2%, and it is told as better",
    ),
    (
        "changes",
        "We helped 418 households. A year earlier we helped 402 households. The rise of 26 is welcome.",
        "We helped 418 households. A year earlier we helped 402 households. The rise of 16 is welcome.",
        "from 402 to 418 is 16, and 26 is printed",
    ),
    (
        "points",
        "Cover was 71.4% against a target of 80%. Cover was therefore 8.6% below target.",
        "Cover was 71.4% against a target of 80%. Cover was therefore 8.6 percentage points below target.",
        "71.4% and 80% are 8.6 percentage points apart",
    ),
    (
        "implied-totals",
        "One in five visits was declined, and 240 of the 3,000 visits were declined.",
        "One in twelve visits was declined, and 240 of the 3,000 visits were declined.",
        "240 of 3,000 is 8.0%, and One in five is told of the same",
    ),
    (
        "period-kinds",
        "It was 91.0% in February. The year to date is 92.9%, so we have slipped.",
        "It was 91.0% in February. In January it was 92.9%, so we have slipped.",
        "91.0% is of a month and 92.9% of a year to date: they cannot be compared",
    ),
    (
        "partitions",
        "Ambulances accounted for 28%, patients themselves for 61% and doctors for 14%.",
        "Ambulances accounted for 28%, patients themselves for 58% and doctors for 14%.",
        "28% + 61% + 14% = 103%, and the whole is 100%",
    ),
    (
        "remainders",
        "Twenty-three nurses joined and 17 left, a net gain of eight.",
        "Twenty-three nurses joined and 17 left, a net gain of six.",
        "Twenty-three - 17 = 6, and eight is printed",
    ),
    (
        "small-cells",
        "Complaints by faith: Christian 41, Muslim 14, Sikh 2.",
        "Complaints by faith: Christian 41, Muslim 14, Sikh 12.",
        "2: fewer than 5 people each",
    ),
    (
        "chance",
        "It rose from 79% (of 140 asked) to 81% (of 152).",
        "It rose from 39% (of 140 asked) to 81% (of 152).",
        f"111 of 140 (79.3%) against 123 of 152 (80.9%): {FISHER}",
    ),
)


def told(text: str, rule: str) -> list[str]:
    section = Section("s", "Visits", "s.md", (Heading(1, "Visits", "s"), Paragraph(1, (Text(text),))))
    head = ("2014-10-16", "A paper", "A board", date(2014, 10, 16), "An author", "OFFICIAL", "Made up.")
    document = Document(*head, (section,), ())
    rules = tuple(each for each in OF_SENSE if each.key == rule)
    return [finding.working for finding in proof_read(document, rules)]


@pytest.mark.parametrize(("rule", "wrong", "_right", "working"), CASES)
def test_a_rule_stops_where_two_clauses_do_not_go_together(rule, wrong, _right, working):
    assert told(wrong, rule) == [working]


@pytest.mark.parametrize(("rule", "_wrong", "right", "_working"), CASES)
def test_and_is_silent_where_they_do(rule, _wrong, right, _working):
    assert told(right, rule) == []
