"""What every action on a case does alike: finding it, asking whether one may, and saying by whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.practice.casework import queries, rules


def to_add(by: Scope, ref: str, item: str, *, now: datetime) -> Look:
    """The case, for somebody who adds something to it; ``NotNow`` with why not for those who may see that."""
    looked = queries.looking.case(by, ref, now=now)
    if not by.may("casework.write") or not looked.shows(item):
        raise NotPermitted(NOT_THERE)
    if against := queries.looking.reasons_not_to_add(by, looked, item, now=now):
        raise NotNow(" ".join(against))
    return looked


def to_lead(by: Scope, act: str, ref: str, *, now: datetime) -> Look:
    """The case, for somebody who does something to it as a whole. It has to be theirs."""
    looked = queries.looking.case(by, ref, now=now)
    if not by.may(act) or not looked.is_own:
        raise NotPermitted(NOT_THERE)
    if against := queries.looking.reasons_not_to_lead(by, act, looked, now=now):
        raise NotNow(" ".join(against))
    return looked


def with_reason(reason: str) -> str:
    """The reason without its edges; ``NotNow`` where it is none."""
    if against := rules.reasons_not_enough(reason):
        raise NotNow(" ".join(against))
    return reason.strip()


def heard(by: Scope, looked: Look, audience: str, now: datetime) -> dict[str, Any]:
    """By whom and for whom something is put on a case: the fields of ``models.heard``."""
    return {
        "holding": looked.holding,
        "organisation": body_of(by, looked.holding),
        "department": by.organisation,
        "units": sorted(by.lpus | by.teams),
        "author_id": by.actor_id,
        "author_name": by.actor_name,
        "audience": audience,
        "at": now,
    }


def body_of(by: Scope, held: Holding) -> Organisation:
    """The organisation that somebody acts for; the command line acts for the record's own."""
    return Organisation.objects.filter(key=by.body).first() or held.organisation


def name(held: Holding) -> str:
    """What the audit record calls it."""
    return f"holding:{held.ref}"


def record(by: Scope, operation: str, looked: Look, *, kind: str = "alteration", **more: Any) -> None:
    """Write down what was done to a case."""
    objects = [name(looked.holding), *more.pop("objects", ())]
    audit.record(
        by=by,
        operation=f"casework.{operation}",
        kind=kind,
        objects=objects,
        sensitivity=looked.holding.sensitivity,
        **{"reason": f"Working on {looked.kind.title.lower()} {looked.ref}."} | more,
    )
