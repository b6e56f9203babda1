"""Many series judged at once: the arithmetic behind every signal, on (series, points) arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bluelamp.analysis.arrays import Array, floats
from bluelamp.analysis.spc import drift, kinds, seasonal
from bluelamp.analysis.spc.kinds import Chart, Kind
from bluelamp.analysis.spc.limits import Fit, Lines, Mask, Straight, Usual
from bluelamp.analysis.spc.rules import DRIFT, RULE_SETS, Flags, RuleSet, close_up, put_back

Better = Literal["up", "down", "neither"]
BASELINE = 12

VARIATIONS = ("none", "common", "improvement", "concern", "neutral-high", "neutral-low")
ASSURANCES = ("none", "pass", "fail", "hit-or-miss")
AT_ONCE = 2048
"""Series judged together: their arrays stay in the processor's cache, and memory does not grow with the block."""


class RollingSeriesRefused(ValueError):
    """Raised when a rolling series is offered to control rules; carries the sentence the reader sees."""

    def __init__(self) -> None:
        super().__init__(
            "A rolling year cannot be judged by control rules: each value shares eleven months with the one "
            "before it, so that about 96 of 100 charts of pure chance would show a signal. Judge the monthly "
            "series, and draw the rolling year as a plain line."
        )


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Series by points; gaps are NaN in ``values``.

    ``z`` is the distance from the centre in standard deviations. ``found`` is (rules, series, points): +1 or
    -1 where a rule flags a point; ``cause`` is the rule that gives the point its mark (its place in the set,
    -1 for none) and ``side`` the way it points. ``marks`` and ``variation`` are places in ``VARIATIONS``,
    ``assurance`` in ``ASSURANCES``. ``line`` is what an EWMA or CUSUM chart draws, None on others.
    ``phases`` are the points at which limits begin anew, the first being 0. By series, and of the phase of its
    ``last`` measured point (-1 for none): ``baseline`` points that set the limits, ``trial`` when they are fewer than
    twelve, ``screened_out`` moving ranges, ``dispersion`` Laney's sigma-z. ``usual`` holds, phase by phase and
    for the series from each first row on, what the limits came from.
    """

    chart: Chart
    rule_set: RuleSet
    better: Better
    screened: bool
    values: Array
    n: Array | None
    milestones: Array
    centre: Array
    lower: Array
    upper: Array
    z: Array
    line: Array | None
    found: Flags
    cause: NDArray[np.int8]
    side: Flags
    marks: NDArray[np.int8]
    last: NDArray[np.intp]
    phases: tuple[int, ...]
    phase: NDArray[np.intp]
    variation: NDArray[np.int8]
    assurance: NDArray[np.int8]
    baseline: NDArray[np.intp]
    trial: NDArray[np.bool_]
    screened_out: NDArray[np.intp]
    dispersion: Array
    usual: tuple[tuple[tuple[int, Usual], ...], ...]


def judge_block(
    values: ArrayLike,
    n: ArrayLike | None = None,
    *,
    chart: Chart = "xmr",
    rules: str = "making-data-count",
    better: Better = "up",
    milestones: ArrayLike | None = None,
    baseline: int | None = BASELINE,
    screen: bool = False,
    within: tuple[float, float] | None = None,
    rolling: bool = False,
    phases: Sequence[int] = (),
    months: ArrayLike | None = None,
) -> Block:
    """Judge each row of ``values``; see :func:`bluelamp.analysis.spc.judge` for what the arguments mean."""
    if rolling:
        raise RollingSeriesRefused
    if rules not in RULE_SETS:
        raise ValueError(f"There is no rule set “{rules}”. Choose from {', '.join(RULE_SETS)}.")
    if baseline is not None and baseline < 1:
        raise ValueError(f"A baseline has one point or more, not {baseline}.")
    y, asked, kind = kinds.read(values, n, chart)
    rule_set = RULE_SETS[rules]
    if kind.key in ("ewma", "cusum"):
        rule_set = RuleSet("drift", "drift (limits only)", kind.title, (DRIFT,))
    month = _months(months, y.shape[-1]) if kind.key == "seasonal" else None
    level = np.broadcast_to(np.nan if milestones is None else _levels(milestones, kind), y.shape)
    starts = _starts(phases, y.shape[-1])
    asks = _Asked(kind, rule_set, baseline, screen, within or kind.within, better, month, starts)
    pieces = [
        _piece(y[i : i + AT_ONCE], None if asked is None else asked[i : i + AT_ONCE], level[i : i + AT_ONCE], asks)
        for i in range(0, len(y), AT_ONCE)
    ]  # fmt: skip
    one = _together(pieces)
    return Block(
        chart=kind.key,
        rule_set=rule_set,
        better=better,
        screened=screen,
        values=y,
        n=asked,
        milestones=level,
        centre=np.broadcast_to(one.centre, y.shape),
        lower=np.broadcast_to(one.lower, y.shape),
        upper=np.broadcast_to(one.upper, y.shape),
        z=one.z,
        line=one.line,
        found=one.found,
        cause=one.cause,
        side=one.side,
        marks=one.marks,
        last=one.last,
        phases=starts,
        phase=one.phase,
        variation=one.variation,
        assurance=one.assurance,
        baseline=one.baseline,
        trial=one.baseline < BASELINE,
        screened_out=one.screened_out,
        dispersion=one.dispersion,
        usual=tuple(
            tuple((i * AT_ONCE, piece.usual[p]) for i, piece in enumerate(pieces)) for p in range(len(starts))
        ),
    )


class _Asked(NamedTuple):
    """What was asked of every series alike."""

    kind: Kind
    rule_set: RuleSet
    baseline: int | None
    screen: bool
    within: tuple[float, float]
    better: Better
    months: NDArray[np.intp] | None
    starts: tuple[int, ...]


class _Phase(NamedTuple):
    """What one phase of some series gave; ``lower_usual`` and ``upper_usual`` are a point's, whatever is drawn."""

    lines: Lines
    usual_lines: Lines
    z: Array
    line: Array | None
    found: Flags
    baseline: NDArray[np.intp]
    screened_out: NDArray[np.intp]
    dispersion: Array
    usual: Usual


