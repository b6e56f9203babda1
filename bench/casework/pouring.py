"""Rows by the hundred thousand: past the ORM, as plain values, in the way each database takes them fastest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import Any

from django.db import connection
from django.db.models import Field, Model

from bluelamp.web import upkeep

AT_ONCE = 5_000
Row = Sequence[object]


def pour(model: type[Model], names: Sequence[str], rows: Iterable[Row], **same: object) -> int:
    """Write ``rows``, each the values of the columns ``names``; ``same`` stands in all of them, and what neither says
    is the field's own default. Returns how many there were."""
    rest = {
        field.column: same.get(field.column, _default(field))
        for field in model._meta.concrete_fields
        if field.column not in names
    }
    columns, always = [*names, *rest], tuple(rest.values())
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return 0
    whole = ((*row, *always) for row in chain([first], rows))
    write = _copied if connection.vendor == "postgresql" else _inserted
    return write(model._meta.db_table, columns, whole)


def next_number(model: type[Model]) -> int:
    """The number of the first row that is not there yet."""
    last = model.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) + 1


def moment(at: datetime) -> str:
    """A moment in UTC, as both databases read it."""
    return at.strftime("%Y-%m-%d %H:%M:%S")


def settle(models: Iterable[type[Model]]) -> None:
    """Let the database number on from what was poured, and look at what it holds now."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for model in models:
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM {table}))", [table]
                )
            cursor.execute("VACUUM ANALYZE")
    upkeep.take_stock()


def _default(field: Field[Any, Any]) -> object:
    value = None if field.primary_key else field.get_default()
    return json.dumps(value) if isinstance(value, list | dict) else value


def _inserted(table: str, columns: Sequence[str], rows: Iterator[Row]) -> int:
    places = ", ".join(["%s"] * len(columns))
    insert, count = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", 0
    with connection.cursor() as cursor:
        while several := list(islice(rows, AT_ONCE)):
            cursor.executemany(insert, several)
            count += len(several)
    return count


def _copied(table: str, columns: Sequence[str], rows: Iterator[Row]) -> int:
    count = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
            count += 1
    return count
