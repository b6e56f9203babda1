"""Many figures in one query: all series of one place, all places of one period, all categories of one period."""

from __future__ import annotations

from collections import defaultdict

from bluelamp.kernel.access.scope import Scope
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