class _Piece(NamedTuple):
    """What some series gave; the arrays of limits are (series, 1) when they do not move."""

    centre: Array
    lower: Array
    upper: Array
    z: Array
    line: Array | None
    found: Flags
    cause: NDArray[np.int8]
    side: Flags
    marks: NDArray[np.int8]
    last: NDArray[np.intp]
    phase: NDArray[np.intp]
    variation: NDArray[np.int8]
    assurance: NDArray[np.int8]
    baseline: NDArray[np.intp]
    screened_out: NDArray[np.intp]
    dispersion: Array
    usual: tuple[Usual, ...]


def _piece(y: Array, n: Array | None, level: Array, asks: _Asked) -> _Piece:
    points = y.shape[-1]
    ends = (*asks.starts[1:], points)
    phases = [
        _phase(
            y[:, a:b],
            None if n is None else n[:, a:b],
            asks,
            None if asks.months is None else asks.months[a:b],
        )
        for a, b in zip(asks.starts, ends, strict=True)
    ]
    first = phases[0]
    measured = ~np.isnan(y)
    some = np.asarray(measured.any(axis=-1))
    last = np.where(some, points - 1 - np.argmax(measured[:, ::-1], axis=-1), -1)
    rows = np.arange(len(y))
    which = np.searchsorted(asks.starts, np.maximum(last, 0), side="right") - 1
    if len(phases) == 1:
        lines, z, line, found = first.lines, first.z, first.line, first.found
        usual_lower, usual_upper = first.usual_lines.lower, first.usual_lines.upper
    else:
        widths = [b - a for a, b in zip(asks.starts, ends, strict=True)]
        lines = Lines(*(_side_by_side([p.lines[i] for p in phases], widths) for i in range(3)))
        usual_lower, usual_upper = (_side_by_side([p.usual_lines[i] for p in phases], widths) for i in (1, 2))
        z = np.concatenate([p.z for p in phases], axis=-1)
        found = np.concatenate([p.found for p in phases], axis=-1)
        lines_drawn = [p.line for p in phases if p.line is not None]
        line = np.concatenate(lines_drawn, axis=-1) if lines_drawn else None
    cause, side = _first_cause(found)
    marks = _marks(cause, side, ~np.isnan(z), asks.rule_set, asks.better)
    bottom, top = (np.broadcast_to(limit, y.shape)[rows, last] for limit in (usual_lower, usual_upper))

    def of_last(by_phase: Sequence[NDArray[Any]]) -> NDArray[Any]:
        return np.stack(by_phase)[which, rows]

    return _Piece(
        *lines,
        z=z,
        line=line,
        found=found,
        cause=cause,
        side=side,
        marks=marks,
        last=last,
        phase=which,
        variation=np.where(some, marks[rows, last], 0).astype(np.int8),
        assurance=_assurance(level[rows, last], bottom, top, some, asks.better),
        baseline=of_last([p.baseline for p in phases]),
        screened_out=of_last([p.screened_out for p in phases]),
        dispersion=of_last([p.dispersion for p in phases]),
        usual=tuple(p.usual for p in phases),
    )


