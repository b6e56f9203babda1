"""From the finest grain to every face of the cube: plain sums in memory, a few thousand rows at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bluelamp.warehouse.tallies import Tally

SUMS = ("n", "x", "xx", "w", "ww", "wx", "wwx", "wwxx")
"""Rows in the base, then Σx, Σx², Σw, Σw², Σwx, Σw²x and Σw²x²."""
LATEST = 12 * 10_000
"""A month no calendar reaches: the base in which months are packed into keys."""

NO_CELLS = pa.table(
    {
        "slice": pa.array([], pa.int32()),
        "area": pa.array([], pa.dictionary(pa.int32(), pa.string())),
        "category": pa.array([], pa.dictionary(pa.int32(), pa.string())),
        "month": pa.array([], pa.int32()),
        "n": pa.array([], pa.float64()),
        "histogram": pa.array([], pa.list_(pa.float64())),
        "partition": pa.array([], pa.int32()),
    }
)
"""No cells, in the shape of :func:`roll_up`."""

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


class Slice(NamedTuple):
    """One face of the cube: a tally by one basis, at one level, by one breakdown (``""`` for none)."""

    tally: str
    basis: str
    level: str
    breakdown: str


class _Named(NamedTuple):
    """Columns of one sort as codes into ``names`` (-1 for null). The column ``""`` has one name, ``""``, throughout."""

    columns: dict[str, Codes]
    names: list[str]


def slices_of(tallies: Iterable[Tally]) -> tuple[Slice, ...]:
    """Every face the cube of these tallies has, in the order of their codes."""
    return tuple(
        Slice(tally.key, basis, level, breakdown)
        for tally in tallies
        for basis in tally.bases
        for level in tally.areas
        for breakdown in ("", *tally.breakdowns)
    )


def filled(sums: Mapping[str, Floats]) -> dict[str, Floats]:
    """All of :data:`SUMS`: rows that weigh or stand for one, succeed or fail, need fewer; the rest equal those."""
    full = dict(sums)
    weighted = "w" in full
    same = {"x": "n", "xx": "x", "w": "n", "ww": "n"}
    same |= {"wx": "w", "wwx": "ww", "wwxx": "wwx"} if weighted else {"wx": "x", "wwx": "x", "wwxx": "xx"}
    for name, other in same.items():
        full.setdefault(name, full[other])
    return full


def ordinal(month: str) -> int:
    """``YYYY-MM`` as months since year 0."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


