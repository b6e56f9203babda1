"""The sentence of a chart, each number in it with a passport of its own.

The words are those of the performance pages; here each number that they print is led back to the figure it came from,
in the order in which they print them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from bluelamp.board.citing import Citing, NotCitable
from bluelamp.board.document import Cited, Runs, Text
from bluelamp.kernel.figures.measures import Milestone
from bluelamp.kernel.figures.periods import Month, Period, RollingYear
from bluelamp.kernel.figures.readings import Reading
from bluelamp.performance import queries as performance
from bluelamp.performance.queries.areas import ByArea
from bluelamp.performance.queries.mix import MixAndRate
from bluelamp.performance.queries.rolling import Fall
from bluelamp.performance.queries.signals import Judged, LagView
from bluelamp.ui import formats

RUNNING = re.compile(r"\d+ months?(?= running)")
POOLED = "every interview of the twelve months counting alike"


@dataclass(frozen=True, slots=True)
class Told:
    """Words that a sentence may print, and what leads them back. Nothing is kept of what it does not print."""

    words: str
    cite: Callable[[str], Cited]


def cited(sentence: str, told: Iterable[Told]) -> Runs:
    """The same words; what was ``told``, in the order of the sentence, is cited."""
    runs, rest = list[Text | Cited](), sentence
    for one in told:
        found = re.search(rf"(?<![\w.,]){re.escape(one.words)}(?![\w%]|[.,]\d)", rest) if one.words else None
        if found:
            runs += [Text(rest[: found.start()]), one.cite(one.words)]
            rest = rest[found.end() :]
    return tuple(run for run in (*runs, Text(rest)) if run.text)


def of_signal(citing: Citing, judged: Judged) -> Iterator[Told]:
    """How long a run has been going on, where the series stands, how many months are usual, and its milestone."""
    title, last = judged.measure.title, judged.last
    stands = list(_reading(citing, last))
    for reason in judged.signal.reasons:
        for run in RUNNING.findall(reason):
            method = f"counted in the months up to {last.period.label}, by the rules of the control chart"
            yield _worked_out(citing, run, f"{title}: {reason}", method, (last,))
    yield from stands
    baseline = judged.signal.baseline
    counted = f"{baseline} month{'' if baseline == 1 else 's'}"
    method = f"the months since its limits began, up to {last.period.label}"
    yield _worked_out(citing, counted, f"{title}: months that its usual range rests on", method, (last,))
    if judged.milestone:
        yield _milestone(citing, title, judged.measure.unit, judged.milestone)


def of_step(citing: Citing, fall: Fall) -> Iterator[Told]:
    """How far the rolling year moved, from where to where, the month that left it and the month that came in."""
    end = fall.arriving.period
    before = _level(citing, fall, _year(end.shift(-1)), fall.before)
    after = _level(citing, fall, _year(end), fall.after)
    if before.words != after.words:
        yield _difference(citing, fall, before, after)
        yield before
    yield after
    for month in (fall.leaving, fall.arriving):
        yield Told(citing.value(month), lambda said, month=month: citing.cite(month, said))  # type: ignore[misc]


def of_two_dates(citing: Citing, view: LagView) -> Iterator[Told]:
    """The lowest month by date of incident."""
    if view.lowest:
        yield from _reading(citing, view.lowest)


def of_places(citing: Citing, places: ByArea) -> Iterator[Told]:
    """Where the force as a whole stands."""
    yield from _reading(citing, places.force)


def of_takes(citing: Citing, takes: performance.Takes) -> Iterator[Told]:
    """Where the rolling year stands, what it aims at, and what every coming month would have to be."""
    title, unit = takes.measure.title, takes.measure.unit
    following = takes.year.last_month.shift(1).label

    def needed(share: float, what: str) -> Told:
        how = f"{POOLED}, with {formats.number(takes.planned)} interviews a month"
        return _worked_out(citing, formats.value(share, unit), f"{title}: {what}", how, (takes.leaving,))

    def aim() -> Told:
        level = takes.measure.milestone_at(takes.year)
        if takes.is_milestone and level:
            return _milestone(citing, title, unit, level)
        return needed(takes.target, "where the rolling year stands")

    holding = needed(takes.break_even, f"{following} needed to hold the rolling year")
    if takes.level >= takes.target:
        yield needed(takes.level, "where the rolling year stands")
        yield aim()
        yield holding
        return
    yield aim()
    yield needed(takes.needed_next, f"{following} needed to reach the aim in one month")
    for ahead in takes.ahead:
        yield needed(ahead.needed, f"every month to {ahead.month.label} needed to reach the aim")
    yield holding
    yield Told(citing.value(takes.leaving), lambda shown: citing.cite(takes.leaving, shown))


def of_mix(citing: Citing, split: MixAndRate) -> Iterator[Told]:
    """A change, its doubt, and how much of it is rate and how much mix."""
    found, of = split.compared, (split.earlier, split.later)
    title = f"{split.measure.title}: {split.earlier.period.label} to {split.later.period.label}"
    sizes = formats.change(abs(float(found.difference))).lstrip("+").replace("points", "percentage points")
    doubt = formats.interval(float(found.low) * 100, float(found.high) * 100, "number")
    test = "difference of two separate samples; 95% interval by Newcombe"
    yield _worked_out(citing, sizes, title, test, of)
    yield _worked_out(citing, doubt, title, test, of)
    for share, what in (
        (split.rate, "answering differently"),
        (split.mix, "a different mix of people asked"),
    ):
        how = "split into rate and mix, group by group (Kitagawa)"
        yield _worked_out(citing, formats.change(share), f"{title}, {what}", how, of)


def _reading(citing: Citing, reading: Reading) -> Iterator[Told]:
    """Its value, its interval and its base: three ways of one figure to be printed."""
    if reading.value is None or reading.withheld:
        return
    unit = citing.measure(reading.measure).unit
    shown = (
        citing.value(reading),
        formats.interval(reading.low, reading.high, unit),
        formats.number(reading.n),
    )
    for words in shown:
        yield Told(words, lambda said: citing.cite(reading, said))


def _level(citing: Citing, fall: Fall, year: RollingYear, share: float) -> Told:
    """The figure of the rolling year where one was taken that prints alike, or its months pooled."""
    shown = formats.value(share, fall.measure.unit)
    try:
        taken = citing.reading(fall.measure.key, year)
    except NotCitable:
        taken = None
    if taken and citing.value(taken) == shown:
        return Told(shown, lambda said: citing.cite(taken, said))
    return _worked_out(citing, shown, f"{fall.measure.title}: {year.label}", POOLED, (fall.arriving,))


def _difference(citing: Citing, fall: Fall, before: Told, after: Told) -> Told:
    """``0.7 percentage points``, the same number as the ``0.7 points`` of a sentence on the month that left."""
    size = formats.change(abs(fall.after - fall.before), fall.measure.unit).lstrip("+")
    title = f"{fall.measure.title}: change of the rolling year in one month"

    def cite(said: str) -> Cited:
        parts = (after.cite(after.words), before.cite(before.words))
        return replace(citing.derive(size, title, f"{after.words} less {before.words}", parts), text=said)

    return Told(size.replace("points", "percentage points"), cite)


def _milestone(citing: Citing, title: str, unit: str, milestone: Milestone) -> Told:
    """“80.0%” beside values, and the same number as the “80%” of a text."""
    level = milestone.level
    short = formats.percent(level, 0) if unit == "percent" else formats.number(level)

    def cite(said: str) -> Cited:
        return replace(citing.hold(short, f"Milestone for {title}", milestone.source), text=said)

    return Told(formats.value(level, unit), cite)


def _worked_out(citing: Citing, shown: str, title: str, method: str, parts: tuple[Reading, ...]) -> Told:
    def derived(said: str) -> Cited:
        return citing.derive(said, title, method, tuple(citing.cite(part, "") for part in parts))

    return Told(shown, derived)


def _year(end: Period) -> RollingYear:
    assert isinstance(end, Month)
    return RollingYear(end.year, end.month)
