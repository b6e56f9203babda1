"""From a citation in the text to the words a reader sees, keeping the passport of every number on the way."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bluelamp.board.counting import Values
from bluelamp.board.counts import Counted, linked
from bluelamp.board.document import Cited, Count, Passport, Quoted, Runs
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import KindsDiffer, Period, RollingYear, parse
from bluelamp.kernel.figures.readings import Reading
from bluelamp.kernel.places import queries as places
from bluelamp.performance import catalogue
from bluelamp.performance import queries as performance
from bluelamp.ui import formats

Answer = TypeVar("Answer")


class NotCitable(ValueError):
    """A citation that cannot be answered; carries what to change, and the nearest thing that can."""


class Citing:
    """Answers the citations of one paper for one reader, and remembers what was asked."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._passports: dict[Passport, Passport] = {}
        self._counts: dict[str, Count] = {}
        self._counted: dict[str, Counted] = {}
        self._takes: dict[Reading, performance.Takes] = {}

    @property
    def passports(self) -> tuple[Passport, ...]:
        """One for each number cited so far, in order."""
        return tuple(self._passports.values())

    @property
    def counts(self) -> tuple[Count, ...]:
        """Every count printed so far, in order, and what these follow from or tell of."""
        values = Values()
        return linked(tuple(self._counts.values()), self._counted, values.of, values.kinds)

    def count(
        self, key: str, title: str, value: int, *, family: str, sums: tuple[tuple[str, ...], ...] = ()
    ) -> str:
        """Name a count, so that a public copy may keep it back wherever it stands. Gives its key."""
        self._counts[key] = Count(key, title, value, family, sums)
        return key

    def measure(self, key: str) -> Measure:
        """The declared measure, or :class:`NotCitable` with the nearest key."""
        for measure in catalogue.MEASURES:
            if measure.key == key:
                return measure
        raise NotCitable(
            f"No measure is called {key}.{_nearest(str(key), [m.key for m in catalogue.MEASURES])}"
        )

    def reading(
        self,
        measure: str,
        period: str | Period,
        *,
        basis: str = "",
        area: str = "",
        breakdown: str = "",
    ) -> Reading:
        """The figure cited. ``area`` is ``level:code``, ``breakdown`` is ``crime_group:vehicle``.

        Raises :class:`NotCitable` when it was never taken or its number is withheld.
        """
        self.measure(measure)
        level, _, code = (area or f"force:{figures.FORCE}").partition(":")
        kind, _, category = breakdown.partition(":")
        try:
            found = figures.reading(
                self.scope,
                measure,
                as_period(period),
                basis=basis,
                area_level=level,
                area=code,
                breakdown=kind,
                category=category,
            )
        except figures.NoSuchFigure as missing:
            near = self._nearest_place(measure, level, code, kind, category)
            raise NotCitable(
                f"{missing}{near or self._nearest_period(measure, as_period(period))}"
            ) from missing
        return self._printable(found)

    def year_of(self, measure: str, period: str | Period, *, basis: str = "") -> tuple[Reading, ...]:
        """The twelve months of the rolling year ``period``, oldest first; :class:`NotCitable` with fewer."""
        asked = as_period(period)
        if not isinstance(asked, RollingYear):
            raise NotCitable(
                f"{asked} is a {asked.noun}. This needs a rolling year, such as rolling_year:2013-11."
            )
        months = figures.series(self.scope, measure, basis=basis, upto=asked, length=12)
        if len(months) < 12 or any(month.value is None for month in months):
            raise NotCitable(f"{measure} does not have all twelve months of {asked.label}.")
        return months

    def months(
        self, measure: str, upto: str | Period, length: int, *, basis: str = ""
    ) -> tuple[Reading, ...]:
        """The last ``length`` months up to ``upto``, gaps included."""
        self.measure(measure)
        found = figures.series(self.scope, measure, basis=basis, upto=as_period(upto), length=length)
        if not found:
            raise NotCitable(f"No month of {measure} has been taken.")
        return found

    def takes(self, measure: str, period: str | Period) -> performance.Takes:
        """What the coming months would have to be: for the milestone, or to stay where there is none."""
        standing = self.reading(measure, period)
        level = self.measure(measure).milestone_at(standing.period)
        target = level.level if level else standing.value
        if standing not in self._takes:
            try:
                self._takes[standing] = performance.what_it_takes(
                    self.scope, measure, upto=standing.period, target=target
                )
            except (ValueError, figures.NoSuchFigure) as wrong:
                raise NotCitable(str(wrong)) from wrong
        return self._takes[standing]

    def cite(self, reading: Reading, shown: str) -> Cited:
        """``shown`` as words that lead back to ``reading``."""
        measure = self.measure(reading.measure)
        cited = self._keep(
            Passport(
                key="",
                kind="figure",
                title=measure.title,
                shown=self.value(reading),
                measure=reading.measure,
                period=str(reading.period),
                period_label=reading.period.label,
                basis=reading.basis,
                area_level=reading.area_level,
                area=reading.area,
                area_name=places.names(reading.area_level).get(reading.area, reading.area),
                breakdown=reading.breakdown,
                category=reading.category,
                unit=measure.unit,
                value=reading.value,
                n=reading.n,
                low=reading.low,
                high=reading.high,
                interval_method=reading.interval_method,
                source=measure.tally.fact.title,
                partitions_digest=reading.partitions_digest,
                code_digest=reading.code_digest,
                marking=reading.marking,
                figure=reading.id,
                owner=measure.owner,
                taken_on=reading.taken_at.date().isoformat() if reading.taken_at else "",
            ),
            shown,
        )
        return replace(cited, counts=self.counted(reading))

    def counted(self, reading: Reading) -> tuple[str, ...]:
        """A figure that is a count, as a count that a public copy may have to keep back."""
        measure = self.measure(reading.measure)
        if measure.kind != "count" or reading.value is None:
            return ()
        what = Counted(
            reading.measure,
            reading.period,
            reading.basis,
            reading.area_level,
            reading.area,
            reading.breakdown,
            reading.category,
        )
        self._counted[what.key] = what
        title = what.title(measure.title)
        return (self.count(what.key, title, round(reading.value), family=measure.title),)

    def derive(self, shown: str, title: str, method: str, parts: tuple[Cited | Quoted, ...]) -> Cited:
        """A number worked out from others; ``method`` says how in words a reader can repeat."""
        keys = tuple(dict.fromkeys(part.passport for part in parts))
        cited = self._keep(Passport("", "derived", title, shown, method=method, parts=keys), shown)
        counted = (key for part in parts if isinstance(part, Cited) for key in part.counts)
        return replace(cited, counts=tuple(dict.fromkeys(counted)))

    def hold(self, shown: str, title: str, source: str) -> Cited:
        """A number that is kept rather than counted: a milestone, how many areas there are."""
        return self._keep(Passport("", "held", title, shown, source=source), shown)

    def quote(self, shown: str, source: str) -> Quoted:
        """A number somebody else printed."""
        kept = self._keep(Passport("", "quoted", shown, shown, source=source), shown)
        return Quoted(shown, source, kept.passport)

    def value(self, reading: Reading) -> str:
        """The value as the house writes it."""
        return formats.value(reading.value, self.measure(reading.measure).unit)

    def _keep(self, passport: Passport, shown: str) -> Cited:
        """Equal numbers share a passport, whatever words they are shown in."""
        kept = self._passports.get(passport)
        if kept is None:
            kept = replace(passport, key=f"figure-{len(self._passports) + 1}")
            self._passports[passport] = kept
        return Cited(shown, kept.key)

    def _printable(self, reading: Reading) -> Reading:
        if reading.withheld:
            raise NotCitable(
                f"{reading.measure} for {reading.period.label} may not be printed: {reading.withheld}"
            )
        if reading.value is None:
            raise NotCitable(
                f"{reading.measure} for {reading.period.label} has nothing to count, so no value to cite."
            )
        return reading

    def _nearest_place(self, measure: str, level: str, code: str, kind: str, category: str) -> str:
        """The closest level, place, breakdown or category there is; nothing when all that was asked for exists."""
        declared = self.measure(measure)
        for asked, known in (
            (level, ["force", *declared.area_levels]),
            (code, list(places.names(level)) if level != "force" else [figures.FORCE]),
            (kind, ["", *declared.tally.breakdowns]),
            (
                category,
                list(declared.breakdown_words) if category and declared.breakdown_words else [category],
            ),
        ):
            if asked not in known:
                return _nearest(asked, known) or f" There is: {', '.join(filter(None, known)) or 'none'}."
        return ""

    def _nearest_period(self, measure: str, period: Period) -> str:
        """The closest period of the same kind that was taken, in words."""
        taken = figures.series(self.scope, measure, kind=period.kind)
        with_values = [reading.period for reading in taken if reading.value is not None]
        if not with_values:
            return ""
        return f" The nearest is {min(with_values, key=lambda other: abs(other.ordinal - period.ordinal))}."


