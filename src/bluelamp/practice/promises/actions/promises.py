"""Making promises, keeping them, stopping their clocks and taking them back."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.kernel.access.sharing.changing import change
from bluelamp.kernel.audit import actions as audit
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.holidays import CalendarEnds
from bluelamp.practice.promises.models import Pause, Promise
from bluelamp.practice.promises.queries import keepers, records
from bluelamp.practice.promises.queries import promises as queries
from bluelamp.practice.promises.rules import promises as rules
from bluelamp.practice.promises.rules import timers

Row = TypeVar("Row", bound=Model)
LABELS = {
    "kept_at": "Kept",
    "kept_how": "How",
    "kept_note": "Note",
    "paused_at": "Clock stopped",
    "due_at": "Due",
    "cancelled_at": "Cancelled",
    "cancelled_why": "Why it was cancelled",
}


def make(
    *,
    by: Scope,
    record: str | Look,
    to_role: str,
    now: datetime,
    says: str = "",
    timer: str = "",
    grade: str = "",
    due_at: datetime | None = None,
    started_at: datetime | None = None,
    to_ref: str = "",
    keeper: str = "",
    source: str = "hand",
    submission: str | None = None,
) -> Promise:
    """Promise something to somebody on a record, by a day or by a timer that runs from ``started_at`` (now).

    ``record`` is its reference or the look already had; ``says`` is the timer's own sentence where it is empty;
    ``grade`` the length of the timer, the record's band unless told; ``keeper`` the sign-in name of whoever is to keep
    it, where that is not whoever works on the record. A submission makes one promise only. ``NotNow`` when that is
    past, or no calendar reaches so far.
    """
    looked = records.writable(by, record, records.PROMISES, now=now)
    once = once_only(by, submission)
    band = queries.band_of(looked.holding.pk)
    started = started_at or now
    due, says, grade = _due(timer, grade or band, due_at, says, started)
    against = rules.reasons_not_to_make(says=says, to_role=to_role, due_at=due, now=now)
    if against or due is None:
        raise NotNow(" ".join(against))
    named = keepers.named(by, looked, keeper, now=now) if keeper.strip() else None
    with transaction.atomic():
        # So that a record assigned at this moment passes this promise on too, or is known here to be assigned.
        Holding.objects.select_for_update(no_key=True).get(pk=looked.holding.pk)
        fields = {
            "holding": looked.holding,
            "says": says.strip(),
            "to_role": to_role,
            "to_ref": to_ref,
            "source": source,
            "timer": timer,
            "grade": grade if timer else "",
            "band": band,
            "lpu": looked.facts.lpu,
            "made_at": now,
            "made_by_id": by.actor_id,
            "made_by_name": by.actor_name,
            "made_for": by.organisation,
            "owner_id": named or keepers.working_on(looked.holding) or by.actor_id,
            "is_named": named is not None,
            "started_at": min(started, due),
            "due_at": due,
        }
        made, is_new = add_once(Promise, once, fields)
        if is_new:
            told = {"timer": timer, "due": due.isoformat(), "keeper": made.owner_id}
            write(by, looked, "make", made, told, payload={"says": says})
    return made


def keep(
    *,
    by: Scope,
    record: str | Look,
    number: int,
    how: str,
    version: int,
    now: datetime,
    kept_at: datetime | None = None,
    note: str = "",
) -> Promise:
    """It was done. Whether in time is worked out. ``ChangedMeanwhile`` when somebody was first."""
    looked, promise = _open(by, record, number, now)
    at = kept_at or now
    against = rules.reasons_not_to_keep(
        is_open=queries.is_open(promise),
        is_paused=promise.paused_at is not None,
        kept_at=at,
        made_at=promise.made_at,
        now=now,
    )
    _refuse(against, promise, version)
    with transaction.atomic():
        said = {"kept_at": at, "kept_how": how, "kept_note": note.strip(), "kept_by_name": by.actor_name}
        change(promise, version, LABELS, **said)
        write(by, looked, "keep", promise, {"how": how}, payload={"note": note})
    return promise


def pause(*, by: Scope, record: str | Look, number: int, reason: str, version: int, now: datetime) -> Promise:
    """Stop its clock, for a reason that can be told to whom it was promised."""
    looked, promise = _open(by, record, number, now)
    _refuse(rules.reasons_not_to_pause(state=queries.state(promise, now), reason=reason), promise, version)
    with transaction.atomic():
        change(promise, version, LABELS, paused_at=now)
        Pause.objects.create(promise=promise, since=now, reason=reason.strip(), by_name=by.actor_name)
        write(by, looked, "pause", promise, reason=reason)
    return promise


def resume(*, by: Scope, record: str | Look, number: int, version: int, now: datetime) -> Promise:
    """Let its clock run on with what was left."""
    looked, promise = _open(by, record, number, now)
    _refuse([] if promise.paused_at else ["Its clock is running already."], promise, version)
    with transaction.atomic():
        Pause.objects.filter(promise=promise, until__isnull=True).update(
            until=now, ended_by_name=by.actor_name
        )
        change(promise, version, LABELS, paused_at=None, due_at=_due_after_pauses(promise, now))
        write(by, looked, "resume", promise, {"due": promise.due_at.isoformat()})
    return promise


def cancel(
    *, by: Scope, record: str | Look, number: int, reason: str, version: int, now: datetime
) -> Promise:
    """Take it back, for a reason that can be told to whom it was promised."""
    looked, promise = _open(by, record, number, now)
    _refuse(rules.reasons_not_to_cancel(is_open=queries.is_open(promise), reason=reason), promise, version)
    with transaction.atomic():
        Pause.objects.filter(promise=promise, until__isnull=True).update(
            until=now, ended_by_name=by.actor_name
        )
        said = {"cancelled_at": now, "cancelled_why": reason.strip(), "cancelled_by_name": by.actor_name}
        change(promise, version, LABELS, paused_at=None, **said)
        write(by, looked, "cancel", promise, reason=reason)
    return promise


def once_only(by: Scope, submission: str | None) -> str | None:
    """A submission of one person: nobody learns of another's by sending its number."""
    if not submission:
        return None
    return hashlib.sha256(f"{by.body}:{by.actor_id}:{submission}".encode()).hexdigest()


