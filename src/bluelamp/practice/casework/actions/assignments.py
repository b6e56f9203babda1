"""Saying who works on a case: by hand, by the place it is in, or all of somebody's at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import Holding, User
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable, require
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.kernel.access.sharing.actions import notices
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.places.models import Area
from bluelamp.practice.casework import queries
from bluelamp.practice.casework.actions import following, passing
from bluelamp.practice.casework.actions.writing import body_of, record, to_add, with_reason
from bluelamp.practice.casework.models import Assignment, PlaceOfficer


@dataclass(frozen=True)
class HandedOver:
    """One case of somebody's, and why it stayed with them; empty when it went over."""

    look: Look
    why_not: str = ""


def assign(*, by: Scope, ref: str, username: str, reason: str, now: datetime) -> Assignment:
    """Somebody of the reader's organisation works on the case from now on, instead of whoever did. They are told."""
    require(by, "casework.assign")
    reason = with_reason(reason)
    with transaction.atomic():
        looked = to_add(by, ref, "notes", now=now)
        return put(by=by, looked=looked, username=username, reason=reason, now=now)


def take(*, by: Scope, ref: str, now: datetime) -> Assignment:
    """Take a case on that nobody of one's organisation works on."""
    with transaction.atomic():
        looked = to_add(by, ref, "notes", now=now)
        standing = queries.assignments.current(looked, by.body)
        if standing is not None and not by.may("casework.assign"):
            raise NotNow(f"{standing.user_name} works on it: ask your supervisor to reassign it.")
        user = User.objects.get(pk=answerable(by))
        return put(by=by, looked=looked, username=user.username, reason="Took the case on.", now=now)


def unassign(*, by: Scope, ref: str, reason: str, now: datetime) -> None:
    """Nobody works on it for the reader's organisation any more. Whoever works on it may give it back."""
    reason = with_reason(reason)
    with transaction.atomic():
        looked = to_add(by, ref, "notes", now=now)
        standing = queries.assignments.current(looked, by.body)
        if standing is None:
            raise NotNow("Nobody works on it.")
        if standing.user_id != by.actor_id:
            require(by, "casework.assign")
        end(by=by, looked=looked, standing=standing, reason=reason, now=now)


def put(
    *, by: Scope, looked: Look, username: str, reason: str, by_rule: bool = False, now: datetime
) -> Assignment:
    """Inside a transaction: the case to somebody who can open it. Nobody is given what they cannot see."""
    who = queries.assignments.somebody(_of(by, looked), username)
    if who is None:
        raise NotNow("There is nobody called so in your organisation who works on cases.")
    if looked.holding.pk not in queries.assignments.could_open(who, [looked], now=now):
        raise NotNow(f"{who.actor_name} could not open it.")
    standing = queries.assignments.current(looked, who.body)
    if standing is not None and standing.user_id == who.actor_id:
        raise NotNow(f"{who.actor_name} works on it already.")
    if standing is not None:
        _end(by, standing, reason, now)
    made = Assignment.objects.create(
        holding=looked.holding,
        organisation=body_of(who, looked.holding),
        user_id=answerable(who),
        user_name=who.actor_name,
        reason=reason,
        by_rule=by_rule,
        since=now,
        by_id=by.actor_id,
        by_name=by.actor_name,
    )
    _tell(by, made, looked, now)
    if made.organisation_id == looked.holding.organisation_id:
        passing.passed(by=by, looked=looked, worker=made.user_id, why=reason, now=now)
    following.happened(by=by, looked=looked, what="assigned", audience="organisation", now=now)
    detail = {"to": made.user_id, "from": standing.user_id if standing else None, "by_rule": by_rule}
    record(by, "assign", looked, objects=[f"user:{made.user_id}"], detail=detail, reason=reason)
    return made


def end(*, by: Scope, looked: Look, standing: Assignment, reason: str, now: datetime) -> None:
    """Inside a transaction: an assignment is over, and nobody follows it."""
    _end(by, standing, reason, now)
    if standing.organisation_id == looked.holding.organisation_id:
        passing.passed(by=by, looked=looked, worker=None, why=reason, now=now)
    following.happened(by=by, looked=looked, what="assigned", audience="organisation", now=now)
    record(by, "unassign", looked, objects=[f"user:{standing.user_id}"], reason=reason)


