"""One word for two different figures: a “milestone” that is what was reached and what was aimed at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.reading import Reading

AIM = patterns.compile(
    r"\b(milestone|target|ambition|threshold|benchmark|standard)\b[^.;]{0,40}?\b(?:of|to|at|is|"
    r"was)\s(?:just )?(£?\d[\d,]*(?:\.\d+)?\s?%?)",
    re.IGNORECASE,
)
APART = patterns.compile(
    r"\b(?:revised|new|previous|last year|from|raised|lowered|increase\w*|stretch|minimum|rising|rise|"
    r"next|for)\b",
    re.IGNORECASE,
)


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        found = list(AIM.finditer(sentence.text))
        for first, second in pairwise(found):
            same = first[1].lower() == second[1].lower() and first[2].strip() != second[2].strip()
            alike = first[2].strip().endswith("%") == second[2].strip().endswith("%")
            between = sentence.text[first.start() : second.end()]
            if (
                same
                and alike
                and not APART.search(between)
                and re.search(r"\bcompared|\bagainst\b|\bthe (?:milestone|target)\b", between, re.IGNORECASE)
            ):
                yield sentence.remark(
                    f"“{first[1]}” is said of {first[2].strip()} and of {second[2].strip()}"
                )
                break


RULE = Rule(
    key="two-meanings",
    title="One word for what was aimed at and for what was reached",
    severity="look",
    explanation="A reader cannot tell which of the two figures is the aim. Keep the word for one of them.",
    read=read,
    kind="wording",
    certainty="likely",
)
