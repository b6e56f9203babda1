"""Questions that nearly every request asks of the records, put into words once.

To write a question takes the ORM many times as long as it takes the database to answer it. Where only a few values
differ from one asking to the next, its words are kept, with the places where those values stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Expression, QuerySet

from bluelamp.kernel.access.decision import LONDON
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
        self.asked = asked
        self.compiler = asked.query.get_compiler(DEFAULT_DB_ALIAS)
        self.words = Words(self.compiler, marks)
        self.read_by: Any = None
        """How each column is read, once it is known: the same for every row there will ever be."""

    def put(self, **given: object) -> list[Any]:
        """The answer, as the question by itself would give it: rows, or what it asked of them."""
        if not self.words.sql:
            return []
        reading: Any = self.asked._iterable_class
        return list(reading(_Asking(self, self.words.values(given))))


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
        named = {name: _kept(mark) for name, mark in marks.items()}
        self.marked = [(_mark_of(value, named), value) for value in values]

    def values(self, given: dict[str, object]) -> tuple[object, ...]:
        kept = {name: _kept(value) for name, value in given.items()}
        return tuple(kept[name] if name else value for name, value in self.marked)


class _Asking:
    """What Django's reading of rows wants of a queryset, with the words there already."""

    db = DEFAULT_DB_ALIAS

    def __init__(self, worded: Worded, values: Sequence[object]) -> None:
        self.query, self._words, self._worded = self, (worded.words.sql, values), worded
        self._asked, self._compiler = worded.asked, copy(worded.compiler)

    def get_compiler(self, using: str) -> Any:
        # Compiled once, asked by any thread: each by its own connection, and not by way of what finds it each time.
        self._compiler.connection = connections[DEFAULT_DB_ALIAS]
        self._compiler.as_sql = lambda *args, **more: self._words
        self._compiler.get_converters = self._read_by
        return self._compiler

    def _read_by(self, columns: Any) -> Any:
        if self._worded.read_by is None:
            self._worded.read_by = type(self._compiler).get_converters(self._compiler, columns)
        return self._worded.read_by

    def __getattr__(self, name: str) -> Any:
        of_query = hasattr(self._asked.query, name)
        return getattr(self._asked.query if of_query else self._asked, name)


def _kept(value: object) -> object:
    """A value as the database is given it."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _mark_of(value: object, named: dict[str, object]) -> str:
    return next((name for name, mark in named.items() if type(value) is type(mark) and value == mark), "")
