"""Two groups, each with its own level, and the level of both together, as a paragraph tells them: “48% of clients of
pharmacies and 36% of those of surgeries; 47% for the two together”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from dataclasses import dataclass

from bluelamp.board.proof_reading.figures.overall import is_of_another_time, overalls, stems
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import BLOT, Amount
from bluelamp.board.proof_reading.language.leaving import LEFT_OUT, WITHOUT
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

MEAN = patterns.compile(r"\b(?:averag\w+|mean)\b", re.IGNORECASE)
MEDIAN = patterns.compile(r"\bmedian\b", re.IGNORECASE)
CLAUSE = patterns.compile(
    r"[,;:()]|[–—]|\b(?:and|while|whilst|whereas|but|against|compared|versus|with)\b", re.IGNORECASE
)
BRACKET = patterns.compile(r"\s?\([^()]*\)")
WHO = patterns.compile(r"\s*(?:in |of )?(?:which|who|whose|whom|that|where)\b", re.IGNORECASE)
ASIDE = patterns.compile(
    r",\s(?:which|who|whose|where|when)\b[^,;]*,(?! and)|\b(?:if|when|once|with|leaving|setting|taking) [^,;]{0,40}?"
    rf"\b(?:{LEFT_OUT}|aside|out)\b|\b{WITHOUT} [\w ]{{3,30}}(?=,)",
    re.IGNORECASE,
)
COMPLEMENT = patterns.compile(
    r"\b(?:others?|the rest|remain\w+|everyone else|elsewhere|men|women|boys|girls|males?|females?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mixed:
    """The level of the whole and of its two parts, each with the words it is called by and where it stands."""

    overall: Amount
    one: Amount
    two: Amount
    of_one: frozenset[str]
    of_two: frozenset[str]
    at: Sentence
    is_both: bool
    """Is the whole told to be of just these two?"""


def passages(paper: Reading) -> tuple[tuple[Sentence, ...], ...]:
    """The sentences of each paragraph, with those of the list that follows it; where each entry of a list is a
    paragraph, it stands alone."""
    made: list[tuple[Sentence, ...]] = []
    for block in paper.blocks:
        if made and block[0].is_item and len(block) == 1 and made[-1][0].section == block[0].section:
            made[-1] += block
        else:
            made.append(block)
    return tuple(made)


def mixed(block: tuple[Sentence, ...], shares: tuple[Amount, ...]) -> Mixed | None:
    """The one whole and the two parts that a paragraph tells of, leaving out ``shares``; ``None`` where there are
    more or fewer of either."""
    for whole in overalls(block):
        parts = [
            (s, a)
            for s in block
            for a in s.amounts
            if a.unit == whole.amount.unit
            and a is not whole.amount
            and not any(a is share for share in shares)
            and not is_of_another_time(s, a)
            and _is_level(block, a, whole.amount)
        ]
        own = [(s, a) for s, a in parts if s is whole.sentence]
        parts = own if len(own) == 2 else parts
        if len(parts) > 2 and whole.amount.lasts:
            parts = [(s, a) for s, a in parts if a.lasts == whole.amount.lasts]
        if len(parts) == 2 and parts[0][1].value != parts[1][1].value:
            (s, one), (t, two) = parts
            left, right = words(s, one), words(t, two)
            is_both = whole.is_strong or bool(COMPLEMENT.search(f"{_clause(s, one)} {_clause(t, two)}"))
            of_one, of_two = _apart(left, right, beside(whole.sentence, whole.amount))
            return Mixed(whole.amount, one, two, of_one, of_two, whole.sentence, is_both)
    return None


def _apart(
    one: frozenset[str], two: frozenset[str], of_all: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """What each of two is called by, and neither the other nor all."""
    left, right = one - two, two - one
    return (left - of_all, right - of_all) if (left | right) - of_all else (left, right)


def _is_level(block: tuple[Sentence, ...], amount: Amount, overall: Amount) -> bool:
    """Percentages are levels; counts and money are where an average is spoken of."""
    if amount.unit == "percent":
        return True
    if amount.unit == "count" and not (overall.digits or overall.lasts or amount.lasts):
        return False  # whole numbers are of people, and no averages
    text = " ".join(sentence.text for sentence in block)
    near = overall.value / 5 <= amount.value <= overall.value * 5
    is_alike = amount.lasts == overall.lasts or "" in (amount.lasts, overall.lasts)
    return (
        near
        and is_alike
        and not amount.text.isalpha()
        and bool(MEAN.search(text))
        and not MEDIAN.search(text)
    )


def around(sentence: Sentence, amount: Amount) -> tuple[str, str]:
    """What stands in a figure's clause before and after it, as far as the figures beside it. What is said in
    passing, of those it leaves out or of whom it names, is passed over."""
    bracket = BRACKET.match(sentence.text, amount.end)
    start = bracket.end() if bracket else amount.end
    right = min([a.start for a in _edges(sentence) if a.start >= start], default=len(sentence.text))
    before = ASIDE.sub(" ", _blotted(sentence, amount.start))
    pieces = CLAUSE.split(before)
    near = " ".join(pieces[-2:]) if WHO.match(pieces[-1]) else pieces[-1]
    if not stems(near) and BLOT not in before:
        near = before
    return near.rpartition(BLOT)[2], CLAUSE.split(sentence.text[start:right])[0]


def _blotted(sentence: Sentence, end: int) -> str:
    """The sentence up to a figure, with the figures before it blotted out."""
    text = sentence.text[:end]
    for each in _edges(sentence):
        if each.end <= end:
            text = text[: each.start] + BLOT * (each.end - each.start) + text[each.end :]
    return text


def _edges(sentence: Sentence) -> list[Amount]:
    """Its figures, but for numbers in words: “the two primary schools” are one name."""
    return [a for a in sentence.amounts if not (a.unit == "count" and a.text.isalpha())]


def _clause(sentence: Sentence, amount: Amount) -> str:
    return " ".join(around(sentence, amount))


def beside(sentence: Sentence, amount: Amount) -> frozenset[str]:
    """What stands in its own clause alone, though that begins with “which makes”."""
    start = max((each.end for each in _edges(sentence) if each.end <= amount.start), default=0)
    before, (_, after) = CLAUSE.split(sentence.text[start : amount.start])[-1], around(sentence, amount)
    return stems(f"{before} {after}")


def words(sentence: Sentence, amount: Amount) -> frozenset[str]:
    """What a figure is called by, in its clause; “not yet franchised” is no “franchised”."""
    return stems(NOT.sub(r" not\1", _clause(sentence, amount)))


NOT = patterns.compile(r" not (?:yet |being |now )?(\w+)", re.IGNORECASE)
