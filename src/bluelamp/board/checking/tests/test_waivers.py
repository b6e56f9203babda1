"""Findings looked at before: a waiver fits by key or by rule and paragraph, ends with its day, and needs a reason."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.board.checking import waivers
from bluelamp.board.checking.checked import check

PAPER = b"Board, 4 March 2014\n\n1. There were 63 of 2,172 (4%).\n\n2. It was on Tuesday 3 March 2014.\n\n3. End.\n"
TODAY = date(2014, 3, 1)
BY_RULE = "- rule: percentages\n  paragraph: '1'\n  reason: The author has said why.\n"


def checked(text: str = "", today: date = TODAY):
    return check("x.txt", PAPER, today=today, waivers=waivers.read(text))


def test_a_waiver_takes_its_finding_away_and_is_told():
    one = checked(BY_RULE)
    assert [f.rule for f in one.findings] == ["weekday"]
    assert [(each.finding.rule, each.waiver.reason) for each in one.waived] == [
        ("percentages", "The author has said why.")
    ]


def test_a_waiver_by_key_holds_while_the_words_stay():
    key = checked().findings[0].key
    assert len(checked(f"- finding: {key}\n  reason: The author has said why.\n").findings) == 1


def test_a_waiver_ends_with_its_day():
    text = BY_RULE + "  until: 2014-03-01\n"
    assert [len(checked(text, day).findings) for day in (date(2014, 3, 1), date(2014, 3, 2))] == [1, 2]


def test_a_waiver_that_fits_nothing_is_told():
    (stale,) = checked("- rule: rates\n  reason: The author has said why.\n").stale
    assert stale.rule == "rates"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- rule: rates\n  reason: ok\n", "needs a reason"),
        ("- reason: The author has said why.\n", "either a finding or a rule"),
        ("- rule: rates\n  rules: 1\n  reason: The author has said why.\n", "and nothing else"),
        ("rule: rates\n", "must be a list"),
        ("- rule: rates\n  until: soon\n  reason: The author has said why.\n", "is a day"),
        ("- rule: rates\n  until: 2014-03-01 10:00:00\n  reason: The author has said why.\n", "is a day"),
        ("- rule: percentges\n  reason: The author has said why.\n", "“percentges”. Is it percentages?"),
        ("- rule: rates\n reason: one: two\n", "no YAML: look at line 2"),
        ("- [", "no YAML"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(text, why):
    with pytest.raises(waivers.BadWaivers, match=why):
        waivers.read(text)
