"""The same digits in another order: 14,280 people waiting here and 14,820 there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.nouns import (
    COUNTED,
    MOST,
    STOP,
    UNITS,
    counted,
    levels,
    stem,
    words_of,
)
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.periods import spoken
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading


def transposed(paper: Reading) -> Iterator[Remark]:
    """The same digits in another order, of the same noun: 5,240 staff here and 5,420 staff there."""
    seen: dict[tuple[str, str, frozenset[str]], tuple[Sentence, Amount]] = {}
    told = Counter(
        words_of(found["noun"], from_left=True)[:1]
        for sentence in paper.sentences
        for found in COUNTED.finditer(sentence.marked)
    )
    for sentence in paper.sentences:
        for found, words in (*counted(sentence), *levels(sentence)):
            amount = sentence.amounts[int(found["amount"][1:])]
            if (
                told[words[:1]] > MOST
                or amount.value < 20
                or amount.hedged
                or not words
                or set(words[:1]) & UNITS
            ):
                continue
            digits = "".join(sorted(str(int(amount.value))))
            key = (digits, words[0], frozenset(n for n in spoken(sentence.text) if n[0].isdigit()))
            if key in seen and seen[key][1].value != amount.value and seen[key][0] is not sentence:
                other, said = seen[key]
                where = (
                    f"paragraph {paper.label(other.paragraph)}" if other.paragraph else other.section.title
                )
                yield sentence.remark(
                    f"{shown.said(amount)} here and {shown.said(said)} in {where}: the same digits in "
                    f"another order"
                )
            seen.setdefault(key, (sentence, amount))


LARGE = 1000
"""Two numbers of four digits or more hold the same digits in another order hardly ever by chance."""


def large(paper: Reading) -> Iterator[Remark]:
    """14,280 people waiting here and 14,820 there, however each is called, if the sentences share a word."""
    seen: dict[tuple[str, str], tuple[Sentence, Amount]] = {}
    for sentence in paper.sentences:
        for amount in sentence.amounts:
            if amount.unit not in ("count", "money") or amount.value < LARGE or amount.hedged:
                continue
            key = amount.unit, "".join(sorted(str(int(amount.value))))
            other, said = seen.setdefault(key, (sentence, amount))
            if (
                other is not sentence
                and said.value != amount.value
                and _swapped(said, amount)
                and _share(other, sentence)
            ):
                where = (
                    f"paragraph {paper.label(other.paragraph)}" if other.paragraph else other.section.title
                )
                yield sentence.remark(
                    f"{shown.said(amount)} here and {shown.said(said)} in {where}: the same digits in another order"
                )


def _swapped(one: Amount, other: Amount) -> bool:
    """Two digits changed places, and no more."""
    a, b = str(int(one.value)), str(int(other.value))
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 2 and not a.endswith("000")


def _share(one: Sentence, other: Sentence) -> bool:
    said = [
        {stem(w.lower())[:6] for w in re.findall(r"[A-Za-z]{5,}", s.text)} - {*STOP} for s in (one, other)
    ]
    return len(said[0] & said[1]) >= 2
