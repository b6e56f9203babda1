"""Figures for programs: the measures there are, and the series of each, as the pages show them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from bluelamp.kernel.access import policy
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.readings import Reading
from bluelamp.performance import catalogue

router = Router()


class MeasureOut(Schema):
    """What is measured, and of whom."""

    key: str
    title: str
    unit: str
    meaning: str
    better: str
    owner: str

    @classmethod
    def of(cls, measure: Measure) -> MeasureOut:
        return cls(**{name: getattr(measure, name) for name in cls.model_fields})


class FigureOut(Schema):
    """One figure. A share's ``value`` is between 0 and 1; null where nothing is known or ``withheld`` says why."""

    period: str
    starts: date
    ends_before: date
    value: float | None
    low: float | None
    high: float | None
    interval: str
    n: int | None
    withheld: str
    figure: int | None
    taken_at: datetime | None
    data_digest: str

    @classmethod
    def of(cls, reading: Reading) -> FigureOut:
        return cls(
            period=str(reading.period),
            starts=reading.period.start,
            ends_before=reading.period.end,
            value=reading.value,
            low=reading.low,
            high=reading.high,
            interval=reading.interval_method,
            n=reading.n,
            withheld=reading.withheld,
            figure=reading.id,
            taken_at=reading.taken_at,
            data_digest=reading.partitions_digest,
        )


class SeriesIn(Schema):
    """Which series: by default the months of the whole force."""

    kind: Literal["month", "quarter", "rolling_year", "performance_year", "year_to_date"] = "month"
    basis: str = ""
    area_level: str = "force"
    area: str = figures.FORCE
    breakdown: str = ""
    category: str = ""


@router.get("", response=list[MeasureOut], summary="Every measure")
@policy.requires("figures.read")
def measures(request: HttpRequest) -> list[MeasureOut]:
    """The catalogue, in the order of the board summary."""
    return [MeasureOut.of(measure) for measure in catalogue.MEASURES]


@router.get("/{key}/series", response=list[FigureOut], summary="The figures of a measure")
@policy.requires("figures.read")
def series(request: HttpRequest, key: str, which: Annotated[SeriesIn, Query()]) -> list[FigureOut]:
    """Oldest first, with a row for each period of which nothing is known."""
    try:
        measure = catalogue.measure(key)
    except catalogue.NoSuchMeasure as missing:
        raise Http404 from missing
    asked = which.model_dump()
    found = figures.series(request.scope, measure.key, **asked)  # type: ignore[attr-defined]
    if not found:
        raise Http404
    return [FigureOut.of(reading) for reading in found]
