"""What is shown of each judged series: sentence, rows, picture and JSON, all from its one signal."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from bluelamp.analysis import intervals, poisson, spc
from bluelamp.analysis.spc.kinds import KINDS
from bluelamp.ui import charts, formats
from bluelamp.ui.charts import Chart, Level
from bluelamp.web.cli.sheets import Series

VARIATION = {
    "none": "Too few months to judge",
    "common": "Usual variation",
    "improvement": "Better than usual",
    "concern": "Worse than usual",
    "neutral-high": "Higher than usual",
    "neutral-low": "Lower than usual",
}
ASSURANCE = {
    "none": "",
    "pass": "Meets the milestone",
    "fail": "Cannot meet the milestone",
    "hit-or-miss": "Hit or miss",
}


@dataclass(frozen=True)
class Judged:
    """One series with its signal; all that is shown comes from that signal."""

    series: Series
    signal: spc.Signal
    unit: str
    why: str
    p_value: float
    milestones: tuple[Level, ...] = ()
    rebases: tuple[tuple[date, str], ...] = ()
    adjusted: float = np.nan
    is_finding: bool = False

    @property
    def name(self) -> str:
        return self.series.group or "The series"

    @property
    def file_name(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-") or "series"

    @property
    def stands_out(self) -> bool:
        return self.signal.is_signal

    @property
    def level(self) -> str:
        """The milestone in force at the last measured month, in words."""
        at = self.signal.last
        known = at is not None and not np.isnan(self.signal.milestones[at])
        return formats.value(float(self.signal.milestones[at]), self.unit) if known and at is not None else ""

    @cached_property
    def sentence(self) -> str:
        """Where it stands with its interval, whether that is signal or noise, and what it means for the milestone."""
        at = self.signal.last
        if at is None:
            return f"{self.name}: nothing was measured."
        written = self._value(self.signal.values[at])
        doubt = self._interval(at)
        reading = f"{self.name} was {written} in {formats.month(self.series.months[at])}"
        return f"{reading}{f' ({doubt})' if doubt else ''}. " + spc.sentences.verdict(
            self.signal, milestone=self.level
        )

    @cached_property
    def outlook(self) -> spc.Outlook | None:
        """What would be a signal next month; None when nothing can be said."""
        try:
            return spc.next_month_limits(self.signal, month=self.series.months[-1].month % 12 + 1)
        except ValueError:
            return None

    @property
    def outlook_words(self) -> str:
        if self.outlook is None:
            return ""
        parts = []
        for band in self.outlook.bands:
            low, high = (None if end is None else self._value(end) for end in (band.low, band.high))
            where = f"above {low}" if high is None else f"below {high}" if low is None else f"{low} to {high}"
            parts.append(f"{where} ({band.reasons[0]})")
        return f"Next month, a signal would be {' or '.join(parts)}." if parts else ""

    @property
    def rebase_words(self) -> tuple[str, ...]:
        return tuple(
            f"Limits begin anew in {formats.month(since)}: {cause}. It was asked for with --rebase; nobody approved it."
            for since, cause in self.rebases
        )

    @property
    def line(self) -> tuple[str, ...]:
        """The series in a row of the list of many."""
        at, signal = self.signal.last, self.signal
        if at is None:
            return self.name, "", formats.NO_DATA, "", VARIATION["none"], "", "", ""
        return (
            self.name, formats.month_short(self.series.months[at]), self._value(signal.values[at]),
            self._range(at), VARIATION[signal.variation], ASSURANCE[signal.assurance],
            p_words(self.p_value), p_words(self.adjusted),
        )  # fmt: skip

    @property
    def headers(self) -> tuple[str, ...]:
        drawn = () if self.signal.line is None else ("Line",)
        behind = () if self.signal.n is None else ("n",)
        return ("Month", "Value", *behind, *drawn, "Centre", "Usual range", "Reading", "Rule")

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Every month as the signal has it."""
        s = self.signal
        return tuple(
            (
                formats.month_short(month),
                self._value(s.values[i]),
                *(() if s.n is None else (formats.number(float(s.n[i])),)),
                *(() if s.line is None else (self._value(s.line[i], of_line=True),)),
                self._value(s.centre[i], of_line=True),
                self._range(i),
                VARIATION[s.marks[i]] if s.marks[i] else formats.NO_DATA,
                s.causes[i],
            )
            for i, month in enumerate(self.series.months)
        )

    @cached_property
    def chart(self) -> Chart:
        axis = "Standard deviations" if self.signal.chart == "cusum" else ""
        return charts.judged(
            self.signal,
            self.series.months,
            unit="number" if self.signal.chart == "cusum" else self.unit,
            title=f"{self.name} by month",
            sentence=self.sentence,
            milestones=() if self.signal.chart == "cusum" else self.milestones,
            axis=axis,
            base="n",
        )

    def _range(self, at: int) -> str:
        low, high = float(self.signal.lower[at]), float(self.signal.upper[at])
        unit = "ratio" if self.signal.chart == "cusum" else self.unit
        return "" if np.isnan(low) or np.isnan(high) else formats.interval(low, high, unit)

    def _value(self, value: float, *, of_line: bool = False) -> str:
        unit = "ratio" if of_line and self.signal.chart == "cusum" else self.unit
        return formats.value(None if np.isnan(value) else float(value), unit)

    def _interval(self, at: int) -> str:
        """The doubt in the last value itself, where what it is counted of tells it."""
        value, takes = float(self.signal.values[at]), KINDS[self.signal.chart].takes
        n = None if self.signal.n is None else float(self.signal.n[at])
        if n is not None and self.unit == "percent":
            low, high = intervals.wilson(value, n)
            return (
                f"95% interval {formats.interval(float(low), float(high), 'percent')}, n {formats.number(n)}"
            )
        if (
            self.series.counts is not None
            and takes in ("count", "rate", "number")
            and self.signal.chart != "g"
        ):
            low, high = poisson.interval(self.series.counts[at], exposure=1.0 if n is None else n)
            return f"95% interval {formats.interval(float(low), float(high), self.unit)}"
        return ""


