"""The rule sets by which a series is judged, as data: change a number here and every chart follows.

Rules look at many series at once: ``z`` holds distances from the centre line in standard deviations, ``y``
the values, each (series, points) with gaps closed up and NaN after the last point. ``find`` gives +1 or -1
at each point that a rule flags, for its side or direction. ``length`` tells of one series, whose last point
is flagged, how many points are behind that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr

from bluelamp.analysis.arrays import Array

Flags = NDArray[np.int8]
Mask = NDArray[np.bool_]


class Rule(Protocol):
    """``phrase`` is what is said of a flagged last point; see ``spc.signal`` for the words put into it."""

    @property
    def key(self) -> str: ...
    @property
    def phrase(self) -> str: ...
    @property
    def is_directed(self) -> bool: ...
    def find(self, z: Array, y: Array) -> Flags: ...
    def length(self, z: Array, y: Array) -> int: ...


@dataclass(frozen=True, slots=True)
class OneSide:
    """``least`` of ``of`` points in a row lie beyond ``sigma`` (and not beyond ``until``) on one side.

    Only the points that do are flagged. ``all_one_side``: the others of the row must lie on that side too.
    """

    key: str
    phrase: str
    least: int
    of: int
    sigma: float
    until: float = np.inf
    all_one_side: bool = False
    is_directed: ClassVar[bool] = True

    def find(self, z: Array, y: Array) -> Flags:
        return _signed(self._flag(z, 1), self._flag(z, -1))

    def length(self, z: Array, y: Array) -> int:
        far = (z * np.sign(z[-1]) > self.sigma) if self.least == self.of else np.ones(self.of, dtype=bool)
        return _trailing(far)

    def _flag(self, z: Array, side: int) -> Mask:
        far = _beyond(z, side, self.sigma)
        if np.isfinite(self.until):
            far &= ~_beyond(z, side, self.until)
        if self.of == 1 or not far.any():
            return far
        rows = _all(far, self.of) if self.least == self.of else _count(far, self.of) >= self.least
        if self.all_one_side:
            rows &= _all(_beyond(z, side, 0), self.of)
        return _cover(rows, self.of, z) & far


@dataclass(frozen=True, slots=True)
class Trend:
    """``points`` in a row each higher, or each lower, than the one before."""

    key: str
    phrase: str
    points: int
    is_directed: ClassVar[bool] = True

    def find(self, z: Array, y: Array) -> Flags:
        before, after = y[..., :-1], y[..., 1:]
        up, down = (_all(way, self.points - 1) for way in (after > before, after < before))
        return _signed(_cover(up, self.points, y), _cover(down, self.points, y))

    def length(self, z: Array, y: Array) -> int:
        steps = np.diff(y)
        return _trailing(steps * np.sign(steps[-1]) > 0) + 1


@dataclass(frozen=True, slots=True)
class Alternating:
    """``points`` in a row go up and down by turns."""

    key: str
    phrase: str
    points: int
    is_directed: ClassVar[bool] = False

    def find(self, z: Array, y: Array) -> Flags:
        turns = self._turns(y)
        return _sided(_cover(_all(turns, self.points - 2), self.points, z), z)

    def length(self, z: Array, y: Array) -> int:
        return _trailing(self._turns(y)) + 2

    @staticmethod
    def _turns(y: Array) -> Mask:
        steps = np.diff(y, axis=-1)
        return steps[..., 1:] * steps[..., :-1] < 0


@dataclass(frozen=True, slots=True)
class Spread:
    """``points`` in a row all lie ``within`` one standard deviation of the centre, or all outside it."""

    key: str
    phrase: str
    points: int
    within: bool
    is_directed: ClassVar[bool] = False

    def find(self, z: Array, y: Array) -> Flags:
        return _sided(_cover(_all(self._held(z), self.points), self.points, z), z)

    def length(self, z: Array, y: Array) -> int:
        return _trailing(self._held(z))

    def _held(self, z: Array) -> Mask:
        return np.asarray(np.abs(z) < 1 if self.within else np.abs(z) > 1)


@dataclass(frozen=True, slots=True)
class LongRun:
    """A run on one side longer than log2(n) + 3, n being the points not on the centre, which do not count."""

    key: str
    phrase: str
    is_directed: ClassVar[bool] = True

    def find(self, z: Array, y: Array) -> Flags:
        off, order = close_up(z != 0, z)
        side = np.sign(off)
        useful = (np.abs(side) == 1).sum(axis=-1, keepdims=True)
        with np.errstate(divide="ignore"):
            longest = np.where(useful > 0, np.round(np.log2(useful)) + 3, np.inf)
        long = (_run_lengths(side) > longest) & (np.abs(side) == 1)
        return put_back(np.where(long, side, 0).astype(np.int8), order)

    def length(self, z: Array, y: Array) -> int:
        off = z[z != 0]
        return _trailing(np.sign(off) == np.sign(off[-1]))


@dataclass(frozen=True, slots=True)
class FewCrossings:
    """The series crosses its centre less often than in 95 of 100 random ones as long."""

    key: str
    phrase: str
    is_directed: ClassVar[bool] = False

    def find(self, z: Array, y: Array) -> Flags:
        off, _ = close_up(z != 0, z)
        crossings = (off[..., 1:] * off[..., :-1] < 0).sum(axis=-1)
        useful = np.isfinite(np.where(off == 0, np.nan, off)).sum(axis=-1)
        least = np.array([fewest_crossings(n) for n in range(z.shape[-1] + 1)])[useful]
        return _sided((crossings < least)[..., np.newaxis] & ~np.isnan(z), z)

    def length(self, z: Array, y: Array) -> int:
        return len(z)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """``rules`` in order of precedence: the first that flags a point gives it its colour."""

    name: str
    title: str
    source: str
    rules: tuple[Rule, ...] = field(repr=False)
    version: str = "1"

    @property
    def key(self) -> str:
        """The name with its version, as it is kept with every result: a changed number is a new version."""
        return f"{self.name}/{self.version}"


def fewest_crossings(n: int) -> int:
    """The 5% point of a fair binomial of ``n`` - 1 throws: fewer crossings than this are a signal."""
    if n < 2:
        return 0
    return int(np.searchsorted(bdtr(np.arange(n), n - 1, 0.5), 0.05))


def close_up(kept: Mask, values: Array) -> tuple[Array, NDArray[np.intp]]:
    """``values`` with those not ``kept`` moved behind the rest as NaN, and the order that did it."""
    order = np.argsort(~kept, axis=-1, kind="stable")
    return np.take_along_axis(np.where(kept, values, np.nan), order, axis=-1), order


def put_back(closed: Flags, order: NDArray[np.intp]) -> Flags:
    """Undo :func:`close_up` for flags found on the closed-up series."""
    found = np.zeros_like(closed)
    np.put_along_axis(found, order, closed, axis=-1)
    return found


def _beyond(z: Array, side: int, sigma: float) -> Mask:
    return np.asarray(z > sigma if side > 0 else z < -sigma)


def _count(held: Mask, points: int) -> NDArray[np.uint8]:
    """How many of each row of ``points`` hold, by the first of the row."""
    rows = max(held.shape[-1] - points + 1, 0)
    total = np.zeros((*held.shape[:-1], rows), dtype=np.uint8)
    for i in range(points):
        total += held[..., i : i + rows]
    return total


def _all(held: Mask, points: int) -> Mask:
    """Whether every point of each row of ``points`` holds, by the first of the row."""
    return _joined(held, points, np.logical_and)


def _cover(rows: Mask, points: int, like: Array) -> Mask:
    """The points of series ``like`` these that belong to any of the ``rows`` of so many points."""
    covered = np.zeros((*like.shape[:-1], like.shape[-1] + points - 1), dtype=bool)
    if rows.shape[-1] and rows.any():
        covered[..., points - 1 : points - 1 + rows.shape[-1]] = rows
        return _joined(covered, points, np.logical_or)
    return covered[..., : like.shape[-1]]


def _joined(held: Mask, points: int, by: np.ufunc) -> Mask:
    """Rows of ``points`` joined ``by`` and or or, in as few passes as doubling takes."""
    if held.shape[-1] < points:
        return np.zeros((*held.shape[:-1], 0), dtype=bool)
    found, width = held, 1
    while width < points:
        shift = min(width, points - width)
        found = np.asarray(by(found[..., :-shift], found[..., shift:]))
        width += shift
    return found


def _trailing(held: Mask) -> int:
    """How many of the last points hold without a break."""
    return len(held) if held.all() else int(np.argmin(held[::-1]))


def _run_lengths(side: Array) -> NDArray[np.intp]:
    """The length of the run of equal signs that each point belongs to."""
    where = np.arange(side.shape[-1])
    new = np.ones(side.shape, dtype=bool)
    new[..., 1:] = side[..., 1:] != side[..., :-1]
    first = np.maximum.accumulate(np.where(new, where, 0), axis=-1)
    ends = np.concatenate([new[..., 1:], np.ones((*side.shape[:-1], 1), dtype=bool)], axis=-1)
    behind = np.where(ends, where, side.shape[-1])
    last = np.minimum.accumulate(behind[..., ::-1], axis=-1)[..., ::-1]
    return np.asarray(last - first + 1)


def _signed(up: Mask, down: Mask) -> Flags:
    return np.asarray(up.view(np.int8) - (down & ~up).view(np.int8))


def _sided(flagged: Mask, z: Array) -> Flags:
    """Flags of a pattern without a direction: the sign only tells on which side each point lies."""
    return np.where(flagged, np.where(z >= 0, 1, -1), 0).astype(np.int8)


OUTSIDE = OneSide("outside-limits", "{above} the {upper} limit of its usual range", least=1, of=1, sigma=3)
ONE_SIDE = "{above} its usual level for {count} {nouns} running"
TREND = "{rising} across the last {count} {nouns}"
NEAR = "close to the {upper} limit of its usual range in two or more of the last three {nouns}"
WELL = "well {above} its usual level in four or more of the last five {nouns}"
TWO_OF_THREE = OneSide("near-limit", NEAR, least=2, of=3, sigma=2)
FOUR_OF_FIVE = OneSide("one-sigma", WELL, least=4, of=5, sigma=1)

DRIFT = OneSide(
    "drift", "drifting {above} its usual level, taken over several {nouns}", least=1, of=1, sigma=3
)
"""What an EWMA or CUSUM chart asks: its points carry those before them, so that runs of them mean nothing."""

RULE_SETS = {
    rule_set.name: rule_set
    for rule_set in (
        RuleSet(
            "making-data-count",
            "Making Data Count",
            "NHS England, Making Data Count; order of precedence as in NHSRplotthedots 0.2",
            (
                OUTSIDE,
                Trend("trend", TREND, points=7),
                OneSide("near-limit", NEAR, least=2, of=3, sigma=2, until=3, all_one_side=True),
                OneSide("shift", ONE_SIDE, least=7, of=7, sigma=0),
            ),
        ),
        RuleSet(
            "western-electric",
            "Western Electric",
            "Western Electric Company, Statistical Quality Control Handbook, 1956",
            (OUTSIDE, TWO_OF_THREE, FOUR_OF_FIVE, OneSide("shift", ONE_SIDE, least=8, of=8, sigma=0)),
        ),
        RuleSet(
            "nelson",
            "Nelson",
            "L. S. Nelson, Journal of Quality Technology 16(4), 1984",
            (
                OUTSIDE,
                OneSide("shift", ONE_SIDE, least=9, of=9, sigma=0),
                Trend("trend", TREND, points=6),
                Alternating("alternating", "up and down by turns for {count} {nouns}", points=14),
                TWO_OF_THREE,
                FOUR_OF_FIVE,
                Spread("hugging", "unusually close to its usual level for {count} {nouns} running", 15, True),
                Spread(
                    "avoiding", "unusually far from its usual level for {count} {nouns} running", 8, False
                ),
            ),
        ),
        RuleSet(
            "anhoej",
            "Anhøj runs",
            "J. Anhøj and A. V. Olesen, PLoS ONE 9(11), 2014",
            (
                LongRun("long-run", ONE_SIDE),
                FewCrossings("few-crossings", "seldom crossing its usual level over {count} {nouns}"),
            ),
        ),
        RuleSet("limits-only", "Limits only", "W. A. Shewhart, 1931: three standard deviations", (OUTSIDE,)),
    )
}
