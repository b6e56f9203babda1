"""The attack: what somebody can work out of the counts that were kept back, from all that was published."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from bluelamp.analysis.suppression.linked import Linked, Mask

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
NEARLY = 1e-6
FEW = 2
"""Counts for which a programme for each of their ends is quicker than a search for tables that fit."""


class Feasible(NamedTuple):
    """The lowest and the highest value of each cell that fits all that is published; both its count where that is."""

    low: Floats
    high: Floats


class Unknown(NamedTuple):
    """Counts kept back that hang together: their numbers, the sums they stand in, and what each of these leaves."""

    cells: NDArray[np.int64]
    matrix: csr_array
    rest: Floats


def feasible(
    linked: Linked, hidden: Mask, *, floor: ArrayLike = 1, which: Mask | None = None, whole: bool = False
) -> Feasible:
    """What fits: for every hidden cell, or for those of ``which``, by one linear programme for each end.

    ``floor``, one or (n,), is what is known of a hidden count anyhow: at least 1 where zeros are shown, else 0.
    ``whole`` lets the attacker use that counts are whole, by integer programming; in tables of two dimensions that
    tells them no more.
    """
    floors = np.broadcast_to(np.asarray(floor, dtype=float), linked.values.shape)
    low, high = linked.values.astype(float), linked.values.astype(float)
    wanted = hidden if which is None else hidden & which
    for group in groups(linked, hidden):
        for place in np.flatnonzero(wanted[group.cells]):
            ends = [_end(group, int(place), sign, floors[group.cells], whole) for sign in (1.0, -1.0)]
            low[group.cells[place]], high[group.cells[place]] = ends
    return Feasible(low, high)


def exposed(
    linked: Linked,
    hidden: Mask,
    sensitive: Mask,
    *,
    threshold: int = 5,
    floor: ArrayLike = 1,
    whole: bool = False,
    known: list[Floats] | None = None,
    suspect: int | None = None,
) -> Mask:
    """(n,): the ``sensitive`` cells that are published, or whose value can be worked out too closely.

    Too closely is: to fewer than ``threshold`` values beside one another, or to nothing but values under it. A cell for
    which two tables that fit are found so far apart needs no further programme; the others get their own two. ``known``
    are tables that fitted something before: those that still do are used, and new ones are added. With a ``suspect``,
    the cell that is looked at first, the attack ends at the first cell that is exposed.
    """
    floors = np.broadcast_to(np.asarray(floor, dtype=float), linked.values.shape)
    met = [] if known is None else known
    low, high = _reach(linked, hidden, met)
    found = np.asarray(sensitive & ~hidden)
    for group in groups(linked, hidden):
        search = _Search(group, low[group.cells], high[group.cells], floors[group.cells], threshold)
        if suspect is not None:
            for place in search.near(np.flatnonzero(sensitive[group.cells] & (group.cells == suspect))):
                found[suspect] = search.is_tight(int(place), whole)
                if found[suspect]:
                    return found
        for place in search.not_apart(np.flatnonzero(sensitive[group.cells])):
            found[group.cells[place]] = search.is_tight(int(place), whole)
            if suspect is not None and found[group.cells[place]]:
                return found
        met += [_with(linked, group, table) for table in search.met]
    return found


def _reach(linked: Linked, hidden: Mask, known: list[Floats]) -> tuple[Floats, Floats]:
    """The ends of each cell in the true table and those ``known`` ones that agree with all that is published."""
    low = high = linked.values.astype(float)
    for table in known:
        if np.array_equal(table[~hidden], linked.values[~hidden]):
            low, high = np.minimum(low, table), np.maximum(high, table)
    return low, high


def apart(linked: Linked, hidden: Mask, known: list[Floats], threshold: int) -> Mask:
    """(n,): the cells for which ``known`` tables that fit lie far enough apart to tell nothing."""
    low, high = _reach(linked, hidden, known)
    return np.asarray((high - low >= threshold - NEARLY) & (high >= threshold - NEARLY))


def _with(linked: Linked, group: Unknown, values: Floats) -> Floats:
    table = linked.values.astype(float)
    table[group.cells] = values
    return table


class _Search:
    """Looking, in one group, for tables that fit and lie apart."""

    def __init__(self, group: Unknown, low: Floats, high: Floats, least: Floats, threshold: int) -> None:
        self.group, self.low, self.high, self.least = group, low, high, least
        self.wide, self.met = threshold - NEARLY, list[Floats]()
        self.ceiling = np.maximum(high, threshold) + 2 * threshold
        self.draw = np.random.default_rng(0)

    def not_apart(self, places: Places) -> Places:
        """The places for which no two fitting tables were met that lie far enough apart.

        Each programme moves as many cells at once as it can, up and then down, since none has far to go.
        """
        left = self.near(places)
        while len(left) > FEW:
            weights = np.zeros(len(self.low))
            weights[left] = self.draw.uniform(0.5, 1.5, len(left))
            for sign in (-1.0, 1.0):
                self._meet(sign * weights)
            before, left = len(left), self.near(left)
            if len(left) == before:
                break
        return left

    def is_tight(self, place: int, whole: bool) -> bool:
        low, high = (_end(self.group, place, sign, self.least, whole) for sign in (1.0, -1.0))
        return high - low < self.wide or high < self.wide

    def near(self, places: Places) -> Places:
        """Those of the places of which no tables are known yet that lie far enough apart."""
        near = (self.high - self.low < self.wide) | (self.high < self.wide)
        return places[near[places]]

    def _meet(self, cost: Floats) -> None:
        """The cheapest table that fits; there is one, since the true one does."""
        bounds = np.stack([self.least, self.ceiling], axis=1)
        group = self.group
        found = linprog(cost, A_eq=group.matrix, b_eq=group.rest, bounds=bounds, method="highs")
        if found.status != 0:
            raise ArithmeticError(f"The attack could not be computed: {found.message}")
        fits = np.where(np.abs(found.x - np.round(found.x)) < NEARLY, np.round(found.x), found.x)
        self.low, self.high = np.minimum(self.low, fits), np.maximum(self.high, fits)
        self.met.append(fits)


def groups(linked: Linked, hidden: Mask) -> list[Unknown]:
    """The hidden cells, in groups that hang together by some sum: none tells anything of another."""
    cells = np.flatnonzero(hidden)
    if not len(cells):
        return []
    matrix = csr_array(linked.matrix[:, cells])
    links = csr_array(abs(matrix.T) @ abs(matrix))
    count, label = connected_components(links, directed=False)
    published = np.where(hidden, 0, linked.values)
    rest = -(linked.matrix @ published)
    found = []
    for each in range(count):
        mine = np.flatnonzero(label == each)
        part = csr_array(matrix[:, mine])
        rows = np.flatnonzero(abs(part).sum(axis=1))
        found.append(Unknown(cells[mine], csr_array(part[rows]), rest[rows]))
    return found


def _end(group: Unknown, place: int, sign: float, least: Floats, whole: bool) -> float:
    """The lowest (``sign`` +1) or the highest value of one cell; infinite where nothing bounds it."""
    cost = np.zeros(len(group.cells))
    cost[place] = sign
    if not group.matrix.shape[0]:
        return float(least[place]) if sign > 0 else np.inf
    if whole:
        found = milp(
            cost,
            constraints=LinearConstraint(group.matrix, group.rest, group.rest),
            integrality=np.ones(len(cost)),
            bounds=Bounds(least, np.inf),
        )
    else:
        bounds = np.stack([least, np.full(len(cost), np.inf)], axis=1)
        found = linprog(cost, A_eq=group.matrix, b_eq=group.rest, bounds=bounds, method="highs")
    if found.status in (3, 4):  # Without an end. HiGHS cannot always tell that from there being no answer.
        return -np.inf * sign
    if found.status != 0:
        raise ArithmeticError(f"The attack could not be computed: {found.message}")
    return float(found.fun * sign)
