"""Reading a case's notes and files, and the lists people work from. That they were read is written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.happenings import Teller
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.actions import records, showing
from bluelamp.practice.casework import queries
from bluelamp.practice.casework.listing import Worklist
from bluelamp.practice.casework.listing.worklist import Chosen
from bluelamp.practice.casework.models import Following
from bluelamp.practice.casework.queries.alike import Alike
from bluelamp.practice.casework.queries.panels import Panel
from bluelamp.practice.casework.queries.timelines import EVERYTHING, Narrowed
from bluelamp.practice.casework.queries.worklists import Page


def consult(*, by: Scope, ref: str, now: datetime) -> Look:
    """One case, whatever kind it is of; by its own people a consultation, by others a disclosure to them."""
    return records.consult(by=by, ref=ref, kind=queries.looking.kind_of(by, ref, now=now), now=now)


def asked(*, by: Scope, looked: Look, now: datetime) -> None:
    """A page that asks something about a case."""
    showing.asked(by=by, operation="casework.ask", looked=looked, now=now)


def panel(
    *,
    by: Scope,
    looked: Look,
    tellers: Iterable[Teller] = (),
    narrowed: Narrowed = EVERYTHING,
    now: datetime,
) -> Panel:
    """Everything of casework on a case that was opened. Cases joined or linked with it are named there, and written
    down as shown like those of a list."""
    with transaction.atomic():
        found = queries.panel(by, looked, tellers=tellers, narrowed=narrowed, now=now)
        others = {each.holding.pk: each for each in beside(found) if each.ref != looked.ref}
        listed(by, "beside", list(others.values()), now)
    return found


def beside(found: Panel) -> list[Look]:
    """The cases that a panel names besides its own."""
    linked = [each.other for each in found.belonging.linked]
    joined = [each.other for each in found.belonging.joined]
    kept = [found.belonging.kept] if found.belonging.kept else []
    return [*found.family, *linked, *joined, *kept]


def page(
    *, by: Scope, worklist: Worklist, chosen: Chosen, after: str = "", before: str = "", now: datetime
) -> Page:
    """A page of a worklist; the cases that it shows are written down, and what they were chosen by is not."""
    with transaction.atomic():
        found = queries.worklists.page(by, worklist, chosen, after=after, before=before, now=now)
        told = frozenset(column.item for column in worklist.columns)
        listed(by, f"worklist.{worklist.key}", [line.look for line in found.lines], now, told)
    return found


def alike(*, by: Scope, looked: Look, now: datetime) -> list[Alike]:
    """The cases that may be the same as one, to choose from; they are written down as shown."""
    with transaction.atomic():
        found = queries.alike.found(by, looked, now=now)
        listed(by, "alike", [one.look for one in found], now)
    return found


def mine(*, by: Scope, now: datetime) -> list[Look]:
    """The open cases that the reader works on."""
    with transaction.atomic():
        found = [] if by.actor_id is None else queries.assignments.cases_of(by, by.actor_id, now=now)
        listed(by, "mine", found, now)
    return found


def followed(*, by: Scope, now: datetime) -> list[tuple[Following, Look]]:
    """The cases that the reader follows, each with how often they hear of it."""
    with transaction.atomic():
        found = queries.following.followed(by, now=now)
        listed(by, "followed", [each for _, each in found], now)
    return found


def listed(
    by: Scope, operation: str, looks: Sequence[Look], now: datetime, items: Iterable[str] = ()
) -> None:
    """Inside a transaction: these cases were shown in a list, with these items; those of others are disclosed by it."""
    if looks:
        showing.shown(
            by=by,
            operation=f"casework.{operation}",
            looks=looks,
            items=items,
            reason="Working from a list.",
            now=now,
        )
