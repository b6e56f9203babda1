"""The same digits in another order: 14,280 people waiting here and 14,820 there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.described import are_told_apart, is_of_another, is_of_some
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
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.dates import ANY_MONTH
from bluelamp.board.proof_reading.language.periods import spoken
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.language.synonyms import settled
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
                or is_of_some(amount)
                or not words
                or found["noun"].startswith("of ")
                or set(words[:1]) & UNITS
            ):
                continue
            digits = "".join(sorted(str(int(amount.value))))
            key = (digits, words[0], frozenset(n for n in spoken(sentence.text) if n[0].isdigit()))
            is_two = key in seen and seen[key][1].value != amount.value and seen[key][0] is not sentence
            if is_two and not are_told_apart(*seen[key], sentence, amount):
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
SMALL = 100
Place = tuple[Sentence, Sentence | None, Amount]


def large(paper: Reading) -> Iterator[Remark]:
    """14,280 people waiting here and 14,820 there, however each is called, if what is said around them is alike."""
    seen: dict[tuple[str, str], Place] = {}
    every = Counter(a.value for s in paper.sentences for a in s.amounts)
    for block in paper.blocks:
        for before, sentence in zip((None, *block), block, strict=False):
            for amount in sentence.amounts:
                if (
                    amount.unit not in ("count", "money")
                    or amount.value < SMALL
                    or is_of_some(amount)
                    or amount.lasts
                ):
                    continue
                key = amount.unit, "".join(sorted(str(int(amount.value))))
                other, before_it, said = seen.setdefault(key, (sentence, before, amount))
                here, there = (sentence, before, amount), (other, before_it, said)
                is_two = other is not sentence and said.value != amount.value and _swapped(said, amount)
                if is_two and every[said.value] + every[amount.value] < MANY and _are_alike(there, here):
                    if is_of_another(other, said, sentence, amount):
                        continue
                    where = (
                        f"paragraph {paper.label(other.paragraph)}"
                        if other.paragraph
                        else other.section.title
                    )
                    yield sentence.remark(
                        f"{shown.said(amount)} here and {shown.said(said)} in {where}: the same digits in another order"
                    )


MANY = 5
"""Two numbers of the same digits that are each told again and again are two numbers."""


def _are_alike(one: Place, other: Place) -> bool:
    """Are both of one time, and told with the same words? Fewer digits ask for more words."""
    if not _is_of_one_time(one[0], other[0]):
        return False
    shared = _around(one) & _around(other)
    if one[2].value >= LARGE:
        same = _years(one[0]) & _years(other[0])
        return len(shared) + bool(shared and same) >= 2 or bool(_beside(one) & _beside(other))
    return (
        len(shared) >= WORDS and bool(_beside(one) & _around(other)) and bool(_beside(other) & _around(one))
    )


WORDS = 3


def _years(sentence: Sentence) -> set[str]:
    return {name for name in spoken(sentence.text) if name[0].isdigit()}


def _is_of_one_time(one: Sentence, other: Sentence) -> bool:
    first, second = _years(one), _years(other)
    return not first or not second or bool(first & second)


PRONOUN = patterns.compile(r"(?:it|this|that|they|these|which)\b", re.IGNORECASE)


def _around(place: Place) -> frozenset[str]:
    """The words of a sentence, and of the one before it where it does not say what it counts."""
    sentence, before, amount = place
    text = sentence.text if before is None else f"{before.text} {sentence.text}"
    is_bare = re.search(
        r"^\W*(?:the |of the |all )?$|\b(?:there (?:are|were|was|is))\s$", sentence.text[: amount.start], re.I
    )
    is_bare = is_bare or PRONOUN.match(sentence.text)
    return _stems(text if is_bare or amount.value < LARGE else sentence.text)


def _beside(place: Place) -> frozenset[str]:
    """The few words next to a number."""
    sentence, _, amount = place
    before, after = sentence.text[: amount.start].split()[-6:], sentence.text[amount.end :].split()[:4]
    return _stems(" ".join(before)) | _stems(" ".join(after))


def _stems(text: str) -> frozenset[str]:
    """The beginnings of its longer words; months name a time."""
    said = re.findall(r"[A-Za-z]{5,}", settled(text))
    return frozenset(stem(w.lower())[:5] for w in said if w.lower() not in STOP and not MONTHS.match(w))


MONTHS = patterns.compile(rf"(?:{ANY_MONTH})$", re.IGNORECASE)


def _swapped(one: Amount, other: Amount) -> bool:
    """Two digits changed places, and no more."""
    a, b = str(int(one.value)), str(int(other.value))
    is_exact = len(a.rstrip("0")) >= 3 and len(b.rstrip("0")) >= 3
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 2 and is_exact
