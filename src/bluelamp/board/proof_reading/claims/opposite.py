"""One figure told as a rise in one place and as a fall in another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import moving, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

NEAR = 75
ENDS = patterns.compile(r"[;]|, (?:while|but|whereas|and)\b")


def read(paper: Reading) -> Iterator[Remark]:
    first: dict[tuple[str, str], tuple[Sentence, int]] = {}
    for sentence in paper.sentences:
        for amount in sentence.amounts:
            if amount.unit not in ("percent", "money") or amount.digits == 0:
                continue
            moved = _told(sentence, amount)
            if not moved:
                continue
            for subject in _subjects(sentence):
                key = (shown.said(amount), subject)
                if key not in first:
                    first[key] = (sentence, moved)
                elif first[key][1] != moved and first[key][0].block != sentence.block:
                    other, way = first[key]
                    words = ("a rise", "a fall") if way > 0 else ("a fall", "a rise")
                    yield sentence.remark(
                        f"{shown.said(amount)} is told as {words[0]} in paragraph "
                        f"{paper.label(other.paragraph)} and as {words[1]} here"
                    )
                    break


def _told(sentence: Sentence, amount: Amount) -> int:
    """How the words around an amount say that it came about."""
    others = [a for a in sentence.amounts if a.unit == amount.unit]
    left = max([a.end for a in others if a.end <= amount.start], default=0)
    right = min([a.start for a in others if a.start >= amount.end], default=len(sentence.text))
    before = sentence.text[max(left, amount.start - NEAR) : amount.start]
    if re.search(r"\b(?:to|at|of)\s(?:just )?$", before) and (moved := moving.direction(before)):
        return moved
    after = ENDS.split(sentence.text[amount.end : min(right, amount.end + NEAR)])[0]
    return moving.direction(after) if re.search(r"\bfrom\b|\btrend\b", after) else 0


def _subjects(sentence: Sentence) -> set[str]:
    """Capitalised names and acronyms: “ASB”, “Coventry”; the title of the section where there is none."""
    named = set(re.findall(r"\b[A-Z]{2,6}\b", sentence.text)) - {"LPU", "NPT"}
    return named or {sentence.section.title.lower()}


RULE = Rule(
    key="opposite",
    title="One figure told as a rise here and a fall there",
    severity="wrong",
    explanation="The figure can only have come about one way. Compare it with its own figure of the period before.",
    read=read,
    kind="claims",
    certainty="likely",
)
