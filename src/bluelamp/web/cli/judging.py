"""What ``bluelamp signals`` makes of a sheet and its options: each series judged once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np

from bluelamp.analysis import discovery, spc
from bluelamp.analysis.spc.kinds import KINDS
from bluelamp.ui.charts import Level, Moment, Turn
from bluelamp.ui.charts.axes import level_at, named, ordinal, place
from bluelamp.ui.formats import HasMonth
from bluelamp.web.cli.sheets import Series, Sheet, Unreadable, number
from bluelamp.web.cli.telling import Judged, Line, Told
from bluelamp.web.cli.times import Every


class WrongUse(ValueError):
    """An option that cannot be meant for this file; carries the sentence that says why."""


@dataclass(frozen=True)
class Asked:
    """The options, as values."""

    kind: str
    rules: str
    baseline: int | None
    better: Literal["up", "down", "neither"]
    milestones: tuple[tuple[str, float], ...]
    rebases: tuple[tuple[str, str], ...]
    screen: bool
    rolling: bool | None = None

    def __post_init__(self) -> None:
        if self.kind and self.kind not in KINDS:
            raise WrongUse(f"There is no chart “{self.kind}”. Choose from {', '.join(KINDS)}.")
        if self.rules not in spc.RULE_SETS:
            raise WrongUse(f"There is no rule set “{self.rules}”. Choose from {', '.join(spc.RULE_SETS)}.")
        if self.baseline is not None and self.baseline < 2:
            raise WrongUse("A baseline takes two points or more; 0 means all of them.")
        if self.milestones and self.better == "neither":
            raise WrongUse(
                "To hold a series against a milestone, say which way is good news: --better up or down."
            )


def milestones(written: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """``80%``, or ``2013-04=80%`` from a month on: since when (empty for always), and the level."""
    levels = []
    for one in written:
        since, _, level = one.rpartition("=")
        found = number(level, column="--milestone") if level.strip() else np.nan
        if np.isnan(found):
            raise WrongUse(f"“{one}” is not a milestone. Write a level such as 80%, or 2013-04=80%.")
        levels.append((since.strip(), found))
    return tuple(levels)


def rebases(written: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """``2013-04=a new recording standard``: since when, and its cause, which nobody may leave out."""
    found = []
    for one in written:
        since, _, cause = one.partition("=")
        if not cause.strip():
            raise WrongUse(
                f"“{one}” names no cause. Write --rebase 2013-04=CAUSE: limits begin anew for a reason."
            )
        found.append((since.strip(), cause.strip()))
    return tuple(found)


def judge(sheet: Sheet, asked: Asked, only: Sequence[str] = ()) -> Told:
    """Judge every series, or ``only`` those named. Raises ``ValueError`` with a sentence naming the series, and
    ``RollingSeriesRefused`` for values that share months with their neighbours.
    """
    chosen = _chosen(sheet, only)
    if asked.rolling or (asked.rolling is None and sheet.is_rolling):
        raise spc.RollingSeriesRefused
    judged = []
    for series in chosen:
        try:
            judged.append(_one(series, sheet, asked))
        except WrongUse:
            raise
        except ValueError as wrong:
            raise ValueError(f"{series.group}: {wrong}" if series.group else str(wrong)) from None
    found = discovery.benjamini_hochberg([one.p_value for one in judged])
    corrected = tuple(
        replace(one, adjusted=float(a), is_finding=bool(f))
        for one, a, f in zip(judged, found.adjusted, found.found, strict=True)
    )
    return Told(corrected, tuple(_notices(chosen)))


def lines(sheet: Sheet, only: Sequence[str], refusal: str) -> tuple[Line, ...]:
    """Rolling series as they can be shown: without limits, rules or a verdict."""
    unit = "percent" if sheet.is_percent else "number"
    return tuple(Line(series, unit, sheet.noun, refusal) for series in _chosen(sheet, only))


def _chosen(sheet: Sheet, only: Sequence[str]) -> list[Series]:
    unknown = [name for name in only if name not in {s.group for s in sheet.series}]
    if unknown:
        there = ", ".join(s.group for s in sheet.series[:12] if s.group) or "one series without a name"
        raise WrongUse(
            f"There is no series “{unknown[0]}”. The file has: {there}{' …' if len(sheet.series) > 12 else ''}."
        )
    return [s for s in sheet.series if not only or s.group in only]


def _notices(chosen: Sequence[Series]) -> Iterator[str]:
    """What was done to the rows; many series alike are counted, not listed."""
    told = Counter(words for series in chosen for words, _ in series.notices)
    for words, count in told.items():
        (series, where), *_ = [(s, where) for s in chosen for said, where in s.notices if said == words]
        if count == 1:
            named = f"{series.group}: " if series.group else ""
            yield f"{named}{words}{where and f': {where}'}."
        else:
            yield f"{count} series: {words}."


def _one(series: Series, sheet: Sheet, asked: Asked) -> Judged:
    takes, values, n = _taken(series, sheet.is_percent)
    kind, why = _kind(takes, values, n, asked.kind, sheet.every)
    if KINDS[kind].takes == "count" and series.counts is not None:
        takes, values = (
            "count",
            np.array(series.counts),
        )  # a chart of counts was asked for, whatever they are of
    y = values if n is None or takes != "count" else _rates(values, n)
    unit = "percent" if KINDS[kind].takes == "share" or takes == "share" else "number"
    behind = None if KINDS[kind].n == "unused" and kind != "xmr" else n
    if takes == "count" and behind is None:
        y = values
    if unit == "number" and takes == "count" and behind is not None:
        unit = "ratio"
    milestones = _milestones(series, sheet, asked, unit)
    turns = tuple(Turn(_since(since, sheet), cause) for since, cause in asked.rebases)
    signal = spc.judge(
        y,
        behind,
        chart=kind,
        rules=asked.rules,
        better=asked.better,
        milestones=_levels(milestones, series),
        baseline=asked.baseline,
        screen=asked.screen,
        within=(0.0, 1.0) if unit == "percent" else (0.0, np.inf) if takes == "count" else None,
        noun=sheet.noun,
        phases=sorted({_position(turn.since, series) for turn in turns}),
        months=[m.month for m in series.times if isinstance(m, date)] or None,
    )
    return Judged(series, signal, unit, why, spc.surprise(signal), milestones, turns, sheet.noun)


def _taken(
    series: Series, is_percent: bool
) -> tuple[Literal["number", "share", "count"], np.ndarray, np.ndarray | None]:
    """What the file holds: counts, shares or other numbers, and the n behind them."""
    n = None if series.n is None else np.nan_to_num(np.array(series.n))
    if series.counts is None:
        values = np.array(series.values)
        is_share = is_percent or (n is not None and bool(np.nanmax(values, initial=0) <= 1))
        if is_share and ((values > 1) | (values < 0)).any():
            wrong = values[(values > 1) | (values < 0)][0]
            raise ValueError(
                f"A share runs from 0 to 100%, and {wrong:.0%} does not. Leave out the % if it is none."
            )
        return ("share" if is_share else "number"), values, n
    counts = np.array(series.counts)
    if n is None:
        return "count", counts, None
    known = (n > 0) & ~np.isnan(counts)
    if (counts[known] <= n[known]).all():
        return "share", _rates(counts, n), n
    return "count", counts, n


def _kind(
    takes: Literal["number", "share", "count"],
    values: np.ndarray,
    n: np.ndarray | None,
    asked: str,
    every: Every,
) -> tuple[spc.Chart, str]:
    found = spc.propose(takes, values, n, months=every == "month")
    if asked == "seasonal" and every != "month":
        raise WrongUse(
            "A seasonal chart compares months of the year. This file has none: choose another chart."
        )
    if not asked:
        if found.chart == "t":  # time between events is not in a file of counts
            return "c", f"{found.why} This file counts events and has neither, so that this is a c chart."
        return found.chart, found.why
    if asked in ("p", "p-prime") and takes == "count":
        over = np.flatnonzero((n > 0) & (values > n))[0] if n is not None else None
        if over is not None and n is not None:
            raise ValueError(
                f"A share above 1: {values[over]:g} of {n[over]:g}. Use --kind u for counts per n."
            )
    return asked, "" if asked == found.chart else f"Chosen; {found.chart} would fit: {found.why}"  # type: ignore[return-value]


def _rates(counts: np.ndarray, n: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n > 0, counts / n, np.nan)


def _milestones(series: Series, sheet: Sheet, asked: Asked, unit: str) -> tuple[Level, ...]:
    """The milestones of a series, each from its moment on; one without a moment stands from the first."""
    for _, level in asked.milestones:
        if unit == "percent" and not 0 <= level <= 1:
            raise WrongUse(
                f"A milestone of {level:g} lies outside the scale: shares run from 0 to 100%. "
                f"Did you mean {level:g}%?"
            )
        if series.counts is not None and level < 0:
            raise WrongUse(
                f"A milestone of {level:g} lies outside the scale: nothing is counted below nought."
            )
    found = [
        Level(_since(since, sheet) if since else series.times[0], level) for since, level in asked.milestones
    ]
    return tuple(sorted(found, key=lambda level: ordinal(level.since)))


def _levels(milestones: Sequence[Level], series: Series) -> list[float | None] | None:
    return [level_at(milestones, when) for when in series.times] if milestones else None


def _since(written: str, sheet: Sheet) -> date | Moment:
    try:
        return sheet.when(written)
    except Unreadable as wrong:
        raise WrongUse(str(wrong)) from None


def _position(since: HasMonth | Moment, series: Series) -> int:
    """The first point on or after a rebase. Raises :class:`WrongUse` when it is not inside the series."""
    at, first, last = (ordinal(one) for one in (since, series.times[0], series.times[-1]))
    if not first < at <= last:
        of = f"{series.group}: " if series.group else ""
        span = f"{named(series.times[0])} to {named(series.times[-1])}"
        raise WrongUse(f"{of}The rebase of {named(since)} lies outside the series, which runs from {span}.")
    return place(since, series.times)
