"""Charts of the paper: the ones the performance pages show, so that page and paper cannot disagree."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bluelamp.board import captions
from bluelamp.board.captions import Told
from bluelamp.board.citing import Citing, NotCitable, answer, as_period
from bluelamp.board.document import Picture
from bluelamp.board.publishing.keeping_back import few_on_one_side
from bluelamp.board.registers import SHORT
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures import tables
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import KindsDiffer
from bluelamp.kernel.figures.readings import Reading
from bluelamp.performance import queries as performance
from bluelamp.performance.queries.rolling import rolling_chart
from bluelamp.ui import charts, formats
from bluelamp.ui.charts import Chart

MONTHS = 24
"""How many months a chart of the paper looks back."""


@dataclass(frozen=True)
class Drawn:
    """A chart, what its sentence tells in numbers, and whether its rules found anything but chance."""

    chart: Chart
    told: Iterable[Told]
    has_signal: bool = False


def chart(citing: Citing, name: str, *args: str, number: int, line: int, **options: str) -> Picture:
    """``{{ chart("control", "asb-satisfaction", "month:2013-11") }}`` on a line of its own."""
    if name not in CHARTS:
        raise NotCitable(f"No chart is called {name}. There is: {', '.join(CHARTS)}.")
    for measure in args[:1]:
        citing.measure(measure)
    try:
        drawn = answer(CHARTS[name], citing, *args, **options)
    except (figures.NoSuchFigure, KindsDiffer, charts.Undrawable) as wrong:
        raise NotCitable(str(wrong)) from wrong
    shown = drawn.chart
    behind = tuple(BASES[name](citing, *args))
    return Picture(
        number=number,
        title=shown.title,
        alt=shown.alt,
        sentence=shown.sentence,
        cited=captions.cited(shown.sentence, drawn.told),
        headers=shown.headers,
        rows=shown.rows,
        definition=_canonical(shown.definition),
        narrow=_canonical(shown.narrow),
        line=line,
        kind="signal" if drawn.has_signal else name,
        least_n=min((read.n for read in behind if read.n), default=None),
        tells_of_few=any(few_on_one_side(read.value, read.n) for read in behind)
        and _is_share(citing, args[0]),
        counts=tuple(dict.fromkeys(key for read in behind for key in citing.counted(read))),
        source=_source(citing.measure(args[0]), tuple(SEEN.get(name, BASES[name])(citing, *args))),
    )


def _source(measure: Measure, readings: Sequence[Reading]) -> str:
    """What a figure's passport says, of all that a chart draws: “Data” is of the digests of all its figures."""
    drawn = [read for read in readings if read.value is not None]
    asked = sorted(read.n for read in drawn if read.n)
    taken = max((read.taken_at.date().isoformat() for read in drawn if read.taken_at), default="")
    data = sha256("\n".join(sorted(read.partitions_digest for read in drawn)).encode()).hexdigest()
    so_many = f", n {formats.number(asked[0])} to {formats.number(asked[-1])}" if asked else ""
    return (
        f"{formats.number(len(drawn))} {'figure' if len(drawn) == 1 else 'figures'}{so_many}. "
        f"Source: {measure.tally.fact.title}. Owner: {measure.owner}. "
        f"Taken {taken}. Data {data[:SHORT]}."
    )


def _is_share(citing: Citing, measure: str) -> bool:
    return citing.measure(measure).kind == "share"


def control(citing: Citing, measure: str, upto: str) -> Drawn:
    """The monthly series against its own usual range."""
    judged = performance.signal(citing.scope, measure, upto=as_period(upto))
    has_signal = judged.signal.variation not in ("none", "common")
    return Drawn(judged.chart, captions.of_signal(citing, judged), has_signal)


def rolling(citing: Citing, measure: str, upto: str) -> Drawn:
    """The rolling year as a plain line, with the months behind it."""
    end = as_period(upto)
    kinds = ("month", "rolling_year")
    single, years = (
        figures.series(citing.scope, measure, kind=kind, upto=end, length=MONTHS) for kind in kinds
    )
    step = performance.latest_step(citing.scope, measure, upto=end)
    drawn = rolling_chart(citing.measure(measure), single, years, step.sentence)
    return Drawn(drawn, captions.of_step(citing, step))


def two_dates(citing: Citing, measure: str, upto: str) -> Drawn:
    """The same answers by interview and by incident."""
    view = performance.lag_view(citing.scope, measure, upto=as_period(upto), length=MONTHS)
    return Drawn(view.chart, captions.of_two_dates(citing, view))


def areas(citing: Citing, measure: str, period: str) -> Drawn:
    """The local policing units by name, each with its doubt."""
    places = performance.by_area(citing.scope, measure, as_period(period))
    return Drawn(places.chart, captions.of_places(citing, places))


def fan(citing: Citing, measure: str, upto: str) -> Drawn:
    """Where the rolling year may go."""
    takes = performance.what_it_takes(citing.scope, measure, upto=as_period(upto))
    return Drawn(takes.chart, captions.of_takes(citing, takes))


def mix(citing: Citing, measure: str, breakdown: str, earlier: str, later: str) -> Drawn:
    """A change split into rate and mix."""
    split = performance.mix_and_rate(citing.scope, measure, breakdown, as_period(earlier), as_period(later))
    return Drawn(split.chart, captions.of_mix(citing, split))


CHARTS: Mapping[str, Callable[..., Drawn]] = {
    "control": control,
    "rolling": rolling,
    "two-dates": two_dates,
    "areas": areas,
    "fan": fan,
    "mix": mix,
}


def _months(citing: Citing, measure: str, upto: str) -> Iterable[Reading]:
    """The months a chart is drawn from, by any date they are known by."""
    for basis in citing.measure(measure).tally.bases:
        yield from figures.series(citing.scope, measure, basis=basis, upto=as_period(upto), length=MONTHS)


def _years(citing: Citing, measure: str, upto: str) -> Iterable[Reading]:
    """The months, and the rolling years drawn over them."""
    yield from _months(citing, measure, upto)
    yield from figures.series(citing.scope, measure, kind="rolling_year", upto=as_period(upto), length=MONTHS)


def _places(citing: Citing, measure: str, period: str) -> Iterable[Reading]:
    return tables.of_places(citing.scope, measure, as_period(period), area_level="lpu")


def _groups(citing: Citing, measure: str, breakdown: str, *periods: str) -> Iterable[Reading]:
    for period in periods:
        yield from tables.of_categories(citing.scope, measure, as_period(period), breakdown=breakdown)


BASES: Mapping[str, Callable[..., Iterable[Reading]]] = {
    "control": _months,
    "rolling": _years,
    "two-dates": _months,
    "areas": _places,
    "fan": _months,
    "mix": _groups,
}
"""The figures behind each chart: how many people its thinnest point speaks of decides whether the public sees it."""


def _judged(citing: Citing, measure: str, upto: str) -> Iterable[Reading]:
    """Every month up to then, by the date a measure is known by."""
    return figures.series(citing.scope, measure, upto=as_period(upto))


def _beside_years(citing: Citing, measure: str, upto: str) -> Iterable[Reading]:
    for kind in ("month", "rolling_year"):
        yield from figures.series(citing.scope, measure, kind=kind, upto=as_period(upto), length=MONTHS)


SEEN: Mapping[str, Callable[..., Iterable[Reading]]] = {"control": _judged, "rolling": _beside_years}
"""The figures that can be seen in a chart, where they are not all of those that can be worked out from it."""


def _canonical(definition: Mapping[str, object]) -> str:
    return json.dumps(definition, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