def assign_by_place(*, by: Scope, looked: Look, places: Sequence[str], now: datetime) -> Assignment | None:
    """Inside a transaction: give a new case to whoever answers for the smallest of its places, and say why.

    ``places`` are codes of areas, the smallest first: its neighbourhood, then its local policing unit. Of several the
    one with the fewest open cases who can open it; ``None`` when nobody answers for any of them.
    """
    own = _of(by, looked)
    for _, rows in queries.assignments.taking(looked, places):
        load = queries.assignments.workload([row.user_id for row in rows])
        for row in sorted(rows, key=lambda one: (load.get(one.user_id, 0), one.user.username)):
            who = queries.assignments.somebody(own, row.user.username)
            if who is None or looked.holding.pk not in queries.assignments.could_open(who, [looked], now=now):
                continue
            reason = _why(who, row, load.get(row.user_id, 0), len(rows))
            return put(by=by, looked=looked, username=row.user.username, reason=reason, by_rule=True, now=now)
    return None


def _why(who: Scope, row: PlaceOfficer, open_cases: int, of: int) -> str:
    cases = f"{open_cases} open case{'' if open_cases == 1 else 's'}"
    fewest = f", the fewest of {of}" if of > 1 else ""
    return f"{who.actor_name} takes the new cases of {row.place.name} and has {cases}{fewest}."


def answer_for(*, by: Scope, username: str, place: str, kind: str = "", now: datetime) -> PlaceOfficer:
    """From now on somebody takes the new cases of a place: of one kind of record, or of every kind."""
    require(by, "casework.assign")
    who = queries.assignments.somebody(by, username)
    area = Area.objects.filter(code=place).first()
    if who is None or area is None:
        raise NotNow("Choose a colleague who works on cases, and a place.")
    with transaction.atomic():
        body = User.objects.get(pk=answerable(who)).memberships.get(until__isnull=True).organisation.body
        row, is_new = PlaceOfficer.objects.get_or_create(
            organisation=body,
            kind=kind,
            place=area,
            user_id=answerable(who),
            until=None,
            defaults={"since": now, "by_name": by.actor_name},
        )
        if not is_new:
            raise NotNow(f"{who.actor_name} takes them already.")
        objects = [f"user:{row.user_id}"]
        detail = {"place": place, "kind": kind}
        audit.record(by=by, operation="casework.answer_for", kind="other", objects=objects, detail=detail)
    return row


def answer_no_longer(*, by: Scope, number: int, now: datetime) -> None:
    """Somebody takes the new cases of a place no longer."""
    require(by, "casework.assign")
    with transaction.atomic():
        rows = PlaceOfficer.objects.filter(pk=number, organisation__key=by.body, until__isnull=True)
        row = rows.first()
        if row is None:
            raise NotPermitted(NOT_THERE)
        rows.update(until=now)
        audit.record(
            by=by, operation="casework.answer_no_longer", kind="other", objects=[f"user:{row.user_id}"]
        )


def hand_over(*, by: Scope, username: str, to: str, reason: str, now: datetime) -> list[HandedOver]:
    """Give all open cases of one colleague to another, each in a transaction of its own; what cannot go over stays."""
    require(by, "casework.assign")
    reason = with_reason(reason)
    whose = User.objects.filter(username__iexact=username.strip()).first()
    if whose is None or queries.assignments.somebody(by, to) is None:
        raise NotNow("Choose two colleagues who work on cases.")
    done = []
    for looked in queries.assignments.cases_of(by, whose.pk, now=now):
        try:
            assign(by=by, ref=looked.ref, username=to, reason=reason, now=now)
            done.append(HandedOver(looked))
        except NotNow as why:
            done.append(HandedOver(looked, str(why)))
    return done


def _end(by: Scope, standing: Assignment, reason: str, now: datetime) -> None:
    rows = Assignment.objects.filter(pk=standing.pk, until__isnull=True)
    if not rows.update(until=now, ended_by_name=by.actor_name, ended_why=reason):
        raise NotNow("Somebody else reassigned it meanwhile: look again.")


def _tell(by: Scope, made: Assignment, looked: Look, now: datetime) -> None:
    if made.user_id != by.actor_id:
        words = f"{looked.kind.title} {looked.ref} was assigned to you by {by.actor_name}."
        notices.tell([made.user_id], made.organisation, words, "casework:case", now, looked.ref)


def _of(by: Scope, looked: Look) -> Scope:
    """Whose colleagues are meant: the asker's; for the command line, those of the record's own organisation."""
    return by if by.role != "system" else _as(by, looked.holding)


def _as(by: Scope, held: Holding) -> Scope:
    return Scope(None, by.actor_name, by.role, organisation=held.organisation.key)
