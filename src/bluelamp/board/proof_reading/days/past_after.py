"""A date after the paper's own, said in the past tense."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from bluelamp.board.proof_reading.days.tense import tense
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.ui import formats

PAST = re.compile(
    r"\b(?:was|were|had|did|went|began|held|took|made|gave|met|ran|saw|rose|fell|won|led|left|has been|"
    r"have been|(?!need|proceed|indeed|speed|exceed|succeed|embed|shed\b|bleed)\w{3,}ed)\b",
    re.IGNORECASE,
)
AHEAD_VERB = re.compile(
    r"\b(?:will|shall|would|could|should|may|might|to be|due|planned|scheduled|expected|proposed|is|are)\b",
    re.IGNORECASE,
)
AFTER = 40
"""Signs after a date that opens its sentence, within which its verb stands."""
OPENING = len("By the end of ")
SINCE = re.compile(r"\bsince $", re.IGNORECASE)
FAR = timedelta(days=60)
"""A day without a year that is farther off than this, told as past, is of the year before."""


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        for dated in sentence.dates:
            if dated.first <= paper.meeting or (not dated.has_year and dated.first - paper.meeting > FAR):
                continue
            before, after = sentence.text[: dated.start], sentence.text[dated.end : dated.end + AFTER]
            if _is_past(before, after, has_year=dated.has_year):
                written = sentence.text[dated.start : dated.end]
                yield sentence.remark(
                    f"{written} is after the meeting of {formats.day(paper.meeting)}, and the verb is in "
                    f"the past"
                )
                break


def _is_past(before: str, after: str, *, has_year: bool) -> bool:
    if AHEAD_VERB.match(after.lstrip(" ,")) and not (after.startswith(",") and "," in before[-OPENING * 3 :]):
        return False
    if len(before) > OPENING:
        return tense(before) == "past" and (has_year or not SINCE.search(before))
    opens = not re.match(r"(?:by|before|until|from)\b", before, re.IGNORECASE)
    return opens and bool(PAST.search(after)) and not AHEAD_VERB.search(after)


RULE = Rule(
    key="past-after",
    title="Said to have happened after the meeting",
    severity="wrong",
    explanation="What is dated after the meeting cannot have happened yet. The year is usually the slip.",
    read=read,
    kind="dates",
    certainty="certain",
)
