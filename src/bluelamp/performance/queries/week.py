"""The sergeant's week: three things about one neighbourhood, each with what to do next (paragraphs 5, 17 and 20).

What the rules say, where it keeps happening, and what residents said. Each is one sentence, one number with its
interval, one small picture, and what would count as a signal next time: said beforehand, so that nobody can explain it
away.
"""

from __future__ import annotations

from dataclasses import dataclass

from bluelamp.analysis import spc
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.figures.readings import Reading
from bluelamp.performance import sentences
from bluelamp.performance.queries.around import Place, areas_of
from bluelamp.performance.queries.cohort import Cohort, cohort
from bluelamp.performance.queries.pooled import Pooled, PooledPlace, pooled
from bluelamp.performance.queries.repeats import Repeats, repeats
from bluelamp.performance.queries.signals import Ahead, Judged, signal
from bluelamp.performance.queries.which import Which
from bluelamp.ui import charts
from bluelamp.ui.charts import Chart

FIRST = "recorded-asb"
"""What is shown of a quiet month: what residents bring to the team most often."""
SAID = "asb-satisfaction"


@dataclass(frozen=True)
class Thing:
    """One of the three. ``value`` to ``high`` are in ``unit``; ``ahead`` says what would be a signal next time."""

    heading: str
    sentence: str
    value: float | None
    unit: str
    basis: str
    low: float | None
    high: float | None
    picture: Chart | None
    picture_of: str
    ahead: str
    do_next: str
    measure: str
    figure: int | None = None


@dataclass(frozen=True)
class Week:
    """One page for one neighbourhood team. ``month`` is the last that anything is known of."""

    here: Place
    month: Month
    things: tuple[Thing, ...]


def week(scope: Scope, here: Place) -> Week:
    """The page of one neighbourhood, from :func:`around.place`. Raises ``NoSuchFigure`` when it has no figures."""
    place = Which(area_level=here.level, area=here.code)
    looked = cohort(scope, areas_of(scope, here))
    quiet = signal(scope, FIRST, **place)
    strongest = looked.holding[0].judged if looked.holding else None
    month = (strongest or quiet).last.period.last_month
    found = [_signals(looked, strongest or quiet, here)]
    if known := repeats(scope, here, upto=month):
        found.append(_repeats(known))
    said = pooled(scope, SAID, here.unit)
    if said and said.of(here.code).value is not None:
        years = figures.series(scope, SAID, kind="rolling_year", **place)
        found.append(_said(said, said.of(here.code), years))
    return Week(here, month, tuple(found))


def _signals(looked: Cohort, shown: Judged, here: Place) -> Thing:
    read, measure = shown.last, shown.measure
    return Thing(
        heading="What has changed",
        sentence=sentences.of_week(shown.sentence_of_now, len(looked.holding), looked.looked_at, here.name),
        value=read.value,
        unit=measure.unit,
        basis=f"{measure.title}, {read.period.label}",
        low=read.low,
        high=read.high,
        picture=shown.sparkline,
        picture_of="Two years, by month",
        ahead=shown.ahead.sentence if shown.ahead else "",
        do_next=sentences.DO_NEXT[shown.signal.variation if looked.holding else "common"],
        measure=measure.key,
        figure=read.id,
    )


def _repeats(found: Repeats) -> Thing:
    low, high = found.top.interval
    return Thing(
        heading="Where it keeps happening",
        sentence=found.sentence,
        value=found.top.recent,
        unit="number",
        basis=f"Incidents in {found.top.name}, three months to {found.month.label}",
        low=low,
        high=high,
        picture=found.picture,
        picture_of=f"{found.top.name}, two years by month",
        ahead=_ahead(found),
        do_next=sentences.AT_A_REPEAT_PLACE,
        measure=found.measure.key,
    )


def _ahead(found: Repeats) -> str:
    try:
        outlook = spc.next_month_limits(found.signal)
    except ValueError:
        return ""
    return Ahead(found.measure, found.month.shift(1), outlook, found.signal).sentence


def _said(found: Pooled, row: PooledPlace, years: tuple[Reading, ...]) -> Thing:
    sentence = sentences.pooled(
        found.measure, row.reading, row.value, row.low, row.high, found.level, found.unit_name
    )
    return Thing(
        heading="What residents said",
        sentence=sentence,
        value=row.value,
        unit=found.measure.unit,
        basis=f"{found.measure.title}, {found.period.label}, drawn towards {found.unit_name}",
        low=row.low,
        high=row.high,
        picture=_line(found, years, sentence),
        picture_of="As answered, rolling years",
        ahead=sentences.apart_beyond(row.reading.n or 0, found.unit_name, *found.apart_beyond(row)),
        do_next=sentences.WHAT_WAS_SAID[found.stands(row)],
        measure=found.measure.key,
        figure=row.reading.id,
    )


def _line(found: Pooled, years: tuple[Reading, ...], sentence: str) -> Chart | None:
    """Rolling years as a plain line: control rules are refused on them."""
    known = [read for read in years[-24:] if read.value is not None]
    if len(known) < 2:
        return None
    points = charts.points([r.period for r in years[-24:]], [r.value for r in years[-24:]])
    return charts.sparkline(
        points, unit=found.measure.unit, title=f"{found.measure.title}, rolling years", sentence=sentence
    )
