"""Where a page of a worklist ends and the next begins: by the values of its last row.

So a page is as quick to find among a million rows as among a hundred, and stays right while rows are added.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q, QuerySet

from bluelamp.kernel.access.actions import NotNow

SALT = "bluelamp.casework.cursor"
STALE = "This page of the list is not there any more. Begin at the first."


class Values(signing.JSONSerializer):
    """As JSON, days and moments as well."""

    def dumps(self, obj: Any) -> bytes:
        return json.dumps(obj, cls=DjangoJSONEncoder, separators=(",", ":")).encode("latin-1")


@dataclass(frozen=True)
class Cut:
    """Some rows, with a cursor to those after them and one to those before; empty where there are none."""

    rows: Sequence[Any]
    after: str = ""
    before: str = ""


def cut(rows: QuerySet[Any], fields: tuple[str, ...], *, after: str, before: str, size: int) -> Cut:
    """One page of ``rows`` in the order of ``fields``, which is whole: no two rows are equal in it."""
    _refuse_empty(rows, fields)
    if before:
        found = _some(rows, _turned(fields), before, size)
        shown = found[:size][::-1]
        return Cut(
            shown, _cursor(shown[-1:], fields), _cursor(shown[:1], fields) if len(found) > size else ""
        )
    found = _some(rows, fields, after, size)
    shown = found[:size]
    return Cut(
        shown,
        _cursor(shown[-1:], fields) if len(found) > size else "",
        _cursor(shown[:1], fields) if after else "",
    )


def _some(rows: QuerySet[Any], fields: tuple[str, ...], cursor: str, size: int) -> list[Any]:
    if cursor:
        rows = rows.filter(_behind(fields, _read(cursor, fields)))
    return list(rows.order_by(*fields)[: size + 1])


def _behind(fields: tuple[str, ...], values: Sequence[Any]) -> Q:
    """Those that come later: behind in the first field; or equal in it and behind in the second; and so on.

    The first condition by itself holds of all of them: it lets the database begin in the middle of an index.
    """
    behind, equal = Q(pk__in=()), Q()
    for field, value in zip(fields, values, strict=True):
        behind |= equal & Q(**{f"{field.removeprefix('-')}__{_way(field)}": value})
        equal &= Q(**{field.removeprefix("-"): value})
    first = fields[0].removeprefix("-")
    return Q(**{f"{first}__{_way(fields[0])}e": values[0]}) & behind


def _way(field: str) -> str:
    return "lt" if field.startswith("-") else "gt"


def _turned(fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(field[1:] if field.startswith("-") else f"-{field}" for field in fields)


def _cursor(rows: Sequence[Any], fields: tuple[str, ...]) -> str:
    if not rows:
        return ""
    values = [attrgetter(field.removeprefix("-").replace("__", "."))(rows[0]) for field in fields]
    return signing.dumps([list(fields), values], salt=SALT, serializer=Values)


def _read(cursor: str, fields: tuple[str, ...]) -> Sequence[Any]:
    """What a cursor stands for. It is signed, so that nobody makes one up, and good for one order, either way round."""
    try:
        made_for, values = signing.loads(cursor, salt=SALT, serializer=Values)
    except signing.BadSignature:
        raise NotNow(STALE) from None
    if tuple(made_for) not in (fields, _turned(fields)):
        raise NotNow(STALE)
    return list(values)


def _refuse_empty(rows: QuerySet[Any], fields: tuple[str, ...]) -> None:
    """An order by something that may be empty has rows that no page would hold: a mistake in the declaration.

    Of what a list works out for each row (an annotation), the list sees to it itself.
    """
    model: type[Model] = rows.model
    for path in fields:
        if path.removeprefix("-") in rows.query.annotations:
            continue
        at: Any = model
        for part in path.removeprefix("-").split("__"):
            found = at._meta.pk if part == "pk" else at._meta.get_field(part)
            if found.null:
                raise LookupError(f"{model.__name__} cannot be ordered by {path}: it may be empty.")
            at = found.related_model or at
