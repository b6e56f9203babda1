"""How large a whole is, by a share in words and the count beside it: “one search in eight (155) … one in fifteen (62)”,
“one firefighter in eight is a woman: 62 women in all”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.nouns import words_of
from bluelamp.board.proof_reading.figures.wholes import Called, Implied
from bluelamp.board.proof_reading.language import marked, numerals, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence

SAID = patterns.compile(
    r"(?:about |some |around |roughly )?(?P<over>\w+)(?P<noun>(?: [a-z]+){0,2}?) (?:in|out of)(?: every)? "
    r"(?P<under>\w+)$",
    re.IGNORECASE,
)
COUNTED = marked.pattern(
    r"{share:s}(?P<after>[^⟦.;:()]{0,60}?) ?\((?:or |some |that is,? )?{count:c}(?: [a-z]+){0,3}\)",
    r"{share:s}(?P<after>[^⟦.;:()]{0,60}?)(?:: |, or |, that is,? ){count:c}(?: [a-z]+){0,3}? (?:in all|altogether|in "
    r"total|all told)\b",
)
OF_THEM = patterns.compile(r"\bof (?:these|those|them|whom|which)\b", re.IGNORECASE)
OTHERWISE = patterns.compile(
    r"\b(?:compared|against|than|last (?:year|month|quarter|time)|previous\w*|national\w*|england|targets?|"
    r"(?:year|month|quarter) (?:before|ago|earlier)|ago|earlier|respectively|used to|would)\b",
    re.IGNORECASE,
)
PLACE = patterns.compile(
    r"\b(?:[Ii]n|[Aa]t|[Oo]n|[Ff]or|[Aa]mong) (?:the |our )?([A-Z]\w+|\w+ (?:ward|team|group))"
)
ROUNDED = Fraction(1, 3)
"""One in so many is told where it is nearer to that than to a half more or less."""


def one_in_so_many(block: tuple[Sentence, ...]) -> Iterator[Implied]:
    """Every whole that a paragraph tells of so, by what it is a whole of."""
    for sentence in block:
        if OF_THEM.search(sentence.text) or OTHERWISE.search(sentence.text):
            continue
        called: tuple[str, ...] = ()
        for found in sorted(
            (each for way in COUNTED for each in way.finditer(sentence.marked)), key=lambda each: each.start()
        ):
            share, count = (sentence.amounts[int(found[name][1:])] for name in ("share", "count"))
            said = SAID.match(share.text.strip())
            if said is None or count.lasts or count.value < 1:
                continue
            called = _named(said["noun"] or _following(found["after"])) or called
            if called and (made := _implied(sentence, said, share, count, called)):
                yield made


def _implied(
    sentence: Sentence, said: re.Match[str], share: Amount, count: Amount, called: tuple[str, ...]
) -> Implied | None:
    over, under = _value(said["over"]), _value(said["under"])
    if not over or not under or under > 20:
        return None
    low, high = (count.value * (under + edge) / over for edge in (-ROUNDED, ROUNDED))
    middle = f"{float(count.value * under / over):,.0f}"
    told = f"{shown.said(count)} as {share.text.strip().lower()} makes about {middle}"
    narrow = frozenset({f"paragraph {sentence.block}", *PLACE.findall(sentence.text)})
    return Implied(sentence, low, high, Called(" ".join(called), called, narrow), told)


def _following(after: str) -> str:
    """“One in eight searches was”: the word that follows is the whole, unless a verb does."""
    found = re.match(r" (?:of (?:the |our |all )?)?([a-z]{3,}s|people|children)\b", after)
    return found[1] if found and found[1] not in ("was", "has", "is", "says") else ""


def _named(noun: str) -> tuple[str, ...]:
    return words_of(noun, from_left=True)


def _value(said: str) -> int:
    return int(said) if said.isdigit() else numerals.value(said.lower()) or 0
