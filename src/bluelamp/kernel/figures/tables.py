"""Many figures in one query: all series of one place, all places of one period, all categories of one period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures.disclosure import reason_to_withhold
from bluelamp.kernel.figures.models import Figure
from bluelamp.kernel.figures.periods import Period
from bluelamp.kernel.figures.queries import FORCE, standing, with_gaps
from bluelamp.kernel.figures.readings import Reading


def all_series(
    scope: Scope, *, kind: str = "month", area_level: str = "force", area: str = FORCE
) -> dict[str, tuple[Reading, ...]]:
    """Every measure's series of one kind of period for one place, by its own basis, oldest first, gaps included."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in standing(scope).filter(
        period_kind=kind, area_level=area_level, area=area, breakdown="", by_default=True
    ):
        found[figure.measure].append(figure)
    return {measure: with_gaps(figures, role=scope.role) for measure, figures in found.items()}


def series_of(
    scope: Scope, keys: Iterable[tuple[str, str, str]]
) -> dict[tuple[str, str, str], tuple[Reading, ...]]:
    """The monthly series of some (measure, area level, area), by their own basis, as readings. One query, or none."""
    wanted: dict[tuple[str, str], list[str]] = defaultdict(list)
    for measure, level, area in keys:
        wanted[level, area].append(measure)
    if not wanted:
        return {}
    asked = (
        Q(area_level=level, area=area, measure__in=measures) for (level, area), measures in wanted.items()
    )
    found: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for figure in standing(scope).filter(
        reduce(or_, asked), period_kind="month", breakdown="", by_default=True
    ):
        found[figure.measure, figure.area_level, figure.area].append(figure)
    return {key: with_gaps(figures, role=scope.role) for key, figures in found.items()}


class Sheet(NamedTuple):
    """Monthly series of many places laid side by side.

    ``keys`` are (measure, area level, area); ``values`` and ``n`` (effective where it differs) are (key, month), the
    first month being ``first``, counted from year 0. NaN is a month of which nothing is known, or may be shown.
    """

    keys: tuple[tuple[str, str, str], ...]
    first: int
    values: NDArray[np.float64]
    n: NDArray[np.float64]


def side_by_side(scope: Scope, *, measures: Iterable[str], areas: Mapping[str, Iterable[str]]) -> Sheet:
    """The months of some measures, each by its own basis, for the ``areas`` (by level) that the reader may see.

    As columns, since a page may ask for twenty thousand figures; withheld by the same rule as a single one. One query.
    """
    places = (Q(area_level=level, area__in=list(codes)) for level, codes in areas.items())
    found = standing(scope).filter(
        reduce(or_, places), measure__in=list(measures), period_kind="month", breakdown="", by_default=True
    )
    columns = ("measure", "area_level", "area", "period_end", "value", "n", "effective_n", "smallest_base")
    rows = list(found.select_related(None).values_list(*columns))
    if not rows:
        return Sheet((), 0, np.empty((0, 0)), np.empty((0, 0)))
    at = {key: k for k, key in enumerate(sorted({row[:3] for row in rows}))}
    months = [row[3].year * 12 + row[3].month - 1 for row in rows]
    first = min(months)
    values, asked = (np.full((len(at), max(months) - first + 1), np.nan) for _ in range(2))
    for row, month in zip(rows, months, strict=True):
        value, n, effective, smallest = row[4:]
        if value is not None and not reason_to_withhold(n, smallest, scope.role):
            k, m = at[row[:3]], month - first
            values[k, m], asked[k, m] = value, effective or n
    return Sheet(tuple(at), first, values, asked)


def of_places(
    scope: Scope, measure_key: str, period: Period, *, area_level: str, basis: str = ""
) -> tuple[Reading, ...]:
    """One measure in one period for every place of a level that the reader may see, in the order of their codes."""
    return _of_period(scope, measure_key, period, basis, area_level=area_level, breakdown="")


def of_categories(
    scope: Scope,
    measure_key: str,
    period: Period,
    *,
    breakdown: str,
    area_level: str = "force",
    area: str = FORCE,
    basis: str = "",
) -> tuple[Reading, ...]:
    """One measure in one period for every category of a breakdown, in their order."""
    return _of_period(
        scope, measure_key, period, basis, area_level=area_level, area=area, breakdown=breakdown
    )


def _of_period(
    scope: Scope, measure_key: str, period: Period, basis: str, **which: str
) -> tuple[Reading, ...]:
    by = {"basis": basis} if basis else {"by_default": True}
    found = standing(scope).filter(
        measure=measure_key,
        period_kind=period.kind,
        period_end=period.last_month.start,
        **which,
        **by,
    )
    return tuple(Reading.of(figure, role=scope.role) for figure in found.order_by("area", "category"))
