"""Writing figures down. There is no changing and no removing: the database would refuse it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from bluelamp.kernel.figures.models import Figure

BATCH = 10_000


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

    def correcting(self, before: Figure, reason: str) -> NewFigure:
        """The same as the figure that replaces ``before``, and why it does."""
        return self._replace(version=before.version + 1, supersedes_id=before.pk, reason=reason)


def keep(figures: Sequence[NewFigure], *, progress: Callable[[float], None] = lambda share: None) -> None:
    """Write figures, all in the caller's transaction. ``progress`` hears how much of them is written, 0 to 1.

    By rows rather than by models: a force takes some hundred thousand the first time, in seconds instead of a minute.
    """
    fields = [Figure._meta.get_field(name.removesuffix("_id")) for name in NewFigure._fields]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    into = connection.ops.quote_name(Figure._meta.db_table)
    statement = f"INSERT INTO {into} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"
    adapted = {
        "period_end": connection.ops.adapt_datefield_value,
        "taken_at": connection.ops.adapt_datetimefield_value,
    }
    known: dict[tuple[str, object], object] = {}

    def ready(figure: NewFigure) -> list[object]:
        row: list[object] = list(figure)
        for name, adapt in adapted.items():
            value = getattr(figure, name)
            if (name, value) not in known:
                known[name, value] = adapt(value)
            row[PLACE[name]] = known[name, value]
        return row

    with connection.cursor() as cursor:
        for start in range(0, len(figures), BATCH):
            progress(start / len(figures))
            cursor.executemany(statement, [ready(each) for each in figures[start : start + BATCH]])


PLACE = {name: i for i, name in enumerate(NewFigure._fields)}
