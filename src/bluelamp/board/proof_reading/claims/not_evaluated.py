"""Something that has not been evaluated yet, called a success: beside it, or further on by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.board.proof_reading.claims.praise import praise
from bluelamp.board.proof_reading.claims.schemes import Scheme, is_pointed_at, schemes
from bluelamp.board.proof_reading.claims.unknown import KNOWN, doubt
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

BESIDE = 2
"""Sentences of a paragraph within which a doubt and a claim are of the same thing."""
NEAR = 3
"""Paragraphs within which “the pilot” is the one that was named."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """A sentence that says a result is to come, and the schemes it is the result of."""

    sentence: Sentence
    words: str
    of: tuple[Scheme, ...]


def read(paper: Reading) -> Iterator[Remark]:
    told: set[int] = set()
    doubted = list(_doubted(paper))
    for block in paper.blocks:
        for place, sentence in enumerate(block):
            claim = _claim(sentence)
            if not claim or sentence.block in told:
                continue
            near = block[max(0, place - BESIDE) : place + BESIDE + 1]
            if doubts := _beside(doubted, near, sentence) or _of_its_name(doubted, sentence):
                told.add(sentence.block)
                yield sentence.remark(f"“{claim}” beside “{doubts}”")


def _claim(sentence: Sentence) -> str:
    """What is claimed, where what is said to be unknown is left out."""
    text = sentence.text
    if found := doubt(text):
        text = (
            text[: found.start()]
            + (" whether " if found[0].endswith("whether") else " ; ")
            + text[found.end() :]
        )
    claimed = praise(text)
    return claimed[0].strip() if claimed else ""


POINTS = re.compile(r"\b(?:it|its|this|these|they|their|such|we)\b", re.IGNORECASE)


def _beside(doubted: list[Doubted], near: tuple[Sentence, ...], sentence: Sentence) -> str:
    """A doubt in the same sentence, or in one beside it that is of the same thing or names nothing."""
    for each in doubted:
        if not any(each.sentence is other for other in near):
            continue
        same = (
            each.sentence is sentence
            or not each.of
            or POINTS.search(sentence.text)
            or is_pointed_at(sentence.text)
        )
        if same or any(
            scheme.is_named_in(sentence.text) or scheme.is_meant_by(sentence.text) for scheme in each.of
        ):
            return each.words
    return ""


def _of_its_name(doubted: list[Doubted], sentence: Sentence) -> str:
    for each in doubted:
        apart = abs(each.sentence.block - sentence.block)
        near = apart <= NEAR and each.sentence.section is sentence.section
        for scheme in each.of:
            if scheme.is_named_in(sentence.text) or (near and scheme.is_meant_by(sentence.text)):
                return each.words
    return ""


def _doubted(paper: Reading) -> Iterator[Doubted]:
    for block in paper.blocks:
        if KNOWN.search(" ".join(s.text for s in block)):
            continue
        for place, sentence in enumerate(block):
            found = doubt(sentence.text)
            if not found:
                continue
            yield Doubted(sentence, found[0], _of(block[: place + 1], found))


def _of(until: tuple[Sentence, ...], found: re.Match[str]) -> tuple[Scheme, ...]:
    """What it names, or those that “it” or “the pilot” takes up from the sentences before."""
    last = found.string.replace(found[0], " ")
    said = tuple(schemes(last))
    if any(scheme.words for scheme in said):
        return said
    earlier = tuple(schemes(" ".join(s.text for s in until[:-1])))
    return said + tuple(each for each in earlier if not said or any(each.kind == s.kind for s in said))


RULE = Rule(
    key="not-evaluated",
    title="Not yet evaluated, and called a success",
    severity="look",
    explanation="Nobody knows yet whether it works. Say what was done and when the result is due.",
    read=read,
    kind="claims",
    certainty="likely",
)
