"""How many there are of each thing that a paper counts, in its sentences or in its tables: “its 36 vehicles”, “clerks
numbered 14”."""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bluelamp.board.proof_reading.figures.nouns import ENDS, STOP, UNITS, stem
from bluelamp.board.proof_reading.language import numerals, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.language.verbs import is_past
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.grid import Grid

WORD = r"[A-Za-z][\w'’-]*"
AFTER = patterns.compile(
    rf"⟦(?P<count>c\d+)⟧(?: of (?:the|our|its|their|these|those))?(?P<noun>(?: {WORD}){{1,5}})"
)
BEFORE = patterns.compile(
    rf"(?P<noun>(?:{WORD} ){{1,4}})(?:(?:was|were|is|are|numbers?|numbered|totals?|totalled|came to|stands at|stood at|"
    rf"reached) (?:now |just )?|of )⟦(?P<count>c\d+)⟧(?! (?!(?:across|has|was|is|as|this|its)\b){WORD}s\b)|"
    r"\b(?P<of>population) of [^⟦.;]{1,40}? (?:at|is|was|as|to be|stood at|reached) ⟦(?P<many>c\d+)⟧"
)
"""“A population of 310,800”, “clerks numbered 14”."""
ONE_FORM = {
    "children": "child",
    "people": "person",
    "women": "woman",
    "men": "man",
    "wives": "wife",
    "lives": "life",
    "population": "resident",
    "inhabitants": "resident",
    "residents": "resident",
}
LIST = frozenset(
    [
        "and",
        "or",
        "which",
        "so",
        "each",
        "every",
        "while",
        "whereas",
        "where",
        "whose",
        "after",
        "before",
        "none",
    ]
)
KEPT = frozenset(["people", "mile", "metre"])
FEW = 3


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are of a thing. ``sentence`` is ``None`` in a table; ``tail`` is what follows the name."""

    noun: tuple[str, ...]
    value: Fraction
    text: str
    section: str
    block: int
    sentence: Sentence | None = None
    amount: Amount | None = None
    tail: str = ""


def tallies(paper: Reading) -> list[Tally]:
    """Everything that the paper counts, in its order; first what its sentences count."""
    found = [each for sentence in paper.sentences if sentence.amounts for each in _told(sentence)]
    return found + [each for grid in paper.grids for each in _tabled(grid)]


def _told(sentence: Sentence) -> Iterator[Tally]:
    for pattern, from_left in ((AFTER, True), (BEFORE, False)):
        for found in pattern.finditer(sentence.marked):
            said = found.groupdict()
            amount = sentence.amounts[int((said["count"] or said["many"])[1:])]
            named = said["noun"] or said["of"]
            noun = thing(named) if from_left else _level(named)
            if noun and not amount.lasts and amount.value >= FEW:
                tail = sentence.text[amount.end :]
                yield Tally(
                    noun,
                    amount.value,
                    amount.text.strip(),
                    sentence.section.key,
                    sentence.block,
                    sentence,
                    amount,
                    tail,
                )


def _tabled(grid: Grid) -> Iterator[Tally]:
    """A row by its label, with what the first column counts; and the total of a column by its title."""
    counts = [c for c in grid.columns if c.role == "count"]
    for column in counts:
        rows = [*(grid.parts if column is counts[0] else ()), *grid.totals]
        for row in rows:
            cell = column.cells[row]
            noun = thing(column.title if row in grid.totals else grid.labels[row])
            if cell and noun and not cell.unit and cell.value >= FEW:
                yield Tally(noun, cell.value, cell.text, grid.section.key, grid.block)


def thing(said: str) -> tuple[str, ...]:
    """What a thing is called, in one form: “offender managers who” is ``("offender", "manager")``."""
    words: list[str] = []
    for each in said.strip().split():
        word = each[:-1] if SHORT.fullmatch(each) else each
        plain = word.strip("'’").lower()
        if (
            plain in ENDS
            or plain in LIST
            or (words and (is_past(plain) or plain in STOP or plain.endswith("ly")))
        ):
            break
        if plain not in STOP or plain in KEPT:
            words.append(singular(plain))
    is_of_time = bool(words) and words[-1] in UNITS - KEPT
    return () if is_of_time or not words or numerals.value(words[-1]) else tuple(words)


SHORT = re.compile(r"[A-Z]{2,}s")
"""“GPs”, “PCSOs”."""


def singular(word: str) -> str:
    """A word in the form that it has for one of its kind."""
    return ONE_FORM.get(word) or stem(word)


def _level(said: str) -> tuple[str, ...]:
    words = said.split()
    starts = [place for place, word in enumerate(words) if word.lower() in ENDS | LIST]
    return thing(" ".join(words[starts[-1] + 1 :] if starts else words))


def is_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Are two things called alike, be one of them told more closely: “managers”, “offender managers”?"""
    if not one or not other:
        return False
    if _is_short_for(one, other) or _is_short_for(other, one) or (is_populace(one) and is_populace(other)):
        return True
    if one[-1] != other[-1]:
        return False
    return set(one) <= set(other) or set(other) <= set(one)


def is_populace(noun: tuple[str, ...]) -> bool:
    """People of whom no more is told than that they live there: “624,500 people”, “a resident population”."""
    named = [word for word in noun if word not in LIVING]
    return bool(named) and set(named) <= POPULACE


POPULACE = frozenset(["person", "resident"])
LIVING = frozenset(
    ["living", "live", "here", "total", "whole", "local", "entire", "estimated", "overall", "serve"]
)


def _is_short_for(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """“PCSO” and “police community support officer”."""
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long)
