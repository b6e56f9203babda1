"""The choice of what to keep back besides the small counts themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_array, hstack

from bluelamp.analysis.suppression import attacking
from bluelamp.analysis.suppression.linked import Counts, Linked, Mask

Floats = NDArray[np.float64]
USED = 1e-7


class CannotProtect(ValueError):
    """Too much has to be shown, or was shown before, for these counts to be kept back.

    ``cells`` are their numbers; ``names`` are told where the caller has any.
    """

    def __init__(self, cells: NDArray[np.int64], names: Sequence[str] = ()) -> None:
        counts = "count" if len(cells) == 1 else "counts"
        told = f" ({'; '.join(names)})" if names else ""
        super().__init__(
            f"{len(cells)} small {counts}{told} can be worked out from what has to be shown or was shown before. "
            "Show less of it, or join small groups."
        )
        self.cells = cells


class Protected(NamedTuple):
    """The ``small`` cells, and all ``hidden`` ones."""

    small: Mask
    hidden: Mask

    @property
    def share_shown(self) -> float:
        return float(1 - self.hidden.mean())


def protect(
    linked: Linked,
    *,
    threshold: int = 5,
    zeros_are_shown: bool = True,
    shown: Mask | None = None,
    hidden: Mask | None = None,
    unprinted: Mask | None = None,
    weights: Floats | None = None,
) -> Protected:
    """Keep back every count from 1 to ``threshold`` - 1 (and 0, unless ``zeros_are_shown``), and what would tell it.

    ``shown`` cells stay: they were published before, or must be. ``hidden`` ones were kept back before and stay so.
    ``unprinted`` ones stand in no table, yet follow from some, as what came between two releases does. ``weights`` (n,)
    say how much each is missed; unless given, a total five times as much as a count, and a total of totals more.
    ``CannotProtect`` when what is ``shown`` gives a small count away.
    """
    nowhere = np.zeros(len(linked.values), dtype=bool)
    aside = nowhere if unprinted is None else unprinted
    kept = aside | (nowhere if hidden is None else hidden)
    fixed = (nowhere if shown is None else shown) & ~kept
    # Where a zero was kept back before, nobody knows of it as a count of at least 1.
    is_unknown = aside | (kept & (linked.values == 0))
    floor = np.where(is_unknown | (not zeros_are_shown), 0, 1)
    small = (linked.values >= np.where(is_unknown, 1, floor)) & (linked.values < threshold) & ~fixed
    # A count that is known to be at least 1 cannot hide in a zero.
    fixed |= linked.values < floor
    choosing = _Choosing(linked, threshold, floor, fixed, missed(linked) if weights is None else weights)
    return Protected(small, choosing.kept(small, small | kept))


def missed(linked: Linked) -> Floats:
    """How much a cell is missed: 1 for a count, and five times as much for each sum that it is the total of."""
    times = np.zeros(len(linked.values))
    for total, _ in linked.sums:
        times[total] += 1
    return 5.0**times


class _Choosing:
    """One table while it is being decided what to keep back."""

    def __init__(self, linked: Linked, threshold: int, floor: Counts, fixed: Mask, weights: Floats) -> None:
        self.linked, self.threshold, self.floor = linked, threshold, floor
        self.fixed, self.weights = fixed, weights
        self.matrix = csr_array(hstack([linked.matrix, -linked.matrix]))
        self.known: list[Floats] = []
        # A cell that was hidden for another: whom its showing would tell first.
        self.hidden_for: dict[int, int] = {}
        self.takes_part = abs(linked.matrix)
        self.room = np.maximum(linked.values - floor, 0).astype(float)

    def kept(self, small: Mask, hidden: Mask) -> Mask:
        """Hide what each small count needs, attack the whole, mend, and show again what nobody needed."""
        needed = hidden.copy()
        while (open_ := self._exposed(hidden, small)).any():
            more = hidden.copy()
            for cell in np.flatnonzero(open_)[np.argsort(self.linked.values[open_], kind="stable")]:
                if not attacking.apart(self.linked, more, self.known, self.threshold)[cell]:
                    cover = self._cover(int(cell), more)
                    self.hidden_for |= dict.fromkeys(np.flatnonzero(cover & ~more).tolist(), int(cell))
                    more |= cover
            if (more == hidden).all():
                raise CannotProtect(np.flatnonzero(open_))
            hidden = more
        return self._without_the_needless(hidden, needed, small)

    def _cover(self, cell: int, hidden: Mask) -> Mask:
        """The cheapest cells that let this one be ``threshold`` higher than it is, with all published still true."""
        price = np.where(hidden, 0.0, self.weights / np.minimum(np.maximum(self.room, 1), self.threshold))
        up = np.where(self.fixed, 0.0, np.inf)
        down = np.where(self.fixed, 0.0, self.room)
        up[cell] = down[cell] = 0.0
        bounds = np.stack([np.zeros(2 * len(price)), np.concatenate([up, down])], axis=1)
        wanted = -self.threshold * self.linked.matrix[:, [cell]].toarray().ravel()
        found = linprog(
            np.concatenate([price, price]), A_eq=self.matrix, b_eq=wanted, bounds=bounds, method="highs"
        )
        if found.status != 0:
            return self._apart(cell, price, up, down)
        found.x[cell] = self.threshold
        return self._met(found.x)

    def _apart(self, cell: int, price: Floats, up: Floats, down: Floats) -> Mask:
        """The cheapest cells that let this one lie ``threshold`` apart in two tables: what others say may end its rise.

        The first table is the higher one, and reaches the threshold.
        """
        n, value = len(price), float(self.linked.values[cell])
        one_way = [np.concatenate([up, down]), np.concatenate([up, down])]
        one_way[0][cell], one_way[1][n + cell] = self.threshold, self.room[cell]
        least = np.zeros(4 * n)
        least[cell] = max(0.0, self.threshold - value)
        apart = np.zeros(4 * n)
        apart[[cell, 3 * n + cell]] = -1.0
        found = linprog(
            np.tile(price, 4),
            A_eq=block_diag([self.matrix, self.matrix], format="csr"),
            b_eq=np.zeros(2 * self.matrix.shape[0]),
            A_ub=apart[None, :],
            b_ub=[-float(self.threshold)],
            bounds=np.stack([least, np.concatenate(one_way)], axis=1),
            method="highs",
        )
        if found.status != 0:
            raise CannotProtect(np.array([cell]))
        return self._met(found.x[: 2 * n]) | self._met(found.x[2 * n :])

    def _met(self, moved: Floats) -> Mask:
        """The cells that ``moved`` up or down, and by it made a table that fits wherever they are hidden."""
        up, down = np.where(moved > USED, moved, 0.0).reshape(2, -1)
        self.known.append(np.asarray(self.linked.values + up - down, dtype=float))
        return np.asarray((up > 0) | (down > 0))

    def _exposed(self, hidden: Mask, small: Mask, *, suspect: int | None = None) -> Mask:
        return attacking.exposed(
            self.linked,
            hidden,
            small,
            threshold=self.threshold,
            floor=self.floor,
            known=self.known,
            suspect=suspect,
        )

    def _without_the_needless(self, hidden: Mask, needed: Mask, small: Mask) -> Mask:
        """Show again, dearest first, whatever leaves every small count as safe as before."""
        extra = np.flatnonzero(hidden & ~needed)
        for cell in extra[np.argsort(-self.weights[extra], kind="stable")]:
            fewer = hidden.copy()
            fewer[cell] = False
            if self._is_alone(fewer, small):
                continue
            touched, suspect = small & self._near(int(cell), hidden), self.hidden_for[int(cell)]
            if not self._exposed(fewer, touched, suspect=suspect).any():
                hidden = fewer
        return hidden

    def _is_alone(self, hidden: Mask, small: Mask) -> bool:
        """Is some small count the only one that its sum lacks? Then no programme need say that it is known."""
        lacking = self.takes_part @ hidden
        return bool(np.any(self.takes_part[lacking == 1] @ (hidden & small)))

    def _near(self, cell: int, hidden: Mask) -> Mask:
        """The hidden cells that hang together with this one: nothing else is touched by it."""
        near = np.zeros(len(hidden), dtype=bool)
        for group in attacking.groups(self.linked, hidden):
            if cell in group.cells:
                near[group.cells] = True
        return near
