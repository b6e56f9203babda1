"""Questions that nearly every request asks of the records, put into words once.

To write a question takes the ORM many times as long as it takes the database to answer it. Where only a few values
differ from one asking to the next, its words are kept, with the places where those values stand.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, QuerySet

from bluelamp.kernel.access.decision import LONDON
from bluelamp.kernel.access.reading_rows import Reading
from bluelamp.kernel.audit.wording import Always

ASKERS = 4096
"""So many people's questions are kept in words: more than are on shift at once."""
NOW = datetime(2026, 1, 1, 12, 0, 0, 314159, LONDON)
"""What stands in a question for the moment it is asked at."""


class Worded:
    """``asked`` with ``marks`` in it: values that stand for others, and that no row has::

    seen = Worded(Holding.objects.filter(ref="?"), ref="?")
    seen.put(ref="4T9ZK2M7QX")
    """

    def __init__(self, asked: QuerySet[Any, Any], **marks: object) -> None:
        compiler: Any = asked.query.get_compiler(DEFAULT_DB_ALIAS)
        self.words = Words(compiler, marks)
        self.reading = Reading(asked, compiler) if self.words.sql else None

    def put(self, **given: object) -> list[Any]:
        """The answer, as the question by itself would give it: rows, or what it asked of them."""
        if self.reading is None:
            return []
        with connection.cursor() as cursor:
            values: Any = self.words.values(given)
            cursor.execute(self.words.sql, values)
            return self.reading.read(cursor.fetchall())


class Listing:
    """The same for a list that stands in the condition of another question, and hangs on nothing of it::

    theirs = Listing(Holding.objects.filter(created_at__lt=NOW).values("pk"), now=NOW)
    Report.objects.filter(holding__in=theirs.put(now=now))
    """

    def __init__(self, asked: QuerySet[Any, Any], **marks: object) -> None:
        # Of the question nothing is kept but its words: there are many of these.
        self.words = Words(asked.query.get_compiler(DEFAULT_DB_ALIAS), marks)

    def put(self, **given: object) -> Expression:
        return _Listed(self.words, self.words.values(given))


class _Listed(Expression):
    """A list within a condition, in words already."""

    def __init__(self, words: Words, values: tuple[object, ...]) -> None:
        super().__init__()
        self.words, self.values = words, values

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        if not self.words.sql:
            raise EmptyResultSet
        return f"({self.words.sql})", self.values


class Words:
    """A question as the database is asked it, and which of its values differ from one asking to the next."""

    def __init__(self, compiler: Any, marks: dict[str, object]) -> None:
        try:
            said, values = compiler.as_sql()
        except EmptyResultSet:
            # It can be told from the question alone that nothing answers to it.
            said, values = "", ()
        self.sql = Always(said)
        self.same = list(values)
        named = {name: _kept(mark) for name, mark in marks.items()}
        found = ((at, _mark_of(value, named)) for at, value in enumerate(values))
        self.marked = [(at, name) for at, name in found if name]

    def values(self, given: dict[str, object]) -> tuple[object, ...]:
        kept = {name: _kept(value) for name, value in given.items()}
        values = self.same.copy()
        for at, name in self.marked:
            values[at] = kept[name]
        return tuple(values)


def _kept(value: object) -> object:
    """A value as the database is given it."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _mark_of(value: object, named: dict[str, object]) -> str:
    return next((name for name, mark in named.items() if type(value) is type(mark) and value == mark), "")
