"""A survey figure said to have improved or fallen, with nothing said of how many were asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.claims.proportions import proportions
from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.pairs import pairs
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import moving, patterns
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

SURVEY = patterns.compile(
    r"\b(?:satisf\w+|confiden\w+|survey\w*|respondents?|interview\w*|feel|felt|agree[ds]?|perception|"
    r"perceive|opinion|poll|questionnaires?|"
    r"recommend|rated (?:by|us|our|the|their|it)|trust)\b",
    re.IGNORECASE,
)
CLAIM = patterns.compile(
    rf"\b(?:{moving.CHANGE}|significan\w+|upward|downward|progress|success\w*)\b",
    re.IGNORECASE,
)
SIZED = patterns.compile(
    r"\b(?:n\s?=|based on|sample of|interviews?|respondents?|completed|replies|returned|responses|responded|"
    r"answered|asked|invited|spoke to|heard from|wrote to|filled in|rang|"
    r"took part|margin of error|confidence interval|\+/-|±|statistically)\b",
    re.IGNORECASE,
)
ROLLING = patterns.compile(r"\brolling\b|\b(?:12|twelve)[- ]months?\b", re.IGNORECASE)
FEWEST = 20
"""People asked that are told as “39 of 50”."""
POINTS = 10
"""A larger difference is beyond chance at any number that is published."""


def read(paper: Reading) -> Iterator[Remark]:
    told: set[str] = set()
    for block in paper.blocks:
        text = " ".join(s.text for s in block)
        section = block[0].section.key
        if section in told or not SURVEY.search(f"{text} {block[0].section.title}") or _is_sized(text, block):
            continue
        for sentence in block:
            if CLAIM.search(sentence.text) and (wrong := _asked(sentence)):
                told.add(section)
                yield sentence.remark(wrong)
                break


def _is_sized(text: str, block: tuple[Sentence, ...]) -> bool:
    if any(each.whole >= FEWEST for each in proportions(block)):
        return True
    counts = [a for s in block for a in s.amounts if a.unit == "count" and a.value >= 30]
    return bool(SIZED.search(text) and counts) or bool(
        re.search(r"±|\+/-|n\s?=|margin of error|confidence interval|statistically", text)
    )


def _asked(sentence: Sentence) -> str:
    for pair in pairs(sentence):
        old, new = pair.old, pair.new
        gap = abs(new.value - old.value)
        if old.unit != "percent" or not 0 < gap <= POINTS or ROLLING.search(sentence.text):
            continue
        share = (old.value + new.value) / 200
        n = 2 * Fraction(384, 100) * share * (1 - share) / (gap / 100) ** 2
        return (
            f"{shown.said(old)} to {shown.said(new)} is beyond chance only with about {_round(n):,} "
            f"people asked each time; "
            "how many were is not printed"
        )
    return ""


def _round(n: Fraction) -> int:
    size = 10 ** max(0, len(str(int(n))) - 2)
    return int(-(-n // size) * size)


RULE = Rule(
    key="how-many-asked",
    title="A survey figure that moved, and not how many were asked",
    severity="ask",
    explanation="A survey moves from month to month by chance. Print how many were asked each time, or the interval.",
    read=read,
    kind="claims",
    certainty="likely",
)
