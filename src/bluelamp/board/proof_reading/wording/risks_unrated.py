"""Key risks listed without how likely they are or what they would do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.reading import Reading

ANNOUNCED = patterns.compile(
    r"\b(?:key|main|principal|current|major|significant) (?:risks|threats)\b[^.]{0,80}?(?:\bare\b|"
    r"\bas follows\b|:|\binclude\b|\bsummarised\b)",
    re.IGNORECASE,
)
RATED = patterns.compile(
    r"\b(?:likelihood|probability|likely|impact score|scor(?:e|ed|ing)|rating|rated|RAG|high|medium|low|"
    r"severity|register|mitigat\w+|owner)\b",
    re.IGNORECASE,
)
FAR = 4


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        if not ANNOUNCED.search(sentence.text):
            continue
        under = [s.text for s in paper.around(sentence, 0, FAR)]
        if not RATED.search(" ".join(under)):
            yield sentence.remark(
                "neither how likely they are, nor what they would do, nor who answers for them is said"
            )


RULE = Rule(
    key="risks-unrated",
    title="Risks without likelihood, impact or owner",
    severity="ask",
    explanation="The Board is asked to be content with risks that it cannot weigh.",
    read=read,
    kind="claims",
    certainty="possible",
)
