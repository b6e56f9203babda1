"""Recorded crime counted by month and map point, for one kind and one area: what every map of it is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from bluelamp.areas.neighbourhoods import harm
from bluelamp.areas.neighbourhoods.facts import RECORDED_CRIME
from bluelamp.areas.neighbourhoods.words import ANTI_SOCIAL_BEHAVIOUR, crime_types_in
from bluelamp.kernel.figures.periods import Month, Period, Quarter, RollingYear
from bluelamp.performance import catalogue
from bluelamp.warehouse import engine
from bluelamp.warehouse.facts import MADE_UP
from bluelamp.warehouse.store import Partition, Store

ALL_CRIME = "all-crime"
"""Every kind of crime; anti-social behaviour is none."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Counted:
    """Counts of some months by point: a row each of ``month`` (its place in ``months``), the point, and its LSOA.

    ``n`` are records, ``harm`` their days of harm and ``squares`` the sum of the squares of those.
    """

    months: tuple[Month, ...]
    month: NDArray[np.intp]
    longitude: Floats
    latitude: Floats
    lsoa: NDArray[np.str_]
    n: Floats
    harm: Floats
    squares: Floats


def partitions() -> tuple[Partition, ...]:
    """The months of this force's recorded crime that are here, those made up for a sample among them."""
    tally = catalogue.measure("recorded-crime").tally
    return tuple(p for p in Store(settings.WAREHOUSE).partitions(tally.fact) if tally.counts(p.source))


def months_known() -> dict[Month, str]:
    """Each month that is here, with the source its records come from, oldest first."""
    held = {Month(int(p.month[:4]), int(p.month[5:])): p.source for p in partitions()}
    return dict(sorted(held.items()))


def is_made_up(source: str) -> bool:
    """Whether a source is made up for a sample."""
    return source.endswith(MADE_UP)


def periods_known() -> tuple[Period, ...]:
    """Months, quarters and rolling years all of whose months are here, newest first within each kind."""
    here = set(months_known())
    found: list[Period] = []
    for kind in (Quarter, RollingYear, Month):
        ends = sorted({kind.ending(month.start) for month in here}, reverse=True)
        found += [period for period in ends if set(period.months()) <= here]
    return tuple(found)


def kinds_in_use(kind: str, months: Sequence[Month]) -> bool:
    """Whether a kind was on the publisher's list in every one of these months."""
    if kind == ALL_CRIME:
        return True
    return all(kind in crime_types_in(f"{m.year:04d}-{m.month:02d}") for m in months)


def counted(kind: str, months: Sequence[Month], lpu: str = "") -> Counted:
    """Count one kind over some months, in one local policing unit or in all. Rows without a point have no place."""
    wanted = {f"{m.year:04d}-{m.month:02d}": i for i, m in enumerate(months)}
    held = [p for p in partitions() if p.month in wanted]
    rows = engine.table(engine.connect(scratch=settings.WAREHOUSE), RECORDED_CRIME, held)
    here = rows.longitude.notnull() & rows.lpu.notnull()
    here &= rows.crime_type != ANTI_SOCIAL_BEHAVIOUR if kind == ALL_CRIME else rows.crime_type == kind
    if lpu:
        here &= rows.lpu == lpu
    days = ibis.cases(*((rows.crime_type == k, w) for k, w in harm.days().items()), else_=0.0)
    by = ["partition_month", "longitude", "latitude", "lsoa"]
    found = (
        rows.filter(here)
        .mutate(days=days)
        .group_by(by)
        .aggregate(n=lambda t: t.count(), harm=lambda t: t.days.sum(), squares=lambda t: (t.days * t.days).sum())
        .to_pyarrow()
    )  # fmt: skip
    columns = {name: found[name].to_numpy() for name in found.column_names}
    return Counted(
        months=tuple(months),
        month=np.array([wanted[name] for name in columns["partition_month"]], dtype=np.intp),
        longitude=columns["longitude"],
        latitude=columns["latitude"],
        lsoa=columns["lsoa"].astype(str),
        n=columns["n"].astype(float),
        harm=columns["harm"].astype(float),
        squares=columns["squares"].astype(float),
    )
