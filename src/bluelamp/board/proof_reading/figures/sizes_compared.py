"""Sizes of one whole that a paper tells of in several places, and that cannot both be: “1,440 constables” and “160
sergeants, one for every 7.5 constables”.

Two are of one whole where they are called by the same words, and nothing sets them apart: a period, a place or a group.
"""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from bluelamp.board.proof_reading.figures.sizes_told import Size, sizes_told
from bluelamp.board.proof_reading.figures.wholes import Implied
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.reading import Reading

MOST = 24
"""Told more often than this, a whole is one of a series and not one thing."""
OWNER = re.compile(
    r"^(?:At |In |For )?([A-Z][a-z]+)(?: [A-Z][a-z]+)*(?:['’]s)?,? (?:has|had|have|employs|runs|serves|owns)\b"
    r"|^(?:At|In) ([A-Z][a-z]+)"
)
NAME = re.compile(r"(?<=[a-z,;:(] )[A-Z][a-z]{2,}")
NO_PLACE_SAID = """
The There Each This That Our Its All Some Half January February March April May June July August September October
November December It Staff Table Annex
"""
NO_PLACE = frozenset(NO_PLACE_SAID.split())
APART = patterns.compile(
    r"\b(?:last|previous\w*|nationally|england|elsewhere|ago|earlier|before|used to|would|should|target|"
    r"planned|plan|"
    r"recommended|ideal\w*|guidance|standard|at least|at most|no more than|maximum|minimum|average|"
    r"proposed?|new|by 20\d\d|"
    r"will|if|limit|up to|than)\b",
    re.IGNORECASE,
)


def sizes_compared(
    paper: Reading, own: frozenset[str], of_one_time: Callable[[Implied, Implied], bool]
) -> Iterator[Remark]:
    """Each whole that is told in two sizes, at the second. ``own`` are names that narrow nothing."""
    by_words: dict[frozenset[str], list[Size]] = {}
    for block in paper.blocks:
        for size in sizes_told(block):
            if not APART.search(size.implied.sentence.text):
                by_words.setdefault(frozenset(size.implied.called.words), []).append(size)
    for same in by_words.values():
        if 1 < len(same) <= MOST and (found := _first(same, own, of_one_time)):
            first, second = found
            where = f"paragraph {paper.label(first.implied.sentence.paragraph)}"
            yield second.implied.sentence.remark(
                f"of “{first.implied.called.name}”: {first.implied.told} ({where}), and "
                f"{second.implied.told} here"
            )


def _first(
    same: list[Size], own: frozenset[str], of_one_time: Callable[[Implied, Implied], bool]
) -> tuple[Size, Size] | None:
    for first, second in combinations(same, 2):
        if first.is_printed and second.is_printed:
            continue
        is_of_one_time = _is_undated(first, second) or of_one_time(first.implied, second.implied)
        if not is_of_one_time or not _are_of_one(first, second, own):
            continue
        if _meet(first, second) or any(_bears_out(each, first, second) for each in same):
            continue
        return (second, first) if second.is_printed else (first, second)
    return None


def _is_undated(first: Size, second: Size) -> bool:
    """Does one of two neighbours name no period of its own?"""
    one, two = first.implied, second.implied
    is_near = abs(one.sentence.block - two.sentence.block) <= NEAR
    return is_near and (not one.period or not two.period) and one.is_part == two.is_part


def _bears_out(other: Size, first: Size, second: Size) -> bool:
    """Is there a printed size that the implied one of the two fits, so that both are of wholes of their own?"""
    return (
        other.is_printed
        and any(_meet(other, each) for each in (first, second) if not each.is_printed and other is not each)
        and any(each.is_printed for each in (first, second))
    )


def _meet(first: Size, second: Size) -> bool:
    one, two = first.implied, second.implied
    return one.low <= two.high * SLACK and two.low <= one.high * SLACK


SLACK = 1.03


def _are_of_one(first: Size, second: Size, own: frozenset[str]) -> bool:
    one, two = first.implied, second.implied
    if one.sentence is two.sentence:
        return False
    is_total = first.is_total or second.is_total
    if is_total and abs(one.sentence.block - two.sentence.block) > NEAR:
        return False
    if not is_total and (one.called.tail - own - GENERAL) != (two.called.tail - own - GENERAL):
        return False
    return _places(one, own) == _places(two, own)


NEAR = 3
GENERAL = frozenset(["regist", "roll", "books", "list", "record", "offer"])
"""On a register or on roll are all of them."""


def _places(implied: Implied, own: frozenset[str]) -> frozenset[str]:
    named = ({*NAME.findall(implied.sentence.text)} | {owner(implied)}) - NO_PLACE - {""}
    return frozenset(name for name in named if name.lower()[:6] not in own)


def owner(implied: Implied) -> str:
    """Whose a whole is, where its sentence begins with a name: “Northgate has 12 nurses”."""
    found = OWNER.match(implied.sentence.text)
    name = (found[1] or found[2]) if found else ""
    return "" if name in NO_PLACE else name
