"""Parts of one whole that imply totals which cannot both be: 1.5% is 1,811 of a full year, 1.8% is 2,172 of part of
one; 12 officers, one for every 410 homes, and 8, one for every 540."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from bluelamp.board.proof_reading.figures import each
from bluelamp.board.proof_reading.figures.one_in_so_many import one_in_so_many
from bluelamp.board.proof_reading.figures.rates_of_parts import are_two_places, rates_of_parts
from bluelamp.board.proof_reading.figures.ratio_sums import ratio_sums
from bluelamp.board.proof_reading.figures.shares_of_one import shares_of_one
from bluelamp.board.proof_reading.figures.sizes_compared import owner, sizes_compared
from bluelamp.board.proof_reading.figures.told_twice import told_twice
from bluelamp.board.proof_reading.figures.wholes import Implied, of_rates, of_ratios, of_shares
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.reading import Reading

STEADY = patterns.compile(
    r"\b(?:hardly|barely|scarcely|little) (?:been )?chang\w+|\b(?:unchanged|stable|steady|no change|the "
    r"same number)\b",
    re.IGNORECASE,
)
EARLIER = patterns.compile(
    r"\b(?:year|month|quarter) (?:before|ago|earlier)\b|\b(?:previous|last|prior) (?:year|month|quarter)\b",
    re.IGNORECASE,
)
MOST = 30
"""Told more often than this, a whole is looked at no further."""
SLACK = Fraction(103, 100)
"""What two wholes may differ by besides rounding: a population is counted on more than one day."""
OPENING = 4


def read(paper: Reading) -> Iterator[Remark]:
    own = _own_names(paper)
    implied = list(_implied(paper))
    added, are_parts = rates_of_parts([one for one in implied if one.part])
    yield from added
    by_whole: dict[tuple[tuple[str, ...], frozenset[str]], list[Implied]] = {}
    for one in (one for one in implied if not any(one is part for part in are_parts)):
        by_whole.setdefault((one.called.words, one.called.tail - own), []).append(one)
    named = [remark for same in by_whole.values() if (remark := _first(paper, same))]
    yield from named
    told = {remark.sentence for remark in (*added, *named)}
    for block in paper.blocks:
        yield from told_twice(block)
        for remark in shares_of_one(block):
            if remark.sentence not in told:
                told.add(remark.sentence)
                yield remark
    for remark in (*sizes_compared(paper, own, _is_of_one_time), *_ratios_alone(paper)):
        if remark.sentence not in told:
            told.add(remark.sentence)
            yield remark


def _ratios_alone(paper: Reading) -> list[Remark]:
    """Ratios that do not fit their numbers, less those that are asked after as so many at so much each."""
    found = list(ratio_sums(paper))
    asked = {remark.sentence for remark in each.read(paper)} if found else set()
    return [remark for remark in found if remark.sentence not in asked]


def _first(paper: Reading, same: list[Implied]) -> Remark | None:
    """The first two of one whole that contradict each other."""
    for first, second in combinations(same[:MOST], 2):
        if why := _contradicts(first, second):
            where = f"paragraph {paper.label(first.sentence.paragraph)}"
            return second.sentence.remark(
                f"of “{first.called.name}”: {first.told} ({where}), and {second.told} here; {why}"
            )
    return None


def _implied(paper: Reading) -> Iterator[Implied]:
    for block in paper.blocks:
        yield from one_in_so_many(block)
        for before, sentence in zip((None, *block), block, strict=False):
            if len(sentence.amounts) > 1:
                yield from of_shares(sentence, before)
                yield from of_rates(sentence)
                yield from of_ratios(sentence, before)


def _own_names(paper: Reading) -> frozenset[str]:
    """The words of the title and the names of the opening: a place named there narrows nothing."""
    opening = " ".join(s.text for s in paper.sentences[:OPENING])
    named = [paper.document.title, *paper.headings[:1], *re.findall(r"\b[A-Z]\w+", opening)]
    return frozenset(word[:6] for word in re.findall(r"[a-z]{4,}", " ".join(named).lower()))


def _contradicts(first: Implied, second: Implied) -> str:
    if owner(first) != owner(second) or are_two_places(first, second):
        return ""
    slack = 1 if first.sentence.block == second.sentence.block else SLACK
    apart = first.low > second.high * slack or second.low > first.high * slack
    if _is_of_one_time(first, second):
        return "both cannot be of one period" if apart else ""
    if apart and STEADY.search(f"{first.sentence.text} {second.sentence.text}"):
        return "and the whole is told to have hardly changed"
    later_is_part = second.is_part and not first.is_part
    if later_is_part and not apart:
        return "a part of a year would already be as large as a whole one"
    return ""


def _is_of_one_time(first: Implied, second: Implied) -> bool:
    earlier = [bool(EARLIER.search(one.sentence.text)) for one in (first, second)]
    is_alike = (first.period, first.is_part, earlier[0]) == (second.period, second.is_part, earlier[1])
    return first.sentence is second.sentence or is_alike


RULE = Rule(
    key="implied-totals",
    title="Parts that imply contradictory totals",
    severity="look",
    explanation="Each part, with its share, its rate or its ratio, says how large the whole is. The answers do not go "
    "together: a part, a share or a period is not what it says.",
    read=read,
    kind="sums",
    certainty="likely",
)
