"""What every worklist can do to many cases at once: assign them, and give them back to nobody. Areas add their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.casework import actions, queries
from bluelamp.practice.casework.forms import BulkAssignForm, BulkReasonForm
from bluelamp.practice.casework.listing.acts import BulkAct, Row, Said

NOBODY = "There is nobody called so in your organisation who works on cases."


def _would_assign(scope: Scope, looked: list[Look], said: Said, now: datetime) -> list[Row]:
    who = queries.assignments.somebody(scope, said["username"])
    if who is None:
        raise NotNow(NOBODY)
    open_to = queries.assignments.could_open(who, looked, now=now)
    standing = _standing(scope, looked)
    return [
        _to_whom(scope, each, who, each.holding.pk in open_to, standing.get(each.holding.pk), now)
        for each in looked
    ]


def _to_whom(
    scope: Scope, looked: Look, who: Scope, is_open: bool, current: str | None, now: datetime
) -> Row:
    against = queries.looking.reasons_not_to_add(scope, looked, "notes", now=now)
    if not is_open:
        against.append(f"{who.actor_name} could not open it.")
    if current == who.actor_name:
        against.append(f"{who.actor_name} works on it already.")
    instead = f" instead of {current}" if current and current != who.actor_name else ""
    return Row(f"Assigned to {who.actor_name}{instead}", tuple(against))


def _assign(scope: Scope, looked: Look, said: Said, now: datetime) -> Mapping[str, Any]:
    before = queries.assignments.current(looked, scope.body)
    made = actions.assignments.assign(
        by=scope, ref=looked.ref, username=said["username"], reason=said["reason"], now=now
    )
    return {"assignment": made.pk, "before": before.user_id if before else None}


def _undo_assign(scope: Scope, looked: Look, back: Mapping[str, Any], now: datetime) -> None:
    current = queries.assignments.current(looked, scope.body)
    if current is None or current.pk != back["assignment"]:
        raise NotNow("Somebody else reassigned it meanwhile.")
    _put_back(scope, looked, back["before"], now)


def _would_unassign(scope: Scope, looked: list[Look], said: Said, now: datetime) -> list[Row]:
    standing, rows = _standing(scope, looked), []
    for each in looked:
        who = standing.get(each.holding.pk)
        against = queries.looking.reasons_not_to_add(scope, each, "notes", now=now)
        against += [] if who else ["Nobody works on it."]
        rows.append(Row(f"No longer assigned to {who}" if who else "Nothing", tuple(against)))
    return rows


def _unassign(scope: Scope, looked: Look, said: Said, now: datetime) -> Mapping[str, Any]:
    before = queries.assignments.current(looked, scope.body)
    actions.assignments.unassign(by=scope, ref=looked.ref, reason=said["reason"], now=now)
    return {"before": before.user_id if before else None}


def _undo_unassign(scope: Scope, looked: Look, back: Mapping[str, Any], now: datetime) -> None:
    if queries.assignments.current(looked, scope.body) is not None:
        raise NotNow("Somebody else took it on meanwhile.")
    _put_back(scope, looked, back["before"], now)


def _put_back(scope: Scope, looked: Look, user: int | None, now: datetime) -> None:
    before = User.objects.filter(pk=user).first() if user else None
    reason = "An assignment of many cases was taken back."
    if before is None:
        actions.assignments.unassign(by=scope, ref=looked.ref, reason=reason, now=now)
    else:
        actions.assignments.assign(by=scope, ref=looked.ref, username=before.username, reason=reason, now=now)


def _standing(scope: Scope, looked: list[Look]) -> dict[int, str]:
    rows = queries.assignments.standing(looked)
    return {row.holding_id: row.user_name for row in rows if row.organisation.key == scope.body}


ASSIGN = BulkAct(
    key="assign",
    label="Assign",
    act="casework.assign",
    form=BulkAssignForm,
    preview=_would_assign,
    do=_assign,
    undo=_undo_assign,
)
UNASSIGN = BulkAct(
    key="unassign",
    label="Assign to nobody",
    act="casework.assign",
    form=BulkReasonForm,
    preview=_would_unassign,
    do=_unassign,
    undo=_undo_unassign,
)
