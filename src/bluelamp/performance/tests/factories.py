"""A small force to measure: interviews by month as a test plans them, put straight into the warehouse."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pyarrow as pa
from django.conf import settings

from bluelamp.areas.satisfaction.facts import INTERVIEWS, QUALITY_OF_SERVICE_BUREAU
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures.periods import Month
from bluelamp.performance import actions
from bluelamp.performance.actions import Taken
from bluelamp.warehouse.parquet import schema
from bluelamp.warehouse.store import Store

TODAY = date(2014, 1, 7)

NOVEMBER_2013 = Month(2013, 11)
VECTOR: tuple[tuple[int, float], ...] = (  # December 2012 to November 2013: interviews, share satisfied
    (400, 0.82),
    (420, 0.79),
    (410, 0.80),
    (430, 0.78),
    (400, 0.77),
    (390, 0.78),
    (380, 0.79),
    (370, 0.77),
    (350, 0.76),
    (330, 0.71),
    (320, 0.72),
    (550, 0.764),
)

COUNTED: dict[tuple[Asked, ...], TemporaryDirectory[str]] = {}


class Asked(NamedTuple):
    """Some people asked in one month: ``yes`` of ``n`` were satisfied."""

    month: Month
    n: int
    yes: int
    survey: str = "asb"
    crime_group: str = "asb"
    lpu: str = "BE"
    weight: float = 1.0


def year_of_the_vector(last: Month = NOVEMBER_2013) -> list[Asked]:
    """The twelve months of :data:`VECTOR`, each share to the nearest interview."""
    return [Asked(last.shift(k - 11), n, round(n * p)) for k, (n, p) in enumerate(VECTOR)]


def interviewed(asked: Sequence[Asked], *, at: datetime = datetime(2013, 12, 10, 9, tzinfo=UTC)) -> None:
    """Put these interviews into the warehouse, replacing the months they name whole."""
    tables: dict[tuple[str, str], list[Mapping[str, object]]] = {}
    for group, each in enumerate(asked):
        place = (QUALITY_OF_SERVICE_BUREAU, f"{each.month.year:04d}-{each.month.month:02d}")
        tables.setdefault(place, []).extend(_row(each, group, i) for i in range(each.n))
    Store(settings.WAREHOUSE).replace(
        INTERVIEWS,
        {place: pa.Table.from_pylist(list(rows), schema=_schema()) for place, rows in tables.items()},
        by="a test",
        at=at,
    )


def taken(asked: Sequence[Asked], *, today: date = TODAY) -> Taken:
    """Put these interviews into the warehouse and take every figure.

    Many tests begin with the same interviews: their warehouse is counted once, and copied for the others.
    """
    key, is_first = tuple(asked), not settings.WAREHOUSE.exists()
    if is_first and key in COUNTED:
        shutil.copytree(COUNTED[key].name, settings.WAREHOUSE)
    else:
        interviewed(asked)
    figures = actions.take_figures(by=Scope.system("a test"), today=today)
    if is_first and key not in COUNTED:
        COUNTED[key] = TemporaryDirectory(prefix="bluelamp-counted-")
        shutil.copytree(settings.WAREHOUSE, COUNTED[key].name, dirs_exist_ok=True)
    return figures


def _row(asked: Asked, group: int, i: int) -> dict[str, object]:
    held = asked.month.start + timedelta(days=i % 28)
    return {
        "record_key": f"{asked.month}-{group}-{i}",
        "survey": asked.survey,
        "crime_group": asked.crime_group,
        "incident_date": held - timedelta(days=60),
        "report_date": held - timedelta(days=59),
        "interview_date": held,
        "whole": 2 if i < asked.yes else 5,
        "weight": asked.weight,
        "lpu": asked.lpu,
    }


def _schema() -> pa.Schema:
    names = ["record_key", "survey", "crime_group", "incident_date", "report_date", "interview_date", "whole"]
    declared = schema(INTERVIEWS)
    return pa.schema([declared.field(n) for n in (*names, "weight", "lpu")])