@dataclass(frozen=True)
class Told:
    """All series of a sheet, in its order."""

    judged: tuple[Judged, ...]
    notices: tuple[str, ...]

    @property
    def ranked(self) -> tuple[Judged, ...]:
        """Signals first, those that chance explains least before others."""
        return tuple(
            sorted(self.judged, key=lambda one: (not one.stands_out, np.nan_to_num(one.p_value, nan=2)))
        )

    @property
    def summary(self) -> str:
        shown = sum(one.stands_out for one in self.judged)
        left = sum(one.is_finding for one in self.judged)
        return (
            f"{shown} of {len(self.judged)} series show a signal at their last month; of so many, some always do by "
            f"chance. Held to one false finding in ten (Benjamini-Hochberg), {left} stand out."
        )

    @property
    def methods(self) -> tuple[str, ...]:
        """How they were judged, charts counted."""
        charts = Counter(KINDS[one.signal.chart].title for one in self.judged)
        kinds = ", ".join(f"{count} {title}" for title, count in charts.most_common())
        rules = self.judged[0].signal.rules_title
        trial = sum(one.signal.trial for one in self.judged)
        return (f"{rules} rules. {kinds}." + (f" {trial} with trial limits." if trial else ""),)


def p_words(p: float) -> str:
    """``0.15``, ``0.003``, or ``< 0.001``."""
    return "" if np.isnan(p) else "< 0.001" if p < 0.001 else f"{p:.3f}" if p < 0.1 else f"{p:.2f}"


def as_json(told: Told) -> dict[str, Any]:
    """Everything, for another program; what is not known is null."""
    return {"notices": list(told.notices), "series": [_series_json(one) for one in told.judged]}


def _series_json(one: Judged) -> dict[str, Any]:
    s, outlook = one.signal, one.outlook
    return {
        "group": one.series.group, "chart": s.chart, "why": one.why, "rules": s.rules,
        "rules_version": s.rules_version, "method": s.method, "better": s.better,
        "variation": s.variation, "direction": s.direction, "assurance": s.assurance, "icons": list(s.icons),
        "sentence": one.sentence, "reasons": list(s.reasons), "cautions": list(s.cautions),
        "baseline": s.baseline, "trial": s.trial, "screened": s.screened, "screened_out": s.screened_out,
        "dispersion": s.dispersion, "p": _plain(one.p_value), "p_adjusted": _plain(one.adjusted),
        "is_finding": one.is_finding,
        "rebases": [
            {"since": f"{since:%Y-%m}", "cause": cause, "approved_by": None} for since, cause in one.rebases
        ],
        "next_month": None if outlook is None else {
            "centre": outlook.centre, "lower": outlook.lower, "upper": outlook.upper,
            "signals": [
                {"low": b.low, "high": b.high, "variation": b.variation, "reasons": list(b.reasons)}
                for b in outlook.bands
            ],
        },
        "points": [
            {
                "month": f"{month:%Y-%m}", "value": _plain(s.values[i]), "n": None if s.n is None else _plain(s.n[i]),
                "line": None if s.line is None else _plain(s.line[i]), "centre": _plain(s.centre[i]),
                "lower": _plain(s.lower[i]), "upper": _plain(s.upper[i]), "milestone": _plain(s.milestones[i]),
                "mark": s.marks[i], "rule": s.causes[i], "phase": s.phase_at(i),
            }
            for i, month in enumerate(one.series.months)
        ],
    }  # fmt: skip


def _plain(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
