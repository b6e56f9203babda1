"""How the rows that answer a question are read, once for all who put it: the same for every row there will ever be.

Django learns it from the question anew at each asking, which costs as much as the asking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, get_related_populators

Row = Sequence[Any]


class Reading:
    """Reads what ``asked`` answers; its compiler has put it into words already."""

    def __init__(self, asked: QuerySet[Any, Any], compiler: Any) -> None:
        self.asked, self.compiler = asked, compiler
        self.width = compiler.col_count
        self.converters = compiler.get_converters([each for each, *_ in compiler.select[: self.width]])
        self.is_of_rows = asked._iterable_class is ModelIterable
        if self.is_of_rows:
            info = compiler.klass_info
            first, last = info["select_fields"][0], info["select_fields"][-1] + 1
            self.model, self.columns = info["model"], slice(first, last)
            self.names = [each.target.attname for each, *_ in compiler.select[self.columns]]
            self.beside = get_related_populators(info, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]

    def read(self, found: Iterable[Row]) -> list[Any]:
        """Rows of the model with what was selected beside them; or the values that were asked for."""
        rows = self._converted(found)
        if not self.is_of_rows:
            reading: Any = self.asked._iterable_class
            return list(reading(_Answered(self, rows)))
        return [self._made_of(row) for row in rows]

    def _converted(self, found: Iterable[Row]) -> Iterator[Row]:
        for each in found:
            row = list(each[: self.width])
            for at, (converters, expression) in self.converters.items():
                for convert in converters:
                    row[at] = convert(row[at], expression, connection)
            yield tuple(row)

    def _made_of(self, row: Row) -> Any:
        made = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.columns])
        for each in self.beside:
            each.populate(row, made)
        for name, at in self.compiler.annotation_col_map.items():
            setattr(made, name, row[at])
        return made


class _Answered:
    """What Django's reading of values wants of a queryset and of its compiler, with the answer there already."""

    db = DEFAULT_DB_ALIAS

    def __init__(self, reading: Reading, rows: Iterable[Row]) -> None:
        self._asked, self._rows, self.query = reading.asked, rows, self

    def get_compiler(self, using: str) -> _Answered:
        return self

    def results_iter(self, *args: Any, **more: Any) -> Iterable[Row]:
        return self._rows

    def __getattr__(self, name: str) -> Any:
        of_query = hasattr(self._asked.query, name)
        return getattr(self._asked.query if of_query else self._asked, name)
