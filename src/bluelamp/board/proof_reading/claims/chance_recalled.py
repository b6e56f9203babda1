"""Two percentages that a paragraph makes something of, with the counts behind them in one before: “38 of 55 (69%)”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bluelamp.board.proof_reading.claims import verdicts
from bluelamp.board.proof_reading.claims.chance_of_tables import Share, is_judged, is_printed
from bluelamp.board.proof_reading.claims.proportions import proportions
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

NEAR = 3
"""Paragraphs after the counts within which their percentages are told again."""
BARE = patterns.compile(
    r"^(?:the|this|that|such an?) (?:[a-z]+ )?(?:rise|fall|increase|decrease|improvement|drop|change|gain|reduction)"
    r" (?:from|between|of)\b",
    re.IGNORECASE,
)
"""“The rise from 83% to 88%”: of whatever was told before."""
COMMON_WORDS = """
    that this with have were been from than they what which when would about there these cent
"""
COMMON = frozenset(COMMON_WORDS.split())


def read(paper: Reading, by_chance: Callable[[Share, Share], str]) -> Iterator[Remark]:
    """``by_chance`` tests two shares, and says so in words where chance would often make them differ so."""
    counted = [block for block in paper.blocks if len(proportions(block)) > 1 and not _is_cautioned(block)]
    for sentence in paper.sentences if counted else ():
        percents = [a for a in sentence.amounts if a.unit == "percent"]
        if len({a.value for a in percents}) != 2 or not is_judged(paper, sentence):
            continue
        near = [block for block in counted if _is_before(block, sentence)]
        if wrong := next(filter(None, (_of(block, percents[:2], by_chance) for block in near)), ""):
            yield sentence.remark(wrong)


def _is_cautioned(block: tuple[Sentence, ...]) -> bool:
    return any(verdicts.CAUTION.search(s.text) for s in block)


def _is_before(block: tuple[Sentence, ...], sentence: Sentence) -> bool:
    """Is it told shortly before, and of the same thing?"""
    if block[0].section is not sentence.section or not 0 < sentence.block - block[0].block <= NEAR:
        return False
    return bool(BARE.search(sentence.text) or _stems(sentence.text) & _stems(" ".join(s.text for s in block)))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:4] for word in re.findall(r"[a-z]{4,}", text.lower()) if word not in COMMON)


def _of(block: tuple[Sentence, ...], percents: list[Amount], by_chance: Callable[[Share, Share], str]) -> str:
    """The test of the one share printed as the first percentage and the one printed as the second."""
    shares = [(each.part, each.whole) for each in proportions(block)]
    first, second = ([each for each in shares if is_printed(each, percent)] for percent in percents)
    return by_chance(first[0], second[0]) if len(first) == len(second) == 1 else ""
