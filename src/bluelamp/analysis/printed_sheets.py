"""A whole printed table with its margins: the fewest numbers to correct so that rows, columns and shares all agree.

Each printed number stands in at most two sums, that of its row and that of its column; totals count as the last row
and column. So the corrections that mend every sum are the edges of a graph between rows and columns, and a smallest set
of them holds no circle. Such a set has a sum with one correction in it, whose size is what that sum lacks. The search
tries every sum that fails and every number in it, and is exact for sums; shares that then do not hold are corrected
themselves, and tell which of several equal sets is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Shares = tuple[tuple[Fraction | None, ...], ...]
Row = tuple[int | None, ...]
MOST = 4
"""Corrections of counts and totals beyond which a table is rather rewritten than mended."""
TRIED = 60_000
"""Steps of one search."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """``numbers``: the table as printed with its totals as last column and last row; ``None`` where none is printed.
    ``shares`` (in hundredths) stand beside the counts and are of the row's or the column's total (``by``), each with
    ``half`` a unit of its last digit."""

    numbers: tuple[Row, ...]
    shares: Shares = ()
    half: Fraction = Fraction(1, 2)
    by: Literal["row", "column"] = "column"


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """One number to print anew, by its row and column (the last ones hold totals)."""

    row: int
    column: int
    printed: Fraction
    corrected: Fraction
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class Mending:
    """A set of corrections after which everything agrees."""

    corrections: tuple[Correction, ...]

    @property
    def size(self) -> int:
        return len(self.corrections)

    @property
    def moved(self) -> Fraction:
        """By how much in all."""
        return sum((abs(c.corrected - c.printed) for c in self.corrections), Fraction(0))


def mendings(sheet: Sheet, most: int = 3) -> list[Mending]:
    """The sets of fewest corrections, the smaller changes first, at most ``most``: one empty set when the sheet agrees,
    none when it takes more than four counts and totals. A total that is not printed is never asked for."""
    search = _Search(sheet)
    best: dict[frozenset[Correction], Mending] = {}
    for size in range(MOST + 1):
        fewest = min((m.size for m in best.values()), default=MOST * 3)
        if size > fewest:
            break
        for deltas in search.sets(size):
            mended = search.mending(deltas)
            best[frozenset(mended.corrections)] = mended
    fewest = min((m.size for m in best.values()), default=0)
    found = [m for m in best.values() if m.size == fewest]
    return sorted(found, key=lambda m: (m.moved, m.corrections))[:most]


Place = tuple[int, int]
Sum = tuple[str, int]


class _Search:
    """The sums of a sheet, what each lacks, and the sets of changes with which none lacks anything."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows, self.columns = len(sheet.numbers), len(sheet.numbers[0])
        self.printed = {
            (i, j): value
            for i, row in enumerate(sheet.numbers)
            for j, value in enumerate(row)
            if value is not None
        }
        self.members = self._members()
        self.gaps = {key: self._gap(key) for key in self.members}
        self.steps = 0

    def _members(self) -> dict[Sum, list[Place]]:
        """The numbers of each sum: a row or column whose numbers and total are all printed."""
        across = {("row", i): [(i, j) for j in range(self.columns)] for i in range(self.rows)}
        down = {("column", j): [(i, j) for i in range(self.rows)] for j in range(self.columns)}
        return {
            key: places
            for key, places in {**across, **down}.items()
            if all(p in self.printed for p in places)
        }

    def _gap(self, key: Sum) -> int:
        """What the parts lack of their total."""
        *parts, total = self.members[key]
        return self.printed[total] - sum(self.printed[p] for p in parts)

    def sets(self, size: int) -> Iterator[dict[Place, int]]:
        """Every set of ``size`` changes without a circle after which no sum lacks anything, once each."""
        self.steps = 0
        seen: set[frozenset[Place]] = set()
        for found in self._further(size, {}, dict(self.gaps)):
            if (key := frozenset(found)) not in seen:
                seen.add(key)
                yield found

    def _further(self, left: int, made: dict[Place, int], gaps: dict[Sum, int]) -> Iterator[dict[Place, int]]:
        open_ = [key for key, gap in gaps.items() if gap]
        self.steps += 1
        if not open_ and not left:
            yield dict(made)
        if not left or not open_ or len(open_) > 2 * left or self.steps > TRIED:
            return
        for key in open_:
            for place in self.members[key]:
                if place not in made and (change := self._change(key, place, gaps[key])) is not None:
                    yield from self._further(
                        left - 1, {**made, place: change}, self._after(gaps, place, change)
                    )

    def _change(self, key: Sum, place: Place, gap: int) -> int | None:
        """By how much the number at a place changes to close a gap; ``None`` where it would fall below nought."""
        change = -gap if self._is_total(key, place) else gap
        return change if self.printed[place] + change >= 0 else None

    def _is_total(self, key: Sum, place: Place) -> bool:
        return place == self.members[key][-1]

    def _after(self, gaps: dict[Sum, int], place: Place, change: int) -> dict[Sum, int]:
        made = dict(gaps)
        for key in (("row", place[0]), ("column", place[1])):
            if key in made:
                made[key] += change if self._is_total(key, place) else -change
        return made

    def mending(self, changes: dict[Place, int]) -> Mending:
        """The changes as corrections, with the shares that do not hold after them."""
        now = {place: value + changes.get(place, 0) for place, value in self.printed.items()}
        counts = [
            Correction(*place, Fraction(self.printed[place]), Fraction(now[place])) for place in changes
        ]
        return Mending(tuple(sorted((*counts, *self._shares(now)))))

    def _shares(self, now: dict[Place, int]) -> Iterator[Correction]:
        half = self.sheet.half
        for i, row in enumerate(self.sheet.shares):
            for j, share in enumerate(row):
                base = now.get((i, self.columns - 1) if self.sheet.by == "row" else (self.rows - 1, j))
                if share is None or not base or (i, j) not in now:
                    continue
                exact = Fraction(100 * now[i, j], base)
                if abs(exact - share) > half:
                    unit = 2 * half
                    yield Correction(
                        i, j, share, unit * ((exact / unit + Fraction(1, 2)) // 1), is_share=True
                    )


__all__ = ["Correction", "Mending", "Sheet", "mendings"]
