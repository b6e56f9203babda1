"""The level of a whole, of the two groups it mixes, and how large one of them is said to be: “80% overall, 88% for
burglary and 78% for vehicle crime, so that half of those asked are burglary victims”."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.group_sizes import Size, may_be_sizes, sizes_told
from bluelamp.board.proof_reading.figures.mixed import Mixed, mixed, passages
from bluelamp.board.proof_reading.figures.mixed_rows import mixed_rows
from bluelamp.board.proof_reading.figures.outside_parts import outside
from bluelamp.board.proof_reading.figures.outside_rows import outside_rows
from bluelamp.board.proof_reading.figures.three_levels import three_levels
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

SLACK = Fraction(4)
"""Points by which the share may be off, besides what rounding allows."""
EACH = patterns.compile(r"\s?(?:each|apiece|a head)\b")
"""After a figure: it is the price of one of several, and no level."""


def read(paper: Reading) -> Iterator[Remark]:
    """Each sentence is told of once: what its paragraph shows goes before what a table does."""
    told: set[tuple[int, str]] = set()
    for remark in _every(paper):
        if (remark.block, remark.sentence) not in told:
            told.add((remark.block, remark.sentence))
            yield remark


def _every(paper: Reading) -> Iterator[Remark]:
    for block in passages(paper):
        for found in _found(paper, block):
            if wrong := _outside(found, block):
                yield found.at.remark(wrong)
                break
            told = sizes_told(paper, block, found) if _is_between(found) else []
            if told and not any(_fits(found, each) for each in told):
                yield _later(block, found, told[0]).remark(_working(found, told[0]))
                break
    for found, told in mixed_rows(paper):
        sure = [each for each in told if each.is_of(found)]
        if sure and not any(_fits(found, each) for each in sure):
            yield found.at.remark(_working(found, sure[0]))
    yield from outside_rows(paper)


def _found(paper: Reading, block: tuple[Sentence, ...]) -> Iterator[Mixed]:
    """What the words say is the whole and its two parts; then what stands as if it were."""
    sizes = may_be_sizes(block)
    if told := mixed(block, sizes) or mixed(block, tuple(a for a in sizes if a.unit == "share")):
        yield told
    yield from three_levels(paper, block)


def _later(block: tuple[Sentence, ...], found: Mixed, said: Size) -> Sentence:
    """The size, where it is told beside the levels or right after them; else the whole."""
    return said.sentence if said.sentence in block or said.sentence.block == block[-1].block + 1 else found.at


def _outside(found: Mixed, block: tuple[Sentence, ...]) -> str:
    """The whole above or below both of its parts."""
    low, high = min(found.one.low, found.two.low), max(found.one.high, found.two.high)
    is_fine = found.overall.unit != "count" or found.overall.digits or found.overall.lasts
    if not found.is_both or not is_fine or (low <= found.overall.high and found.overall.low <= high):
        return ""
    if outside(block) or any(EACH.match(found.at.text[part.end :]) for part in (found.one, found.two)):
        return ""
    parts = f"{shown.said(found.one)} and {shown.said(found.two)}"
    return f"{shown.said(found.overall)} for both together lies outside its parts, {parts}"


def _is_between(found: Mixed) -> bool:
    """A whole outside its parts is not theirs, unless it is told to be."""
    low, high = min(found.one.low, found.two.low), max(found.one.high, found.two.high)
    return found.is_both or low <= found.overall.value <= high


def _fits(found: Mixed, said: Size) -> bool:
    """Do parts of that size make the whole, whichever of the two it is said of?"""
    one, two = found.one, found.two
    low, high = max(Fraction(0), said.low - SLACK), min(Fraction(100), said.high + SLACK)
    shares = [low, high] if said.is_of(found) == 1 else [100 - low, 100 - high]
    made = [
        (share * a + (100 - share) * b) / 100
        for share, a, b in product(shares, (one.low, one.high), (two.low, two.high))
    ]
    return found.overall.low <= max(made) and min(made) <= found.overall.high


def _working(found: Mixed, said: Size) -> str:
    one, two = (found.one, found.two) if said.is_of(found) == 1 else (found.two, found.one)
    whole, part, rest = shown.said(found.overall), shown.said(one), shown.said(two)
    implied = (found.overall.value - two.value) * 100 / (one.value - two.value)
    return f"({whole} - {rest}) / ({part} - {rest}) = {shown.percent(implied, 0)} of the whole, and {said.told} is told"


RULE = Rule(
    key="stated-mix",
    title="Parts that make their whole only with another mix than told",
    severity="look",
    explanation="The overall figure says how large each part is. It is not as large as the paper says.",
    read=read,
    kind="sums",
    certainty="likely",
)
