"""A part tied to its share, whose whole was counted earlier in the paragraph: “3,460 visits were made. …
1,176 (44%) were to smokers”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from bluelamp.board.proof_reading.figures.parts_of import IS_SHARE, PartOf
from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence

TIE = (
    r"(?:,? (?:or|i\.e\.|that is(?: to say)?|which is(?: to say)?|which was|which would be|equal to|equivalent to|"
    r"representing|making up|being|amounting to|accounting for|"
    r"which (?:represents|equates to|makes|gives)) |\s[-–—]\s|\s?\()"
)
TIED = marked.pattern(
    rf"{{part:cm}}\)?[^⟦.;()]{{0,110}}?{TIE}(?:just |about |only |nearly |around |some )?{{share:ps}}{IS_SHARE}",
    r"{share:ps}[^⟦.;()]{0,60}?\({part:cm}[^⟦%]{0,30}?\)",
    r"{share:ps},? (?:or|i\.e\.|that is) {part:cm}",
    r"\({share:p}, {part:cm}[^⟦%()]{0,30}\)",
    r"{part:cm} (?:of )?(?:them|these|those), {share:p}(?=[,;.])",
)
CHANGED = patterns.compile(
    r"\b(?:by|(?<!came )(?<!come )(?<!drawn )from|than|against|compared (?:with|to)|up|down|rose|fell|risen|"
    r"fallen|increas\w+|decreas\w+|reduc\w+|rise|fall|drop\w*|fewer|more|"
    r"further|extra|additional|target|last year|previous\w*)\b[^⟦.;,()]{0,30}$|⟦\s?(?:to|-|–)\s?$",
    re.IGNORECASE,
)
"""Before a count: it is the size of a change, of another period, or the end of a range of ages."""
FAR = 2
"""A whole further than this from what the share implies, up or down, is the whole of something else."""


def nearby(block: tuple[Sentence, ...], place: int, every: tuple[Fraction, ...]) -> Iterator[PartOf]:
    """Parts of ``block[place]`` with the counts before them. None where some count in ``every``, in order, fits."""
    sentence = block[place]
    ties = list(marked.found(TIED, sentence.marked, sentence.amounts))
    for found in ties:
        part, share = found["part"], found["share"]
        if (
            (part.hedged and not part.text.lower().startswith("some "))
            or share.value <= 0
            or _is_a_change(sentence, part, share)
        ):
            continue
        own = {each["part"].start for each in ties}
        wholes = tuple(a for a in _wholes(block[:place], sentence, part, share) if a.start not in own)
        if wholes and not _fits(part, share, every):
            yield PartOf(part, share, wholes)


def _is_a_change(sentence: Sentence, part: Amount, share: Amount) -> bool:
    first = min(part.start, share.start)
    text = sentence.text
    for each in sentence.amounts:
        if each.end <= first:
            text = text[: each.start] + "⟦" * (each.end - each.start) + text[each.end :]
    return bool(CHANGED.search(text[:first]))


AIMED_AT = patterns.compile(
    r"\b(?:target|ambition|standard|goal|ceiling)(?: [a-z]+){0,2} (?:of|was|is|to) $", re.IGNORECASE
)


def counted(sentence: Sentence) -> Iterator[Amount]:
    """Its counts and sums of money that something may be part of: what was aimed at has no parts."""
    for amount in sentence.amounts:
        is_counted = amount.unit in ("count", "money") and not amount.lasts
        if is_counted and not AIMED_AT.search(sentence.text[: amount.start]):
            yield amount


def _wholes(
    before: tuple[Sentence, ...], sentence: Sentence, part: Amount, share: Amount
) -> tuple[Amount, ...]:
    """The counts told so far that the part may be of, the likeliest first."""
    told = [a for s in before for a in counted(s)]
    told += [a for a in counted(sentence) if a.end <= min(part.start, share.start)]
    implied = part.value * 100 / share.value
    near = [
        a
        for a in told
        if a.unit == part.unit and a.value > part.value and a.value / FAR <= implied <= a.value * FAR
    ]
    return tuple(sorted(near, key=lambda a: abs(a.value - implied)))


def _fits(part: Amount, share: Amount, every: tuple[Fraction, ...]) -> bool:
    """Is the share of one of the counts, which lie in order, the part?"""
    least = 100 * part.low / share.high
    place = bisect_left(every, least)
    return place < len(every) and (share.low <= 0 or every[place] <= 100 * part.high / share.low)


def shared_out(blocks: tuple[tuple[Sentence, ...], ...]) -> frozenset[int]:
    """The items of each list that share out a whole of its own: “2,120 visits (40%)”, “1,855 (35%)”, “1,325 (25%)”."""
    own: set[int] = set()
    for is_list, run in groupby(blocks, key=lambda block: (block[0].is_item, block[0].section.key)):
        ties = [(b[0].block, tie) for b in run if is_list[0] and (tie := _first_tie(b[0]))]
        whole = sum((part.value for _, (part, _) in ties), Fraction(0))
        shares = sum((share.value for _, (_, share) in ties), Fraction(0))
        if len(ties) < 3 or abs(shares - 100) > len(ties):
            continue
        own |= {block for block, (part, share) in ties if share.agrees(100 * part.value / whole)}
    return frozenset(own)


def _first_tie(sentence: Sentence) -> tuple[Amount, Amount] | None:
    found = next(marked.found(TIED, sentence.marked, sentence.amounts), None)
    return (found["part"], found["share"]) if found and found["part"].value > 0 else None