def _phase(y: Array, n: Array | None, asks: _Asked, months: NDArray[np.intp] | None) -> _Phase:
    """Limits from the first points of the phase, distances from them, and what the rules find within it."""
    measured = ~np.isnan(y)
    order = None if measured.all() else close_up(measured, y)[1]
    closed = y if order is None else close_up(measured, y)[0]
    behind = n if order is None or n is None else np.take_along_axis(n, order, axis=-1)
    if months is None:
        first = closed[:, : asks.baseline]
        base = ~np.isnan(first)
        fit = asks.kind.fit(first, None if behind is None else behind[:, : asks.baseline], base, asks.screen)
        used = base.sum(axis=-1)
    else:
        fit, used = _seasonal(y, measured, months, asks.baseline)
    usual_lines = Lines(*(np.clip(line, *asks.within) for line in fit.usual.lines(n)))
    lines, z = usual_lines, fit.usual.distances(y, n)
    line = None
    z_closed = z if order is None else np.take_along_axis(z, order, axis=-1)
    if asks.kind.key in ("ewma", "cusum"):
        lines, line, z_closed = _drifting(fit, z_closed, order, n, asks.kind.key)
        z = z_closed if order is None else _uncover(z_closed, order)
    found = np.stack([rule.find(z_closed, closed) for rule in asks.rule_set.rules])
    if order is not None:
        found = np.stack([put_back(flags, order) for flags in found])
    return _Phase(lines, usual_lines, z, line, found, used, fit.screened_out, fit.dispersion, fit.usual)


def _seasonal(
    y: Array, measured: Mask, months: NDArray[np.intp], baseline: int | None
) -> tuple[Fit, NDArray[np.intp]]:
    """A baseline of twelve cannot tell a season, so that the usual one is three years."""
    length = y.shape[-1] if baseline is None else seasonal.BASELINE if baseline <= BASELINE else baseline
    base = measured & (np.cumsum(measured, axis=-1) <= length)
    return seasonal.fit(y, months, base), base.sum(axis=-1)


def _drifting(
    fit: Fit, z: Array, order: NDArray[np.intp] | None, n: Array | None, key: str
) -> tuple[Lines, Array, Array]:
    """The line an EWMA or CUSUM chart draws and its limits: EWMA in the unit of the values, CUSUM in sigmas."""
    found = (drift.ewma if key == "ewma" else drift.cusum)(z)
    line, limit = (
        np.array(part) if order is None else _uncover(part, order) for part in (found.line, found.limit)
    )
    centre, sigma = np.zeros((len(z), 1)), np.ones((len(z), 1))
    if key == "ewma":
        assert isinstance(fit.usual, Straight)
        centre, sigma = fit.usual.centre, fit.usual.sigma(n)
    lines = Lines(centre, centre - limit * sigma, centre + limit * sigma)
    return lines, centre + line * sigma, found.distances


def _uncover(closed: Array, order: NDArray[np.intp]) -> Array:
    back = np.empty_like(closed)
    np.put_along_axis(back, order, closed, axis=-1)
    return back


