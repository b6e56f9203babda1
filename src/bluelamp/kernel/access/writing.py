"""Rows that nearly every change writes, by words that are made once: as :mod:`~bluelamp.kernel.access.worded` asks.

What the database checks it still checks, and it is all in the transaction of whoever writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import CharField, ForeignKey, IntegerField, Model, QuerySet, TextField
from django.db.models.sql import UpdateQuery

from bluelamp.kernel.access.worded import Words
from bluelamp.kernel.audit.wording import Always

PLAIN = (CharField, TextField, IntegerField, ForeignKey)
AS_THEY_ARE = (str, int, type(None))
"""What such a field is given of these kinds the database is given as it is."""


class Adding:
    """New rows of a model, whose number the database gives::

    adding = Adding(Answer)
    adding.put([Answer(assessment=row, question="q1", at=now)])
    """

    def __init__(self, model: type[Model]) -> None:
        self.number: Any = model._meta.pk
        fields = [each for each in model._meta.local_concrete_fields if each is not self.number]
        names = ", ".join(_quoted(each.column) for each in fields)
        self.fields = [(each, each.attname if isinstance(each, PLAIN) else "") for each in fields]
        self.begins = f"INSERT INTO {_quoted(model._meta.db_table)} ({names}) VALUES "
        self.row = f"({', '.join(['%s'] * len(self.fields))})"
        self.adds_one = Always(f"{self.begins}{self.row} RETURNING {_quoted(self.number.column)}")

    def one(self, row: Model) -> None:
        """Write it and tell it its number."""
        with connection.cursor() as cursor:
            cursor.execute(self.adds_one, self._values(row))
            (row.pk,) = cursor.fetchone()
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS

    def put(self, rows: Sequence[Model]) -> None:
        """Write some dozens in one statement. They are not told their numbers."""
        if rows:
            with connection.cursor() as cursor:
                values = [value for row in rows for value in self._values(row)]
                cursor.execute(self.begins + ", ".join([self.row] * len(rows)), values)

    def _values(self, row: Model) -> list[Any]:
        through = connections[DEFAULT_DB_ALIAS]
        return [
            value
            if name and type(value := getattr(row, name)) in AS_THEY_ARE
            else field.get_db_prep_save(field.pre_save(row, True), through)
            for field, name in self.fields
        ]


class Changing:
    """The same change to whichever rows ``marks`` stand for::

    ended = Changing(Banding.objects.filter(pk=-1), {"pk": -1, "now": NOW}, until=NOW)
    ended.put(pk=7, now=now)
    """

    def __init__(self, rows: QuerySet[Any, Any], marks: dict[str, object], **values: object) -> None:
        query: Any = rows.order_by().query.chain(UpdateQuery)
        query.add_update_values(values)
        self.words = Words(query.get_compiler(DEFAULT_DB_ALIAS), marks)

    def put(self, **given: object) -> int:
        """Change them; returns how many there were."""
        with connection.cursor() as cursor:
            values: Any = self.words.values(given)
            cursor.execute(self.words.sql, values)
            return int(cursor.rowcount)


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(name or "")
