"""What may be asked of the figures. Every answer is a :class:`Reading`; small numbers are already withheld."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.figures.models import Figure
from bluelamp.kernel.figures.periods import Period
from bluelamp.kernel.figures.readings import Reading
from bluelamp.kernel.places import queries as places

FORCE = "E23000014"


class NoSuchFigure(LookupError):
    """Nobody has taken the figure asked for; carries the sentence the reader sees."""


def standing(scope: Scope) -> QuerySet[Figure]:
    """The figures that stand (none has superseded them) and that ``scope`` may read, before small numbers are withheld.

    Only this folder and ``performance`` read it, and only through :meth:`Reading.of`.
    """
    return _readable(scope).filter(superseded_by__isnull=True)


def reading(
    scope: Scope,
    measure_key: str,
    period: Period,
    *,
    basis: str = "",
    area_level: str = "force",
    area: str = FORCE,
    breakdown: str = "",
    category: str = "",
) -> Reading:
    """The standing figure for exactly this. ``basis`` empty asks for the measure's own.

    Raises :class:`NoSuchFigure` when none was taken and ``NotPermitted`` when it is not for this reader.
    """
    _refuse_other_areas(scope, area_level, area)
    found = _of(standing(scope), measure_key, period.kind, basis, area_level, area, breakdown, category)
    figure = found.filter(period_end=period.last_month.start).first()
    if figure is None:
        of_whom = f", {breakdown} {category}" if breakdown else ""
        by = f" by {basis} date" if basis else ""
        raise NoSuchFigure(
            f"There is no figure {measure_key} for {period.label} ({period}){by} in {area}{of_whom}."
        )
    return Reading.of(figure, role=scope.role)


def series(
    scope: Scope,
    measure_key: str,
    *,
    kind: str = "month",
    basis: str = "",
    area_level: str = "force",
    area: str = FORCE,
    breakdown: str = "",
    category: str = "",
    upto: Period | None = None,
    length: int | None = None,
) -> tuple[Reading, ...]:
    """Every period of one kind, oldest first, gaps included; the last ``length`` of them when given.

    ``upto`` ends the series (any period: its last month counts). Empty when nothing was ever taken.
    """
    _refuse_other_areas(scope, area_level, area)
    found = _of(standing(scope), measure_key, kind, basis, area_level, area, breakdown, category)
    if upto is not None:
        found = found.filter(period_end__lte=upto.last_month.start)
    readings = with_gaps(found, upto=upto, role=scope.role)
    return readings[-length:] if length else readings


def with_gaps(found: Iterable[Figure], *, role: str, upto: Period | None = None) -> tuple[Reading, ...]:
    """Figures of one identity and kind as ``role`` may read them, oldest first, a gap for each period without one."""
    figures = {figure.period: figure for figure in found}
    if not figures:
        return ()
    at, last = min(figures), max(figures)
    a_figure = figures[at]
    if upto is not None:
        last = max(last, _last_of(type(at), upto))
    readings = []
    while at <= last:
        figure = figures.get(at)
        readings.append(Reading.of(figure, role=role) if figure else Reading.gap_beside(a_figure, at))
        at = at.shift(at.step)
    return tuple(readings)


def last_period(scope: Scope, measure_key: str, kind: str, *, basis: str = "") -> Period | None:
    """The latest period of one kind that the force has a figure for; None when it has none."""
    found = _of(standing(scope), measure_key, kind, basis, "force", FORCE, "", "")
    latest = found.filter(value__isnull=False).order_by("-period_end").first()
    return latest.period if latest else None


def by_id(scope: Scope, figure_id: int) -> Reading:
    """One figure by its number, standing or superseded. Raises :class:`NoSuchFigure`."""
    figure = _readable(scope).filter(pk=figure_id).first()
    if figure is None:
        raise NoSuchFigure(f"There is no figure number {figure_id} that you may read.")
    return Reading.of(figure, role=scope.role)


def history(scope: Scope, figure_id: int) -> tuple[Reading, ...]:
    """Every version of a figure, newest first, each saying why it replaced the one before."""
    asked = by_id(scope, figure_id)
    versions = _readable(scope).filter(
        measure=asked.measure,
        basis=asked.basis,
        area_level=asked.area_level,
        area=asked.area,
        breakdown=asked.breakdown,
        category=asked.category,
        period_kind=asked.period.kind,
        period_end=asked.period.last_month.start,
    )
    return tuple(Reading.of(figure, role=scope.role) for figure in versions.order_by("-pk"))


def corrections_of(scope: Scope, figure_ids: Iterable[int]) -> tuple[Reading, ...]:
    """The figures that replaced any of these, in the order they were taken."""
    replaced = _readable(scope).filter(supersedes__in=list(figure_ids)).order_by("pk")
    return tuple(Reading.of(figure, role=scope.role) for figure in replaced)


def _readable(scope: Scope) -> QuerySet[Figure]:
    require(scope, "figures.read")
    figures = Figure.objects.select_related("taken_by")
    if scope.lpus:
        own = (Q(area_level=level, area__in=codes) for level, codes in _own(scope).items())
        figures = figures.filter(reduce(or_, own, Q(area_level="force")))
    return figures


def _own(scope: Scope) -> dict[str, list[str]]:
    """The places below the force that a reader bound to units may read of: those units, and their neighbourhoods."""
    return {"lpu": sorted(scope.lpus), "neighbourhood": places.neighbourhoods_of(scope.lpus)}


def _refuse_other_areas(scope: Scope, area_level: str, area: str) -> None:
    if scope.lpus and area_level != "force" and area not in _own(scope).get(area_level, ()):
        raise NotPermitted(
            f"Figures for {area} are not open to you; you may read the force, your own LPUs and their neighbourhoods."
        )


def _of(
    figures: QuerySet[Figure],
    measure: str,
    kind: str,
    basis: str,
    area_level: str,
    area: str,
    breakdown: str,
    category: str,
) -> QuerySet[Figure]:
    which = {"basis": basis} if basis else {"by_default": True}
    return figures.filter(
        measure=measure,
        period_kind=kind,
        area_level=area_level,
        area=area,
        breakdown=breakdown,
        category=category,
        **which,
    )


def _last_of(kind: type[Period], upto: Period) -> Period:
    """The last whole period of ``kind`` that ends no later than ``upto``."""
    last = kind.ending(upto.last_month.start)
    return last if last.ordinal <= upto.ordinal else last.shift(-last.step)
