"""One release after another: whoever holds several subtracts one from the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from bluelamp.analysis.suppression.linked import Linked, Mask, Table
from bluelamp.analysis.suppression.protecting import Protected, missed, protect


class Release(NamedTuple):
    """A table that is out, and what of it was kept back."""

    table: Table
    kept_back: Mask


def protect_after(
    released: Sequence[Release], now: Table, *, threshold: int = 5, zeros_are_shown: bool = True
) -> Protected:
    """What to keep back of ``now`` when tables of part of it are out already, such as the year to each month before.

    All are of one layout, the earliest release first. What came in between any two, each cell of the one less that of
    the other, is in no table, and yet none of it may be told from all of them where it is small. ``ValueError`` where
    a later table counts less than an earlier one: then the one is no part of the other.
    """
    tables = [*(each.table for each in released), now]
    if any(each.shape != now.shape for each in tables):
        raise ValueError("All releases have the same rows and columns.")
    linked, n = _linked(tables), len(now.linked.values)
    blocks = len(linked.values) // n
    hidden = np.concatenate(
        [*(each.kept_back for each in released), np.zeros((blocks - len(released)) * n, bool)]
    )
    block = np.repeat(np.arange(blocks), n)
    everything = protect(
        linked,
        threshold=threshold,
        zeros_are_shown=zeros_are_shown,
        shown=(block < len(released)) & ~hidden,
        hidden=hidden,
        unprinted=block > len(released),
        weights=np.tile(missed(now.linked), blocks),
    )
    mine = block == len(released)
    return Protected(everything.small[mine], everything.hidden[mine])


def _linked(tables: Sequence[Table]) -> Linked:
    """The cells of each table, and after them those of what came in between each two, with every sum there is."""
    n, values = len(tables[0].linked.values), [each.linked.values for each in tables]
    sums: list[tuple[int, tuple[int, ...]]] = []
    for first, last in combinations(range(len(tables)), 2):
        between = values[last] - values[first]
        if np.any(between < 0):
            raise ValueError(
                "The later release counts less than the earlier one somewhere, so that is no part of it."
            )
        at = len(values) * n
        sums += [(last * n + cell, (first * n + cell, at + cell)) for cell in range(n)]
        values.append(between)
    within = [
        (total + block * n, tuple(part + block * n for part in parts))
        for block in range(len(values))
        for total, parts in tables[0].linked.sums
    ]
    return Linked(np.concatenate(values), (*within, *sums))
