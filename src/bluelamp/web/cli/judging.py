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
from bluelamp.analysis.spc.rebasing import position
from bluelamp.ui.charts import Level
from bluelamp.web.cli.sheets import Series, Sheet, month_of, number
from bluelamp.web.cli.telling import Judged, Told


class WrongUse(ValueError):
    """An option that cannot be meant for this file; carries the sentence that says why."""


@dataclass(frozen=True)
class Asked:
    """The options, as values."""

    kind: str
    rules: str
    baseline: int | None
    better: Literal["up", "down", "neither"]
    milestones: tuple[Level, ...]
    rebases: tuple[tuple[date, str], ...]
    screen: bool

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


def milestones(written: Sequence[str]) -> tuple[Level, ...]:
    """``80%``, or ``2013-04=80%`` from a month on."""
    levels = []
    for one in written:
        since, _, level = one.rpartition("=")
        found = number(level, column="--milestone") if level.strip() else np.nan
        if np.isnan(found):
            raise WrongUse(f"“{one}” is not a milestone. Write a level such as 80%, or 2013-04=80%.")
        levels.append(Level(month_of(since) if since else date.min, found))
    return tuple(levels)


def rebases(written: Sequence[str]) -> tuple[tuple[date, str], ...]:
    """``2013-04=a new recording standard``: the month and its cause, which nobody may leave out."""
    found = []
    for one in written:
        since, _, cause = one.partition("=")
        if not cause.strip():
            raise WrongUse(
                f"“{one}” names no cause. Write --rebase 2013-04=CAUSE: limits begin anew for a reason."
            )
        found.append((month_of(since), cause.strip()))
    return tuple(found)


def judge(sheet: Sheet, asked: Asked, only: Sequence[str] = ()) -> Told:
    """Judge every series, or ``only`` those named. Raises ``ValueError`` with a sentence naming the series."""
    unknown = [name for name in only if name not in {s.group for s in sheet.series}]
    if unknown:
        there = ", ".join(s.group for s in sheet.series[:12] if s.group) or "one series without a name"
        raise WrongUse(
            f"There is no series “{unknown[0]}”. The file has: {there}{' …' if len(sheet.series) > 12 else ''}."
        )
    chosen = [s for s in sheet.series if not only or s.group in only]
    judged = []
    for series in chosen:
        try:
            judged.append(_one(series, sheet.is_percent, asked))
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


def _one(series: Series, is_percent: bool, asked: Asked) -> Judged:
    takes, values, n = _taken(series, is_percent)
    kind, why = _kind(takes, values, n, asked.kind)
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
    levels = _levels(series, asked, unit)
    signal = spc.judge(
        y,
        behind,
        chart=kind,
        rules=asked.rules,
        better=asked.better,
        milestones=levels,
        baseline=asked.baseline,
        screen=asked.screen,
        within=(0.0, 1.0) if unit == "percent" else (0.0, np.inf) if takes == "count" else None,
        phases=sorted({_position(since, series) for since, _ in asked.rebases}),
        months=[m.month for m in series.months],
    )
    return Judged(series, signal, unit, why, spc.surprise(signal), asked.milestones, asked.rebases)


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
    takes: Literal["number", "share", "count"], values: np.ndarray, n: np.ndarray | None, asked: str
) -> tuple[spc.Chart, str]:
    found = spc.propose(takes, values, n)
    if not asked:
        if found.chart == "t":  # days between events are not in a file of months
            return "c", f"{found.why} A file of months has neither, so that this is a c chart."
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


def _levels(series: Series, asked: Asked, unit: str) -> np.ndarray | None:
    if not asked.milestones:
        return None
    for one in asked.milestones:
        if unit == "percent" and not 0 <= one.level <= 1:
            raise WrongUse(
                f"A milestone of {one.level:g} lies outside the scale: shares run from 0 to 100%. "
                f"Did you mean {one.level:g}%?"
            )
        if series.counts is not None and one.level < 0:
            raise WrongUse(
                f"A milestone of {one.level:g} lies outside the scale: nothing is counted below nought."
            )
    by_age = sorted(asked.milestones, key=lambda one: one.since.year * 12 + one.since.month)
    return np.array(
        [
            next((m.level for m in reversed(by_age) if (m.since.year, m.since.month) <= (at.year, at.month)), np.nan)
            for at in series.months
        ]
    )  # fmt: skip


def _position(since: date, series: Series) -> int:
    try:
        return position(since, series.months)
    except ValueError as wrong:
        raise WrongUse(f"{series.group}: {wrong}" if series.group else str(wrong)) from None
