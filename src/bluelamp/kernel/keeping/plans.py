"""How records of one kind are kept and erased: said by the app that keeps them, in one list for all kinds.

Every kind of record has a plan, or the check fails: a record that nobody can erase may not be kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Subject:
    """What decides how long a record is kept: its last event and, where it is known, the person's birth."""

    last_event: date
    born: date | None = None


@dataclass(frozen=True)
class Gone:
    """What an erasure leaves for others to do: audit objects that named the record, and files to remove."""

    objects: frozenset[str] = frozenset()
    files: tuple[Path, ...] = field(default=())


@dataclass(frozen=True)
class Plan:
    """Of one kind of record, by its key.

    ``subjects`` tells holding → :class:`Subject`, for as many as asked. ``erase`` removes every value of one holding:
    from the record, from what is searched, from whatever was worked out from it. It runs inside the transaction of the
    erasure and leaves rows that others point to, emptied. ``group`` is where records of this kind begin.
    """

    kind: str
    group: str
    subjects: Callable[[Iterable[int]], Mapping[int, Subject]]
    erase: Callable[[int], Gone]


def every() -> tuple[Plan, ...]:
    """All plans there are."""
    found: tuple[Plan, ...] = import_string(settings.ERASURE_PLANS)
    return found


def of(kind: str) -> Plan:
    """The plan of a kind of record. ``LookupError`` when there is none."""
    for plan in every():
        if plan.kind == kind:
            return plan
    raise LookupError(f"Nobody has said how a record of kind {kind} is erased.")
