"""Taking figures: what the cube gives today becomes what the force stands behind, once, and never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from numpy.typing import NDArray

from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.figures import actions as figures
from bluelamp.kernel.figures.actions import NewFigure, Standing
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.models import Figure, Taking
from bluelamp.kernel.figures.periods import KINDS, Month, Period
from bluelamp.performance import catalogue
from bluelamp.performance.taking import Face, faces, known_periods, partitions_by_month, still_known
from bluelamp.warehouse import cube as cubes
from bluelamp.warehouse.cube import Cube
from bluelamp.warehouse.store import Partition, Store

Progress = Callable[[str, float], None]
FORMAT = "1"
"""Raised when estimates are made in another way, so that every figure is looked at again."""
MARKING = "OFFICIAL"
NUMBERS = ("value", "numerator", "denominator", "n", "effective_n", "low", "high")


class TakingUnderWay(RuntimeError):
    """Somebody else took figures in the same moment; carries the sentence the reader sees."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a taking did: figures taken for the first time, corrected, withdrawn because their data are gone, and
    periods of a measure passed over because nothing behind them changed. ``recounted`` partitions were read.
    """

    taken: int = 0
    corrected: int = 0
    withdrawn: int = 0
    passed_over: int = 0
    recounted: int = 0


@dataclass
class _Batch:
    """What is to be written, gathered before the transaction opens."""

    first: list[NewFigure] = field(default_factory=list)
    corrections: list[NewFigure] = field(default_factory=list)
    withdrawals: list[NewFigure] = field(default_factory=list)
    takings: list[Taking] = field(default_factory=list)
    passed_over: int = 0

    @property
    def counts(self) -> dict[str, int]:
        return {
            "taken": len(self.first),
            "corrected": len(self.corrections),
            "withdrawn": len(self.withdrawals),
        }


def take_figures(*, by: Scope, today: date, progress: Progress | None = None) -> Taken:
    """Take every figure of the catalogue that is known at ``today`` and not taken yet; correct those that changed.

    A period whose partitions and declaration are those it was last taken from is passed over without a look. Everything
    is written in one transaction with its audit record, or nothing is. ``progress`` is told what is done and how
    much of the whole is behind us, 0 to 1. Raises :class:`TakingUnderWay` when another taking was first.
    """
    require(by, "figures.take")
    tell = progress or (lambda what, share: None)
    store, now = Store(settings.WAREHOUSE), timezone.now()
    made = {fact: _cube(store, fact, tell) for fact in _facts()}
    try:
        with transaction.atomic():
            batch = _gathered(made, by, today, now, tell)
            _write(batch, tell)
            if batch.takings:
                facts = {fact: store.digest(cube.fact) for fact, cube in made.items()}
                told = {"today": str(today), **batch.counts, "facts": facts}
                audit.record(by=by, operation="figures.take", kind="other", detail=told)
    except IntegrityError as first:
        raise TakingUnderWay("Somebody else took figures in this moment. Take them again.") from first
    tell("Figures taken", 1.0)
    recounted = sum(cube.recounted for cube in made.values())
    return Taken(**batch.counts, passed_over=batch.passed_over, recounted=recounted)


def _gathered(made: Mapping[str, Cube], by: Scope, today: date, now: datetime, tell: Progress) -> _Batch:
    batch = _Batch()
    for i, measure in enumerate(catalogue.MEASURES):
        tell(f"Taking {measure.title}", 0.2 + 0.5 * i / len(catalogue.MEASURES))
        for basis in measure.tally.bases:
            _Taker(made[measure.tally.fact.name], measure, basis, now, by).gather(batch, today)
    return batch


def _write(batch: _Batch, tell: Progress) -> None:
    written = [*batch.first, *batch.corrections, *batch.withdrawals]
    figures.keep(written, progress=lambda share: tell("Writing figures", 0.7 + 0.3 * share))
    Taking.objects.bulk_create(batch.takings)


def _facts() -> dict[str, None]:
    return dict.fromkeys(measure.tally.fact.name for measure in catalogue.MEASURES)


def _cube(store: Store, fact: str, tell: Progress) -> Cube:
    """The cube of all tallies the catalogue declares over one fact."""
    tallies = catalogue.tallies_over(fact)
    tell(f"Counting {tallies[0].fact.title.lower()}", 0.0)
    return cubes.count(store, tallies)


class _Taker:
    """One measure by one basis."""

    def __init__(self, cube: Cube, measure: Measure, basis: str, now: datetime, by: Scope) -> None:
        self.cube, self.measure, self.basis, self.now, self.by = cube, measure, basis, now, by
        self.code = code_digest(cube, measure)
        self.behind = partitions_by_month(cube, measure, basis)
        self.came: dict[tuple[Period, datetime], str] = {}

    def gather(self, batch: _Batch, today: date) -> None:
        """Add to ``batch`` whatever is new about it."""
        behind = known_periods(self.cube, self.measure, self.basis, today, self.behind)
        last = self._last_takings()
        pending = [p for p, digest in behind.items() if last.get(p) != (digest, self.code)]
        known = still_known(self.cube, self.measure, self.basis)
        gone = [p for p in last if last[p][0] and p not in known]
        batch.passed_over += len(behind) - len(pending)
        standing = self._standing([p for p in (*pending, *gone) if p in last])
        for face in faces(self.cube, self.measure, self.basis, pending) if pending else ():
            for period, figure in self._figures(face, behind):
                before = standing.pop(figure.place, None)
                if before is None:
                    batch.first.append(figure)
                elif _differ(before.figure, figure):
                    why = self._reason(before.figure, figure, period)
                    batch.corrections.append(figure.correcting(before, why))
        for before in standing.values():
            if before.figure.value is not None or before.figure.n:
                batch.withdrawals.append(self._withdrawal(before, behind))
        batch.takings += [self._taking(p, behind.get(p, "")) for p in (*pending, *gone)]

    def _last_takings(self) -> dict[Period, tuple[str, str]]:
        found = Taking.objects.filter(measure=self.measure.key, basis=self.basis).order_by("id")
        columns = ("period_kind", "period_end", "partitions_digest", "code_digest")
        return {
            KINDS[kind](end.year, end.month): (partitions, code)
            for kind, end, partitions, code in found.values_list(*columns)
        }

    def _standing(self, periods: list[Period]) -> dict[tuple[object, ...], Standing]:
        """What stands for these periods, by whom and when it is about."""
        if not periods:
            return {}
        found = Figure.objects.filter(
            measure=self.measure.key,
            basis=self.basis,
            period_kind__in={p.kind for p in periods},
            period_end__in={p.last_month.start for p in periods},
        )
        wanted = {(p.kind, p.last_month.start) for p in periods}
        return {each.figure.place: each for each in Standing.among(found) if each.figure.place[4:] in wanted}

    def _figures(self, face: Face, behind: Mapping[Period, str]) -> Iterator[tuple[Period, NewFigure]]:
        """Every figure of a face, with None for what there is not."""
        measure, basis, code, now = self.measure, self.basis, self.code, self.now
        by_default = basis == next(iter(measure.tally.bases))
        columns = [_or_none(getattr(face.estimates, name)) for name in NUMBERS]
        methods, exists = face.estimates.method.tolist(), face.exists.tolist()
        ends = [(p, period, period.kind, period.last_month.start) for p, period in enumerate(face.periods)]
        for k, cell in enumerate(face.cells):
            for p, period, kind, end in ends:
                if exists[k][p]:
                    value, numerator, denominator, n, effective_n, low, high = (c[k][p] for c in columns)
                    yield (
                        period,
                        NewFigure(
                            *(measure.key, basis, by_default, *cell, kind, end),
                            *(value, numerator, denominator, int(n), effective_n, low, high, methods[k][p]),
                            *(measure.smallest_base, behind[period], code, MARKING, self.by.actor_id, now),
                        ),
                    )

    def _withdrawal(self, before: Standing, behind: Mapping[Period, str]) -> NewFigure:
        kept = before.figure
        period = KINDS[kept.period_kind](kept.period_end.year, kept.period_end.month)
        nothing = kept._replace(
            value=None,
            numerator=None,
            denominator=None,
            n=0,
            effective_n=None,
            low=None,
            high=None,
            interval_method="",
            partitions_digest=behind.get(period, ""),
            code_digest=self.code,
            taken_by_id=self.by.actor_id,
            taken_at=self.now,
        )
        return nothing.correcting(before, f"Withdrawn: the data no longer give {period.label}.")

    def _taking(self, period: Period, digest: str) -> Taking:
        return Taking(
            measure=self.measure.key,
            basis=self.basis,
            period_kind=period.kind,
            period_end=period.last_month.start,
            partitions_digest=digest,
            code_digest=self.code,
            taken_at=self.now,
        )

    def _reason(self, before: NewFigure, after: NewFigure, period: Period) -> str:
        """Why a figure differs from the one before it: which data came since, or that it is counted another way."""
        since = (period, before.taken_at)
        if since not in self.came:
            self.came[since] = self._came_since(*since)
        if self.came[since]:
            return self.came[since]
        if before.smallest_base != after.smallest_base:
            return f"The smallest base that may be published is now {after.smallest_base}."
        if before.code_digest != after.code_digest:
            return "It is counted in another way than before."
        return "The data behind it changed."

    def _came_since(self, period: Period, taken_at: datetime) -> str:
        """Which data of a period arrived after it was taken, such as ``September 2013 data re-supplied: vintage 2.``"""
        behind = {p.digest: p for month in period.months() for p in self.behind.get(month.ordinal, ())}
        came = [_came(p) for p in behind.values() if p.arrived_at > taken_at]
        more = f" and {len(came) - 3} more" if len(came) > 3 else ""
        return "; ".join(came[:3]) + more + "." if came else ""


def code_digest(cube: Cube, measure: Measure) -> str:
    """One SHA-256 for how a measure is counted and estimated, as far as its declaration says."""
    counted = [cube.declared[tally.key] for tally in (measure.tally, measure.over) if tally]
    estimated = (measure.kind, measure.quantile, measure.smallest_base, measure.per)
    where = (measure.area_levels, sorted(measure.periods_at.items()))
    return hashlib.sha256(repr((FORMAT, counted, estimated, where)).encode()).hexdigest()


def _or_none(numbers: NDArray[np.float64]) -> list[list[Any]]:
    """Plain numbers, with None for NaN."""
    plain = numbers.astype(object)
    plain[np.isnan(numbers)] = None
    told: list[list[Any]] = plain.tolist()
    return told


def _differ(before: NewFigure, after: NewFigure) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in (*NUMBERS, "smallest_base"))


def _came(partition: Partition) -> str:
    month = Month(*map(int, partition.month.split("-"))).label
    if partition.vintage > 1:
        return f"{month} data re-supplied: vintage {partition.vintage}"
    return f"{month} data arrived"
