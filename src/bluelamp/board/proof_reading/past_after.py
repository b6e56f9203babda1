"""A date after the paper's own, said in the past tense."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.document import Document
from bluelamp.board.proof_reading.dates import dates
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.sentences import sentences
from bluelamp.ui import formats

PAST = re.compile(
    r"\b(?:was|were|had|did|went|began|held|took|made|gave|met|has been|have been|"
    r"(?!need|proceed|indeed|speed)\w{3,}ed)\b",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"\b(?:will|shall|would|could|should|may|might|to be|being|due|planned|scheduled|expected|anticipated|"
    r"proposed|intended|until|(?:is|are|was|were) to)\b",
    re.IGNORECASE,
)
NEAR = 70
"""How far before a date its verb may stand, in signs."""
OPENING = len("By the end of ")


def read(document: Document) -> Iterator[Remark]:
    for sentence in sentences(document):
        for dated in dates(sentence.text, document.meeting):
            before = sentence.text[: dated.start]
            after = sentence.text[dated.end : dated.end + NEAR // 2]
            if dated.first <= document.meeting or AHEAD.search(before) or AHEAD.search(after):
                continue
            opens = len(before) <= OPENING  # “In July 2014 the panel met”: the verb follows
            if PAST.search(before[-NEAR:]) or (opens and PAST.search(after)):
                written = sentence.text[dated.start : dated.end]
                yield sentence.remark(
                    f"{written} is after the meeting of {formats.day(document.meeting)}, and the verb is in the past"
                )


RULE = Rule(
    key="past-after",
    title="Said to have happened after the meeting",
    severity="wrong",
    explanation="What is dated after the meeting cannot have happened yet. The year is usually the slip.",
    read=read,
)
