"""What a figure is of, and whether two figures of a paper are one: of the same value, the same kind and the same
thing."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from bluelamp.board.proof_reading.figures.nouns import stem
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.language.synonyms import settled

LEAST = 20
"""A smaller whole number may be the same by chance."""
CLOCK = " minutes and seconds"
BARE = "any"
"""What a figure is of that has no noun: “the average for England and Wales is 137.”"""
MINUTES = re.compile(r"\b(\d{1,2}) minutes?,? (?:and )?$")
"""“7 minutes 29 seconds” is so exact that it is hardly met twice by chance."""
ENDS = re.compile(r"[,.;)](?!\d)|$")
COMMON_WORDS = """
    that this with have were been from than their they what which when would about there these those only more most
    other total figure figures table shows cent people number half third quarter fifth tenth three four five seven
    eight nine almost nearly over under says said every each will whose also years year month week
"""
COMMON = frozenset(COMMON_WORDS.split())
JOINS = (
    r"(?:to|in|on|from|by|at|who|that|with|for|of|as|across|having|than|which|were|was|is|are|have|has|had|do|did|"
    r"said|say)"
)
OF = patterns.compile(
    r"^\s*of (?:all |the |our |its |their |these |those |such |every )*"
    r"(?:[A-Za-z]+['’]s? )?(?:own )?(?:[\d,.]+ )?(?!(?:cases|time|occasions|total|them|which|it)\b)"
    rf"(?P<base>[A-Za-z][\w'’-]*(?: (?!{JOINS}\b)[A-Za-z][\w'’-]*){{0,3}})",
    re.IGNORECASE,
)
"""“Of small charities in the borough”: what a share is a share of."""
ANYBODY_WORDS = """
    adult people person resident tenant customer patient everyone everybody man woman those household caller user
"""
ANYBODY = frozenset(word[:5] for word in ANYBODY_WORDS.split())
"""Whom a share may be of under one name here and under another there."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the words that tell what it is of. ``of`` is its unit or noun, ``base`` the words after “of” and
    ``about`` the stems of the words around it."""

    amount: Amount
    of: str
    base: frozenset[str]
    about: frozenset[str]

    @property
    def value(self) -> Fraction:
        return self.amount.value

    @property
    def is_in_words(self) -> bool:
        """“Almost half” may stand for 49%."""
        return self.amount.unit == "share" or self.amount.hedged

    @property
    def is_particular(self) -> bool:
        """Is it so exact that the same digits are hardly met twice by chance?"""
        if self.is_in_words:
            return False
        return (
            self.of.endswith(CLOCK) or bool(self.amount.digits) or (self.value > 100 and self.value % 10 != 0)
        )

    def likeness(self, other: Figure) -> int:
        """How many words two figures of one value and kind have in common; -1 where they are not of one."""
        if not self.is_worth(other) or not _may_be_of_one(self.base, other.base):
            return -1
        return len(self.about & other.about)

    def is_worth(self, other: Figure) -> bool:
        """Are both of one kind and value, as far as they are printed?"""
        if self.of != other.of and not (self.of == BARE and other.of != "%"):
            return False
        if self.is_in_words or other.is_in_words:
            return self.amount.agrees(other.value) or other.amount.agrees(self.value)
        return (self.value, self.amount.digits) == (other.value, other.amount.digits)


def figure(sentence: Sentence, amount: Amount, beside: str = "") -> Figure | None:
    """A figure of a sentence, where it may be known again. ``beside``: what leads to the sentence."""
    of = _of(sentence, amount)
    if not of:
        return None
    text = sentence.text
    base = OF.match(text[amount.end :]) if of == "%" else None
    around = text[: amount.start] + " " + text[amount.end :]
    return Figure(amount, of, stems(base["base"]) if base else frozenset(), stems(f"{beside} {around}"))


def stems(text: str) -> frozenset[str]:
    """The words of a text that tell what it is about, each by its first letters."""
    words = re.findall(r"[a-z]{4,}", settled(text).lower())
    return frozenset(stem(word)[:5] for word in words if word not in COMMON)


def _may_be_of_one(first: frozenset[str], second: frozenset[str]) -> bool:
    """No share of charities is a share of grants."""
    return not first or not second or bool(first & second) or bool(first & ANYBODY and second & ANYBODY)


def _of(sentence: Sentence, amount: Amount) -> str:
    """What an amount is of, by its unit or the noun after it; nothing where it might be any number."""
    if amount.is_of_hundred:
        return "%"
    if amount.lasts == "second" and (minutes := MINUTES.search(sentence.text[: amount.start])):
        return minutes[1] + CLOCK
    if amount.unit in ("money", "rate"):
        return amount.unit
    if amount.unit != "count" or amount.hedged or not (amount.digits or amount.value >= LEAST):
        return ""
    if not amount.lasts and ENDS.match(sentence.text[amount.end :]):
        return BARE if amount.value > 100 and amount.value % 10 else ""
    noun = re.match(r"[\s-]([a-z]{2,})\b", sentence.text[amount.end :])
    return amount.lasts or (noun[1].rstrip("s")[:6] if noun and noun[1] not in COMMON else "")
