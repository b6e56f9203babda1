"""From a figure to the rows behind it: depersonalised facts, for those who may open them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis.expr.types as ir
from django.conf import settings

from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.readings import Reading
from bluelamp.performance import catalogue
from bluelamp.warehouse import engine
from bluelamp.warehouse.facts import Column
from bluelamp.warehouse.store import Store
from bluelamp.warehouse.tallies import WHOLE

PAGE = 50


@dataclass(frozen=True)
class Rows:
    """One page of the rows of a figure: ``total`` of them now, ``figure.n`` of them when it was taken.

    ``only_own`` when the reader, bound to some local policing units, is shown only the rows of those.
    """

    figure: Reading
    measure: Measure
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    total: int
    page: int
    only_own: bool = False

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))

    @property
    def first(self) -> int:
        """The number of the first row of this page, counted from 1."""
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def headers(self) -> list[str]:
        return [column.name.replace("_", " ") for column in self.columns]

    @property
    def cells(self) -> list[list[str]]:
        """The rows in words: a record key by its first twelve characters, a date as 2013-11-20."""
        return [[_cell(c, v) for c, v in zip(self.columns, row, strict=True)] for row in self.rows]

    @property
    def has_changed(self) -> bool:
        """Whether the data moved on since the figure was taken, so that the rows are no longer those it counted."""
        return not self.only_own and self.total != self.figure.n


def rows(scope: Scope, figure_id: int, *, page: int = 1) -> Rows:
    """The rows in the base of a figure, fifty a page, in the order of their record key.

    Raises ``NoSuchFigure`` for a figure withheld from the reader, and ``NotPermitted`` unless ``facts.read_rows`` is
    among what the reader may do; a reader bound to local policing units gets a figure of the whole force only with
    the rows of those units.
    """
    require(scope, "facts.read_rows")
    figure = figures.by_id(scope, figure_id)
    if figure.withheld:
        raise figures.NoSuchFigure("The rows behind a withheld figure would tell what it withholds.")
    measure = catalogue.measure(figure.measure)
    fact = measure.tally.fact
    con = engine.connect(scratch=settings.WAREHOUSE)
    table = engine.table(con, fact, Store(settings.WAREHOUSE).partitions(fact))
    behind = table.filter(*_conditions(measure, figure, scope)(table))
    if measure.tally.value is not None:
        behind = behind.filter(measure.tally.value(behind).notnull())
    total = int(behind.count().to_pyarrow().as_py())
    names = [c.name for c in fact.columns if c.name != "boundaries"]
    order = [fact.dated, *(c for c in (fact.key,) if c)]
    shown = behind.order_by(*order).select(*names).limit(PAGE, offset=(page - 1) * PAGE).to_pyarrow()
    found = tuple(tuple(each.values()) for each in shown.to_pylist())
    columns = tuple(fact.column(name) for name in names)
    only_own = bool(scope.lpus) and figure.area_level == WHOLE
    return Rows(figure, measure, columns, found, total, page, only_own)


def _cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.name == "record_key":
        return str(value)[:12]
    return value.isoformat() if isinstance(value, date) else str(value)


def _conditions(
    measure: Measure, figure: Reading, scope: Scope
) -> Callable[[ir.Table], list[ir.BooleanValue]]:
    tally, period = measure.tally, figure.period

    def conditions(table: ir.Table) -> list[ir.BooleanValue]:
        dated = table[tally.bases[figure.basis or next(iter(tally.bases))]]
        asked = [tally.population(table), dated >= period.start, dated < period.end]
        if tally.sources:
            asked.append(table["source"].isin(tally.every_source))
        if figure.area_level != WHOLE:
            asked.append(table[tally.areas[figure.area_level]] == figure.area)
        if figure.breakdown:
            asked.append(table[tally.breakdowns[figure.breakdown]] == figure.category)
        if scope.lpus:
            asked.append(table[tally.areas["lpu"]].isin(sorted(scope.lpus)))
        return asked

    return conditions