def answer(asked: Callable[..., Answer], citing: Citing, *args: object, **options: object) -> Answer:
    """Call what a citation names. Values it does not take are the author's slip, not a mistake of the code."""
    try:
        inspect.signature(asked).bind(citing, *args, **options)
    except TypeError as wrong:
        raise NotCitable(f"This citation {wrong}.") from wrong
    return asked(citing, *args, **options)


def as_period(period: str | Period) -> Period:
    """A period from its key. Raises :class:`NotCitable` in the words of the one that could not be read."""
    try:
        return period if isinstance(period, Period) else parse(str(period))
    except ValueError as wrong:
        raise NotCitable(str(wrong)) from wrong


# What may stand in a sentence ------------------------------------------------------------------------------


def figure(
    citing: Citing,
    measure: str,
    period: str,
    *,
    show: str = "value",
    against: str = "",
    basis: str = "",
    area: str = "",
    breakdown: str = "",
) -> Runs:
    """``{{ figure("asb-satisfaction", "rolling_year:2013-11", show="interval") }}``.

    *value*, *interval* and *n* show the figure itself; *change* (``+1.2 points``) and *moved* (``rose by 1.2
    points``) need ``against``, a period of the same kind; *gap* measures it against the milestone of its month.
    """
    here = citing.reading(measure, period, basis=basis, area=area, breakdown=breakdown)
    unit = citing.measure(measure).unit
    if show in ("change", "moved"):
        if not against:
            raise NotCitable(f'show="{show}" needs against="…": the period it is compared with.')
        before = citing.reading(measure, against, basis=basis, area=area, breakdown=breakdown)
        return (_moved(citing, here, before, show),)
    if show == "gap":
        return (_gap(citing, here),)
    shown = {
        "value": citing.value(here),
        "interval": formats.interval(here.low, here.high, unit),
        "n": formats.number(here.n),
    }
    if show not in shown:
        raise NotCitable(f'show="{show}" is not known. It is one of value, interval, n, change, moved, gap.')
    if not shown[show]:
        raise NotCitable(f"{measure} for {here.period.label} has no {show} to show.")
    return (citing.cite(here, shown[show]),)


