"""Taking a report, once however often it is sent, and telling whoever answers for its place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from bluelamp.areas.asb.actions import moves
from bluelamp.areas.asb.actions.reports import cases, people, rows
from bluelamp.areas.asb.actions.reports.told import Caller, Told, check, plain
from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import Case, Report
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.access.seeing import looks, visible
from bluelamp.kernel.audit import actions as audit
from bluelamp.practice.casework.actions import assignments, following
from bluelamp.practice.instruments.actions import assessments
from bluelamp.practice.promises.actions import reviews


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a report. ``is_theirs``: whoever took it may open the case."""

    report: str
    case: str
    is_new: bool
    is_reopened: bool
    is_theirs: bool


def take(
    *,
    by: Scope,
    told: Told,
    now: datetime,
    into: str = "",
    to: str = "",
    title: str = "",
    submission: str = "",
) -> Taken:
    """Keep a report, once for each submission. ``into`` is the case it belongs to; without one a new case begins.

    ``to`` is the key of the organisation that is to deal with a new case: the taker's own, or the force. Raises
    ``NotNow`` with what is wrong, and ``NotPermitted`` for a case that the taker may not see.
    """
    require(by, "asb.report")
    check(told, now)
    once = _once(by, submission) if submission else None
    try:
        with transaction.atomic():
            if once and (before := _before(by, once)):
                return before
            return _take(by, told, now, into, to or by.body, title, once)
    except IntegrityError:
        # Its twin was quicker by a hair, and is what both asked for.
        if once and (before := _before(by, once)):
            return before
        raise


def taken_before(*, by: Scope, submission: str) -> Taken | None:
    """What became of a form that this taker has sent already; nothing when it is new."""
    require(by, "asb.report")
    return _before(by, _once(by, submission)) if submission else None


def _take(by: Scope, told: Told, now: datetime, into: str, to: str, title: str, once: str | None) -> Taken:
    was_closed = False
    if into:
        case, was_closed = cases.joined(by, into, now)
    else:
        case = cases.begun(by, told, cases.body(by, to), title, now)
        reviews.begin(holding=case.holding, now=now)
    callers = [people.caller(by, case, caller, told, now) for caller in told.callers or (Caller(),)]
    for one in told.alleged:
        people.alleged(by, case, one, now)
    report = rows.kept(by, told, case, once)
    report.complainants.set(callers)
    cases.count_in(case, told)
    if was_closed:
        why = f"Reported again: report {report.ref}."
        moves.reopen(by=by, case=case, reason=why, report=report, now=now)
    _pass_on(by, case, is_new=not into, now=now)
    audit.record(
        by=by,
        operation="asb.report",
        kind="collection",
        objects=[f"holding:{case.holding.ref}", f"report:{report.ref}"],
        recipient=to if to != by.body else "",
        detail={
            "channel": told.channel,
            "is_new": not into,
            "reopened": was_closed,
            "located": told.spot.is_located,
        },
        payload=plain(told),
    )
    return Taken(report.ref, case.holding.ref, not into, was_closed, to == by.body)


def _pass_on(by: Scope, case: Case, *, is_new: bool, now: datetime) -> None:
    """A new case goes to whoever answers for its place. Of one that was there, risk is asked again and followers hear.

    Where the taker does not see the case it is the rule that acts, and not they.
    """
    found = looks(by, CASE, visible(by, CASE, now=now).filter(pk=case.holding_id), now=now)
    if not found:
        by = Scope.system("The rule of places")
        found = looks(by, CASE, visible(by, CASE, now=now).filter(pk=case.holding_id), now=now)
    (looked,) = found
    if is_new:
        codes_ = [code for code in (case.neighbourhood, looked.facts.lpu) if code]
        assignments.assign_by_place(by=by, looked=looked, places=codes_, now=now)
    else:
        assessments.ask_again(by=by, looked=looked, because="new_incident", now=now)
        following.happened(by=by, looked=looked, what="other", now=now)


def _once(by: Scope, submission: str) -> str:
    """A submission of one person: nobody learns of another's report by sending its number."""
    return hashlib.sha256(f"{by.body}:{by.actor_id}:{by.client}:{submission}".encode()).hexdigest()[:36]


def _before(by: Scope, once: str) -> Taken | None:
    first = Report.objects.filter(submission=once).select_related("case__holding__organisation").first()
    if first is None:
        return None
    held = first.case.holding
    is_new = first.case.reports.order_by("pk").first() == first
    return Taken(first.ref, held.ref, is_new, first.reopened.exists(), held.organisation.key == by.body)
