"""Reading a case and writing in it: what a reader is shown is written down, and nobody writes over another."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from bluelamp.areas.asb import codes, queries
from bluelamp.areas.asb.actions import streets
from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import Case
from bluelamp.areas.asb.queries.cases import Whole
from bluelamp.areas.asb.words import QUALIFIERS
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.joining import refuse_joined
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, Look, permitted
from bluelamp.kernel.access.sharing.actions import records as holdings
from bluelamp.kernel.access.sharing.actions import showing
from bluelamp.kernel.access.sharing.changing import change
from bluelamp.kernel.audit import actions as audit

LABELS = {
    "title": "Name of the case",
    "summary": "What goes on",
    "qualifier": "Kind of behaviour",
    "types": "Types",
    "address": "Where",
    "victim_consulted_on": "Victim asked about closing",
}
ITEM_OF = {
    "title": "title",
    "summary": "summary",
    "qualifier": "qualifier",
    "types": "qualifier",
    "address": "where",
    "victim_consulted_on": "state",
}
"""Field of the case → the item that decides who writes it."""


def read(*, by: Scope, ref: str, now: datetime, reason: str = "") -> Whole:
    """Open a case. Written down as a consultation, and as a disclosure where a grant opened it."""
    require(by, "asb.read")
    with transaction.atomic():
        looked = holdings.consult(by=by, ref=ref, kind=CASE, reason=reason, now=now)
        found = Case.objects.select_related("holding__organisation", "holding__lpu", "holding__team").get(
            holding=looked.holding
        )
        return queries.cases.whole(looked, found)


def asked(*, by: Scope, looked: Look, now: datetime) -> None:
    """A page that asks something about a case."""
    showing.asked(by=by, operation="asb.ask", looked=looked, now=now)


def writable(scope: Scope, looked: Look, *, now: datetime) -> frozenset[str]:
    """The items of a case that this reader may write; none when it is not theirs, or closed."""
    return permitted(scope, CASE.write, looked, now=now).items


def write(*, by: Scope, ref: str, version: int, now: datetime, **values: Any) -> Case:
    """Write what a case says of itself. Raises ``ChangedMeanwhile`` with both versions when somebody else was first."""
    require(by, "asb.edit")
    looked, case = queries.cases.case(by, ref, now=now)
    refuse_joined(by, looked, now=now)
    open_to = writable(by, looked, now=now)
    if not open_to:
        raise NotPermitted(NOT_THERE)
    values = {name: value for name, value in values.items() if ITEM_OF[name] in open_to}
    _check(values, now.date())
    before = {name: _plain(getattr(case, name)) for name in values}
    with transaction.atomic():
        change(case, version, LABELS, **values)
        if "address" in values:
            streets.list_words([case])
        audit.record(
            by=by,
            operation="asb.write",
            kind="alteration",
            objects=[f"holding:{ref}"],
            detail={"items": sorted({ITEM_OF[name] for name in values}), "version": case.version},
            payload={"before": before, "after": {name: _plain(value) for name, value in values.items()}},
            reason="To write what the case says of itself.",
            sensitivity=case.holding.sensitivity,
        )
    return case


def _check(values: dict[str, Any], today: date) -> None:
    against = []
    if "title" in values and not str(values["title"]).strip():
        against.append("Enter a name for the case.")
    if values.get("qualifier", "personal") not in QUALIFIERS:
        against.append("Choose the kind of behaviour.")
    if not set(values.get("types", ())) <= {each.key for each in codes.types()}:
        against.append("Choose types from the list.")
    consulted = values.get("victim_consulted_on")
    if consulted is not None and consulted > today:
        against.append("The victim cannot have been asked on a day to come.")
    if against:
        raise NotNow(" ".join(against))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
