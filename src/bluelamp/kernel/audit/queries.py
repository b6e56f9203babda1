"""What is asked of the record: who saw or changed what, when. Whether the reader may ask is decided a floor above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from bluelamp.kernel.audit.models import Payload, Record, Seal, Touch
from bluelamp.kernel.audit.words import STATUTORY

PAGE = 50


@dataclass(frozen=True)
class Which:
    """Which records: everything left empty does not narrow. ``objects`` finds those that name any of them."""

    objects: tuple[str, ...] = ()
    actor_id: int | None = None
    organisation: str = ""
    operation: str = ""
    kind: str = ""
    result: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Page:
    """Records, latest first. ``older`` is the number to go on from, None at the end."""

    records: tuple[Record, ...]
    older: int | None


def page(which: Which, *, before: int | None = None, size: int = PAGE) -> Page:
    """One page of records, latest first, from the one before a number on."""
    rows = found(which).order_by("-seq")
    if before is not None:
        rows = rows.filter(seq__lt=before)
    records = tuple(rows[: size + 1])
    return Page(records[:size], records[size - 1].seq if len(records) > size else None)


def found(which: Which) -> QuerySet[Record]:
    """The records asked for. A time is turned into numbers first: the order of the chain serves every question."""
    rows = Record.objects.all()
    if which.objects:
        named = Touch.objects.filter(object__in=which.objects).values("seq")
        rows = rows.filter(seq__in=named)
    for name in ("actor_id", "organisation", "operation", "kind", "result"):
        if value := getattr(which, name):
            rows = rows.filter(**{name: value})
    if which.since:
        first = _first_at(which.since)
        rows = rows.filter(seq__gte=first) if first is not None else rows.none()
    if which.until:
        beyond = _first_at(which.until)
        rows = rows.filter(seq__lt=beyond) if beyond is not None else rows
    return rows


def _first_at(moment: datetime) -> int | None:
    """The number of the first record from a moment on; None when there is none."""
    rows = Record.objects.filter(at__gte=moment).order_by("at", "seq")
    return rows.values_list("seq", flat=True).first()


def one(seq: int) -> Record | None:
    return Record.objects.filter(seq=seq).first()


def kept_apart(seq: int) -> dict[str, Any]:
    """What was kept apart for a record; empty when there was nothing, or it has been erased."""
    apart = Payload.objects.filter(seq=seq).first()
    return apart.parts if apart else {}


def seals(most: int = 10) -> list[Seal]:
    """The latest seals, latest first."""
    return list(Seal.objects.order_by("-seq")[:most])


def last_of(operation: str) -> Record | None:
    """The latest record of an operation."""
    return Record.objects.filter(operation=operation).order_by("-seq").first()


def operations() -> list[str]:
    """Every operation there is a record of. Steps from one to the next in the index, without counting the records."""
    names: list[str] = []
    while name := _operation_after(names[-1] if names else ""):
        names.append(name)
    return names


def _operation_after(name: str) -> str | None:
    rows = Record.objects.filter(operation__gt=name).order_by("operation", "seq")
    return rows.values_list("operation", flat=True).first()


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of what a person is told: who saw or changed their data, as what, why; and no other person's name."""

    at: datetime
    seq: int
    organisation: str
    role: str
    kind: str
    operation: str
    purpose: str
    legal_basis: str
    recipient: str
    others: int
    """How many more records or people were on the same page. They are theirs to ask about."""


def about(
    objects: Iterable[str], *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[Seen]:
    """Everything of the six statutory classes that was done with a person's data, oldest first."""
    names = frozenset(objects)
    rows = found(Which(objects=tuple(names), since=since, until=until)).filter(
        kind__in=STATUTORY, result="done"
    )
    for row in rows.order_by("seq").iterator():
        # A page of many names each one by a person and a record of theirs: the greater of the two is how many.
        others = set(row.objects_touched) - names
        kinds = [each.partition(":")[0] for each in others]
        yield Seen(
            at=row.at,
            seq=row.seq,
            organisation=row.organisation,
            role=row.role,
            kind=row.kind,
            operation=row.operation,
            purpose=row.purpose,
            legal_basis=row.legal_basis,
            # A recipient is told as a body: the name of somebody in it is that somebody's own.
            recipient=row.recipient.rpartition(", ")[2],
            others=max((kinds.count(kind) for kind in set(kinds)), default=0),
        )


def looks(since: datetime, until: datetime) -> Iterator[tuple[Any, ...]]:
    """What the misuse reports read of the statutory classes, in order.

    Number, moment, actor, name, role, class, operation, objects, reference.
    """
    first, beyond = _first_at(since), _first_at(until)
    if first is None:
        return
    rows = Record.objects.filter(seq__gte=first, kind__in=STATUTORY, actor_id__isnull=False, result="done")
    if beyond is not None:
        rows = rows.filter(seq__lt=beyond)
    yield from (
        rows.order_by("seq")
        .values_list(
            "seq", "at", "actor_id", "actor_name", "role", "kind", "operation", "objects_touched", "reference"
        )
        .iterator(chunk_size=5_000)
    )