def roll_up(grain: pa.Table, tallies: Sequence[Tally], places: Sequence[tuple[str, str]]) -> pa.Table:
    """A row for each slice, area, category, month and partition (its place among ``places``: source and month).

    ``grain`` is from ``cube.grain_of``.

    A row without an area is in no area of that level but is in the whole; one without a category is in none.
    """
    areas = _named(grain, {column for tally in tallies for column in tally.areas.values()})
    categories = _named(grain, {column for tally in tallies for column in tally.breakdowns.values()})
    partition = _partitions(grain, places)
    months = {
        name[9:]: _numbers(grain[name], -1) for name in grain.column_names if name.startswith("month of ")
    }
    months[tallies[0].fact.dated] = np.array([ordinal(month) for _, month in places], np.int64)[partition]
    sums = [_sums(grain, i) for i in range(len(tallies))]
    counted = [np.array([tally.counts(source) for source, _ in places]) for tally in tallies]
    weighted = any(tally.weight for tally in tallies)
    kept = [name for name in SUMS if weighted or any(name in each for each in sums)]
    columns: dict[str, list[NDArray[Any]]] = defaultdict(list)
    for (date, level, breakdown), members in _faces(tallies).items():
        month, area, category = months[date], areas.columns[level], categories.columns[breakdown]
        rows = np.flatnonzero((month >= 0) & (area >= 0) & (category >= 0))
        depth, width = len(categories.names), len(areas.names)
        packed = ((partition[rows] * LATEST + month[rows]) * width + area[rows]) * depth + category[rows]
        cells, cell = np.unique(packed, return_inverse=True)
        for code, i in members:
            added: dict[str, Floats] = {
                name: np.bincount(cell, each[rows], minlength=cells.size).astype(np.float64)
                for name, each in sums[i].items()
            }
            some = (added["n"] > 0) & counted[i][cells // (LATEST * width * depth)]
            if not some.any():
                continue
            rest, of_category = np.divmod(cells[some], depth)
            rest, of_area = np.divmod(rest, width)
            of_partition, of_month = np.divmod(rest, LATEST)
            full = filled(added)
            bins = [full[f"bin {b}"][some] for b in range(tallies[i].bins)]
            columns["slice"].append(np.full(rest.size, code))
            columns["partition"].append(of_partition)
            columns["area"].append(of_area)
            columns["category"].append(of_category)
            columns["month"].append(of_month)
            columns["histogram"].append(np.stack(bins, axis=1).ravel() if bins else np.zeros(0))
            columns["bins"].append(np.full(rest.size, len(bins)))
            for name in kept:
                columns[name].append(full[name][some])
    whole = {name: np.concatenate(parts) for name, parts in columns.items()}
    return _table(whole, areas.names, categories.names, kept)


def _faces(tallies: Sequence[Tally]) -> dict[tuple[str, str, str], list[tuple[int, int]]]:
    """The (date, area, category) columns to group by, each with the slices (code, place of the tally) it serves."""
    faces: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    place = {tally.key: i for i, tally in enumerate(tallies)}
    for code, which in enumerate(slices_of(tallies)):
        tally = tallies[place[which.tally]]
        columns = (
            tally.bases[which.basis],
            tally.areas[which.level],
            tally.breakdowns.get(which.breakdown, ""),
        )
        faces[columns].append((code, place[which.tally]))
    return faces


def _sums(grain: pa.Table, i: int) -> dict[str, Floats]:
    names = [name for name in grain.column_names if name.startswith(f"{i} ")]
    return {name.split(" ", 1)[1]: _numbers(grain[name], 0).astype(np.float64) for name in names}


def _numbers(column: pa.ChunkedArray, nothing: int) -> NDArray[Any]:
    numbers: NDArray[Any] = column.fill_null(nothing).to_numpy()
    return numbers


def _named(grain: pa.Table, wanted: set[str]) -> _Named:
    columns: dict[str, Codes] = {"": np.zeros(grain.num_rows, np.int64)}
    names = {"": 0}
    for column in sorted(wanted - {""}):
        codes, found = _coded(grain[f"by {column}"])
        columns[column] = np.array([*(names.setdefault(name, len(names)) for name in found), -1], np.int64)[
            codes
        ]
    return _Named(columns, list(names))


def _coded(column: pa.ChunkedArray) -> tuple[Codes, list[str]]:
    """A column of words as codes (-1 for null) and the words."""
    coded = pa.chunked_array(column, type=column.type).combine_chunks().dictionary_encode()
    codes: Codes = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    return codes, coded.dictionary.to_pylist()


def _partitions(grain: pa.Table, places: Sequence[tuple[str, str]]) -> Codes:
    """Which of ``places`` each row is in."""
    month, months = _coded(grain["partition_month"])
    if "source" in grain.column_names:
        source, sources = _coded(grain["source"])
    else:
        source, sources = np.zeros(grain.num_rows, np.int64), [places[0][0]]
    place = {each: p for p, each in enumerate(places)}
    table = np.array([[place.get((s, m), -1) for m in months] for s in sources], np.int64)
    found: Codes = table.reshape(len(sources), len(months))[source, month]
    return found


def _table(
    columns: dict[str, NDArray[Any]], areas: list[str], categories: list[str], kept: Sequence[str]
) -> pa.Table:
    if not columns:
        return NO_CELLS
    bounds = np.concatenate([[0], np.cumsum(columns["bins"])])
    return pa.table(
        {
            "slice": pa.array(columns["slice"], pa.int32()),
            "area": pa.DictionaryArray.from_arrays(pa.array(columns["area"], pa.int32()), areas),
            "category": pa.DictionaryArray.from_arrays(pa.array(columns["category"], pa.int32()), categories),
            "month": pa.array(columns["month"], pa.int32()),
            **{name: pa.array(columns[name], pa.float64()) for name in kept},
            "histogram": pa.ListArray.from_arrays(pa.array(bounds, pa.int32()), columns["histogram"]),
            "partition": pa.array(columns["partition"], pa.int32()),
        }
    )
