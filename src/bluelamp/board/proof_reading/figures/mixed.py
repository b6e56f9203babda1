"""Two groups, each with its own level, and the level of both together, as a paragraph tells them: “48% of clients of
pharmacies and 36% of those of surgeries; 47% for the two together”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.board.proof_reading.language.amounts import BLOT, Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

NO_GROUP = r"(?! (?:years|periods|quarters|months|dates|times|occasions|surveys|halves))"
TOGETHER = (
    rf"(?:(?:both|the two){NO_GROUP}|the pair|together|combined|combining|jointly|between them|taken as one|"
    r"pooled|pooling|all told|all \w+ and \w+|whether \w+ or \w+)"
)
ALL = (
    r"(?:overall|in all|altogether|all-?\s?(?:⟦c\d+⟧ )?[a-z]+|of (?:every|all) \w+|every (?:kind|sort|type)|"
    r"(?:as |on )?(?:a|the) whole|everybody|everyone|in total|across the \w+|average for \w+|combined)"
)
BEFORE = re.compile(
    rf"\b(?:(?P<strong>{TOGETHER})|{ALL})\b[^⟦.;]{{0,75}}?⟦(?P<all>[pcmr]\d+)⟧",
    re.IGNORECASE,
)
AFTER = re.compile(
    rf"⟦(?P<all>[pcmr]\d+)⟧,?(?: [a-z]+){{0,3}}?(?: (?:for|in|across|of|when|on|with))? "
    rf"(?:(?P<strong>{TOGETHER})|{ALL})\b",
    re.IGNORECASE,
)
OTHER_TIME = re.compile(
    r"\b(?:from|than|target|standard|ambition|last (?:year|month|quarter|time)|previous\w*|ago|earlier|"
    r"national\w*|england|compared (?:with|to) (?:the|last|a)|year before|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
MEAN = re.compile(r"\b(?:averag\w+|mean)\b", re.IGNORECASE)
MEDIAN = re.compile(r"\bmedian\b", re.IGNORECASE)
CLAUSE = re.compile(
    r"[,;:()]|[–—]|\b(?:and|while|whilst|whereas|but|against|compared|versus|with)\b", re.IGNORECASE
)
BRACKET = re.compile(r"\s?\([^()]*\)")
WHO = re.compile(r"\s*(?:in |of )?(?:which|who|whose|whom|that)\b", re.IGNORECASE)
ASIDE = re.compile(
    r",\s(?:which|who|whose|where|when)\b[^,;]*,(?! and)|\b(?:if|when|once|with|leaving|setting|taking) [^,;]{0,40}?"
    r"\b(?:left (?:to one side|out|aside)|taken out|removed|excluded|set aside|stripped out|discounted|aside|out)\b"
    r"|\b(?:without|excluding|apart from|other than) [\w ]{3,30}(?=,)",
    re.IGNORECASE,
)
COMPLEMENT = re.compile(
    r"\b(?:others?|the rest|remain\w+|everyone else|elsewhere|men|women|boys|girls|males?|females?)\b",
    re.IGNORECASE,
)
EMPTY_SAID = """
which when that this they their them these those there rate figure share level average overall together
per cent percent time were have been only just both whole everyone with from into than taken taking
about some made make makes came come same other others half each also being those whom such most among
people number asked total remaining rest the and for was all are its has had not but who per our out now one two
ten any may can did his her own off yet too via six few how let day
"""
EMPTY = frozenset(word[:5] for word in EMPTY_SAID.split())


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
    """The sentences of each paragraph, with those of the list that follows it."""
    made: list[tuple[Sentence, ...]] = []
    for block in paper.blocks:
        if made and block[0].is_item and made[-1][0].section == block[0].section:
            made[-1] += block
        else:
            made.append(block)
    return tuple(made)


def mixed(block: tuple[Sentence, ...], shares: tuple[Amount, ...]) -> Mixed | None:
    """The one whole and the two parts that a paragraph tells of, leaving out ``shares``; ``None`` where there are
    more or fewer of either."""
    for at, overall, is_strong in _overalls(block):
        parts = [
            (s, a)
            for s in block
            for a in s.amounts
            if a.unit == overall.unit
            and a is not overall
            and not any(a is share for share in shares)
            and not _is_of_another_time(s, a)
            and _is_level(block, a, overall)
        ]
        if len(parts) > 2 and overall.lasts:
            parts = [(s, a) for s, a in parts if a.lasts == overall.lasts]
        if len(parts) == 2 and parts[0][1].value != parts[1][1].value:
            (s, one), (t, two) = parts
            left, right = words(s, one), words(t, two)
            is_both = is_strong or bool(COMPLEMENT.search(f"{_clause(s, one)} {_clause(t, two)}"))
            return Mixed(overall, one, two, left - right, right - left, at, is_both)
    return None


def _overalls(block: tuple[Sentence, ...]) -> Iterator[tuple[Sentence, Amount, bool]]:
    for sentence in block:
        for way in (BEFORE, AFTER):
            for found in way.finditer(sentence.marked):
                amount = sentence.amounts[int(found["all"][1:])]
                if (
                    not amount.text.isalpha()
                    and not amount.hedged
                    and not _is_of_another_time(sentence, amount)
                ):
                    yield sentence, amount, bool(found["strong"])


def _is_level(block: tuple[Sentence, ...], amount: Amount, overall: Amount) -> bool:
    """Percentages are levels; counts and money are where an average is spoken of."""
    if amount.unit == "percent":
        return True
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


def _is_of_another_time(sentence: Sentence, amount: Amount) -> bool:
    """An earlier figure, a target, or one of elsewhere."""
    before = re.split(r"[,;(]", sentence.text[max(0, amount.start - 45) : amount.start])[-1]
    after = re.split(r"[,;)]", sentence.text[amount.end : amount.end + 30])[0]
    return bool(
        OTHER_TIME.search(before) or re.search(r"\b(?:last year|ago|earlier|target|previously)\b", after)
    )


def around(sentence: Sentence, amount: Amount) -> tuple[str, str]:
    """What stands in a figure's clause before and after it, as far as the figures beside it. What is said in
    passing, of those it leaves out or of whom it names, is passed over."""
    bracket = BRACKET.match(sentence.text, amount.end)
    start = bracket.end() if bracket else amount.end
    right = min([a.start for a in sentence.amounts if a.start >= start], default=len(sentence.text))
    before = ASIDE.sub(" ", _blotted(sentence, amount.start))
    pieces = CLAUSE.split(before)
    near = " ".join(pieces[-2:]) if WHO.match(pieces[-1]) else pieces[-1]
    if not stems(near) and BLOT not in before:
        near = before
    return near.rpartition(BLOT)[2], CLAUSE.split(sentence.text[start:right])[0]


def _blotted(sentence: Sentence, end: int) -> str:
    """The sentence up to a figure, with the figures before it blotted out."""
    text = sentence.text[:end]
    for each in sentence.amounts:
        if each.end <= end:
            text = text[: each.start] + BLOT * (each.end - each.start) + text[each.end :]
    return text


def _clause(sentence: Sentence, amount: Amount) -> str:
    return " ".join(around(sentence, amount))


def words(sentence: Sentence, amount: Amount) -> frozenset[str]:
    """What a figure is called by, in its clause."""
    return stems(_clause(sentence, amount))


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of a text that say something, and its abbreviations."""
    long = {word[:5].lower() for word in re.findall(r"[A-Za-z][a-z-]{2,}", text)}
    return frozenset(long | {word.lower() for word in re.findall(r"\b[A-Z]{2,}\b", text)}) - EMPTY
