"""Tables of the paper, filled from figures: a cell that shows a number leads back to it like a number in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bluelamp.board.citing import Citing, NotCitable, as_period
from bluelamp.board.document import Column, Runs, Table, Text
from bluelamp.board.sentences import needed
from bluelamp.kernel.figures.readings import Reading
from bluelamp.ui import formats

Rows = tuple[tuple[Runs, ...], ...]


def table(citing: Citing, name: str, *args: str, number: int, line: int, **options: str) -> Table:
    """``{{ table("to-reach", "asb-satisfaction", "rolling_year:2013-11") }}`` on a line of its own."""
    if name not in TABLES:
        raise NotCitable(f"No table is called {name}. There is: {', '.join(TABLES)}.")
    return TABLES[name](citing, *args, number=number, line=line, **options)


def to_reach(citing: Citing, measure: str, period: str, *, number: int, line: int) -> Table:
    """The constant monthly level that brings the rolling year to its milestone in one to six months, and its chance."""
    takes = citing.takes(measure, period)
    standing = citing.cite(citing.reading(measure, period), "")
    best = max(month.value or 0.0 for month in citing.year_of(measure, period))
    rows = []
    for ahead in takes.ahead[:6]:
        verdict = (
            "Cannot be done"
            if not ahead.is_feasible
            else "Above every month of the year"
            if ahead.needed > best
            else "Within the months of the year"
        )
        chance = citing.derive(
            _chance(ahead.chance),
            f"{takes.measure.title}: chance of {formats.percent(takes.target, 0)} at the end of {ahead.month.label}",
            f"ten thousand futures around {formats.percent(takes.expected)} with {takes.planned} interviews a month",
            (standing,),
        )
        rows.append(
            (_words(ahead.month.label), (needed(citing, takes, ahead, standing),), _words(verdict), (chance,))
        )
    columns = (
        Column("Milestone stands at the end of"),
        Column("Every month until then", numeric=True),
        Column("Beside the year just ended"),
        Column("Chance as things are", numeric=True),
    )
    caption = (
        f"{takes.measure.title}: what each month would have to be to reach {formats.percent(takes.target, 0)}"
    )
    return Table(number, caption, columns, tuple(rows), line=line)


def two_dates(citing: Citing, *measures: str, first: str, last: str, number: int, line: int) -> Table:
    """The same answers by month of interview and by month of incident, for each of ``measures``."""
    start, end = as_period(first), as_period(last)
    columns = [Column("Month")]
    for measure in measures:
        title = citing.measure(measure).title
        columns += [
            Column(f"{title}, by interview", numeric=True),
            Column(f"{title}, by incident", numeric=True),
        ]
    rows = []
    for months in range(end - start + 1):
        month = start.shift(months)
        cells = [_words(month.label)]
        for measure in measures:
            cells += [
                _month(citing, measure, month.label, citing.months(measure, month, 1, basis=basis)[-1])
                for basis in ("interview", "incident")
            ]
        rows.append(tuple(cells))
    notes = (
        _words(
            "A month of incidents is complete only when all its interviews have been held, six to twelve weeks later."
        ),
    )
    return Table(number, "The same answers by two dates", tuple(columns), tuple(rows), notes=notes, line=line)


def volume(citing: Citing, first: str, second: str, *measures: str, number: int, line: int) -> Table:
    """What more interviews do to the doubt: n and half the interval of each measure in two months."""
    periods = [as_period(first), as_period(second)]
    columns = [Column("Measure")]
    for period in periods:
        columns += [
            Column(f"Interviews, {period.label}", numeric=True),
            Column(f"Doubt either side, {period.label}", numeric=True),
        ]
    rows = []
    for measure in measures:
        cells = [_words(citing.measure(measure).title)]
        for period in periods:
            cells += _doubt(citing, citing.reading(measure, period))
        rows.append(tuple(cells))
    return Table(
        number, "What the number of interviews does to the doubt", tuple(columns), tuple(rows), line=line
    )


def months(citing: Citing, measure: str, first: str, last: str, *, number: int, line: int) -> Table:
    """A measure month by month with its interval and its n."""
    declared, start, end = citing.measure(measure), as_period(first), as_period(last)
    rows = []
    for ahead in range(end - start + 1):
        found = citing.months(measure, start.shift(ahead), 1)[-1]
        label = found.period.label
        cells = (_month(citing, measure, label, found),)
        interval = formats.interval(found.low, found.high, declared.unit)
        rows.append(
            (
                _words(label),
                *cells,
                _words(interval),
                _words(formats.number(found.n) if found.n is not None else "withheld"),
            )
        )
    columns = (
        Column("Month"),
        Column("Satisfied", numeric=True),
        Column("95% interval", numeric=True),
        Column("Interviews", numeric=True),
    )
    return Table(number, f"{declared.title}, month by month", columns, tuple(rows), line=line)


TABLES: Mapping[str, Callable[..., Table]] = {
    "to-reach": to_reach,
    "two-dates": two_dates,
    "volume": volume,
    "months": months,
}


def _words(text: str) -> Runs:
    return (Text(text),)


def _chance(chance: float) -> str:
    """A chance in a hundred, never claimed to be certain."""
    if chance < 0.01:
        return "under 1%"
    return "over 99%" if chance > 0.99 else formats.percent(chance, 0)


def _month(citing: Citing, measure: str, label: str, found: Reading) -> Runs:
    if found.value is None:
        return _words("withheld" if found.withheld else formats.NO_DATA)
    return (citing.cite(found, citing.value(found)),)


def _doubt(citing: Citing, found: Reading) -> Sequence[Runs]:
    if found.low is None or found.high is None:
        return [(citing.cite(found, citing.value(found)),), _words("")]
    half = f"{(found.high - found.low) / 2 * 100:.1f} points"
    title = f"{citing.measure(found.measure).title}: doubt either side, {found.period.label}"
    cited = citing.cite(found, formats.number(found.n))
    return [(cited,), (citing.derive(half, title, "half the width of the 95% interval", (cited,)),)]
