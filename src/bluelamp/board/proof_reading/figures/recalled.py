"""A figure told again further on with one digit changed, or two that changed places: “a Band D charge of £289.14” and
“a Band D charge of £287.14”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.described import are_told_apart, content, is_of_some
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.dates import ANY_MONTH
from bluelamp.board.proof_reading.language.periods import spoken
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

UNITS = ("count", "money", "percent")
FEWEST, ENOUGH = 2, 4
"""Digits that are worth comparing, and signs that two figures are one: words beside both, a day, a period, digits that
changed places, and each digit beyond the fewest."""
MEANT = patterns.compile(r"\b(?:the|our|its|their|this|these|those|all) $", re.IGNORECASE)
"""“The 33.5 advisers”, “the £28m facility”: what the reader was told of before."""
OTHERWISE = patterns.compile(
    r"\b(?:than|from(?! (?:19|20)\d\d| the year)|against|compared|versus|last|previous\w*|earlier|before|target|"
    r"forecast|budget|plan\w*|England|national\w*|region\w*|average for|would|will be|proposed|up|down|"
    r"by(?! (?:the|our|its|all) $)|further|another|other)\b",
    re.IGNORECASE,
)
"""It is of another time, of another place, or what was meant to be."""
MANY = 4
"""Figures alike but for a digit; of more than these, one is of a series."""
FAR, SWAPPED = Fraction(5, 4), Fraction(3, 2)
"""A slip that makes a figure larger by more than this would have been seen; more easily, where no digit is new."""
EMPTY = frozenset(
    ("average", "lasted", "among", "minute", "day", "hour", "week", "month", "year", "per", "cent", "half")
)
"""Words that are said of many figures alike."""
ANY_TIME = patterns.compile(rf"\b{ANY_MONTH}(?!\w)", re.IGNORECASE)
NEAR = 60
"""Signs before and after a figure that say what it is of."""


@dataclass(frozen=True, slots=True)
class Told:
    sentence: Sentence
    amount: Amount
    digits: str
    words: frozenset[str]
    when: frozenset[str]
    days: frozenset[object]


def recalled(paper: Reading) -> Iterator[Remark]:
    """Each figure that an earlier paragraph tells with a slip of the keys between them."""
    near: dict[tuple[str, ...], list[Told]] = {}
    printed = Counter(_digits(a.text) for s in paper.sentences for a in s.amounts)
    printed.update(
        _digits(c.text) for grid in paper.grids for column in grid.columns for c in column.cells if c
    )
    same: set[tuple[str, ...]] = set()
    for sentence in paper.sentences:
        for later in _told(sentence):
            kind = later.amount.unit, later.amount.lasts, str(later.amount.digits)
            keys = [(*kind, key) for key in _slips(later.digits)]
            alike = [near.get(key, []) for key in keys]
            earlier = (each for few in alike if len(few) <= MANY for each in few)
            found = next((each for each in earlier if _is_again(each, later, printed)), None)
            if found and (*kind, later.digits) not in same:
                where = f"paragraph {paper.label(found.sentence.paragraph)}"
                yield sentence.remark(
                    f"{shown.said(later.amount)} here and {shown.said(found.amount)} in {where}, "
                    f"both of “{' '.join(sorted(_shared(later, found)))}”"
                )
            same.add((*kind, later.digits))
            for key in keys:
                near.setdefault(key, []).append(later)


def _slips(digits: str) -> Iterator[str]:
    """What two numbers have in common that differ in one digit, or of which two neighbours changed places."""
    for place in range(len(digits)):
        yield f"{digits[:place]}?{digits[place + 1 :]}"
        pair = "".join(sorted(digits[place : place + 2]))
        if len(pair) == 2:
            yield f"{digits[:place]}{{{pair}}}{digits[place + 2 :]}"


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _told(sentence: Sentence) -> Iterator[Told]:
    for amount in sentence.amounts:
        digits = _digits(amount.text)
        before, after = sentence.text[: amount.start][-NEAR:], sentence.text[amount.end :][:NEAR]
        is_exact = (
            amount.unit in UNITS
            and not is_of_some(amount)
            and len(digits.rstrip("0")) >= FEWEST + (not amount.digits)
        )
        near = -NEAR // 5 if MEANT.search(before) else -NEAR // 2
        if is_exact and not OTHERWISE.search(before[near:]):
            when = spoken(sentence.text)
            days = frozenset(each.first for each in sentence.dates if each.first == each.last)
            yield Told(
                sentence, amount, digits, content(ANY_TIME.sub(" ", f"{before} {after}")) - EMPTY, when, days
            )


def _shared(one: Told, other: Told) -> frozenset[str]:
    """What is said beside both figures: “re-letting” and “re-let”, “abandoned” and “abandonment” are one."""
    roots = {word[:ROOT] for word in other.words}
    return frozenset({word[:ROOT]: word for word in sorted(one.words) if word[:ROOT] in roots}.values())


def _is_a_name(word: str, *told: Told) -> bool:
    """Is it written with a capital wherever it stands?"""
    return not any(re.search(rf"\b{re.escape(word[:4])}", each.sentence.text) for each in told)


ROOT = 6


def _is_again(one: Told, other: Told, printed: Counter[str]) -> bool:
    """Is it the same figure, by what is said beside it and of when, with a slip in its digits?"""
    low, high = sorted((one.amount.value, other.amount.value))
    is_swap = _is_swap(one.digits, other.digits)
    if one.sentence.block == other.sentence.block or high > low * (SWAPPED if is_swap else FAR):
        return False
    if any(a.value == one.amount.value for a in other.sentence.amounts):
        return False  # “248 of the 284”, where 284 was told before
    if _is_apart(one.when, other.when) or _is_apart(_years(one.when), _years(other.when)):
        return False
    is_meant = bool(MEANT.search(other.sentence.text[: other.amount.start])) and printed[other.digits] == 1
    exact = len(one.digits.rstrip("0")) - FEWEST
    signs = exact + 2 * bool(one.days & other.days) + bool(one.when & other.when) + 2 * is_swap + is_meant
    names = _shared(one, other)
    shared = len(names)
    is_two = are_told_apart(one.sentence, one.amount, other.sentence, other.amount)
    is_known = is_meant and is_swap and one.amount.unit == "money" and printed[one.digits] > 1 and exact > 0
    if names and not is_swap and all(_is_a_name(word, one, other) for word in names):
        return False  # only the place is the same
    return (bool(shared) or is_known) and shared + signs >= ENOUGH and not is_two


def _is_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def _years(when: frozenset[str]) -> frozenset[str]:
    return frozenset(each for each in when if each[0].isdigit())


def _is_swap(one: str, other: str) -> bool:
    places = _apart(one, other)
    return len(places) == 2 and places[1] - places[0] == 1 and Counter(one) == Counter(other)


def _apart(one: str, other: str) -> list[int]:
    return [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
