"""The kinds of control chart: what each is for, what it is given, and which one fits a series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from bluelamp.analysis.arrays import Array, counts, floats, shares
from bluelamp.analysis.spc import limits
from bluelamp.analysis.spc.limits import FEW as FEW
from bluelamp.analysis.spc.limits import Fit, Mask

Chart = Literal[
    "xmr", "i-prime", "p", "p-prime", "u", "u-prime", "c", "t", "g", "seasonal", "ewma", "cusum"
]  # fmt: skip
Takes = Literal["number", "share", "count", "rate", "gap"]

OVERDISPERSED = 1.25
"""Laney's sigma-z above which a p or u chart has limits too narrow to be believed."""
UNDERDISPERSED = 0.8
"""Below this, months vary less than sampling alone allows: look at how they are counted."""


@dataclass(frozen=True, slots=True)
class Kind:
    """``takes`` is what a value is; ``within`` what it can be; ``n`` whether one is needed, allowed or unused."""

    key: Chart
    title: str
    takes: Takes
    n: Literal["needed", "allowed", "unused"]
    within: tuple[float, float] = (-np.inf, np.inf)
    has_ranges: bool = False

    @property
    def a(self) -> str:
        """``A p chart``, ``An XmR chart``: how a sentence about it begins."""
        return f"{'An' if self.key in ('xmr', 'i-prime', 'ewma') else 'A'} {self.title.split(' (')[0]}"

    def fit(self, y: Array, n: Array | None, base: Mask, screen: bool) -> Fit:
        """What is usual, from the points of the baseline."""
        if self.key in ("p", "p-prime"):
            assert n is not None
            return limits.proportions(y, n, base, laney=self.key == "p-prime")
        if self.key in ("u", "u-prime", "c"):
            return limits.counts(y, n, base, laney=self.key == "u-prime")
        if self.key == "t":
            return limits.times_between(y, base, screen)
        if self.key == "g":
            return limits.cases_between(y, base)
        return limits.individuals(y, n, base, screen)


NOT_BELOW_0 = (0.0, np.inf)
KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("xmr", "XmR chart", "number", "unused", has_ranges=True),
        Kind("i-prime", "I-prime chart (XmR with limits by n)", "number", "needed", has_ranges=True),
        Kind("p", "p chart", "share", "needed", (0.0, 1.0)),
        Kind("p-prime", "p-prime chart (Laney)", "share", "needed", (0.0, 1.0)),
        Kind("u", "u chart", "rate", "needed", NOT_BELOW_0),
        Kind("u-prime", "u-prime chart (Laney)", "rate", "needed", NOT_BELOW_0),
        Kind("c", "c chart", "count", "unused", NOT_BELOW_0),
        Kind("t", "t chart (time between events)", "gap", "unused", NOT_BELOW_0, has_ranges=True),
        Kind("g", "g chart (cases between events)", "count", "unused", NOT_BELOW_0),
        Kind("seasonal", "seasonal chart (month factors)", "count", "unused", NOT_BELOW_0),
        Kind("ewma", "EWMA chart", "number", "allowed", has_ranges=True),
        Kind("cusum", "CUSUM chart", "number", "allowed", has_ranges=True),
    )
}


def named(key: str) -> Kind:
    """Raises ``ValueError`` with the kinds there are."""
    if key not in KINDS:
        raise ValueError(f"There is no chart “{key}”. Choose from {', '.join(KINDS)}.")
    return KINDS[key]


def read(values: ArrayLike, n: ArrayLike | None, key: str) -> tuple[Array, Array | None, Kind]:
    """Values with a gap wherever nobody was asked, the n behind them, and the chart that fits them.

    Raises ``ValueError`` with a sentence for what such a chart cannot hold.
    """
    kind = named(key)
    if kind.key == "xmr" and n is not None:
        kind = KINDS["i-prime"]
    if kind.n == "needed" and n is None:
        raise ValueError(f"{kind.a} needs n, the number {_behind(kind)} at each point.")
    if kind.n == "unused" and n is not None:
        raise ValueError(f"{kind.a} takes no n. Use a u chart for counts per n.")
    y = np.atleast_2d(_valid(values, kind))
    if y.ndim != 2 or not y.shape[-1]:
        raise ValueError(
            "Give one series as a list, or many as a table with a row for each; not an empty one."
        )
    if n is None:
        return y, None, kind
    asked = np.nan_to_num(np.broadcast_to(counts(n), y.shape))
    return np.where(asked > 0, y, np.nan), asked, kind


def _valid(values: ArrayLike, kind: Kind) -> Array:
    if kind.takes == "share":
        return shares(values)
    found = floats(values) if kind.takes == "number" else counts(values)
    if np.isinf(found).any():
        raise ValueError("A value cannot be infinite. Leave it out, so that it is shown as a gap.")
    if kind.takes == "count" and (np.abs(found - np.rint(found)) > 1e-9).any():
        wrong = found[np.abs(found - np.rint(found)) > 1e-9].flat[0]
        raise ValueError(
            f"{kind.a} counts events, and {wrong:g} is not a whole number. "
            "Use an XmR chart for other figures."
        )
    return found


