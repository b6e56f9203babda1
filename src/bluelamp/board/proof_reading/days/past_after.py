"""A date after the paper's own, said in the past tense."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.ui import formats

PAST = re.compile(
    r"\b(?:was|were|had|did|went|began|held|took|made|gave|met|ran|saw|rose|fell|won|led|left|has been|"
    r"have been|(?!need|proceed|indeed|speed|exceed|succeed|embed|shed\b|bleed)\w{3,}ed)\b",
    re.IGNORECASE,
)
DIRECT = re.compile(
    r"\b(?:was|were|had been|has been|have been)\s(?:\w+ly\s)?(?:\w+(?:ed|held|made|given|taken|begun|run|"
    r"met|sent|built|put|set|won|told)|introduced|held)\b"
    r"(?:\s(?!by\b|to\b|from\b|until\b|before\b)[\w-]+){0,4}\s(?:on|in|at|during)\s(?:the\s)?(?:mid-|"
    r"late |early |end of )?$",
    re.IGNORECASE,
)
SIMPLE = re.compile(
    r"\b(?:met|began|took place|went (?:live|ahead|out(?: to \w+)?)|held|won|ran|saw|rose|fell|gave|made|"
    r"took|came|became|brought|built|bought|(?!planned|scheduled|expected|anticipated|proposed|intended|"
    r"needed|required|forecasted|projected|targeted|booked|fixed|agreed|approved|funded|contracted|delayed|"
    r"deferred|postponed|extended|arranged|promised|committed|designed|aimed|invited|asked|allocated|"
    r"earmarked|budgeted|dated|related|need|proceed|indeed|speed|exceed|succeed|embed)[a-z]{2,}ed)\b"
    r"(?:\s(?!by\b|to\b|for\b|from\b|until\b|before\b|is\b|are\b|will\b|starting\b|ending\b|beginning\b|"
    r"due\b|planned\b|scheduled\b|expected\b)[\w-]+){0,5}\s(?:on|in|at|during)\s(?:the\s)?(?:mid-|late |"
    r"early |end of |week (?:beginning |commencing |ending |of ))?$",
    re.IGNORECASE,
)
NEAR = 70
"""How far before a date its verb may stand, in signs."""
OPENING = len("By the end of ")
CLAUSE = re.compile(r"[;:]| and (?!\w+ed\b)|, (?:which|who|but|so|with) ")


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        for dated in sentence.dates:
            if dated.first <= paper.meeting:
                continue
            before = sentence.text[: dated.start]
            after = sentence.text[dated.end : dated.end + NEAR // 2]
            if AHEAD_VERB.match(after.lstrip(" ,")):
                continue
            opens = len(before) <= OPENING and not re.match(
                r"(?:by|before|until|from)\b", before, re.IGNORECASE
            )
            if _is_past(before) or (opens and PAST.search(after) and not AHEAD_VERB.search(after)):
                written = sentence.text[dated.start : dated.end]
                yield sentence.remark(
                    f"{written} is after the meeting of {formats.day(paper.meeting)}, and the verb is in "
                    f"the past"
                )


AHEAD_VERB = re.compile(
    r"\b(?:will|shall|would|could|should|may|might|to be|due|planned|scheduled|expected|proposed|is|are)\b",
    re.IGNORECASE,
)


def _is_past(before: str) -> bool:
    clause = (
        CLAUSE.split(before)[-1] if not re.search(r", which ", before) else before[before.rfind(", which ") :]
    )
    if not (DIRECT.search(before) or SIMPLE.search(before)):
        return False
    found = DIRECT.search(before) or SIMPLE.search(before)
    assert found is not None
    verb = before[found.start() :]
    planned = re.search(
        r"\b(?:will|shall|would|could|should|may|might|to be|due|planned|scheduled|expected|anticipated|"
        r"forecast|projected|proposed|intended|agreed|arranged|booked|set|approved|fixed|timetabled|being|"
        r"invited)\b",
        clause[-NEAR:] if clause else "",
        re.IGNORECASE,
    )
    return planned is None and len(verb) <= NEAR


RULE = Rule(
    key="past-after",
    title="Said to have happened after the meeting",
    severity="wrong",
    explanation="What is dated after the meeting cannot have happened yet. The year is usually the slip.",
    read=read,
    kind="dates",
    certainty="certain",
)
