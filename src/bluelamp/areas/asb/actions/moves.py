"""Moving a case from state to state, closing it and opening it again. Every move is a row that stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from bluelamp.areas.asb import queries, rules
from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import Approval, Aside, Case, Report, StateChange
from bluelamp.areas.asb.rules import Standing
from bluelamp.areas.asb.words import ASIDES
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.joining import refuse_joined
from bluelamp.kernel.access.models import HoldingChange
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable, require
from bluelamp.kernel.access.seeing import NOT_THERE
from bluelamp.kernel.access.sharing.changing import change
from bluelamp.kernel.audit import actions as audit
from bluelamp.practice.promises.actions import reviews

LABELS = {"state": "State"}
TAKEN_BACK = "It was not meant: taken back."


def move(
    *, by: Scope, ref: str, to: str, reason: str, standing: Standing, version: int, now: datetime
) -> Case:
    """Move a case on. ``standing`` is what is known of it from everywhere; ``version`` the one the mover has read.

    Raises ``NotNow`` with every reason against, and ``ChangedMeanwhile`` when somebody else was first.
    """
    require(by, "asb.progress")
    case = _own(by, ref, now)
    if case.state == "closed":
        raise NotNow("It is closed: open it again for a new report.")
    if against := rules.reasons_not_to_move(standing, to, reason=reason, now=now):
        raise NotNow(" ".join(against))
    with transaction.atomic():
        change(case, version, LABELS, state=to, closed_at=now if to == "closed" else None)
        _keep(by, case, standing.state, to, reason, now)
        _ask_for_review(case, standing.state, to, now)
        if to == "closed":
            _set_holding(by, case, "closed", reason, now)
        _audit(by, case, "asb.move", {"before": standing.state, "after": to}, reason)
    return case


def reopen(*, by: Scope, case: Case, reason: str, now: datetime, report: Report | None = None) -> None:
    """It begins again: back to be sorted, with its risk looked at anew. Inside the transaction of the ``report``."""
    if against := rules.reasons_not_to_reopen(case.state, case.closed_at, now=now):
        raise NotNow(" ".join(against))
    Case.objects.filter(pk=case.pk).update(
        state="triage",
        closed_at=None,
        victim_consulted_on=None,
        reopened_count=F("reopened_count") + 1,
        version=F("version") + 1,
    )
    _keep(by, case, "closed", "triage", reason, now, report)
    _set_holding(by, case, "open", reason, now)
    case.refresh_from_db()


def reopen_closed(*, by: Scope, ref: str, reason: str, now: datetime) -> Case:
    """Open a case again without a new report, within the same time."""
    require(by, "asb.progress")
    case = _own(by, ref, now)
    if len(reason.strip()) < rules.LEAST_REASON:
        raise NotNow(rules.SAY_WHY)
    with transaction.atomic():
        reopen(by=by, case=case, reason=reason, now=now)
        _audit(by, case, "asb.reopen", {}, reason)
    return case


def take_back(*, by: Scope, ref: str, change_made: int, now: datetime) -> Case:
    """A move was not meant: the case goes back to where it came from, as long as nobody moved it on since.

    ``change_made`` is the number of its row, which stays; that it was taken back is another.
    """
    require(by, "asb.progress")
    case = _own(by, ref, now)
    made = case.moves.order_by("pk").last()
    if made is None or made.pk != change_made or made.by_id != by.actor_id or not made.before:
        raise NotNow("Somebody moved it on meanwhile.")
    with transaction.atomic():
        change(case, case.version, LABELS, state=made.before, closed_at=None)
        _keep(by, case, made.state, made.before, TAKEN_BACK, now)
        if made.state == "closure_proposed":
            reviews.leave_open(holding=case.holding, now=now)
        if made.state == "closed":
            _set_holding(by, case, "open", TAKEN_BACK, now)
        _audit(by, case, "asb.take_back", {"before": made.state, "after": made.before}, TAKEN_BACK)
    return case


def approve(*, by: Scope, ref: str, note: str, standing: Standing, now: datetime) -> Approval:
    """An inspector agrees that a case at high risk is closed."""
    require(by, "asb.approve")
    case = _own(by, ref, now)
    if against := rules.reasons_not_to_approve(standing, by=by.actor_id):
        raise NotNow(" ".join(against))
    with transaction.atomic():
        proposal = case.moves.filter(state="closure_proposed").latest("pk")
        said = {"note": note.strip()[:500], "at": now, "by_name": by.actor_name}
        made, is_new = Approval.objects.get_or_create(proposal=proposal, by_id=answerable(by), defaults=said)
        if not is_new:
            raise NotNow("You have approved it already.")
        _audit(by, case, "asb.approve_closing", {}, note)
    return made


def set_aside(*, by: Scope, ref: str, what: str, note: str, stands: bool, now: datetime) -> None:
    """Say that something is true of a case beside its state, or that it no longer is."""
    require(by, "asb.progress")
    if what not in ASIDES:
        raise NotNow("Choose what is true of it.")
    case = _own(by, ref, now)
    with transaction.atomic():
        if stands:
            _, is_new = Aside.objects.get_or_create(
                case=case, what=what, until=None,
                defaults={"note": note.strip()[:500], "since": now, "by_name": by.actor_name},
            )  # fmt: skip
            if not is_new:
                raise NotNow("It is so already.")
        elif not Aside.objects.filter(case=case, what=what, until__isnull=True).update(until=now):
            raise NotNow("It is not so.")
        _audit(by, case, "asb.set_aside", {"what": what, "stands": stands}, note)


def _own(by: Scope, ref: str, now: datetime) -> Case:
    """A case of the mover's own organisation that was not joined with another."""
    looked, case = queries.cases.case(by, ref, now=now)
    if not looked.is_own:
        raise NotPermitted(NOT_THERE)
    refuse_joined(by, looked, now=now)
    return case


def _keep(
    by: Scope, case: Case, before: str, to: str, reason: str, now: datetime, report: Report | None = None
) -> None:
    StateChange.objects.create(
        case=case, before=before, state=to, reason=reason.strip()[:1000], report=report, at=now,
        by_id=by.actor_id, by_name=by.actor_name,
    )  # fmt: skip


def _ask_for_review(case: Case, before: str, to: str, now: datetime) -> None:
    """What is to be closed is reviewed first, where its band asks for that; what goes on after all is not."""
    if to == "closure_proposed":
        reviews.propose_closing(holding=case.holding, now=now)
    elif before == "closure_proposed" and to != "closed":
        reviews.leave_open(holding=case.holding, now=now)


def _set_holding(by: Scope, case: Case, state: str, reason: str, now: datetime) -> None:
    """What is closed is read and no longer changed, by whatever page: the holding says so too."""
    held, before = case.holding, case.holding.state
    change(held, held.version, LABELS, state=state)
    HoldingChange.objects.create(
        holding=held, what="state", before=before, after=state, reason=reason.strip()[:500] or "Closed.",
        at=now, by_id=by.actor_id, by_name=by.actor_name,
    )  # fmt: skip


def _audit(by: Scope, case: Case, operation: str, detail: dict[str, object], reason: str) -> None:
    audit.record(
        by=by, operation=operation, kind="alteration", objects=[f"holding:{case.holding.ref}"],
        detail={"kind": CASE.key, **detail}, reason=reason, sensitivity=case.holding.sensitivity,
    )  # fmt: skip