def _behind(kind: Kind) -> str:
    return "asked" if kind.takes in ("share", "number") else "exposed (people, premises, days)"


class Proposal(NamedTuple):
    """The chart that fits, and why in a sentence for whoever chose another."""

    chart: Chart
    why: str


def propose(
    takes: Literal["number", "share", "count", "gap"],
    values: ArrayLike | list[float | None] | None = None,
    n: ArrayLike | None = None,
    *,
    months: bool = True,
) -> Proposal:
    """Which chart fits figures of this sort, from what they are, the n behind them and how many events there were.

    ``takes``: ``share`` of n, ``count`` of events (with n when the number exposed to them changes), ``gap``
    between events, or any other ``number``. ``values`` are shares, counts, days or numbers.
    """
    y = floats([] if values is None else values)
    asked = None if n is None else np.broadcast_to(counts(n), y.shape)
    if takes == "gap":
        return Proposal("t", "Times between rare events are skewed; the t chart bends them straight first.")
    if takes == "share":
        return _for_shares(y, asked)
    if takes == "count":
        return _for_counts(y, asked, months)
    if asked is not None and np.ptp(asked[asked > 0]) > 0.25 * np.mean(asked[asked > 0]):
        return Proposal(
            "i-prime", "The n behind the values swings, so that the limits must narrow as it grows."
        )
    return Proposal("xmr", "The values are neither shares nor counts; the XmR chart asks nothing of them.")


def _for_shares(y: Array, asked: Array | None) -> Proposal:
    if asked is None:
        return Proposal("xmr", "Without the n behind each share, only how it moves tells what is usual.")
    known = ~np.isnan(y) & (asked > 0)
    if not known.any():
        return Proposal("p", "Shares of n vary as sampling makes them.")
    share = float(np.average(y[known], weights=asked[known]))
    fewest = float(np.median(asked[known]) * min(share, 1 - share))
    if fewest < FEW:
        return Proposal(
            "i-prime",
            f"Only about {fewest:.1f} of a point's n stand on the rarer side: too few for a p chart. "
            "Longer periods, or a g chart of the cases between events, would see more.",
        )
    spread = _dispersion(y[known], asked[known], "p-prime")
    if spread > OVERDISPERSED:
        return Proposal(
            "p-prime",
            f"Points vary {spread:.1f} times as much as sampling alone explains, as they do when n is large; "
            "a p chart would flag nearly everything.",
        )
    return Proposal("p", "Shares of a known n that vary about as much as sampling alone explains.")


def _for_counts(y: Array, asked: Array | None, months: bool) -> Proposal:
    known = ~np.isnan(y) & (True if asked is None else asked > 0)
    mean = float(y[known].mean()) if known.any() else 0.0
    if mean < 1:
        return Proposal(
            "t",
            f"With {mean:.1f} events a point most are noughts; chart the days between events (t), or the cases "
            "between them (g).",
        )
    if asked is not None and np.ptp(asked[known]) > 0:
        if mean >= FEW and _dispersion(y[known] / asked[known], asked[known], "u-prime") > OVERDISPERSED:
            return Proposal("u-prime", "Counts per n that vary more than separate events would.")
        return Proposal("u", "Counts of events whose exposure changes; limits follow it.")
    if mean < FEW:
        return Proposal("c", f"Few events ({mean:.1f} a point): a c chart with exact Poisson limits.")
    if months and known.sum() >= 36 and _is_seasonal(y):
        return Proposal(
            "seasonal", "The months of the year differ by more than chance; compare like with like."
        )
    spread = _dispersion(y[known], np.ones(int(known.sum())), "u-prime")
    if spread > OVERDISPERSED:
        return Proposal(
            "xmr",
            f"The counts vary {spread:.1f} times as much as separate events would; a c chart would cry wolf.",
        )
    return Proposal("c", "Counts of separate events with an exposure that stays the same.")


def _dispersion(y: Array, n: Array, key: str) -> float:
    if len(y) < 3:
        return 1.0
    spreads = []
    for points in (len(y), 12):  # both: one month far out, or a late change, is no reason for wider limits
        base = np.arange(len(y))[np.newaxis] < points
        found = KINDS[key].fit(y[np.newaxis], n[np.newaxis], base, False)
        spreads.append(float(np.nan_to_num(found.dispersion[0], nan=1.0)))
    return min(spreads)


def _is_seasonal(y: Array) -> bool:
    """Whether the twelve months of the year differ: between and within them, by an F of square roots."""
    from scipy.special import fdtrc

    known = ~np.isnan(y)
    month, root = (np.arange(len(y)) % 12)[known], np.sqrt(y[known])
    size = np.bincount(month, minlength=12)
    means = np.bincount(month, root, minlength=12) / size
    between = float((size * (means - root.mean()) ** 2).sum() / 11)
    within = float(((root - means[month]) ** 2).sum() / (len(y) - 12))
    return within > 0 and float(fdtrc(11, len(root) - 12, between / within)) < 0.001
