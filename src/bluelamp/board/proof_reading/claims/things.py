"""The things that a sentence names, by two words that follow each other, a name of their own or a noun of their own."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bluelamp.board.proof_reading.claims.subjects import GENERAL, stem
from bluelamp.board.proof_reading.figures.nouns import STOP
from bluelamp.board.proof_reading.language import patterns

NAMELESS_SAID = """
    university college trust council board committee panel police force service department ministry government
    hospital school january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday evaluation assessment study review report research result
    trial pilot experiment data first second last next year month week spring summer autumn winter term new old
    half
"""
NO_THING = GENERAL | STOP | frozenset(NAMELESS_SAID.split())
WORD = re.compile(r"[A-Za-z][\w'’-]*")
JOINED = re.compile(
    r"\b(?P<one>[A-Z][a-z]{2,}) (?:to|for|and|into|in|of|on|up|out|the)(?: the)? (?P<two>[A-Z][a-z]{2,})\b"
)
"""“Steps to Work”."""
Thing = tuple[str, ...]
Placed = tuple[Thing, int, int]
"""A thing, and from where to where it stands in its sentence."""


def spans(text: str) -> Iterator[Placed]:
    """Two words that follow each other and name something, and names of their own, with where each stands."""
    words = list(WORD.finditer(text))
    for one, two in pairwise(words):
        if text[one.end() : two.start()] == " " and _names(one[0]) and (_names(two[0]) or two[0] in LAST):
            yield (stem(one[0]), stem(two[0])), one.start(), two.end()
    for found in JOINED.finditer(text):
        yield (found["one"], found["two"]), *found.span()
    for before, word in zip((None, *words), words, strict=False):
        if _is_a_name(word[0]) and (before is None or before[0].lower() not in LEADING):
            yield (word[0],), *word.span()
        if "-" in word[0] and len(word[0]) > 7 and _names(word[0]):
            yield (stem(word[0]),), *word.span()


LAST = frozenset(("First", "Start", "Now", "Next", "New", "Forward", "Ahead"))
"""With which the name of a scheme may end: “Home First”."""
LEADING = frozenset(("in", "at", "of", "from", "near", "for", "by", "to"))
"""“In Holme” names a place."""


def _is_a_name(word: str) -> bool:
    is_capital = word[0].isupper() and word[1:].islower() and len(word) > 4
    return is_capital and not word.endswith(("ing", "ly")) and _names(word)


CLAUSE = (
    r"(?:^|[.,;:] |\b(?:that|whether|but|and|since|when|because|now|if|how|difference|(?:study|review|evaluation|"
    r"assessment|trial|results?) of) )"
)
DOES = (
    r"(?:has|have|is|are|was|were|will|makes?|does?|runs?|goes|go|starts?|began|stop|slow|cut|keep|save|work|"
    r"[a-z]+s|[a-z]+ed)"
)
NOUN = patterns.compile(
    rf"{CLAUSE}(?:the|this|these|our) (?:(?!old|last|previous|other|same|first|former)[a-z-]+ ){{0,3}}?"
    rf"(?P<noun>[a-z-]{{4,}})(?= {DOES}\b|['’]s\b|[,.;])"
)


def nouns(text: str) -> Iterator[Placed]:
    """“The new rota has …”: the noun that a verb follows, by itself."""
    for found in NOUN.finditer(text[:1].lower() + text[1:]):
        if _names(found["noun"]):
            yield (stem(found["noun"]),), *found.span("noun")


def _names(word: str) -> bool:
    return len(word) > 2 and word.lower() not in NO_THING and stem(word) not in NO_THING


def content(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in WORD.findall(text.lower()) if _names(word))
