"""Columns that follow from others in most rows: sums, differences, percentages, rates. The rows that break it
are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.tables.cells import Cell
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.grid import TOTAL, Grid

NEAREST = 8
"""How many columns around it a column is tried against."""
Sides = tuple[Cell, ...]


@dataclass(frozen=True)
class Relation:
    """How a column follows from ``sources``. ``given`` works out the lowest, middle and highest value that
    rounding allows."""

    name: str
    sources: tuple[Column, ...]
    given: Callable[[Sides], tuple[Fraction, Fraction, Fraction] | None]
    told: Callable[[Sides, str], str]
    is_hinted: bool
    signless: bool = False


@dataclass(frozen=True)
class Broken:
    """A row in which a column does not follow as it does in the others."""

    row: int
    column: Column
    printed: Cell
    working: str


def broken(grid: Grid) -> Iterator[Broken]:
    """Every cell that breaks what holds in the other rows of its column."""
    told: set[tuple[int, frozenset[str]]] = set()
    ways = [(column, *best) for column in grid.columns if (best := _best(grid, column)) is not None]
    # One slip breaks every way round of the same sum: it is told once, by the way that the titles hint at.
    for column, relation, misfits in sorted(ways, key=lambda way: (not way[1].is_hinted, -way[0].place)):
        for row in misfits:
            printed = column.cells[row]
            about = frozenset(f"{c.place} {c.title}" for c in (column, *relation.sources))
            if printed is not None and not any(row == r and (about <= a or a <= about) for r, a in told):
                told.add((row, about))
                yield Broken(row, column, printed, _working(relation, row, column, printed))


def is_of_its_row(grid: Grid, column: Column) -> bool:
    """Does every row of it follow from the columns beside it?"""
    best = _best(grid, column)
    return best is not None and not best[1]


def _best(grid: Grid, column: Column) -> tuple[Relation, list[int]] | None:
    """The relation that most rows keep to, with the rows that do not; ``None`` when none is kept to by enough."""
    found = []
    for relation in _possible(grid, column):
        tested, kept, misfits, telling = _tested(relation, column)
        enough = (
            (kept >= 1 and len(misfits) <= 1) or kept > len(misfits)
            if relation.is_hinted
            else kept >= 3 and kept >= 3 * len(misfits)
        )
        if tested >= 2 and enough and telling >= (1 if relation.is_hinted else 3):
            found.append((len(misfits), -kept, relation, misfits))
    if not found:
        return _lone(grid, column)
    _, _, relation, misfits = min(found, key=lambda each: each[:2])
    return relation, misfits


def _lone(grid: Grid, column: Column) -> tuple[Relation, list[int]] | None:
    """A table of one or two rows whose title says what a column is: near, and not equal, is a slip."""
    for relation in _possible(grid, column):
        if not relation.is_hinted:
            continue
        tested, kept, misfits, _ = _tested(relation, column)
        if 0 < tested <= 2 and not kept and all(_is_near(relation, column, row) for row in misfits):
            return relation, misfits
    return None


def _is_near(relation: Relation, column: Column, row: int) -> bool:
    sides, printed = _sides(relation, row), column.cells[row]
    given = relation.given(sides) if sides else None
    return bool(given and printed and abs(given[1] - printed.value) <= abs(given[1]) / 4)


def _tested(relation: Relation, column: Column) -> tuple[int, int, list[int], int]:
    tested = kept = telling = 0
    misfits: list[int] = []
    for row, printed in enumerate(column.cells):
        if len(misfits) > max(4, kept):
            break  # too few rows keep to it
        sides = _sides(relation, row)
        given = relation.given(sides) if sides and printed is not None else None
        if given is None or printed is None:
            continue
        tested += 1
        if _holds(given, printed, relation.signless):
            kept += 1
            # Nought from nought, or one from one, holds by chance.
            telling += abs(printed.value) > 1 or printed.digits > 0
        else:
            misfits.append(row)
    return tested, kept, misfits, telling


def _holds(given: tuple[Fraction, Fraction, Fraction], printed: Cell, signless: bool) -> bool:
    low, _, high = given
    if signless and not printed.signed:
        ends = (abs(low), abs(high))
        low, high = (Fraction(0) if low <= 0 <= high else min(ends)), max(ends)
        return printed.low <= high and low <= abs(printed.value) + printed.half
    return printed.low <= high and low <= printed.high


def _sides(relation: Relation, row: int) -> Sides:
    found = tuple(source.cells[row] for source in relation.sources)
    return tuple(cell for cell in found if cell is not None) if all(found) else ()


def _working(relation: Relation, row: int, column: Column, printed: Cell) -> str:
    sides = _sides(relation, row)
    given = relation.given(sides)
    assert given is not None
    digits = max(printed.digits, 1 if given[1].denominator != 1 else 0)
    value = f"{float(given[1]):,.{digits}f}" if given[1].denominator != 1 else shown.number(given[1])
    unit = "%" if printed.unit == "percent" or relation.name in ("share", "relative", "of column") else ""
    return f"{relation.told(sides, value + unit)}, and {printed.text} is printed"


def _possible(grid: Grid, column: Column) -> Iterator[Relation]:
    """What a column may follow from. In a very wide table only the columns nearest to it are tried."""
    apart = sorted(grid.columns, key=lambda c: abs(c.place - column.place))[: NEAREST + 1]
    others = [c for c in grid.columns if c is not column and c in apart]
    counts = [c for c in others if c.role in ("count", "level")]
    if column.role == "count":
        yield from _row_totals(grid, column)
    if column.role == "change":
        for old, new in permutations([c for c in others if c.role in ("count", "level", "percent")], 2):
            if {old.role, new.role} == {"percent"} or "percent" not in (old.role, new.role):
                yield _differs(old, new, is_hinted=len(others) <= 3)
        for old, new in permutations(counts, 2):
            yield _relative(old, new, is_hinted=len(counts) == 2)
    if column.role == "percent":
        for part, whole in permutations(counts, 2):
            yield _share(
                part, whole, 100, is_hinted=part.place < whole.place or bool(TOTAL.match(whole.title))
            )
        for old, new in permutations(counts, 2):
            yield _relative(old, new, is_hinted=False)
    if column.role in ("level", "count"):
        for part, whole in permutations(counts, 2):
            for per in (1, 100, 1000, 10_000, 100_000):
                if column.role == "level" or per > 1:
                    yield _share(part, whole, per, is_hinted=False)
    if column.role == "count":
        for old, new in permutations(counts, 2):
            yield _differs(old, new, is_hinted=False)


def _row_totals(grid: Grid, column: Column) -> Iterator[Relation]:
    """The columns to its left, or all others, where a column is called a total."""
    left = [c for c in grid.columns if c.place < column.place and c.role == "count"]
    right = [c for c in grid.columns if c.place > column.place and c.role == "count"]
    is_called = bool(TOTAL.search(column.title)) or column.title.lower().endswith((" total", "total"))
    for parts in (left, right if is_called else []):
        for first in range(max(0, len(parts) - 1)):
            some = tuple(parts[first:])
            if len(some) > 1 and not any(TOTAL.match(each.title) for each in some):
                yield _adds(some, is_hinted=is_called and first == 0)


def _adds(parts: tuple[Column, ...], *, is_hinted: bool) -> Relation:
    def given(sides: Sides) -> tuple[Fraction, Fraction, Fraction]:
        value, slack = sum((s.value for s in sides), Fraction(0)), sum((s.half for s in sides), Fraction(0))
        return value - slack, value, value + slack

    return Relation("sum", parts, given, lambda s, v: f"{' + '.join(c.text for c in s)} = {v}", is_hinted)


def _differs(old: Column, new: Column, *, is_hinted: bool) -> Relation:
    def given(sides: Sides) -> tuple[Fraction, Fraction, Fraction]:
        value, slack = sides[1].value - sides[0].value, sides[0].half + sides[1].half
        return value - slack, value, value + slack

    return Relation(
        "difference", (old, new), given, lambda s, v: f"{s[1].text} - {s[0].text} = {v}", is_hinted, True
    )


def _relative(old: Column, new: Column, *, is_hinted: bool) -> Relation:
    def given(sides: Sides) -> tuple[Fraction, Fraction, Fraction] | None:
        before, after = sides
        if before.low <= 0:
            return None
        ends = [(a - b) * 100 / b for a in (after.low, after.high) for b in (before.low, before.high)]
        return min(ends), (after.value - before.value) * 100 / before.value, max(ends)

    def told(s: Sides, v: str) -> str:
        return f"({s[1].text} - {s[0].text}) / {s[0].text} is {v}"

    return Relation("relative", (old, new), given, told, is_hinted, True)


def _share(part: Column, whole: Column, per: int, *, is_hinted: bool) -> Relation:
    def given(sides: Sides) -> tuple[Fraction, Fraction, Fraction] | None:
        top, bottom = sides
        if bottom.low <= 0:
            return None
        return top.low * per / bottom.high, top.value * per / bottom.value, top.high * per / bottom.low

    def told(s: Sides, v: str) -> str:
        return (
            f"{s[0].text} of {s[1].text} is {v}"
            if per == 100
            else f"{s[0].text} / {s[1].text}{f' x {per:,}' if per > 1 else ''} = {v}"
        )

    return Relation("share" if per == 100 else "rate", (part, whole), given, told, is_hinted)
