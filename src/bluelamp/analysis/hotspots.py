"""Where events gather: Getis and Ord's Gi*, with the many places it is asked of allowed for, and how that changes.

On a grid neighbours are all within some cells, and their sums are differences of running sums; among areas they come
as a matrix of weights. Give counts and harm-weighted counts as two layers, and read them side by side.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv

from bluelamp.analysis import discovery
from bluelamp.analysis.arrays import Array, counts, floats, two_sided_z

SNAPPED_M = 300.0
"""Published crime points stand for eight addresses or more: below this many metres they tell nothing."""
LIFE = ("never", "persistent", "emerging", "fading", "sporadic")


class HotSpots(NamedTuple):
    """``z`` is Gi*; ``raw`` and ``adjusted`` its two-sided p-values by layer; ``found`` +1 hot, -1 cold, 0 neither."""

    z: Array
    raw: Array
    adjusted: Array
    found: NDArray[np.int8]


class Change(NamedTuple):
    """After over before by place, with the exact interval, the mid-p of no change, and that adjusted for so many."""

    ratio: Array
    low: Array
    high: Array
    raw: Array
    adjusted: Array
    found: NDArray[np.int8]


def on_grid(
    values: ArrayLike,
    *,
    reach: int = 1,
    shape: Literal["square", "disc"] = "square",
    inside: ArrayLike | None = None,
    rate: float = discovery.FALSE_DISCOVERIES,
) -> HotSpots:
    """Gi* of a grid (or layers of it), each cell with those ``reach`` cells away, itself among them.

    ``inside`` marks the cells of the force area; others neither count nor are counted. NaN when nothing varies.
    """
    return _tested(z_on_grid(values, reach=reach, shape=shape, inside=inside), rate, cells=2)


def z_on_grid(
    values: ArrayLike,
    *,
    reach: int = 1,
    shape: Literal["square", "disc"] = "square",
    inside: ArrayLike | None = None,
) -> Array:
    """Gi* of :func:`on_grid` by itself, for those who test it in their own way."""
    x = floats(values)
    if x.ndim < 2 or not x.size:
        raise ValueError("Give a grid of rows and columns, or several as layers.")
    if reach < 1:
        raise ValueError("Neighbours lie at least one cell away.")
    here = np.ones(x.shape[-2:], dtype=bool) if inside is None else np.asarray(inside, dtype=bool)
    here = here & ~np.isnan(x).any(axis=tuple(range(x.ndim - 2)))
    x = np.where(here, x, 0.0)
    widths = _widths(reach, shape)
    near, sums = _around(here.astype(np.float64), widths), _around(x, widths)
    z = _gi(sums, near, near, x.sum(axis=(-2, -1), keepdims=True), (x * x).sum(axis=(-2, -1), keepdims=True),
            int(here.sum()))  # fmt: skip
    return np.where(here, z, np.nan)


def among(values: ArrayLike, weights: Any, *, rate: float = discovery.FALSE_DISCOVERIES) -> HotSpots:
    """Gi* of areas (or layers). ``weights``, a square matrix (SciPy sparse or plain), say how near each is to each.

    An area whose own weight is nought is given the largest of its row, as it is a neighbour of its own.
    """
    from scipy import sparse

    x = floats(values)
    w = sparse.csr_array(weights).astype(np.float64)
    if w.shape != (x.shape[-1], x.shape[-1]):
        raise ValueError(
            f"{x.shape[-1]} areas need weights of each to each, not {w.shape[0]} by {w.shape[1]}."
        )
    if w.nnz and w.data.min() < 0:
        raise ValueError("A weight cannot be below zero.")
    own = w.diagonal()
    largest = np.asarray(w.max(axis=1).todense()).ravel()
    lacking = np.where(own == 0, np.where(largest > 0, largest, 1.0), 0.0)
    w = sparse.csr_array(w + sparse.diags_array(lacking))
    near, near2 = np.asarray(w.sum(axis=1)), np.asarray(w.multiply(w).sum(axis=1))
    sums = np.asarray((w @ x.reshape(-1, x.shape[-1]).T).T).reshape(x.shape)
    z = _gi(
        sums, near, near2, x.sum(axis=-1, keepdims=True), (x * x).sum(axis=-1, keepdims=True), x.shape[-1]
    )
    return _tested(z, rate, cells=1)


def change(
    before: ArrayLike,
    after: ArrayLike,
    *,
    exposure_before: float = 1.0,
    exposure_after: float = 1.0,
    beside_all: bool = False,
    confidence: float = 0.95,
    rate: float = discovery.FALSE_DISCOVERIES,
) -> Change:
    """Counts of two periods by place. Exposures are their lengths, when those differ.

    ``beside_all`` asks whether a place changed otherwise than all together, by taking the totals for exposures.
    """
    k, m = np.broadcast_arrays(counts(after), counts(before))
    two_sided_z(confidence)  # refuses a confidence that is not one
    if beside_all:
        exposure_before, exposure_after = float(m.sum()), float(k.sum())
    if min(exposure_before, exposure_after) <= 0:
        raise ValueError(
            "Both periods need an exposure above nought: their lengths, or events to be a part of."
        )
    scale, tail = exposure_before / exposure_after, (1 - confidence) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(k > 0, betaincinv(np.maximum(k, 1e-9), m + 1, tail), 0.0)
        high = np.where(m > 0, betaincinv(k + 1, np.maximum(m, 1e-9), 1 - tail), 1.0)
        ratio, low, high = scale * k / m, scale * low / (1 - low), scale * high / (1 - high)
    raw = np.asarray(discovery.two_counts_mid_p(k, exposure_after, m, exposure_before))
    tested = discovery.benjamini_hochberg(raw, rate=rate)
    side = np.sign(k / exposure_after - m / exposure_before)
    return Change(ratio, low, high, raw, tested.adjusted, np.where(tested.found, side, 0).astype(np.int8))


def life(hot: ArrayLike) -> NDArray[np.str_]:
    """Each place's life as a hot spot, from whether it was one (> 0) in each period, oldest first.

    ``persistent`` in at least half of the earlier and of the later periods, ``emerging`` only of the later, ``fading``
    only of the earlier, ``sporadic`` in fewer, ``never``. Raises ``ValueError`` with fewer than four periods.
    """
    was = np.asarray(hot) > 0
    if len(was) < 4:
        raise ValueError("It takes four periods or more to tell what lasts from what comes and goes.")
    half = len(was) // 2
    early, late = was[:half].mean(axis=0) >= 0.5, was[half:].mean(axis=0) >= 0.5
    place = np.where(early & late, 1, np.where(late, 2, np.where(early, 3, np.where(was.any(axis=0), 4, 0))))
    return np.array(LIFE)[place]


def cautions(*, cell_m: float | None = None, snapped: bool = True, monthly: bool = True) -> tuple[str, ...]:
    """What published street crime cannot show, to stand beside every map of it."""
    said = []
    if snapped:
        said.append(
            "Points are snapped to anonymised map points of eight or more addresses: nothing nearer than about "
            f"{SNAPPED_M:.0f} metres can be told apart, and an empty street may only be one without a map point."
        )
        if cell_m is not None and cell_m < SNAPPED_M:
            said.append(
                f"Cells of {cell_m:.0f} metres are finer than that: take {SNAPPED_M:.0f} metres or more."
            )
    if monthly:
        said.append(
            "Only the month is published: nothing can be said of before and after within it, nor of hours."
        )
    return tuple(said)


def _gi(sums: Array, near: Array, near2: Array, total: Array, squares: Array, places: int) -> Array:
    """(Σwx - x̄W) / (S √((nΣw² - W²) / (n - 1))): sums of neighbours against what so many would have anywhere."""
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = total / places
        variance = squares / places - mean * mean
        spread = np.sqrt((places * near2 - near * near) / (places - 1))
        z = (sums - mean * near) / (
            np.sqrt(np.where(variance > 1e-12 * (1 + mean * mean), variance, np.nan)) * spread
        )
    return np.where(np.isfinite(z), z, np.nan)


def _tested(z: Array, rate: float, cells: int) -> HotSpots:
    raw = np.asarray(discovery.of_z(z))
    flat = raw.reshape(-1, int(np.prod(raw.shape[-cells:])))
    tested = [discovery.benjamini_hochberg(layer, rate=rate) for layer in flat]
    adjusted = np.stack([one.adjusted for one in tested]).reshape(z.shape)
    found = np.stack([one.found for one in tested]).reshape(z.shape)
    return HotSpots(z, raw, adjusted, np.where(found, np.sign(z), 0).astype(np.int8))


def _widths(reach: int, shape: str) -> list[int]:
    """How far the neighbourhood reaches sideways in each row of it."""
    rows = np.arange(-reach, reach + 1)
    if shape == "square":
        return [reach] * len(rows)
    return [int(w) for w in np.floor(np.sqrt(reach**2 - rows**2) + 1e-9)]


def _around(x: Array, widths: list[int]) -> Array:
    """The sum over each cell's neighbourhood; beyond the edge there is nothing."""
    reach, (height, width) = len(widths) // 2, x.shape[-2:]
    along = {}
    for w in set(widths):
        padded = np.zeros((*x.shape[:-1], width + 2 * w + 1))
        padded[..., w + 1 : w + 1 + width] = x
        running = np.cumsum(padded, axis=-1)
        along[w] = running[..., 2 * w + 1 :] - running[..., :width]
    found = np.zeros(x.shape)
    for i, w in enumerate(widths):
        shift = i - reach
        if abs(shift) < height:
            rows = along[w]
            if shift >= 0:
                found[..., : height - shift, :] += rows[..., shift:, :]
            else:
                found[..., -shift:, :] += rows[..., :shift, :]
    return found
