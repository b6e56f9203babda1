"""Tables of counts: a measure in every local policing unit, or of every kind, with the sum of them all."""

from __future__ import annotations

from collections.abc import Sequence

from bluelamp.board.citing import Citing, NotCitable
from bluelamp.board.document import Column, Runs, Table, Text
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.readings import Reading
from bluelamp.kernel.places import queries as places
from bluelamp.ui import formats


def by_unit(citing: Citing, measure: str, *periods: str, number: int, line: int) -> Table:
    """``{{ table("by-unit", "recorded-asb", "month:2013-10", "month:2013-11") }}``."""
    declared = _counted(citing, measure, periods)
    rows = [
        (name, [citing.reading(measure, period, area=f"lpu:{code}") for period in periods])
        for code, name in sorted(places.names("lpu").items(), key=lambda place: place[1])
    ]
    return _table(citing, declared, "by local policing unit", "Unit", rows, periods, number, line)


def by_kind(citing: Citing, measure: str, breakdown: str, *periods: str, number: int, line: int) -> Table:
    """``{{ table("by-kind", "recorded-crime", "crime_type", "month:2013-11") }}``: the kinds there are figures of."""
    declared = _counted(citing, measure, periods)
    if breakdown not in declared.tally.breakdowns:
        known = ", ".join(declared.tally.breakdowns) or "nothing"
        raise NotCitable(f"{measure} is not broken down by {breakdown}. It is by: {known}.")
    rows = [
        (name, [citing.reading(measure, period, breakdown=f"{breakdown}:{kind}") for period in periods])
        for kind, name in declared.breakdown_words.items()
        if all(_is_known(citing, measure, period, f"{breakdown}:{kind}") for period in periods)
    ]
    return _table(citing, declared, f"by {breakdown.replace('_', ' ')}", "Kind", rows, periods, number, line)


def _counted(citing: Citing, measure: str, periods: Sequence[str]) -> Measure:
    declared = citing.measure(measure)
    if declared.kind != "count":
        raise NotCitable(f"{measure} is no count, so its parts add up to nothing.")
    if not periods:
        raise NotCitable("This table needs at least one period, such as month:2013-11.")
    return declared


def _table(
    citing: Citing,
    measure: Measure,
    how: str,
    what: str,
    rows: Sequence[tuple[str, Sequence[Reading]]],
    periods: Sequence[str],
    number: int,
    line: int,
) -> Table:
    """With the force as the last row. Where some lie in no row, the table says so and is no sum."""
    whole = [citing.reading(measure.key, period) for period in periods]
    missing = [
        round((all_.value or 0) - sum(found[place].value or 0 for _, found in rows))
        for place, all_ in enumerate(whole)
    ]
    columns = (Column(what), *(Column(_heading(read), numeric=True) for read in whole))
    every = [*rows, ("All", whole)]
    return Table(
        number,
        f"{measure.title} {how}",
        columns,
        tuple(((Text(name),), *(_cell(citing, read) for read in found)) for name, found in every),
        totalled=not any(missing),
        notes=((Text("The last row counts some that are in none of the rows above it."),),) if any(missing) else (),
        line=line,
    )  # fmt: skip


def _is_known(citing: Citing, measure: str, period: str, breakdown: str) -> bool:
    try:
        return bool(citing.reading(measure, period, breakdown=breakdown))
    except NotCitable:
        return False


def _cell(citing: Citing, read: Reading) -> Runs:
    return (citing.cite(read, formats.number(read.value)),)


def _heading(read: Reading) -> str:
    return read.period.label[0].upper() + read.period.label[1:]
