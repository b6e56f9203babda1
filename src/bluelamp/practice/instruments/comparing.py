"""Two versions on the same answers: how many cases would be in another band, and whom a weight moves.

On plain values, so that records or facts can feed them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bluelamp.analysis.intervals import wilson
from bluelamp.practice.instruments.questionnaire import Instrument
from bluelamp.practice.instruments.scoring import NotAnAnswer, Weight, score

LEAST = 10
"""A group with fewer cases is not shown: a share of it would tell of people."""


@dataclass(frozen=True, slots=True)
class Past:
    """One assessment of the past: the answers, what its place added, and the band it was given."""

    answers: Mapping[str, tuple[str, ...]]
    weights: tuple[Weight, ...]
    band: str


@dataclass(frozen=True)
class Moves:
    """Band then → band by the other version, and how many. ``unlike`` could not be scored by it at all."""

    bands: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]
    unlike: int

    @property
    def n(self) -> int:
        return sum(self.counts.values())

    @property
    def up(self) -> int:
        return sum(n for (then, now), n in self.counts.items() if self._at(now) > self._at(then))

    @property
    def down(self) -> int:
        return sum(n for (then, now), n in self.counts.items() if self._at(now) < self._at(then))

    def _at(self, band: str) -> int:
        return self.bands.index(band)

    def rows(self) -> list[tuple[str, list[int]]]:
        """A row for each band then, a number for each band now."""
        return [(then, [self.counts.get((then, now), 0) for now in self.bands]) for then in self.bands]


def back_test(past: Iterable[Past], draft: Instrument) -> Moves:
    """Score past answers by another version. A run for comparison: what was decided then stays as it was decided."""
    bands, counts, unlike = [band.code for band in draft.bands], Counter[tuple[str, str]](), 0
    for one in past:
        try:
            now = score(draft, one.answers, one.weights).band.code
        except NotAnAnswer:
            unlike += 1
            continue
        counts[one.band, now] += 1
    # A band the new version no longer has stands below those it has.
    gone = sorted({then for then, _ in counts} - set(bands))
    return Moves((*gone, *bands), dict(counts), unlike)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One scored case for the bias monitor: its groups, such as the tenth of deprivation it lies in, and whether the
    place moved its band."""

    groups: Mapping[str, str]
    moved: bool


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a group's cases were moved, with the 95% interval; nothing where there are too few to say."""

    group: str
    n: int
    moved: int
    share: float | None
    low: float | None
    high: float | None


def moved_by_group(cases: Iterable[Weighed], by: str) -> list[Share]:
    """One row a group in its order, then all of them."""
    n, moved = Counter[str](), Counter[str]()
    for case in cases:
        group = case.groups.get(by) or "Not known"
        n[group] += 1
        moved[group] += case.moved
    rows = [_share(group, n[group], moved[group]) for group in sorted(n, key=_order)]
    return [*rows, _share("All", sum(n.values()), sum(moved.values()))]


def _order(group: str) -> tuple[bool, int, str]:
    number = group.split()[0]
    return group == "Not known", int(number) if number.isdecimal() else 0, group


def _share(group: str, n: int, moved: int) -> Share:
    if n < LEAST:
        return Share(group, n, moved, None, None, None)
    low, high = wilson(moved / n, n)
    return Share(group, n, moved, moved / n, float(low), float(high))
