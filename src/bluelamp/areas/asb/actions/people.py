"""Who is on a case: adding somebody, saying what was found of them, and taking them off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bluelamp.areas.asb import queries, rules
from bluelamp.areas.asb.actions import cases, reports
from bluelamp.areas.asb.models import Case, Involved
from bluelamp.areas.asb.queries.cases import item_of
from bluelamp.areas.asb.words import ROLES
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.joining import refuse_joined
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE
from bluelamp.kernel.audit import actions as audit


def involve(
    *, by: Scope, ref: str, role: str, now: datetime, person: str = "", known_as: str = "", outcome: str = ""
) -> Involved:
    """Put somebody on a case: a person the writer may see, by reference, or as they are described."""
    require(by, "asb.edit")
    case = _theirs(by, ref, role, now)
    if not person and not known_as.strip():
        raise NotNow("Say who it is: a reference, or what they look like.")
    if role == "offender" and len(outcome.strip()) < rules.LEAST_REASON:
        raise NotNow("Somebody is alleged until an outcome says otherwise: say which one, and of what day.")
    whose = reports.known(by, person, now) if person else None
    with transaction.atomic():
        if whose and case.people.filter(role=role, person__head=whose.head_id, until__isnull=True).exists():
            raise NotNow("They are on the case in that role already.")
        made = Involved.objects.create(
            case=case,
            role=role,
            person=whose,
            known_as="" if whose else known_as.strip()[:200],
            outcome=outcome.strip()[:300],
            since=now,
            by_name=by.actor_name,
        )
        if role == "offender" and whose:
            case.people.filter(role="alleged", person__head=whose.head_id, until__isnull=True).update(
                until=now
            )
        _audit(by, case, "asb.involve", made, "To put somebody on the case.")
    return made


def let_go(*, by: Scope, ref: str, number: int, reason: str, now: datetime) -> None:
    """Take somebody off a case. The row ends and stays: who was named, by whom and until when."""
    require(by, "asb.edit")
    if len(reason.strip()) < rules.LEAST_REASON:
        raise NotNow(rules.SAY_WHY)
    looked, case = queries.cases.case(by, ref, now=now)
    refuse_joined(by, looked, now=now)
    there = case.people.filter(pk=number, until__isnull=True).first()
    if there is None or item_of(there.role) not in cases.writable(by, looked, now=now):
        raise NotPermitted(NOT_THERE)
    with transaction.atomic():
        there.until = now
        there.save(update_fields=["until"])
        _audit(by, case, "asb.let_go", there, reason)


def _theirs(by: Scope, ref: str, role: str, now: datetime) -> Case:
    if role not in ROLES:
        raise NotNow("Choose what they are in the case.")
    looked, case = queries.cases.case(by, ref, now=now)
    refuse_joined(by, looked, now=now)
    if item_of(role) not in cases.writable(by, looked, now=now):
        raise NotPermitted(NOT_THERE)
    return case


def _audit(by: Scope, case: Case, operation: str, row: Involved, reason: str) -> None:
    named = [f"person:{row.person.ref}"] if row.person else []
    audit.record(
        by=by,
        operation=operation,
        kind="alteration",
        objects=[f"holding:{case.holding.ref}", *named],
        detail={"role": row.role, "row": row.pk},
        reason=reason,
        sensitivity=case.holding.sensitivity,
    )