def add_once(model: type[Row], submission: str | None, fields: dict[str, Any]) -> tuple[Row, bool]:
    """A row, and whether it is new. Twins of one submission make one row: the database sees to it."""
    if submission is None:
        return model._default_manager.create(**fields), True
    return model._default_manager.get_or_create(submission=submission, defaults=fields)


def write(
    by: Scope,
    looked: Look,
    verb: str,
    promise: Promise,
    detail: dict[str, Any] | None = None,
    **more: Any,
) -> None:
    """The audit record of something done to a promise. Inside the transaction that did it."""
    audit.record(
        by=by, operation=f"promises.{verb}", kind="collection" if verb == "make" else "alteration",
        objects=[f"holding:{looked.ref}", f"promise:{promise.pk}"], detail=detail, **more,
    )  # fmt: skip


def _due(
    timer: str, grade: str, due_at: datetime | None, says: str, started: datetime
) -> tuple[datetime | None, str, str]:
    """By when, in which words and by which length."""
    if not timer:
        return due_at, says, ""
    try:
        rule = timers.timer(timer, clocks.on(started))
        return clocks.due(rule.length(grade), started), says or rule.says, grade
    except (LookupError, ValueError) as why:
        raise NotNow(str(why)) from None


def _due_after_pauses(promise: Promise, now: datetime) -> datetime:
    """Worked out anew from the start and all pauses; for a promise by a day of its own, moved on by the last one."""
    spans = [(one.since, one.until or now) for one in promise.pauses.all()]
    try:
        if not promise.timer:
            return clocks.moved(promise.due_at, *spans[-1])
        rule = timers.timer(promise.timer, clocks.on(promise.started_at))
        return clocks.due(rule.length(promise.grade), promise.started_at, pauses=spans)
    except CalendarEnds as why:
        raise NotNow(str(why)) from None


def _open(by: Scope, record: str | Look, number: int, now: datetime) -> tuple[Look, Promise]:
    """A promise of a record that the asker may write on; of one that was joined with another since, too."""
    looked = records.writable(by, record, records.PROMISES, now=now, ends=True)
    promise = Promise.objects.filter(holding=looked.holding, pk=number).first()
    if promise is None:
        raise NotPermitted(NOT_THERE)
    return looked, promise


def _refuse(against: list[str], promise: Promise, version: int) -> None:
    """Refuse in words; but to somebody who came too late, what stands now says more than a refusal."""
    if against and promise.version == version:
        raise NotNow(" ".join(against))
    if against:
        change(promise, version, LABELS)
