"""Writing the plan for a vulnerable victim, its actions and measures, signing it off and ending it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable, require
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile, change
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.models import PlanAction, SafetyMeasure, VictimPlan
from bluelamp.practice.promises.queries import records
from bluelamp.practice.promises.rules import victims as rules
from bluelamp.practice.promises.rules.promises import reasons_against
from bluelamp.practice.promises.words import PLAN

LABELS = PLAN | {"review_on": "Looked at again on"}
ACTION_LABELS = {"state": "How it stands", "ended_note": "Note"}


def write(
    *, by: Scope, record: str | Look, said: Mapping[str, str], review_on: date, version: int, now: datetime
) -> VictimPlan:
    """Write the plan, or write it anew: ``said`` by heading (words.PLAN), ``version`` 0 for the first.

    A changed plan has to be signed off again, and one that was over begins again.
    """
    looked = records.writable(by, record, records.PLAN, now=now)
    headings = {name: said.get(name, "").strip() for name in PLAN}
    against = rules.reasons_not_to_write(
        risks=headings["risks"], objectives=headings["objectives"], review_on=review_on, today=clocks.on(now)
    )
    if against:
        raise NotNow(" ".join(against))
    values: dict[str, Any] = {
        **headings,
        "review_on": review_on,
        "changed_at": now,
        "changed_by_id": by.actor_id,
        "changed_by_name": by.actor_name,
    }
    anew = {"signed_at": None, "signed_by": None, "signed_by_name": "", "ended_at": None, "ended_why": ""}
    with transaction.atomic():
        row, is_new = VictimPlan.objects.get_or_create(
            holding=looked.holding, defaults={**values, "made_at": now}
        )
        before = {name: getattr(row, name) for name in headings}
        if not is_new:
            change(row, version, LABELS, **values, **anew)
        elif version:
            raise ChangedMeanwhile(0)
        payload = {"after": headings} if is_new else {"before": before, "after": headings}
        _record(by, looked, "write_plan", {"version": row.version}, payload=payload)
    return row


def add_action(
    *, by: Scope, record: str | Look, does: str, owner: str, agency: str, due_on: date, now: datetime
) -> PlanAction:
    """Somebody of an organisation (its key) undertakes to do something by a day."""
    looked, plan = _going(by, record, now)
    against = rules.reasons_not_to_add(does=does, owner=owner, due_on=due_on, today=clocks.on(now))
    body = Organisation.objects.filter(key=agency).first()
    if body is None:
        against.append("Choose the organisation that does it.")
    if against or body is None:
        raise NotNow(" ".join(against))
    with transaction.atomic():
        made = PlanAction.objects.create(
            plan=plan, does=does.strip(), owner=owner.strip(), agency=body, due_on=due_on
        )
        _record(by, looked, "add_action", {"action": made.pk, "agency": body.key}, payload={"does": does})
    return made


def end_action(
    *, by: Scope, record: str | Look, number: int, to: str, note: str, version: int, now: datetime
) -> PlanAction:
    """Done, or no longer needed. A partner who sees the plan ends the actions that are its own, and no others."""
    looked = records.seen(by, record, records.PLAN, now=now)
    require(by, "promises.keep")
    action = (
        PlanAction.objects.filter(plan__holding=looked.holding, pk=number).select_related("agency").first()
    )
    if action is None:
        raise NotPermitted(NOT_THERE)
    if action.agency.body.key != by.body:
        records.writable(by, looked, records.PLAN, now=now, ends=True)
    against = rules.reasons_not_to_end(state=action.state, to=to, note=note)
    if against and action.version == version:
        raise NotNow(" ".join(against))
    with transaction.atomic():
        said = {"ended_at": now, "ended_by_name": by.actor_name, "ended_note": note.strip()}
        change(action, version, ACTION_LABELS, state=to, **said)
        _record(by, looked, "end_action", {"action": action.pk, "state": to}, payload={"note": note})
    return action


def protect(
    *,
    by: Scope,
    record: str | Look,
    kind: str,
    says: str,
    since: date,
    expires_on: date | None,
    now: datetime,
) -> SafetyMeasure:
    """Something keeps them safe from a day on. An urgent marker has a last day."""
    looked, plan = _going(by, record, now)
    if against := rules.reasons_not_to_protect(kind=kind, says=says, since=since, expires_on=expires_on):
        raise NotNow(" ".join(against))
    with transaction.atomic():
        made = SafetyMeasure.objects.create(
            plan=plan, kind=kind, says=says.strip(), since=since, expires_on=expires_on, by_name=by.actor_name
        )
        _record(by, looked, "protect", {"measure": made.pk, "kind": kind}, payload={"says": says})
    return made


def unprotect(*, by: Scope, record: str | Look, number: int, now: datetime) -> None:
    """A measure is over before its time."""
    looked, plan = _plan(by, record, now, ends=True)
    with transaction.atomic():
        standing = SafetyMeasure.objects.filter(plan=plan, pk=number, ended_on__isnull=True)
        if not standing.update(ended_on=clocks.on(now)):
            raise NotNow("It is over already.")
        _record(by, looked, "unprotect", {"measure": number})


def sign_off(*, by: Scope, record: str | Look, version: int, now: datetime) -> VictimPlan:
    """A supervisor who did not write it agrees to the plan as it stands."""
    looked, plan = _plan(by, record, now, act="promises.review")
    against = rules.reasons_not_to_sign(
        is_signed=plan.signed_at is not None,
        is_ended=plan.ended_at is not None,
        is_author=plan.changed_by_id == by.actor_id,
    )
    if against and plan.version == version:
        raise NotNow(" ".join(against))
    with transaction.atomic():
        signed = {"signed_at": now, "signed_by": answerable(by), "signed_by_name": by.actor_name}
        change(plan, version, LABELS, **signed)
        _record(by, looked, "sign_plan", {"version": plan.version})
    return plan


def end(*, by: Scope, record: str | Look, reason: str, now: datetime) -> VictimPlan:
    """The plan is over: its criteria are met, or it does not fit any longer."""
    looked, plan = _plan(by, record, now, act="promises.review", ends=True)
    against = reasons_against(reason)
    if plan.actions.filter(state="open").exists():
        against.append("Some of its actions are still to do.")
    if against:
        raise NotNow(" ".join(against))
    with transaction.atomic():
        going = VictimPlan.objects.filter(pk=plan.pk, ended_at__isnull=True)
        if not going.update(ended_at=now, ended_why=reason.strip(), version=F("version") + 1):
            raise NotNow("The plan is over already.")
        _record(by, looked, "end_plan", {}, reason=reason)
    plan.refresh_from_db()
    return plan


def _going(by: Scope, record: str | Look, now: datetime) -> tuple[Look, VictimPlan]:
    """The plan, for somebody who adds to it: nobody looks at one that is over."""
    looked, plan = _plan(by, record, now)
    if plan.ended_at is not None:
        raise NotNow("The plan is over: write it anew first.")
    return looked, plan


def _plan(
    by: Scope, record: str | Look, now: datetime, *, act: str = "promises.keep", ends: bool = False
) -> tuple[Look, VictimPlan]:
    looked = records.writable(by, record, records.PLAN, now=now, act=act, ends=ends)
    plan = VictimPlan.objects.filter(holding=looked.holding).first()
    if plan is None:
        raise NotNow("Write the plan first.")
    return looked, plan


def _record(by: Scope, looked: Look, verb: str, detail: Mapping[str, object], **more: Any) -> None:
    audit.record(
        by=by, operation=f"promises.{verb}", kind="alteration", objects=[f"holding:{looked.ref}"],
        detail=detail, **more,
    )  # fmt: skip
