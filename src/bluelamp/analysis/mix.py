"""Parts of a whole: a share without one group, what each group or month adds, and rate apart from mix.

Groups (crime groups, areas, months) lie along the last axis. ``n`` may be counts or shares of a total.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from bluelamp.analysis.arrays import Array, Floats, counts, floats, shares


class Change(NamedTuple):
    """A change in an overall share, split group by group. ``rate`` and ``mix`` add up to ``total`` exactly.

    ``rate`` is what a group adds because its own share moved; ``mix`` what it adds because it became a larger
    or smaller part of the whole. Both arrays run over the groups.
    """

    before: Floats
    after: Floats
    rate: Array
    mix: Array

    @property
    def total(self) -> Floats:
        return self.after - self.before


def overall(p: ArrayLike, n: ArrayLike) -> Floats:
    """The share of the whole, Σnp / Σn; NaN when there is nobody."""
    found, asked = shares(p), counts(n)
    total = asked.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(total > 0, np.where(asked > 0, asked * found, 0.0).sum(axis=-1) / total, np.nan)[()]


def excluding(whole: ArrayLike, part: ArrayLike, part_of_whole: ArrayLike) -> Floats:
    """The share of everyone else, (P - wp) / (1 - w), when a part with share ``part`` is left out.

    ``part_of_whole`` is w. NaN when nobody else is left; a result outside 0 to 1 shows that the three inputs
    cannot all be true of one period.
    """
    p, w = shares(part), shares(part_of_whole)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(w < 1, (shares(whole) - w * p) / (1 - w), np.nan)[()]


def implied_share(whole: ArrayLike, part: ArrayLike, rest: ArrayLike) -> Floats:
    """How large a part must be for three published shares to agree: (R - P) / (R - p).

    NaN when the part and the rest have the same share: any size would do. A result outside 0 to 1 shows that
    the three cannot all be true of one period.
    """
    p, r = shares(part), shares(rest)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(r != p, (r - shares(whole)) / (r - p), np.nan)[()]


def contributions(p: ArrayLike, n: ArrayLike, reference: ArrayLike) -> Array:
    """What each month or group adds to the gap between the whole and ``reference``: n(p - reference) / Σn.

    They add up to the gap. One with nobody in it adds nothing.
    """
    found, asked = shares(p), counts(n)
    with np.errstate(divide="ignore", invalid="ignore"):
        each = asked * (found - floats(reference)[..., np.newaxis]) / asked.sum(axis=-1, keepdims=True)
    return np.where(asked > 0, each, 0.0)


def kitagawa(n_before: ArrayLike, p_before: ArrayLike, n_after: ArrayLike, p_after: ArrayLike) -> Change:
    """Split a change into rate and mix (Kitagawa 1955), at midpoints, with nothing left over.

    A group's mix term is measured from the midpoint of the whole, so that growth of a group counts up when it
    does better than the whole and down when it does worse. A group absent on one side has no share there; it
    is lent that of the other side, so that its coming or going is all mix.
    """
    p, q = shares(p_before), shares(p_after)
    w, v = _parts(n_before), _parts(n_after)
    p, q = np.where(w > 0, p, np.where(v > 0, q, 0.0)), np.where(v > 0, q, np.where(w > 0, p, 0.0))
    before, after = (w * p).sum(axis=-1), (v * q).sum(axis=-1)
    middle = ((before + after) / 2)[..., np.newaxis]
    return Change(before[()], after[()], (w + v) / 2 * (q - p), ((p + q) / 2 - middle) * (v - w))


def _parts(n: ArrayLike) -> Array:
    amounts = counts(n)
    total = amounts.sum(axis=-1, keepdims=True)
    if np.any(total == 0):
        raise ValueError("A change cannot be split when one side of it has nobody.")
    return np.asarray(amounts / total)
