"""Counts and the sums that link them: a table with its margins, several tables, or this release and the one before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Linked:
    """``values`` (n,) are whole counts, 0 or more; each of ``sums`` says: this cell is the sum of those.

    A cell may stand in any number of sums, which is how tables, months and the year to date, or an earlier release hang
    together. ``ValueError`` where a sum does not add up: what is inconsistent cannot be protected, only mended.
    """

    values: Counts
    sums: tuple[tuple[int, tuple[int, ...]], ...]

    def __post_init__(self) -> None:
        values = np.asarray(self.values)
        if values.ndim != 1 or not np.all(values == np.floor(values)) or np.any(values < 0):
            raise ValueError("Counts are whole numbers, 0 or more, in one list.")
        object.__setattr__(self, "values", values.astype(np.int64))
        for total, parts in self.sums:
            found = int(self.values[list(parts)].sum())
            if found != self.values[total]:
                raise ValueError(f"Cell {total} is {self.values[total]}, but its parts add up to {found}.")

    @cached_property
    def matrix(self) -> csr_array:
        """(sums, n): +1 for a part and -1 for its total, so that the matrix times the counts is 0."""
        rows, columns, signs = [], [], []
        for row, (total, parts) in enumerate(self.sums):
            rows += [row] * (len(parts) + 1)
            columns += [total, *parts]
            signs += [-1.0, *[1.0] * len(parts)]
        return csr_array((signs, (rows, columns)), shape=(len(self.sums), len(self.values)))

    @cached_property
    def totals(self) -> Mask:
        """(n,): is this cell the total of others?"""
        found = np.zeros(len(self.values), dtype=bool)
        found[[total for total, _ in self.sums]] = True
        return found


@dataclass(frozen=True, eq=False)
class Table:
    """A table of any number of dimensions with its margins, the last place along each: laid out as one list."""

    linked: Linked
    shape: tuple[int, ...]

    def shown(self, hidden: Mask) -> NDArray[np.object_]:
        """The table with its margins, ``None`` where a count is kept back."""
        cells = self.linked.values.astype(object)
        cells[hidden] = None
        return cells.reshape(self.shape)


def with_margins(counts: ArrayLike) -> Table:
    """A table of ``counts`` with the sums along each of its dimensions, and every sum they take part in."""
    inner = np.asarray(counts)
    if inner.ndim == 0:
        raise ValueError("A table has at least one dimension.")
    full = inner
    for axis in range(inner.ndim):
        full = np.concatenate([full, full.sum(axis=axis, keepdims=True)], axis=axis)
    numbers = np.arange(full.size).reshape(full.shape)
    sums = [line for axis in range(full.ndim) for line in _lines(np.moveaxis(numbers, axis, -1))]
    return Table(Linked(full.ravel(), tuple(sums)), full.shape)


def _lines(numbers: NDArray[np.int64]) -> Iterable[tuple[int, tuple[int, ...]]]:
    for place in product(*map(range, numbers.shape[:-1])):
        line: Sequence[int] = numbers[place].tolist()
        yield line[-1], tuple(line[:-1])
