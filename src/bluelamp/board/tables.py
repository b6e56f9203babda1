"""Tables of the paper, filled from figures: a cell that shows a number leads back to it like a number in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bluelamp.board import counted_tables, religion
from bluelamp.board.citing import Citing, NotCitable, answer, as_period
from bluelamp.board.document import Column, Runs, Table, Text
from bluelamp.board.sentences import needed
from bluelamp.kernel.figures.periods import Period
from bluelamp.kernel.figures.readings import Reading
from bluelamp.kernel.places import queries as places
from bluelamp.ui import formats


def table(citing: Citing, name: str, *args: str, number: int, line: int, **options: str) -> Table:
    """``{{ table("to-reach", "asb-satisfaction", "rolling_year:2013-11") }}`` on a line of its own."""
    if name not in TABLES:
        raise NotCitable(f"No table is called {name}. There is: {', '.join(TABLES)}.")
    return answer(TABLES[name], citing, *args, number=number, line=line, **options)


def to_reach(citing: Citing, measure: str, period: str, *, number: int, line: int) -> Table:
    """The constant monthly level that brings the rolling year to its milestone in one to six months, and its chance."""
    takes = citing.takes(measure, period)
    standing = citing.cite(citing.reading(measure, period), "")
    best = max(month.value or 0.0 for month in citing.year_of(measure, period))
    rows = []
    for ahead in takes.ahead[:6]:
        chance = citing.derive(
            _chance(ahead.chance),
            f"{takes.measure.title}: chance of {formats.percent(takes.target, 0)} at the end of {ahead.month.label}",
            f"ten thousand futures around {formats.percent(takes.expected)} with {takes.planned} interviews a month",
            (standing,),
        )
        level = needed(citing, takes, ahead, standing)
        rows.append((_words(ahead.month.label), (level,), _words(_beside(ahead.needed, best)), (chance,)))
    columns = (
        Column("Milestone reached at the end of"),
        Column("Every month until then", numeric=True),
        Column("Beside the year just ended"),
        Column("Chance as things are", numeric=True),
    )
    target = formats.percent(takes.target, 0)
    caption = f"{takes.measure.title}: what each month would have to be to reach {target}"
    return Table(number, caption, columns, tuple(rows), line=line)


def by_month(
    citing: Citing, *measures: str, first: str, last: str, basis: str = "", number: int, line: int
) -> Table:
    """Measures as rows and months as columns, all by one date: interview unless ``basis`` says incident."""
    start = as_period(first)
    span = [start.shift(ahead) for ahead in range(as_period(last) - start + 1)]
    rows = [
        (
            _words(citing.measure(measure).title),
            *(_month(citing, citing.months(measure, month, 1, basis=basis)[-1]) for month in span),
        )
        for measure in measures
    ]
    are_counts = all(citing.measure(measure).kind == "count" for measure in measures)
    columns = (
        Column("Measure" if are_counts else "Satisfied with"),
        *(Column(_short(month), numeric=True) for month in span),
    )
    caption = f"By month of {basis or 'interview'}, {span[0].label} to {span[-1].label}"
    return Table(number, caption, columns, tuple(rows), line=line)


def volume(citing: Citing, first: str, second: str, *whose: str, number: int, line: int) -> Table:
    """What more interviews do to the doubt: n and half the interval in two months.

    Each of ``whose`` is a measure, or a measure in one place: ``asb-satisfaction@lpu:CV``.
    """
    periods = [as_period(first), as_period(second)]
    rows = []
    for each in whose:
        measure, _, area = each.partition("@")
        found = [citing.reading(measure, period, area=area) for period in periods]
        where = places.names(found[0].area_level).get(found[0].area, found[0].area) if area else "force"
        cells = [cell for reading in found for cell in _doubt(citing, reading)]
        rows.append((_words(f"{citing.measure(measure).title}, {where}"), *cells))
    columns = [Column("One month of")]
    for period in periods:
        columns += [
            Column(f"Interviews, {_short(period)}", numeric=True),
            Column(f"Either side, {_short(period)}", numeric=True),
        ]
    caption = "What the number of interviews does to the doubt"
    return Table(number, caption, tuple(columns), tuple(rows), line=line)


TABLES: Mapping[str, Callable[..., Table]] = {
    "to-reach": to_reach,
    "by-month": by_month,
    "volume": volume,
    "by-unit": counted_tables.by_unit,
    "by-kind": counted_tables.by_kind,
    "hate-crime-religion": religion.table,
}


def _words(text: str) -> Runs:
    return (Text(text),)


def _beside(level: float, best: float) -> str:
    if level > 1:
        return "Cannot be done"
    return "Above every month of that year" if level > best else "Within the months of that year"


def _chance(chance: float) -> str:
    """A chance in a hundred, never claimed to be certain."""
    if chance < 0.01:
        return "under 1%"
    return "over 99%" if chance > 0.99 else formats.percent(chance, 0)


def _month(citing: Citing, found: Reading) -> Runs:
    if found.value is None:
        return _words("withheld" if found.withheld else formats.NO_DATA)
    return (citing.cite(found, citing.value(found)),)


def _short(period: Period) -> str:
    return formats.month_short(period.last_month)


def _doubt(citing: Citing, found: Reading) -> Sequence[Runs]:
    cited = citing.cite(found, formats.number(found.n))
    if found.low is None or found.high is None:
        return [(cited,), _words("")]
    half = f"{(found.high - found.low) / 2 * 100:.1f} points"
    where = (
        f", {places.names(found.area_level).get(found.area, found.area)}"
        if found.area_level != "force"
        else ""
    )
    title = f"{citing.measure(found.measure).title}{where}: doubt either side, {found.period.label}"
    return [(cited,), (citing.derive(half, title, "half the width of the 95% interval", (cited,)),)]
