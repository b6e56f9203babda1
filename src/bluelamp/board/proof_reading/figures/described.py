"""How many of a thing there are, by all that is said to tell which: “the 42 routes re-let in July 2018”, “first-time
entrants to the youth justice system numbered 146”."""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.figures.nouns import STOP, stem
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.dates import ANY_MONTH
from bluelamp.board.proof_reading.language.periods import spoken
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.language.synonyms import settled

AFTER = patterns.compile(r"⟦(?P<amount>c\d+)⟧ (?P<said>[^⟦.,;:()]{5,90})")
NUMBERED = patterns.compile(
    r"(?:^|[.,;:] )(?P<said>[^⟦.,;:()]{8,90}?) (?:numbered|totalled|came to|stood at|stands? at|amounted to|was|were) "
    r"(?:just )?⟦(?P<amount>c\d+)⟧(?! \w+ (?:of|per|higher|lower|more|fewer))"
    r"(?=[.,;:]|$| (?:in|at|on|for|during|and|against)\b)"
)
FINITE = patterns.compile(
    r"\b(?:will|would|can|could|should|may|has|have|had|is|are|cost|costs|save|saves|means?|which|who|that|because|as|so|"
    r"and|but|against|compared|than|from|up|down|while|whereas|rose|fell|to be|being|of which|of whom)\b",
    re.IGNORECASE,
)
TIMES = patterns.compile(
    rf"\b(?:in|during|over|for|at|on|by|between|to|since|of)? ?(?:the )?(?:end of )?(?:(?:last|past|first|some) )*"
    rf"(?:months?|quarter|year|half[- ]year|period|week|{ANY_MONTH}(?: (?:19|20)\d\d)?|(?:19|"
    r"20)\d\d(?:/\d\d)?)(?!\w)",
    re.IGNORECASE,
)
PASSIVE = patterns.compile(r"\b(?:was|were|been|be)\b", re.IGNORECASE)
ENOUGH = 3
"""Words that tell which thing is counted; fewer leave it open."""


def described(sentence: Sentence) -> Iterator[tuple[Amount, frozenset[str]]]:
    """Each count with the words that tell of what, and when, where there are enough of them."""
    marked = DURATION.sub("some ", sentence.marked)
    for way in (AFTER, NUMBERED):
        for found in way.finditer(marked):
            amount = sentence.amounts[int(found["amount"][1:])]
            said = FINITE.split(found["said"])[0] if way is AFTER else found["said"]
            words = content(TIMES.sub(" ", said))
            is_whole = not amount.lasts and not amount.hedged and amount.value >= FEW
            is_cut = way is NUMBERED and bool(FINITE.search(said))
            if is_whole and not is_cut and len(words) > 1 and len(words | spoken(said)) >= ENOUGH:
                yield amount, words | spoken(said)


DURATION = patterns.compile(r"⟦c\d+⟧ (?=(?:months?|weeks?|years?|days?|quarters?)\b)")


def is_of_some(amount: Amount) -> bool:
    """“Some 1,248 nurses” are not all of them."""
    return amount.hedged or amount.text.lower().startswith("some ")


def are_told_apart(one: Sentence, first: Amount, other: Sentence, second: Amount) -> bool:
    """“213 visits to older people” and “231 visits to families”: each is told of with words the other lacks."""
    if one.cites(first.start) and other.cites(second.start):
        return True  # a figure of ours prints alike wherever it is cited, so these are of two figures
    left: frozenset[str] = next((words for amount, words in described(one) if amount is first), frozenset())
    right: frozenset[str] = next(
        (words for amount, words in described(other) if amount is second), frozenset()
    )
    return (bool(left - right) and bool(right - left)) or is_of_another(one, first, other, second)


NEAR = 70
OF_WHAT = patterns.compile(
    r"\b(?P<word>[a-z-]{4,} (?:to|for|at|from|with|among|about|into|by)) (?:the |our |its |their |an? )?"
    r"(?P<what>[A-Za-z-]{3,})",
    re.IGNORECASE,
)
WHICH = patterns.compile(
    r"\b(first|second|third|fourth|new|old|other|north|south|east|west)(?:ern)? (?P<word>[a-z-]{4,})", re.I
)
ROOT = 6
NO_NAME = frozenset(
    ("which", "that", "whom", "them", "date", "year", "end", "about", "just", "over", "under", "only")
)


def is_of_another(one: Sentence, first: Amount, other: Sentence, second: Amount) -> bool:
    """“418 referrals to the clinic” and “481 referrals to the ward”; “the first phase” and “the second phase”."""
    here, there = _around(one, first), _around(other, second)
    for way in (OF_WHAT, WHICH):
        left, right = _tied(way, here), _tied(way, there)
        if any(left[word] != right[word] for word in left.keys() & right.keys()):
            return True
    return False


def _around(sentence: Sentence, amount: Amount) -> str:
    return sentence.text[max(0, amount.start - NEAR) : amount.end + NEAR]


def _tied(way: re.Pattern[str], text: str) -> dict[str, str]:
    """What each word is tied to, by “for” or “to” or as “the first” of it."""
    found = {_root(m["word"]): (m["what"] if way is OF_WHAT else m[1]).lower() for m in way.finditer(text)}
    return {word: what[:ROOT] for word, what in found.items() if what not in NO_NAME}


def _root(said: str) -> str:
    word, _, by = said.lower().partition(" ")
    return f"{word[:ROOT]} {by}"


FEW = 10


def content(text: str) -> frozenset[str]:
    """The words of a text that say something, in one form."""
    said = re.findall(r"[A-Za-z][\w'’-]{2,}", settled(PASSIVE.sub(" ", text)))
    return frozenset(stem(word.lower()) for word in said if word.lower() not in STOP)
