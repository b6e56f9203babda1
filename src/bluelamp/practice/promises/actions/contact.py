"""Agreeing how to keep in touch, each attempt to do it, and what a supervisor decides when attempts fail."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile, change
from bluelamp.kernel.audit import actions as audit
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.actions.promises import add_once, keep, once_only
from bluelamp.practice.promises.models import Attempt, ContactPlan, SupervisorTask
from bluelamp.practice.promises.queries import promises as asked
from bluelamp.practice.promises.queries import records
from bluelamp.practice.promises.rules import contact as rules
from bluelamp.practice.promises.rules import promises as ledger

LABELS = {
    "method": "How they want to hear from us",
    "safe_times": "Safe times",
    "safe_contact": "Safe number or address",
    "voicemail_ok": "A message may be left",
    "interpreter": "Interpreter",
    "format": "Format",
    "every_days": "How often, in days",
    "may_be_told": "Who may be told",
    "not_to_contact": "Who must not be contacted",
    "is_agreed": "Agreed by them",
    "agreed_on": "Agreed on",
    "ends_on": "Ends on",
    "ended_at": "Ended",
    "ended_why": "Why it was ended",
}


@dataclass(frozen=True)
class Agreed:
    """A contact plan as somebody fills it in."""

    method: str = "phone"
    safe_times: str = ""
    safe_contact: str = ""
    voicemail_ok: bool = False
    interpreter: str = ""
    format: str = ""
    every_days: int | None = None
    may_be_told: str = ""
    not_to_contact: str = ""
    is_agreed: bool = False
    agreed_on: date | None = None
    ends_on: date | None = None


def plan(*, by: Scope, record: str | Look, agreed: Agreed, version: int, now: datetime) -> ContactPlan:
    """Write down how to keep in touch, or change it. ``version`` is 0 for the first; ``ChangedMeanwhile`` if late.

    One that was ended begins again.
    """
    looked = records.writable(by, record, records.CONTACT, now=now)
    against = rules.reasons_not_to_plan(
        is_agreed=agreed.is_agreed, agreed_on=agreed.agreed_on, ends_on=agreed.ends_on, today=clocks.on(now)
    )
    if against:
        raise NotNow(" ".join(against))
    said = asdict(agreed)
    with transaction.atomic():
        row, is_new = ContactPlan.objects.get_or_create(
            holding=looked.holding,
            defaults={**said, "since": now, "changed_at": now, "changed_by_name": by.actor_name},
        )
        before = {name: str(getattr(row, name)) for name in said}
        if not is_new:
            again = {"since": now, "ended_at": None, "ended_why": ""} if row.ended_at else {}
            change(row, version, LABELS, **said, **again, changed_at=now, changed_by_name=by.actor_name)
        elif version:
            raise ChangedMeanwhile(0)
        refresh(looked.holding.pk)
        row.refresh_from_db()
        audit.record(
            by=by, operation="promises.plan_contact", kind="collection" if is_new else "alteration",
            objects=[f"holding:{looked.ref}"], detail={"version": row.version},
            payload={"before": {} if is_new else before, "after": {name: str(value) for name, value in said.items()}},
        )  # fmt: skip
    return row


def end(*, by: Scope, record: str | Look, reason: str, version: int, now: datetime) -> ContactPlan:
    """They are contacted no longer by this plan: nothing is due any more until one is written anew."""
    looked = records.writable(by, record, records.CONTACT, now=now, ends=True)
    row = ContactPlan.objects.filter(holding=looked.holding).first()
    if row is None:
        raise NotNow("There is no contact plan to end.")
    against = ledger.reasons_against(reason) + (["It was ended already."] if row.ended_at else [])
    if against and row.version == version:
        raise NotNow(" ".join(against))
    with transaction.atomic():
        said = {"ended_at": now, "ended_why": reason.strip(), "next_due_at": None}
        change(row, version, LABELS, **said, changed_at=now, changed_by_name=by.actor_name)
        audit.record(
            by=by, operation="promises.end_contact", kind="alteration", objects=[f"holding:{looked.ref}"],
            detail={"version": row.version}, reason=reason.strip(),
        )  # fmt: skip
    return row


def attempt(
    *,
    by: Scope,
    record: str | Look,
    method: str,
    outcome: str,
    now: datetime,
    note: str = "",
    at: datetime | None = None,
    promise: int | None = None,
    told_of_action: bool = False,
    submission: str | None = None,
) -> Attempt:
    """Write down that somebody tried to reach them. Whoever spoke with them keeps the ``promise`` named with it.

    After three failed attempts in a row a supervisor is asked what to do; nothing is closed by itself.
    """
    looked = records.writable(by, record, records.PROMISES, now=now)
    planned = ContactPlan.objects.filter(holding=looked.holding).first()
    against = rules.reasons_not_to_attempt(
        outcome=outcome,
        method=method,
        voicemail_ok=planned is None or planned.voicemail_ok,
        at=at or now,
        now=now,
    )
    if against:
        raise NotNow(" ".join(against))
    line = asked.one(by, looked, promise, now=now) if promise is not None else None
    with transaction.atomic():
        made, is_new = add_once(
            Attempt,
            once_only(by, submission),
            {
                "holding": looked.holding,
                "promise": line.promise if line else None,
                "method": method,
                "outcome": outcome,
                "note": note.strip(),
                "told_of_action": told_of_action and ledger.reached(outcome),
                "at": at or now,
                "by_id": by.actor_id,
                "by_name": by.actor_name,
                "by_organisation": by.organisation,
            },
        )
        if is_new:
            _follow(by, looked, made, line, now)
    return made


def settle(*, by: Scope, record: str | Look, number: int, note: str, now: datetime) -> SupervisorTask:
    """A supervisor says what happens now that nobody can be reached."""
    looked = records.writable(by, record, records.PROMISES, now=now, act="promises.review", ends=True)
    if against := ledger.reasons_against(note):
        raise NotNow(" ".join(against))
    task = SupervisorTask.objects.filter(holding=looked.holding, pk=number).first()
    if task is None:
        raise NotPermitted(NOT_THERE)
    with transaction.atomic():
        waiting = SupervisorTask.objects.filter(pk=task.pk, done_at__isnull=True)
        if not waiting.update(
            done_at=now, done_by=answerable(by), done_by_name=by.actor_name, note=note.strip()
        ):
            raise NotNow("Somebody has decided it already.")
        audit.record(
            by=by, operation="promises.settle", kind="alteration", objects=[f"holding:{looked.ref}"],
            detail={"task": task.kind}, reason=note,
        )  # fmt: skip
    task.refresh_from_db()
    return task


def refresh(holding: int) -> None:
    """Work out anew when they hear from us next. Inside the transaction that changed what it follows from."""
    row = ContactPlan.objects.filter(holding=holding).first()
    if row is None or row.ended_at is not None:
        return
    spoken = Attempt.objects.filter(holding=holding, outcome="spoke").order_by("-at").first()
    row.spoken_at = spoken.at if spoken else None
    row.next_due_at = rules.next_due(
        spoken_at=row.spoken_at,
        since=row.since,
        every_days=row.every_days,
        band=asked.band_of(holding),
        ends_on=row.ends_on,
    )
    row.save(update_fields=["spoken_at", "next_due_at"])


def _follow(by: Scope, looked: Look, made: Attempt, line: asked.Line | None, now: datetime) -> None:
    """What follows from an attempt: a promise kept, the next contact moved, a supervisor told."""
    audit.record(
        by=by, operation="promises.attempt", kind="collection", objects=[f"holding:{looked.ref}"],
        detail={"outcome": made.outcome, "method": made.method}, payload={"note": made.note},
    )  # fmt: skip
    if ledger.reached(made.outcome):
        if line is not None and line.is_open and line.promise.paused_at is None:
            keep(
                by=by, record=looked, number=line.number, how=made.method, version=line.promise.version,
                kept_at=max(made.at, line.promise.made_at), note=made.note, now=now,
            )  # fmt: skip
        refresh(looked.holding.pk)
        return
    outcomes = (
        Attempt.objects.filter(holding=looked.holding).order_by("at", "pk").values_list("outcome", flat=True)
    )
    if ledger.wants_supervisor(list(outcomes)):
        SupervisorTask.objects.get_or_create(
            holding=looked.holding, kind="contact_failed", done_at=None, defaults={"raised_at": now}
        )
