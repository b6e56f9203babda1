"""“All 99 stops” here and “the 96 stops” there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.nouns import MOST, WORD, words_of
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

ALL = re.compile(
    rf"\b(?P<how>all|the|our|each of the|"
    rf"all of the) ⟦(?P<amount>c\d+)⟧\s(?P<noun>(?:{WORD} ){{0,3}}{WORD})(?P<after>[^⟦.;,]{{0,20}})",
    re.IGNORECASE,
)
NARROWER = re.compile(
    r"\b(?:in|of|with|where|that|who|which|at|on|from|for|covered|selected|remaining|under|above)\b",
    re.IGNORECASE,
)


def universal(paper: Reading) -> Iterator[Remark]:
    """“All 99 stops” here and “the 96 stops” there."""
    said = [each for sentence in paper.sentences for each in _all_of(sentence)]
    told: set[tuple[str, ...]] = set()
    for place, (key, is_all, sentence, amount) in enumerate(said):
        for earlier, was_all, other, before in said[max(0, place - MOST) : place]:
            far = min(amount.value, before.value) < max(amount.value, before.value) / 2
            if (
                earlier != key
                or key in told
                or not (is_all or was_all)
                or amount.value == before.value
                or far
            ):
                continue
            told.add(key)
            yield sentence.remark(
                f"“{'all' if was_all else 'the'} {shown.said(before)}” in paragraph "
                f"{paper.label(other.paragraph)}, and "
                f"“{'all' if is_all else 'the'} {shown.said(amount)}” here"
            )


def _is_narrower(said: str) -> bool:
    """“the 8 wards in the north”: some of them only. The word after the plural says."""
    plural = re.search(r"\b\w+s\b\s+(\w+)", said)
    return bool(plural and NARROWER.fullmatch(plural[1]))


def _all_of(sentence: Sentence) -> Iterator[tuple[tuple[str, ...], bool, Sentence, Amount]]:
    """Every “all 15 branches” and “the 14 branches”, by the words they are called."""
    for found in ALL.finditer(sentence.marked):
        words = words_of(found["noun"], from_left=True)
        amount = sentence.amounts[int(found["amount"][1:])]
        is_all = found["how"].lower().startswith("all")
        is_narrow = not is_all and _is_narrower(found["noun"] + found["after"])
        if words and not amount.lasts and amount.value >= 3 and not amount.hedged and not is_narrow:
            yield words[:2], is_all, sentence, amount
