"""The cube: every tally of a fact by month, area and breakdown, so that no later question reads the rows again.

Sums add. One pass over the partitions that changed counts all tallies at the finest grain; a roll-up in memory
gives every level, basis and breakdown; and what a partition adds is kept beside the facts until either the partition
or what is counted changes. Amounts are rounded to the nearest 2⁻²⁰ first: such numbers add up exactly, so
the same rows give the same cube on any engine, in any order, counted at once or month by month.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
from ibis.expr.format import pretty
from numpy.typing import NDArray

from bluelamp.warehouse import engine
from bluelamp.warehouse.facts import Fact
from bluelamp.warehouse.parquet import schema
from bluelamp.warehouse.rollup import NO_CELLS, SUMS, Slice, filled, ordinal, roll_up, slices_of
from bluelamp.warehouse.shelf import Shelf, renumbered
from bluelamp.warehouse.store import Partition, Store
from bluelamp.warehouse.tallies import Tally

FORMAT = "1"
STEP = float(1 << 20)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Grid:
    """A slice laid out: ``sums[name][k, m]`` for the area and category ``keys[k]`` in the month ``first + m``.

    Months count from year 0 (``year * 12 + month - 1``). ``known[m]`` is false for a month of which nothing is
    known: its sums are 0 and mean nothing. A known month without rows is a true 0. ``histogram`` is (k, m, bins).
    """

    first: int
    known: NDArray[np.bool_]
    keys: tuple[tuple[str, str], ...]
    sums: Mapping[str, Floats]
    histogram: Floats | None = None


@dataclass(frozen=True)
class Cube:
    """What :func:`count` gives. ``cells`` has a row for each slice, area, category, month and partition with any n.

    ``declared`` is the digest of each tally's declaration; ``recounted`` how many partitions had to be read.
    """

    fact: Fact
    tallies: Mapping[str, Tally]
    declared: Mapping[str, str]
    partitions: tuple[Partition, ...]
    missing: tuple[tuple[str, str], ...]
    cells: pa.Table
    recounted: int

    def grid(self, which: Slice, keys: Iterable[tuple[str, str]] = ()) -> Grid:
        """One slice laid out over its months. ``keys`` (area, category) are there even if they never had a row."""
        first, known = self._known[which.tally, which.basis]
        cells = self._cells_of(which)
        names, k = _keys(cells, keys)
        m = cells["month"].to_numpy() - first
        inside = (m >= 0) & (m < known.size)
        at = (k * known.size + m)[inside]

        def laid_out(amounts: Floats) -> Floats:
            added = np.bincount(at, amounts[inside], minlength=len(names) * known.size)
            laid: Floats = np.where(known, added.reshape(len(names), known.size), 0.0)
            return laid

        sums = filled({name: cells[name].to_numpy() for name in SUMS if name in cells.column_names})
        bins = self.tallies[which.tally].bins
        histogram = None
        if bins:
            counted = cells["histogram"].combine_chunks().flatten().to_numpy().reshape(-1, bins)
            histogram = np.stack([laid_out(counted[:, b]) for b in range(bins)], axis=-1)
        return Grid(first, known, names, {name: laid_out(each) for name, each in sums.items()}, histogram)

    def known_months(self, tally: Tally, basis: str) -> set[int]:
        """The months, from year 0, of which everything is known by this basis."""
        first, known = self._known[tally.key, basis]
        return {first + m for m in np.flatnonzero(known).tolist()}

    def behind(self, tally: Tally, basis: str) -> dict[int, tuple[Partition, ...]]:
        """For each month, the partitions that hold, or by the declaration could hold, its rows."""
        found: dict[int, set[int]] = {}
        early, late = tally.arrival(basis)
        for p, partition in enumerate(self.partitions):
            if tally.counts(partition.source):
                for lag in range(early, late + 1):
                    found.setdefault(ordinal(partition.month) - lag, set()).add(p)
        cells = self._cells_of(Slice(tally.key, basis, next(iter(tally.areas)), ""))
        for month, p in zip(cells["month"].to_pylist(), cells["partition"].to_pylist(), strict=True):
            found.setdefault(month, set()).add(p)
        return {month: tuple(self.partitions[p] for p in sorted(found[month])) for month in sorted(found)}

    def _cells_of(self, which: Slice) -> pa.Table:
        order, start, stop = self._sorted[which]
        return self.cells.take(order[start:stop])

    @cached_property
    def _sorted(self) -> dict[Slice, tuple[NDArray[np.int64], int, int]]:
        """Where the cells of each slice are: an order of all cells, and the part of it."""
        slices = slices_of(self.tallies.values())
        codes = self.cells["slice"].to_numpy()
        order = np.argsort(codes, kind="stable")
        bounds = np.searchsorted(codes[order], np.arange(len(slices) + 1))
        return {which: (order, bounds[i], bounds[i + 1]) for i, which in enumerate(slices)}

    @cached_property
    def _known(self) -> dict[tuple[str, str], tuple[int, NDArray[np.bool_]]]:
        """For each tally and basis the first month and, from it on, whether each month is known."""
        found = {}
        for key, tally in self.tallies.items():
            here = {ordinal(p.month) for p in self.partitions if tally.counts(p.source)}
            here -= {ordinal(month) for source, month in self.missing if tally.counts(source)}
            for basis in tally.bases:
                early, late = tally.arrival(basis)
                whole = {
                    m - early for m in here if all(m - early + lag in here for lag in range(early, late + 1))
                }
                first, last = (min(whole), max(whole)) if whole else (0, -1)
                known = np.array([m in whole for m in range(first, last + 1)], dtype=np.bool_)
                found[key, basis] = first, known
        return found


def count(store: Store, tallies: Sequence[Tally], *, con: Any = None) -> Cube:
    """The cube of tallies over one fact and its current partitions; only partitions not counted before are read.

    ``con`` is an Ibis connection (from :func:`engine.connect` when absent), used only if there is something to count.
    """
    fact = tallies[0].fact
    if any(tally.fact != fact for tally in tallies):
        raise ValueError("A cube counts one fact; give the tallies of each fact to a cube of its own.")
    partitions = store.partitions(fact)
    digests = {tally.key: declared(tally) for tally in tallies}
    together = hashlib.sha256(" ".join(digests.values()).encode()).hexdigest()
    shelf = Shelf(store.root / "cubes" / fact.name, together)
    kept, missed = shelf.read(partitions)
    if missed:
        con = con if con is not None else engine.connect(scratch=store.root)
        changed = [partitions[p] for p in missed]
        places = [(partition.source, partition.month) for partition in changed]
        rows = engine.table(con, fact, changed)
        grain = grain_of(rows, tallies, {source for source, _ in places}).to_pyarrow()
        cells = roll_up(grain, tallies, places)
        shelf.write(cells, changed)
        kept.append(renumbered(cells, np.array(missed)))
    whole = pa.concat_tables([NO_CELLS, *kept], promote_options="default").unify_dictionaries()
    whole = whole.combine_chunks()
    if missed:
        shelf.tidy(whole, partitions)
    return Cube(
        fact, {t.key: t for t in tallies}, digests, partitions, store.missing(fact), whole, len(missed)
    )


def grain_of(rows: ir.Table, tallies: Sequence[Tally], sources: Collection[str]) -> ir.Table:
    """The one group-by: every tally's sums at the finest grain that any of them needs.

    ``sources`` are those of the rows; where there is but one, they are not divided by it.
    """
    fact = tallies[0].fact
    dates = {c for t in tallies for c in t.bases.values() if c != fact.dated}
    columns = {c for t in tallies for c in (*t.areas.values(), *t.breakdowns.values()) if c}
    by: dict[str, ir.Value] = {"partition_month": rows["partition_month"]}
    if len(sources) > 1:
        by["source"] = rows["source"]
    by |= {f"month of {c}": rows[c].year() * 12 + rows[c].month() - 1 for c in sorted(dates)}
    by |= {f"by {c}": rows[c] for c in sorted(columns)}
    sums = {
        f"{i} {name}": each for i, tally in enumerate(tallies) for name, each in _sums(rows, tally).items()
    }
    return rows.group_by(**by).aggregate(**sums)


def declared(tally: Tally) -> str:
    """A SHA-256 of what is counted and how: another query, basis, level or breakdown gives another."""
    rows = ibis.table(ibis.schema(schema(tally.fact)), name="facts")
    query = pretty(rows.aggregate(**_sums(rows, tally)).op())
    faces = (tally.key, tally.fact.name, tally.fact.dated, *tally.bases.items(), *tally.areas.items())
    limits = (*tally.breakdowns.items(), *tally.arrives.items(), tally.sources)
    return hashlib.sha256(repr((FORMAT, query, faces, limits)).encode()).hexdigest()


def _sums(rows: ir.Table, tally: Tally) -> dict[str, ir.Value]:
    """The sums one tally needs, as aggregates; those it does not need are left out (see ``rollup.filled``)."""
    base = tally.population(rows)
    value = tally.value(rows) if tally.value else None
    if value is not None:
        # A condition is asked as a number whether it is null: Spark cannot read “a IN (1, 2) IS NOT NULL”.
        base = base & (value.cast("int8") if tally.kind == "share" else value).notnull()
    sums: dict[str, ir.Value] = {"n": rows.count(where=base)}
    if tally.kind == "share":
        success = base & value
        sums["x"] = rows.count(where=success)
    elif value is not None:
        sums |= {"x": _exact(value).sum(where=base), "xx": _exact(value * value).sum(where=base)}
    if tally.weight:
        w = rows[tally.weight]
        one, two = _exact(w), _exact(w * w)
        sums |= {"w": one.sum(where=base), "ww": two.sum(where=base)}
        if tally.kind == "share":
            sums |= {"wx": one.sum(where=success), "wwx": two.sum(where=success)}
        elif tally.kind == "mean":
            sums |= {"wx": _exact(w * value).sum(where=base), "wwx": _exact(w * w * value).sum(where=base)}
            sums["wwxx"] = _exact(w * w * value * value).sum(where=base)
    for b in range(tally.bins):
        inside = base & _within(value, tally.edges, b)
        sums[f"bin {b}"] = one.sum(where=inside) if tally.weight else rows.count(where=inside)
    return sums


def _exact(amount: ir.NumericValue) -> ir.NumericValue:
    """To the nearest 2⁻²⁰: up to 2³³ of them add up without any rounding, whatever the order."""
    return (amount.cast("float64") * STEP).round().cast("float64") / STEP


def _within(value: ir.NumericValue, edges: Sequence[float], b: int) -> ir.BooleanValue:
    """Whether a value lies in bin ``b``: from one edge up to, not including, the next; the outer bins are open."""
    if b == 0:
        return value < edges[0]
    return value >= edges[b - 1] if b == len(edges) else (value >= edges[b - 1]) & (value < edges[b])


def _keys(
    cells: pa.Table, also: Iterable[tuple[str, str]]
) -> tuple[tuple[tuple[str, str], ...], NDArray[np.int64]]:
    """The areas and categories of some cells, in order, and which of them each cell is of."""
    area, category = cells["area"].combine_chunks(), cells["category"].combine_chunks()
    width = len(category.dictionary) + 1
    codes = area.indices.to_numpy().astype(np.int64) * width + category.indices.to_numpy()
    seen, each = np.unique(codes, return_inverse=True)
    areas, categories = area.dictionary.to_pylist(), category.dictionary.to_pylist()
    pairs = [(areas[code // width], categories[code % width]) for code in seen.tolist()]
    names = tuple(sorted({*pairs, *also}))
    place = {pair: k for k, pair in enumerate(names)}
    return names, np.array([place[pair] for pair in pairs], dtype=np.int64)[each]
