"""“All 99 stops” here and “the 96 stops” there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.nouns import MOST, WORD, words_of
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.dates import ANY_MONTH
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

OWNS = r"(?:has|have|makes|runs|operates|owns|manages|serves|covers|comprises|there are)"
"""It says how many there are in all, now."""
ALL = patterns.compile(
    rf"\b(?P<how>all|the|our|its|their|each of the|all of the|{OWNS}) ⟦(?P<amount>c\d+)⟧\s"
    rf"(?P<noun>(?:{WORD} ){{0,3}}{WORD})(?P<after>[^⟦.;,]{{0,20}})",
    re.IGNORECASE,
)
NARROWER = patterns.compile(
    r"\b(?:in|of|with|where|that|who|which|at|on|from|for|covered|selected|remaining|under|above)\b",
    re.IGNORECASE,
)


def universal(paper: Reading) -> Iterator[Remark]:
    """“All 99 stops” here and “the 96 stops” there; “its 23 stops” here and “it makes 26 stops” there."""
    said = [each for sentence in paper.sentences for each in _all_of(sentence)]
    told: set[tuple[str, ...]] = set()
    for place, later in enumerate(said):
        for earlier in said[max(0, place - MOST) : place]:
            values = sorted((earlier.amount.value, later.amount.value))
            is_far = values[0] * 2 < values[1]
            is_one = earlier.words == later.words and later.words not in told
            if is_one and values[0] != values[1] and not is_far and _is_of_all(earlier, later):
                told.add(later.words)
                where = f"paragraph {paper.label(earlier.sentence.paragraph)}"
                yield later.sentence.remark(f"“{earlier.told}” in {where}, and “{later.told}” here")


@dataclass(frozen=True, slots=True)
class AllOf:
    """How many there are in all, by the words they are called; ``how`` is “all”, “the”, “its” or “has”."""

    words: tuple[str, ...]
    how: str
    sentence: Sentence
    amount: Amount

    @property
    def told(self) -> str:
        return f"{self.how} {shown.said(self.amount)}"


def _is_of_all(one: AllOf, other: AllOf) -> bool:
    """“All” speaks of all there are, whatever the other says; what somebody has is all that is his."""
    ways = {one.how, other.how}
    return "all" in ways or ways == {"its", "has"} or ways == {"its"}


def _is_narrower(said: str) -> bool:
    """“the 8 wards in the north”: some of them only. The word after the plural says."""
    plural = re.search(r"\b\w+s\b\s+(\w+)(?P<rest>.*)", said)
    return bool(plural and NARROWER.fullmatch(plural[1]) and not TIME.match(plural["rest"]))


TIME = patterns.compile(
    rf"\s(?:the )?(?:end|start|beginning|year|quarter|{ANY_MONTH}|(?:19|20)\d\d|an?)\b", re.IGNORECASE
)


def _all_of(sentence: Sentence) -> Iterator[AllOf]:
    """Every “all 15 branches” and “the 14 branches”."""
    for found in ALL.finditer(sentence.marked):
        words = words_of(found["noun"], from_left=True)
        amount = sentence.amounts[int(found["amount"][1:])]
        how = found["how"].lower()
        is_narrow = not how.startswith("all") and _is_narrower(found["noun"] + found["after"])
        if words and not amount.lasts and amount.value >= 3 and not amount.hedged and not is_narrow:
            yield AllOf(words[:2], _how(how), sentence, amount)


def _how(said: str) -> str:
    if said.startswith("all"):
        return "all"
    return "its" if said in ("its", "our", "their") else "the" if said in ("the", "each of the") else "has"
