"""Names without regard to capitals, in an order that both databases keep, so that an index finds how they begin."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, F, Func, Q, Value
from django.db.models.lookups import Exact, GreaterThanOrEqual, LessThan

LAST = "\U0010ffff"
"""The last character there is: what begins with a word lies between the word and the word with this after it."""


class Folded(Func):
    """A text in capitals, ordered by its characters and by no language's rules."""

    function = "UPPER"
    arity = 1
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(
            compiler, connection, template='(%(function)s(%(expressions)s) COLLATE "C")', **more
        )


def begins(field: str, word: str) -> Q:
    """The field begins with ``word``, whatever the capitals."""
    folded, first = Folded(F(field)), word.upper()
    return Q(GreaterThanOrEqual(folded, first)) & Q(LessThan(folded, first + LAST))


def same(field: str, text: str) -> Q:
    """The field says this, whatever the capitals."""
    return Q(Exact(Folded(F(field)), Folded(Value(text))))
