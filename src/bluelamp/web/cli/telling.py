"""What is shown of each judged series: sentence, rows, picture and JSON, all from its one signal."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from bluelamp.analysis import intervals, poisson, spc
from bluelamp.analysis.spc.kinds import KINDS
from bluelamp.ui import charts, formats
from bluelamp.ui.charts import Chart, Level, Moment, Turn
from bluelamp.ui.formats import HasMonth
from bluelamp.web.cli.sheets import Series

VARIATION = {
    "none": "Too few to judge",
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
    turns: tuple[Turn, ...] = ()
    noun: str = "month"
    adjusted: float = np.nan
    is_finding: bool = False

    @property
    def name(self) -> str:
        return self.series.group or "The series"

    @property
    def file_name(self) -> str:
        return _file_name(self.name)

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
        stood = f"was {written} {self._at(self.series.times[at])}{f' ({doubt})' if doubt else ''}."
        found = spc.sentences.finding(self.signal, subject=self.name, noun=self.noun)
        first = f"{found} It {stood}" if self.stands_out else f"{self.name} {stood} {found}"
        anew = [spc.sentences.begins_anew(self._at(turn.since), turn.cause) for turn in self.turns]
        means = spc.sentences.meaning(self.signal, noun=self.noun, milestone=self.level)
        return " ".join(part for part in (first, means, *anew) if part)

    @cached_property
    def outlook(self) -> spc.Outlook | None:
        """What would be a signal at the next point; None when nothing can be said."""
        last = self.series.times[-1]
        month = last.month % 12 + 1 if isinstance(last, date) else None
        try:
            return spc.next_month_limits(self.signal, month=month, noun=self.noun)
        except ValueError:
            return None

    @property
    def outlook_words(self) -> str:
        if self.outlook is None or not self.outlook.bands:
            return ""
        return spc.sentences.outlook(self.outlook, self._edge, when=f"next {self.noun}")

    @property
    def rebase_words(self) -> tuple[str, ...]:
        """That nobody approved a rebase asked for on the command line."""
        return ("The rebase was asked for with --rebase; nobody approved it.",) if self.turns else ()

    @property
    def line(self) -> tuple[str, ...]:
        """The series in a row of the list of many."""
        at, signal = self.signal.last, self.signal
        if at is None:
            return self.name, "", formats.NO_DATA, "", VARIATION["none"], "", "", ""
        return (
            self.name, _short(self.series.times[at]), self._value(signal.values[at]),
            self._range(at), VARIATION[signal.variation], ASSURANCE[signal.assurance],
            p_words(self.p_value), p_words(self.adjusted),
        )  # fmt: skip

    @property
    def headers(self) -> tuple[str, ...]:
        drawn = () if self.signal.line is None else ("Line",)
        behind = () if self.signal.n is None else ("n",)
        return (self.noun.capitalize(), "Value", *behind, *drawn, "Centre", "Usual range", "Reading", "Rule")

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Every point as the signal has it."""
        s = self.signal
        return tuple(
            (
                _short(when),
                self._value(s.values[i]),
                *(() if s.n is None else (formats.number(float(s.n[i])),)),
                *(() if s.line is None else (self._value(s.line[i], of_line=True),)),
                self._value(s.centre[i], of_line=True),
                self._range(i),
                VARIATION[s.marks[i]] if s.marks[i] else formats.NO_DATA,
                s.causes[i],
            )
            for i, when in enumerate(self.series.times)
        )

    @cached_property
    def chart(self) -> Chart:
        axis = "Standard deviations" if self.signal.chart == "cusum" else ""
        return charts.judged(
            self.signal,
            self.series.times,
            unit="number" if self.signal.chart == "cusum" else self.unit,
            title=f"{self.name} by {self.noun}",
            sentence=self.sentence,
            milestones=() if self.signal.chart == "cusum" else self.milestones,
            turns=self.turns,
            axis=axis,
            base="n",
            noun=self.noun,
        )

    def _at(self, when: HasMonth | Moment) -> str:
        """``in November 2013``, ``on 4 November 2013``, ``in the week of …``."""
        return {"day": "on ", "week": "in the ", "point": "at "}.get(self.noun, "in ") + charts.named(when)

    def _range(self, at: int) -> str:
        low, high = float(self.signal.lower[at]), float(self.signal.upper[at])
        unit = "ratio" if self.signal.chart == "cusum" else self.unit
        return "" if np.isnan(low) or np.isnan(high) else formats.interval(low, high, unit)

    def _value(self, value: float, *, of_line: bool = False) -> str:
        unit = "ratio" if of_line and self.signal.chart == "cusum" else self.unit
        return formats.value(None if np.isnan(value) else float(value), unit)

    def _edge(self, value: float) -> str:
        """Where usual variation ends: of many things counted, to the whole one."""
        return self._value(round(value) if self.unit == "number" and abs(value) >= 100 else value)

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
            f"{shown} of {len(self.judged)} series show a signal at their last {self.judged[0].noun}; of so many, "
            f"some always do by chance. Held to one false finding in ten (Benjamini-Hochberg), {left} stand out."
        )

    @property
    def methods(self) -> tuple[str, ...]:
        """How they were judged, charts counted."""
        charts = Counter(KINDS[one.signal.chart].title for one in self.judged)
        kinds = ", ".join(f"{count} {title}" for title, count in charts.most_common())
        rules = self.judged[0].signal.rules_title
        trial = sum(one.signal.trial for one in self.judged)
        return (f"{rules} rules. {kinds}." + (f" {trial} with trial limits." if trial else ""),)


@dataclass(frozen=True)
class Line:
    """A rolling series, drawn as a line and judged by nothing."""

    series: Series
    unit: str
    noun: str
    refusal: str

    @property
    def name(self) -> str:
        return self.series.group or "The series"

    @property
    def file_name(self) -> str:
        return _file_name(self.name)

    @property
    def values(self) -> tuple[float | None, ...]:
        return tuple(
            float(value) if np.isfinite(value) else None
            for value in self.series.values or self.series.counts or ()
        )

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (_short(when), formats.value(value, self.unit))
            for when, value in zip(self.series.times, self.values, strict=True)
        )

    @cached_property
    def chart(self) -> Chart:
        return charts.rolling(
            charts.points(self.series.times, self.values),
            unit=self.unit,
            title=f"{self.name}, rolling",
            sentence=self.refusal,
        )


def p_words(p: float) -> str:
    """``0.15``, ``0.003``, or ``< 0.001``."""
    return "" if np.isnan(p) else "< 0.001" if p < 0.001 else f"{p:.3f}" if p < 0.1 else f"{p:.2f}"


def _file_name(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "series"


def _short(when: HasMonth | Moment) -> str:
    return when.words if isinstance(when, Moment) else formats.month_short(when)
