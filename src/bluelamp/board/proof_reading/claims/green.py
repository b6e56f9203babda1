"""Plans told as green while the results they are for are told as falling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.reading import Reading

GREEN = patterns.compile(
    r"\b(?:(?:vast |great )?majority|most|nearly all|almost all|all(?: of)?(?: the| our)?|"
    r"every)\b[^.;]{0,80}\b(?:green|on track|RAG[- ]rated green)\b",
    re.IGNORECASE,
)
FALLING = patterns.compile(
    r"\b(?:(?:sustained|continued|continuing|further|recent|sharp|substantial|significant|"
    r"steady) (?:\w+ )?(?:decline|fall|deterioration|drop|worsening|reduction in performance)|"
    r"performance (?:has|have|is|continues to) (?:\w+ )?(?:declin\w+|deteriorat\w+|fall\w*|fell|"
    r"worsen\w*))\b",
    re.IGNORECASE,
)


def read(paper: Reading) -> Iterator[Remark]:
    falls = [(s, found) for s in paper.sentences if (found := FALLING.search(s.text))]
    for sentence in paper.sentences:
        green = GREEN.search(sentence.text)
        if green and falls:
            other, found = falls[0]
            yield sentence.remark(
                f"“{green[0]}” here, and “{found[0]}” in paragraph {paper.label(other.paragraph)}"
            )
            return


RULE = Rule(
    key="green",
    title="Plans green, results falling",
    severity="ask",
    explanation="A plan can be on track and not work. Give the count of actions behind the colour, and the results "
    "beside it.",
    read=read,
    kind="claims",
    certainty="possible",
)