def milestone(citing: Citing, measure: str, period: str) -> Runs:
    """``{{ milestone("asb-satisfaction", "rolling_year:2013-11") }}``: the level in force in that month."""
    declared = citing.measure(measure)
    level = declared.milestone_at(as_period(period))
    if level is None:
        raise NotCitable(f"{measure} has no milestone in {as_period(period).label}.")
    shown = formats.percent(level.level, 0) if declared.unit == "percent" else formats.number(level.level)
    return (citing.hold(shown, f"Milestone for {declared.title}", level.source),)


def quoted(citing: Citing, text: str, *, source: str) -> Runs:
    """``{{ quoted("1.5%", source="paper of October 2013, paragraph 52") }}``: a number that is not ours."""
    if not source.strip():
        raise NotCitable("A quoted number needs its source by name.")
    return (citing.quote(text, source),)


def _moved(citing: Citing, here: Reading, before: Reading, show: str) -> Cited:
    try:
        here.period - before.period  # a month against a rolling year stops here, in its own words
    except KindsDiffer as differ:
        raise NotCitable(str(differ)) from differ
    assert here.value is not None
    assert before.value is not None
    difference, unit = here.value - before.value, citing.measure(here.measure).unit
    signed = formats.change(difference, unit)
    if show == "moved":
        size = signed.lstrip(f"+{formats.MINUS}")
        verb = "rose by" if signed.startswith("+") else "fell by" if signed.startswith(formats.MINUS) else ""
        signed = f"{verb} {size}" if verb else "did not move"
    parts = citing.cite(before, ""), citing.cite(here, "")
    title = f"{citing.measure(here.measure).title}: change from {before.period.label} to {here.period.label}"
    return citing.derive(signed, title, f"{citing.value(here)} less {citing.value(before)}", parts)


def _gap(citing: Citing, here: Reading) -> Cited:
    declared = citing.measure(here.measure)
    level = declared.milestone_at(here.period)
    if level is None:
        raise NotCitable(f"{here.measure} has no milestone in {here.period.label}.")
    assert here.value is not None
    signed = formats.change(here.value - level.level, declared.unit)
    side = "below" if signed.startswith(formats.MINUS) else "above"
    size = signed.lstrip(f"+{formats.MINUS}")
    (standard,) = milestone(citing, here.measure, str(here.period))
    assert isinstance(standard, Cited)
    return citing.derive(
        f"{size} {side}",
        f"{declared.title}: distance from the milestone",
        f"{citing.value(here)} less {standard.text}",
        (citing.cite(here, ""), standard),
    )


def _nearest(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f" The nearest is {close[0]}." if close else ""


Inline = Callable[..., Runs]
