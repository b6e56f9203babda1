"""What would count as a signal next month: said beforehand, so that nobody explains it away afterwards."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bluelamp.analysis.arrays import Array
from bluelamp.analysis.spc.kinds import KINDS
from bluelamp.analysis.spc.limits import Exact, Mixed, Powered, Straight, Usual
from bluelamp.analysis.spc.rules import RULE_SETS
from bluelamp.analysis.spc.seasonal import Seasonal
from bluelamp.analysis.spc.signal import Signal, Variation, reason


@dataclass(frozen=True, slots=True)
class Band:
    """Values from ``low`` to ``high`` (None: without end) would be a signal, for these reasons."""

    low: float | None
    high: float | None
    variation: Variation
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """The bands of values that would be a signal at the next point, lowest first, and its limits.

    ``low`` and ``high`` are the range between the bands that would be none; None when
    there is no such range, or no end to it.
    """

    bands: tuple[Band, ...]
    centre: float
    lower: float
    upper: float
    low: float | None
    high: float | None


def next_month_limits(
    signal: Signal, *, n: float | None = None, month: int | None = None, noun: str = "month"
) -> Outlook:
    """Which values of the next point would be signals, with the limits as they stand.

    ``n`` is the number it will rest on (the mean of the last six unless given), ``month`` (1 to 12) its month on a
    seasonal chart. Raises ``ValueError`` when the series has no limits yet, or is an EWMA or CUSUM chart.
    """
    if signal.line is not None:
        raise ValueError("An EWMA or CUSUM chart has no limits for a single month. Ask an XmR or p chart.")
    usual = signal.usual
    if isinstance(usual, Seasonal):
        if month is None or not 1 <= month <= 12:
            raise ValueError("Say which month of the year, 1 to 12, comes next.")
        usual = usual.at(month)
    behind = None
    if signal.n is not None:
        known = signal.n[signal.n > 0]
        behind = np.array([[float(n if n is not None else known[-6:].mean() if len(known) else np.nan)]])
    within = KINDS[signal.chart].within
    lines = usual.lines(behind)
    centre, lower, upper = (float(np.clip(line.flat[0], *within)) for line in lines)
    if np.isnan(centre) or np.isnan(lower):
        raise ValueError(f"There are too few {noun}s to say what would be a signal.")
    here = ~np.isnan(signal.values) & (np.arange(len(signal.values)) >= signal.phases[signal.phase])
    y, z = signal.values[here], signal.z[here]
    tried, edges = _candidates(usual, behind, y[-1:], within)
    found = [_try(signal, usual, behind, y, z, value, noun) for value in tried]
    bands = _bands(found, edges)
    return Outlook(bands, centre, lower, upper, *_calm(found, edges))


def _candidates(
    usual: Usual, n: Array | None, last: Array, within: tuple[float, float]
) -> tuple[Array, Array]:
    """Values to try, one between each two edges at which a rule could change its mind, and those edges."""
    if isinstance(usual, Mixed):
        usual = usual.exact if len(usual.few) else usual.straight
    if isinstance(usual, Exact):
        per = 1.0 if n is None else float(n[0, 0])
        top = max(float(usual.lines(n).upper.flat[0]) * per, float(last[0]) * per if len(last) else 0) + 2
        whole = np.arange(top + 1)
        z = usual.distances(whole[np.newaxis] / per, None if n is None else np.full((1, len(whole)), per))[0]
        # Counts that no rule can tell apart, by side, whole sigmas and the way from the last point, are tried once.
        sort = np.stack(
            [
                np.sign(z),
                np.ceil(np.minimum(np.abs(z), 4)),
                np.sign(whole / per - last[0] if len(last) else z),
            ]
        )
        new = np.flatnonzero(np.r_[True, (sort[:, 1:] != sort[:, :-1]).any(axis=0)])
        return whole[new] / per, np.r_[-np.inf, (whole[new[1:]] - 0.5) / per, np.inf]
    straight = usual.straight if isinstance(usual, Powered) else usual
    assert isinstance(straight, Straight)
    reach = float(straight.sigma(None if isinstance(usual, Powered) else n).flat[0])
    marks = float(straight.centre.flat[0]) + reach * np.arange(-3, 4)
    if isinstance(usual, Powered):
        marks = np.maximum(marks, 0.0) ** 3.6
    inner = np.unique(np.r_[marks, last])
    inner = inner[(inner > within[0]) & (inner < within[1])]
    low = within[0] if np.isfinite(within[0]) else inner[0] - 1
    high = within[1] if np.isfinite(within[1]) else inner[-1] + 1
    ends = np.r_[low, inner, high]
    return (ends[1:] + ends[:-1]) / 2, np.r_[-np.inf, inner, np.inf]


def _try(
    signal: Signal, usual: Usual, n: Array | None, y: Array, z: Array, value: float, noun: str
) -> tuple[Variation, tuple[str, ...]]:
    """What the rules would say of ``value`` as the next point."""
    distance = usual.distances(np.array([[value]]), n)[0, 0]
    after_y, after_z = np.r_[y, value][np.newaxis], np.r_[z, distance][np.newaxis]
    said, first = [], None
    for rule in RULE_SETS[signal.rules].rules:
        side = int(rule.find(after_z, after_y)[0, -1])
        if side:
            said.append(reason(rule, side, after_y[0], after_z[0], noun, range(len(after_z[0]))))
            first = first or (rule, side)
    if first is None:
        return "common", ()
    rule, side = first
    good = {"up": 1, "down": -1, "neither": 0}[signal.better]
    if not good or not rule.is_directed:
        return ("neutral-high" if side > 0 else "neutral-low"), tuple(said)
    return ("improvement" if side == good else "concern"), tuple(said)


def _bands(found: list[tuple[Variation, tuple[str, ...]]], edges: Array) -> tuple[Band, ...]:
    """Neighbours alike in what they would be are one band; its reasons are those of the least surprising."""
    bands: list[Band] = []
    for (variation, reasons), low, high in zip(found, edges[:-1], edges[1:], strict=True):
        if variation == "common":
            continue
        start, end = (None if np.isinf(edge) else float(edge) for edge in (low, high))
        before = bands[-1] if bands else None
        if before and before.high == start and before.variation == variation:
            kept = tuple(r for r in before.reasons if r in reasons) or before.reasons + reasons
            bands[-1] = Band(before.low, end, variation, tuple(dict.fromkeys(kept)))
        else:
            bands.append(Band(start, end, variation, reasons))
    return tuple(bands)


def _calm(found: list[tuple[Variation, tuple[str, ...]]], edges: Array) -> tuple[float | None, float | None]:
    """The ends of what would be no signal, from the lowest such value to the highest."""
    calm = [i for i, (variation, _) in enumerate(found) if variation == "common"]
    if not calm:
        return None, None
    low, high = float(edges[calm[0]]), float(edges[calm[-1] + 1])
    return (None if np.isinf(low) else low), (None if np.isinf(high) else high)
