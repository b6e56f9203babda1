"""The records that orders hang on: found by reference, whatever their kind, and as far as somebody may see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from bluelamp.kernel.access import finding
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.joining import to_write
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import Look

ITEM = "orders"
"""The item under which an area's kind shows orders and remedies. A kind without it has none."""
AS_DESCRIBED = "as-described:"


@dataclass(frozen=True)
class Somebody:
    """A person on a record, and what they are there. ``name`` is what the reader may call them.

    Without a ``person`` it is somebody nobody can name yet, and ``name`` is what they look like.
    """

    person: int | None
    name: str
    role: str

    @property
    def key(self) -> str:
        """By which a form chooses them; :func:`chosen` reads it."""
        return str(self.person) if self.person is not None else f"{AS_DESCRIBED}{self.name}"

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"


def chosen(key: str) -> tuple[int | None, str]:
    """The person a form chose, or how somebody is described; neither where it chose nobody on the record."""
    if key.startswith(AS_DESCRIBED):
        return None, key.removeprefix(AS_DESCRIBED)
    return (int(key), "") if key.isdecimal() else (None, "")


People = Callable[[Scope, Look], Sequence[Somebody]]
"""Whom a record is about, as far as this reader may know: said by the area that keeps the record."""


def seen(scope: Scope, record: str | Look, *, now: datetime) -> Look:
    """A record whose orders may be read. ``record`` is its reference, or the look that the caller has already."""
    return finding.seen(scope, record, ITEM, now=now)


def writable(scope: Scope, record: str | Look, *, now: datetime, ends: bool = False) -> Look:
    """The same for writing: the record is one's own organisation's, open, and the role writes its orders.

    ``ends``: it carries to its end what began before, which a record that was joined with another still lets one do.
    """
    looked = seen(scope, record, now=now)
    require(scope, "powers.use")
    decision = to_write(scope, looked, now=now, ends=ends)
    if ITEM not in decision.items:
        raise NotPermitted("Your role does not let you change the orders of this record.")
    return looked


def may_write(scope: Scope, looked: Look, *, now: datetime, ends: bool = False) -> bool:
    """Would :func:`writable` let them?"""
    try:
        writable(scope, looked, now=now, ends=ends)
    except (NotNow, NotPermitted):
        return False
    return True


def within(scope: Scope, *, now: datetime) -> Q:
    """The condition on a row with a ``holding`` that this reader may see the orders of it."""
    return finding.showing(scope, ITEM, now=now)


def people(scope: Scope, looked: Look) -> Sequence[Somebody]:
    """Those on the record whom this reader may know; asked of whatever ``settings.RECORD_PEOPLE`` names."""
    named = getattr(settings, "RECORD_PEOPLE", "")
    asked: People | None = import_string(named) if named else None
    return asked(scope, looked) if asked else ()
