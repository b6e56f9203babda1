"""Made-up papers of other forces and other subjects, with faults planted in them: how many are found, and what
else is told."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from bluelamp.board.checking.checked import Checked, check

PAPERS = Path(__file__).parent / "papers"
LISTED = yaml.safe_load((PAPERS / "planted.yaml").read_text("utf-8"))
PLANTED = [(paper, *fault) for paper, known in LISTED.items() for fault in known["planted"]]
FALSE = [(paper, *fault) for paper, known in LISTED.items() for fault in known.get("false", ())]
"""What the rules say wrongly, by name."""


@cache
def checked(paper: str) -> Checked:
    return check(paper, (PAPERS / paper).read_bytes(), today=date(2020, 1, 1))


def found(paper: str) -> list[tuple[str, str, str]]:
    one = checked(paper)
    return [(one.paper.label(f.paragraph), f.rule, f.working) for f in one.findings]


@pytest.mark.parametrize(("paper", "paragraph", "rule", "words"), PLANTED, ids=str)
def test_a_planted_fault_is_found_where_it_stands(paper, paragraph, rule, words):
    workings = [working for label, key, working in found(paper) if (label, key) == (paragraph, rule)]
    assert [working for working in workings if words in working], found(paper)


MISSED = [(paper, fault) for paper, known in LISTED.items() for fault in known.get("missed", ())]
"""What was planted and no rule sees, by name."""


def test_thirty_six_of_every_forty_that_were_planted_are_found():
    assert len(PLANTED) >= 40
    assert len(PLANTED) >= (len(PLANTED) + len(MISSED)) * 36 / 40


@pytest.mark.parametrize("paper", LISTED)
def test_nothing_else_is_told(paper):
    listed = {tuple(fault[:2]) for fault in (*LISTED[paper]["planted"], *LISTED[paper].get("also", ()))}
    listed |= {tuple(fault[:2]) for fault in LISTED[paper].get("false", ())}
    assert {(label, rule) for label, rule, _ in found(paper)} == listed


def test_at_most_four_findings_are_wrong():
    assert len(FALSE) <= 4


@pytest.mark.parametrize("paper", LISTED)
def test_the_date_of_the_meeting_is_found_in_the_paper(paper):
    assert checked(paper).paper.meeting_said
