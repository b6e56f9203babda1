"""Lists a page at a time, by a cursor that stays right while rows are added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import QuerySet

from bluelamp.ui.api.problems import Problem

SALT = "bluelamp.api.cursor"
MOST = 200
"""Rows in one answer at most."""

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows, and the cursor of those that follow; ``None`` at the end."""

    items: Sequence[Row]
    next: str | None


def page(rows: QuerySet[Any, Any], *, cursor: str | None, limit: int, by: str = "pk") -> Page[Any]:
    """The rows after ``cursor`` in order of ``by``, a unique field. A foreign cursor is a 422 :class:`Problem`."""
    asked = rows.order_by(by)
    if cursor:
        asked = asked.filter(**{f"{by}__gt": after(cursor)})
    found = list(asked[: limit + 1])
    more = len(found) > limit
    return Page(found[:limit], signing.dumps(_at(found[limit - 1], by), salt=SALT) if more else None)


def _at(row: Any, field: str) -> Any:
    for part in field.split("__"):
        row = getattr(row, part)
    return row


def after(cursor: str) -> Any:
    """What a cursor stands for. It is signed, so that nobody makes one up."""
    try:
        return signing.loads(cursor, salt=SALT)
    except signing.BadSignature:
        wrong = {"field": "query.cursor", "detail": "Use the cursor of the page before, unchanged."}
        raise Problem(422, "The cursor is not one of ours.", errors=[wrong]) from None
