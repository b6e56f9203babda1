"""One release after another: whoever holds both subtracts one from the other."""

from __future__ import annotations

import numpy as np

from bluelamp.analysis.suppression.linked import Linked, Mask, Table
from bluelamp.analysis.suppression.protecting import Protected, missed, protect


def protect_after(before: Table, kept_back: Mask, now: Table, *, threshold: int = 5) -> Protected:
    """What to keep back of ``now`` when a table of part of it, such as the year to last month, is already out.

    The two are of one layout, and ``kept_back`` is what the first did not show. What came in between, each cell of the
    one less that of the other, is in neither table, and yet none of it may be told from both where it is small.
    ``ValueError`` where the later table counts less than the earlier one: then the one is no part of the other.
    """
    if before.shape != now.shape:
        raise ValueError("Both releases have the same rows and columns.")
    n = len(now.linked.values)
    between = now.linked.values - before.linked.values
    if np.any(between < 0):
        raise ValueError(
            "The later release counts less than the earlier one somewhere, so that is no part of it."
        )
    parts = [
        (total + at, tuple(part + at for part in summed))
        for at in (0, n, 2 * n)
        for total, summed in now.linked.sums
    ]
    parts += [(n + cell, (cell, 2 * n + cell)) for cell in range(n)]
    linked = Linked(np.concatenate([before.linked.values, now.linked.values, between]), tuple(parts))
    first, last = (np.repeat(np.array(which, dtype=bool), n) for which in ([1, 0, 0], [0, 0, 1]))
    everything = protect(
        linked,
        threshold=threshold,
        shown=first & ~np.concatenate([kept_back, np.zeros(2 * n, dtype=bool)]),
        hidden=np.concatenate([kept_back, np.zeros(2 * n, dtype=bool)]),
        unprinted=last,
        weights=np.tile(missed(now.linked), 3),
    )
    return Protected(everything.small[n : 2 * n], everything.hidden[n : 2 * n])
