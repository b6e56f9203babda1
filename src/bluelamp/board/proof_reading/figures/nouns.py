"""The words a quantity is called by: the noun after a count, or before a level."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.sentences import Sentence

MOST = 30
"""Told more often than this, a quantity is one of a series and not one thing."""
WORD = r"[A-Za-z][\w'’&-]*"
COUNTED = patterns.compile(
    rf"(?P<the>\b(?:the|all|our|its|these|those|each of the|across|total of|a total of|of the|were|"
    rf"there are|has|have|had|received|recorded|employs?|manages?|"
    rf"owns?)\s)?⟦(?P<amount>c\d+)⟧\s(?P<noun>(?:{WORD} ){{0,3}}{WORD})"
)
STOP_SAID = """
the a an of in for to and by at on with from our its their this that these those all each per cent
percent were was is are be been has have had which who will would can may more than less fewer over
under about some overall current currently total number figure rate level performance now new it they we
there also only just during within across between as or not no said say says says been being do did took
take taken one other others out
"""
STOP = frozenset(STOP_SAID.split())
ENDS_SAID = """
in for to at on with from were was is are of and by which who will would has have had that between
during across within per as or but than since until over under out when where while against compared up
down
"""
ENDS = frozenset(ENDS_SAID.split())
UNITS_SAID = """
days day weeks week months month years year hours hour minutes minute people per cent members times
points occasions pages copies miles metres
"""
UNITS = frozenset(UNITS_SAID.split())


def counted(sentence: Sentence) -> Iterator[tuple[re.Match[str], tuple[str, ...]]]:
    for found in COUNTED.finditer(sentence.marked):
        yield found, words_of(found["noun"], from_left=True)


def levels(sentence: Sentence) -> Iterator[tuple[re.Match[str], tuple[str, ...]]]:
    """“Admissions were 2,120”: a count after the word it is of."""
    for found in LEVELLED.finditer(sentence.marked):
        yield found, words_of(found["noun"], from_left=False)[-1:]


LEVELLED = patterns.compile(
    rf"(?P<noun>(?:{WORD} ){{0,3}}{WORD}) (?:was|were|numbered|totalled|came to|stood at|reached) (?:just "
    rf")?⟦(?P<amount>c\d+)⟧"
)


def words_of(noun: str, *, from_left: bool) -> tuple[str, ...]:
    """The words a quantity is called by, in one form: the noun phrase after a count, or before a level."""
    said = [word.strip("'’").lower() for word in noun.split()]
    if from_left:
        stop = next((place for place, word in enumerate(said) if word in ENDS - {"with", "of"}), len(said))
        said = said[:stop]
    else:
        starts = [
            place for place, word in enumerate(said) if word in ENDS - {"of", "and", "with", "for", "to"}
        ]
        said = said[starts[-1] + 1 :] if starts else said
    return tuple(stem(word) for word in said if word not in STOP)[:4]


def stem(word: str) -> str:
    return re.sub(r"(?<=\w{3})(?:ies|s)$", lambda f: "y" if f[0] == "ies" else "", word)
