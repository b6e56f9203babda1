"""Somebody who holds every edition of a table and a linear programme, and knows nothing of how it was made safe.

It is written without a line of :mod:`bluelamp.analysis.suppression`: it reads the printed cells, ``None`` where one is
kept back, and knows only that margins are sums, that nothing that was counted is taken back, and that zeros are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Printed = NDArray[np.object_]
"""A table with its margins, the last place along each dimension."""
NEARLY = 1e-6


class Told(NamedTuple):
    """A small count that follows from what was printed: of which editions, in which cell, and between which values."""

    editions: tuple[int, ...]
    cell: tuple[int, ...]
    low: float
    high: float


def told(printed: Sequence[Printed], *, true: Sequence[NDArray[np.int64]], threshold: int) -> Iterator[Told]:
    """Every small count of an edition, and of what came in between two, that is known too closely.

    ``true`` are the counts without margins: they say which counts are small, and are one of the answers that fit.
    Too closely is: to fewer than ``threshold`` values beside one another, or to nothing but values under it.
    """
    asked = list(_small(printed, true, threshold))
    if not asked:
        return
    limits = _limits(printed)
    wanted = csr_array(np.array([row for _, _, row in asked]))
    answers = [np.concatenate([each.ravel() for each in _came_in(true)]).astype(float)]
    low = high = wanted @ answers[0]
    draw = np.random.default_rng(0)
    for _ in range(6):  # Answers that lie far apart spare most counts a programme of their own.
        near = (high - low < threshold) | (high < threshold)
        for sign in (-1, 1):
            found = _answer(sign * (wanted.T @ np.where(near, draw.uniform(0.5, 1.5, len(near)), 0)), limits)
            if found is not None:
                low, high = np.minimum(low, wanted @ found), np.maximum(high, wanted @ found)
    for place in np.flatnonzero((high - low < threshold - NEARLY) | (high < threshold - NEARLY)):
        row = wanted[[place]].toarray().ravel()
        least, most = _answer(row, limits), _answer(-row, limits)
        ends = (
            float(row @ least) if least is not None else 0.0,
            float(row @ most) if most is not None else np.inf,
        )
        if ends[1] - ends[0] < threshold - NEARLY or ends[1] < threshold - NEARLY:
            yield Told(asked[place][0], asked[place][1], *ends)


def _small(
    printed: Sequence[Printed], true: Sequence[NDArray[np.int64]], threshold: int
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], Floats]]:
    """The small counts, each as the base counts that make it up."""
    came = np.concatenate([each.ravel() for each in _came_in(true)])
    for cell in product(*map(range, printed[0].shape)):
        rows = [_row(cell, printed[0].shape, edition, len(printed)) for edition in range(len(printed))]
        alone = [((edition,), row) for edition, row in enumerate(rows)]
        between = [
            ((one, other), rows[other] - rows[one]) for one, other in combinations(range(len(rows)), 2)
        ]
        for editions, row in (*alone, *between):
            if 0 < row @ came < threshold:
                yield editions, cell, row


def _came_in(true: Sequence[NDArray[np.int64]]) -> list[NDArray[np.int64]]:
    """What the first edition counted, and what each later one counted more."""
    return [true[0], *(later - earlier for earlier, later in pairwise(true))]


def _row(cell: tuple[int, ...], shape: tuple[int, ...], edition: int, editions: int) -> Floats:
    """The base counts of a printed cell: its own, or all along a dimension for a margin, of every edition so far."""
    inner = tuple(length - 1 for length in shape)
    mine = np.zeros((editions, *inner))
    along = (slice(None) if place == length else place for place, length in zip(cell, inner, strict=True))
    mine[(slice(0, edition + 1), *along)] = 1
    return mine.ravel()


def _limits(printed: Sequence[Printed]) -> dict[str, Any]:
    """What is printed is so; what is kept back is at least one."""
    equal: list[tuple[Floats, int]] = []
    hidden: list[Floats] = []
    for edition, table in enumerate(printed):
        for cell in product(*map(range, table.shape)):
            row = _row(cell, table.shape, edition, len(printed))
            if table[cell] is None:
                hidden.append(row)
            else:
                equal.append((row, table[cell]))
    return {
        "A_eq": csr_array(np.array([row for row, _ in equal])) if equal else None,
        "b_eq": np.array([value for _, value in equal], dtype=float) if equal else None,
        "A_ub": csr_array(-np.array(hidden)) if hidden else None,
        "b_ub": np.full(len(hidden), -1.0) if hidden else None,
    }


def _answer(cost: Floats, limits: dict[str, Any]) -> Floats | None:
    """The counts that fit and cost the least; None where there is no end to it."""
    found = linprog(cost, **limits, method="highs")
    if found.status == 0:
        return np.asarray(found.x)
    if found.status in (3, 4):
        return None
    raise ArithmeticError(f"The attack could not be computed: {found.message}")
