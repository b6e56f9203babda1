"""A promise whose date will have gone by when the Board meets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.document import Document
from bluelamp.board.proof_reading.dates import dates
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.sentences import sentences
from bluelamp.ui import formats

AHEAD = re.compile(
    r"\b(?:will(?! have)|shall|(?:is|are) (?:to\b|due|planned|scheduled|expected)|"
    r"expected (?:delivery )?date (?:is|of)|planned for)\b[^.;]{0,90}$",
    re.IGNORECASE,
)
BY_THEN = re.compile(r"\b(?:until|from|since|after|before)\s+(?:the )?(?:\w+ ){0,2}$", re.IGNORECASE)
"""“will run from 9 December” still holds at the meeting; “will start on 9 December” does not."""


def read(document: Document) -> Iterator[Remark]:
    for sentence in sentences(document):
        for dated in dates(sentence.text, document.meeting):
            before = sentence.text[: dated.start]
            if dated.last >= document.meeting or not AHEAD.search(before) or BY_THEN.search(before):
                continue
            written = sentence.text[dated.start : dated.end]
            yield sentence.remark(
                f"{written} will have gone by at the meeting of {formats.day(document.meeting)}"
            )


RULE = Rule(
    key="future-before",
    title="Promised for a day that will have gone by",
    severity="look",
    explanation="The Board reads this at its meeting. Say whether it happened, or give the new date.",
    read=read,
)
