"""Writing figures down. There is no changing and no removing: the database would refuse it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from bluelamp.kernel.figures.models import Figure

BATCH = 10_000
MANY = 1_000
"""So many new figures change how the database should look for one."""


class NewFigure(NamedTuple):
    """A figure about to be written: the columns of :class:`Figure`, without the number it will get."""

    measure: str
    basis: str
    by_default: bool
    area_level: str
    area: str
    breakdown: str
    category: str
    period_kind: str
    period_end: date
    value: float | None
    numerator: float | None
    denominator: float | None
    n: int
    effective_n: float | None
    low: float | None
    high: float | None
    interval_method: str
    smallest_base: int
    partitions_digest: str
    code_digest: str
    marking: str
    taken_by_id: int | None
    taken_at: datetime
    version: int = 1
    supersedes_id: int | None = None
    reason: str = ""

    @property
    def place(self) -> tuple[object, ...]:
        """Whom and when it is about, which with measure and basis is all of its identity."""
        return self[3:9]

    def correcting(self, before: Standing, reason: str) -> NewFigure:
        """The same as the figure that replaces ``before``, and why it does."""
        return self._replace(version=before.figure.version + 1, supersedes_id=before.id, reason=reason)


class Standing(NamedTuple):
    """A figure that no other supersedes, by its number."""

    id: int
    figure: NewFigure

    @classmethod
    def among(cls, figures: QuerySet[Figure]) -> Iterator[Standing]:
        """Those of ``figures`` that stand, read as rows."""
        found = figures.filter(superseded_by__isnull=True).values_list("pk", *NewFigure._fields)
        return (cls(pk, NewFigure(*columns)) for pk, *columns in found)


END, AT = (NewFigure._fields.index(name) for name in ("period_end", "taken_at"))


def keep(figures: Sequence[NewFigure], *, progress: Callable[[float], None] = lambda share: None) -> None:
    """Write figures, all in the caller's transaction. ``progress`` hears how much of them is written, 0 to 1.

    By rows rather than by models: a force takes some hundred thousand the first time, in seconds instead of a minute.
    """
    operations = connection.ops
    columns = ", ".join(map(operations.quote_name, NewFigure._fields))
    into = operations.quote_name(Figure._meta.db_table)
    statement = f"INSERT INTO {into} ({columns}) VALUES ({', '.join(['%s'] * len(NewFigure._fields))})"
    day, moment = cache(operations.adapt_datefield_value), cache(operations.adapt_datetimefield_value)

    def row(figure: NewFigure) -> tuple[Any, ...]:
        """A few days and one moment stand in every row, so they are put as the database wants them once."""
        return (
            *figure[:END],
            day(figure.period_end),
            *figure[END + 1 : AT],
            moment(figure.taken_at),
            *figure[AT + 1 :],
        )

    with connection.cursor() as cursor:
        for start in range(0, len(figures), BATCH):
            progress(start / len(figures))
            cursor.executemany(statement, [row(each) for each in figures[start : start + BATCH]])
        if connection.vendor == "postgresql" and len(figures) >= MANY:
            # Until PostgreSQL looks again it plans for the table as it was: in one it takes for empty it finds the
            # standing figures by laying every figure beside every other, which for eighty thousand takes hours.
            cursor.execute(f"ANALYZE {into}")