def _side_by_side(parts: Sequence[Array], widths: Sequence[int]) -> Array:
    return np.concatenate(
        [np.broadcast_to(p, (len(p), w)) for p, w in zip(parts, widths, strict=True)], axis=-1
    )


def _together(pieces: Sequence[_Piece]) -> _Piece:
    """The pieces one under the other."""
    if len(pieces) == 1:
        return pieces[0]

    def joined(name: str) -> Any:
        parts = [getattr(piece, name) for piece in pieces]
        if parts[0] is None:
            return None
        widest = max(part.shape[-1] for part in parts)
        if name in ("centre", "lower", "upper"):
            parts = [np.broadcast_to(part, (len(part), widest)) for part in parts]
        return np.concatenate(parts, axis=1 if name == "found" else 0)

    named: dict[str, Any] = {name: joined(name) for name in _Piece._fields if name != "usual"}
    return _Piece(**named, usual=())


def _starts(phases: Sequence[int], points: int) -> tuple[int, ...]:
    """Where phases begin, the first at nought. Raises ``ValueError`` for a rebase outside the series."""
    starts = sorted(set(phases))
    if starts and not 0 < starts[0] <= starts[-1] < points:
        raise ValueError(
            f"A rebase must fall after the first and not after the last of the {points} points of the series."
        )
    return (0, *starts)


def _levels(milestones: ArrayLike, kind: Kind) -> Array:
    """Milestones a value of this kind could meet. Raises ``ValueError`` for one outside the scale."""
    levels, (low, high) = floats(milestones), kind.within
    outside = levels[(levels < low) | (levels > high) | np.isinf(levels)]
    if len(outside):
        scale = "shares run from 0 to 1" if kind.takes == "share" else "nothing is counted below nought"
        scale = scale if np.isfinite(low) else "it is infinite"
        raise ValueError(f"A milestone of {outside.flat[0]:g} lies outside the scale: {scale}.")
    return levels


def _months(months: ArrayLike | None, points: int) -> NDArray[np.intp]:
    found = None if months is None else np.asarray(months, dtype=np.intp)
    if found is None or found.shape != (points,) or (found < 1).any() or (found > 12).any():
        raise ValueError("A seasonal chart needs the month of the year, 1 to 12, of each point.")
    return found


def _first_cause(found: Flags) -> tuple[NDArray[np.int8], Flags]:
    """For each point the first rule that flags it (-1 for none) and the side it does."""
    side = found[0].copy()
    cause = np.where(side != 0, np.int8(0), np.int8(-1))
    for i, flags in enumerate(found[1:], start=1):
        if flags.any():
            new = (side == 0) & (flags != 0)
            np.copyto(side, flags, where=new)
            np.copyto(cause, np.int8(i), where=new)
    return cause, side


def _marks(
    cause: NDArray[np.int8], side: Flags, judged: NDArray[np.bool_], rule_set: RuleSet, better: Better
) -> NDArray[np.int8]:
    """Each point's place in ``VARIATIONS``. A pattern without a direction is neither better nor worse."""
    good = {"up": 1, "down": -1, "neither": 0}[better]
    marks = judged.astype(np.int8)
    if good:
        marks += (side == good).view(np.int8)
        marks += (side == -good).view(np.int8) * np.int8(2)
    for i, rule in enumerate(rule_set.rules):
        if not good or not rule.is_directed:
            neutral = cause == i
            np.copyto(marks, np.where(side > 0, np.int8(4), np.int8(5)), where=neutral)
    return marks


def _assurance(
    level: Array, lower: Array, upper: Array, measured: NDArray[np.bool_], better: Better
) -> NDArray[np.int8]:
    """Each series' place in ``ASSURANCES``, from the limits and milestone at its last point.

    A steady 100% against a milestone of 100% passes: it is met at every point, though by nothing to spare.
    """
    if better == "neither":
        return np.zeros(len(level), dtype=np.int8)
    always, never = (lower >= level, upper < level) if better == "up" else (upper <= level, lower > level)
    known = measured & ~np.isnan(level) & ~np.isnan(lower)
    return np.where(known, np.where(always, 1, np.where(never, 2, 3)), 0).astype(np.int8)
