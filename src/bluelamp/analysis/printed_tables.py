"""Printed columns of counts and percentages: are there whole numbers behind them, and what is the smallest repair?

The search is exact. For every base near the printed one, a count or a percentage that does not hold must be corrected;
how far a count may move is an interval of whole numbers, so that corrections are tried by adding intervals up.
Percentages are compared as fractions: nothing is approximated.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

REACH = Fraction(1, 10)
"""How far from the printed sum a base is looked for, as a share of it."""
MOST_EDITS = 4


@dataclass(frozen=True, slots=True)
class Printed:
    """A column of counts with its percentages (in hundredths), each with half a unit of its last digit.
    ``total`` is the
    printed total, if one is."""

    counts: tuple[int, ...]
    percents: tuple[Fraction, ...]
    halves: tuple[Fraction, ...]
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A set of corrections that makes a column agree. ``counts``: place, printed, corrected; ``percents``:
    place, corrected;
    ``total``: the total to print, where the printed one changes. ``base`` is the sum afterwards."""

    base: int
    counts: tuple[tuple[int, int, int], ...]
    percents: tuple[tuple[int, Fraction], ...]
    total: int | None

    @property
    def edits(self) -> int:
        return len(self.counts) + len(self.percents) + (self.total is not None)


def is_consistent(column: Printed) -> bool:
    """Do the printed counts add up to the printed total and give every printed percentage?"""
    added = sum(column.counts)
    return column.total in (None, added) and added > 0 and not misfits(column, added)


def misfits(column: Printed, base: int) -> list[int]:
    """Places whose count is not of ``base`` what its percentage says."""
    return [
        place
        for place, (count, percent, half) in enumerate(
            zip(column.counts, column.percents, column.halves, strict=True)
        )
        if abs(Fraction(100 * count, base) - percent) > half
    ]


def repairs(column: Printed, told: Iterable[int] = (), most: int = 3) -> list[Repair]:
    """The repairs with the fewest corrections, at most ``most``. Among equals, first a base that the text
    tells (``told``),
    then one near to the printed sum. Empty when none needs fewer than five corrections."""
    bases = set(told)
    found = [repair for base in _bases(column) if (repair := _at(column, base)) is not None]
    if not found:
        return []
    fewest = min(repair.edits for repair in found)
    best = [repair for repair in found if repair.edits == fewest]
    added = sum(column.counts)
    best.sort(key=lambda r: (r.base not in bases, r.base != column.total, _moved(r), abs(r.base - added)))
    return best[:most]


def _moved(repair: Repair) -> int:
    return sum(abs(now - was) for _, was, now in repair.counts)


def _bases(column: Printed) -> range:
    added = sum(column.counts)
    reach = max(3, math.ceil(added * REACH))
    ends = [added, column.total if column.total is not None else added]
    return range(max(1, min(ends) - reach), min(max(ends) + reach, max(ends) + 2000) + 1)


def _at(column: Printed, base: int) -> Repair | None:
    """The fewest corrections with which the counts add up to ``base`` and give the percentages."""
    wrong = misfits(column, base)
    gap = base - sum(column.counts)
    is_new_total = column.total is not None and column.total != base
    if len(wrong) + is_new_total > MOST_EDITS:
        return None
    spans = [_span(column, place, base) for place in range(len(column.counts))]
    for extra in range(MOST_EDITS + 1 - len(wrong) - is_new_total):
        fitting = [place for place in range(len(column.counts)) if place not in wrong]
        for more in combinations(fitting, extra):
            if (moved := _share_out(gap, wrong, more, spans)) is not None:
                return _repair(column, base, wrong, moved, is_new_total)
    return None


def _span(column: Printed, place: int, base: int) -> tuple[int, int]:
    """By how much a count may change so that its percentage holds."""
    low = math.ceil((column.percents[place] - column.halves[place]) * base / 100)
    high = math.floor((column.percents[place] + column.halves[place]) * base / 100)
    count = column.counts[place]
    return (max(0, low) - count, high - count) if high >= max(0, low) else (0, -1)


def _share_out(
    gap: int, wrong: list[int], more: Sequence[int], spans: list[tuple[int, int]]
) -> dict[int, int] | None:
    """Changes of counts that add up to ``gap``: any of the misfits, all of ``more``."""
    for size in range(len(wrong) + 1):
        for some in combinations(wrong, size):
            chosen = [*some, *more]
            if any(spans[place][0] > spans[place][1] for place in chosen):
                continue
            if sum(spans[p][0] for p in chosen) <= gap <= sum(spans[p][1] for p in chosen):
                return _spread(gap, chosen, spans)
    return None


def _spread(gap: int, chosen: Sequence[int], spans: list[tuple[int, int]]) -> dict[int, int] | None:
    """The gap over the chosen counts, each as little as may be."""
    moved = {place: min(max(0, spans[place][0]), spans[place][1]) for place in chosen}
    left = gap - sum(moved.values())
    for place in chosen:
        step = (
            min(left, spans[place][1] - moved[place])
            if left > 0
            else max(left, spans[place][0] - moved[place])
        )
        moved[place] += step
        left -= step
    return moved if left == 0 and all(moved.values()) else None


def _repair(
    column: Printed, base: int, wrong: list[int], moved: dict[int, int], is_new_total: bool
) -> Repair:
    counts = tuple((p, column.counts[p], column.counts[p] + by) for p, by in sorted(moved.items()))
    percents = tuple((p, _rounded(column.counts[p], base, column.halves[p])) for p in wrong if p not in moved)
    return Repair(base, counts, percents, base if is_new_total else None)


def _rounded(count: int, base: int, half: Fraction) -> Fraction:
    unit = 2 * half or Fraction(1)
    return unit * math.floor(Fraction(100 * count, base) / unit + Fraction(1, 2))
