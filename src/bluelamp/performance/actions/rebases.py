"""Deciding that limits begin anew: one person proposes, a second one approves or declines, and it can be withdrawn.

Nothing here is ever done by a program: whoever decides is signed in, and answers by name.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.figures.queries import FORCE
from bluelamp.performance import catalogue, queries, rules
from bluelamp.performance.models import IDENTITY, Rebase
from bluelamp.performance.rules import Against

UNDECIDED = {"approved_at__isnull": True, "declined_at__isnull": True, "withdrawn_at__isnull": True}
STANDS = {"declined_at__isnull": True, "withdrawn_at__isnull": True}


class NotNow(ValueError):
    """It cannot be done as things stand; carries the reasons, each with the field it speaks of."""

    def __init__(self, reasons: list[Against]) -> None:
        super().__init__(" ".join(reason.words for reason in reasons))
        self.reasons = reasons


def propose(
    *,
    by: Scope,
    measure: str,
    since: Month,
    cause: str,
    evidence: str,
    expected_to_last: bool,
    now: datetime,
    basis: str = "",
    area_level: str = "force",
    area: str = FORCE,
    breakdown: str = "",
    category: str = "",
) -> Rebase:
    """Propose that the limits of one monthly series begin anew with ``since``. Raises :class:`NotNow`."""
    require(by, "signals.propose_rebase")
    declared = catalogue.measure(measure)
    place: dict[str, Any] = {
        "basis": basis or next(iter(declared.tally.bases)),
        "area_level": area_level,
        "area": area,
        "breakdown": breakdown,
        "category": category,
    }
    series = {"measure": measure, **place}
    readings = figures.series(by, measure, **place)
    known = [reading.period.last_month for reading in readings if reading.value is not None]
    with transaction.atomic():
        _refuse(
            rules.reasons_not_to_propose(
                since=since,
                first=min(known, default=None),
                last=max(known, default=None),
                cause=cause,
                evidence=evidence,
                is_taken=Rebase.objects.filter(**series, **STANDS, since=since.start).exists(),
            )
        )
        about = {"cause": cause.strip(), "evidence": evidence.strip(), "expected_to_last": expected_to_last}
        try:
            with transaction.atomic():
                rebase = Rebase.objects.create(
                    **series, **about, since=since.start, **_signed(by, "proposed", now)
                )
        except IntegrityError:  # somebody else proposed the same in this moment
            raise NotNow(
                [Against(f"A rebase from {since.label} is proposed or in force already", "since")]
            ) from None
        _record(by, "propose_rebase", rebase, since=str(since))
    return rebase


def approve(*, by: Scope, rebase: Rebase, because: str, now: datetime) -> Rebase:
    """Agree, as the second person: limits begin anew. What the engine advised against goes into the record."""
    require(by, "signals.approve_rebase")
    mine, lasts = rebase.proposed_by_id == by.actor_id, rebase.expected_to_last
    advice = queries.advice(by, rebase)

    def against(now_: Rebase) -> list[Against]:
        return rules.reasons_not_to_approve(
            **_standing(now_), is_proposer=mine, expected_to_last=lasts, because=because
        )

    return _done(by, rebase, "approved", UNDECIDED, because, now, against, advised_against=list(advice))


def decline(*, by: Scope, rebase: Rebase, because: str, now: datetime) -> Rebase:
    """Disagree, as the second person: limits stay as they are."""
    require(by, "signals.approve_rebase")
    mine = rebase.proposed_by_id == by.actor_id

    def against(now_: Rebase) -> list[Against]:
        return rules.reasons_not_to_decline(**_standing(now_), is_proposer=mine, because=because)

    return _done(by, rebase, "declined", UNDECIDED, because, now, against)


def withdraw(*, by: Scope, rebase: Rebase, because: str, now: datetime) -> Rebase:
    """Take it back: limits are what they were before. It stays in the history, with the reason."""
    require(by, "signals.withdraw_rebase")

    def against(now_: Rebase) -> list[Against]:
        return rules.reasons_not_to_withdraw(**_standing(now_), because=because)

    return _done(by, rebase, "withdrawn", STANDS, because, now, against)


def _done(
    by: Scope,
    rebase: Rebase,
    deed: str,
    while_: dict[str, bool],
    because: str,
    now: datetime,
    against: Callable[[Rebase], list[Against]],
    **detail: object,
) -> Rebase:
    """Write a deed, if nothing speaks against it and nobody else was first."""
    with transaction.atomic():
        _refuse(against(queries.rebase(by, rebase.pk)))
        written = Rebase.objects.filter(pk=rebase.pk, **while_).update(
            **_signed(by, deed, now), **{f"{deed}_because": because.strip()}
        )
        after = queries.rebase(by, rebase.pk)
        if not written:
            _refuse(against(after))
        _record(by, f"{VERBS[deed]}_rebase", after, **detail)
    return after


VERBS = {"approved": "approve", "declined": "decline", "withdrawn": "withdraw"}


def _standing(rebase: Rebase) -> dict[str, str]:
    return {"state": rebase.state, "last_deed": queries.last_deed(rebase)}


def _refuse(reasons: list[Against]) -> None:
    if reasons:
        raise NotNow(reasons)


def _signed(by: Scope, deed: str, now: datetime) -> dict[str, Any]:
    if by.actor_id is None:
        raise NotPermitted("A rebase is decided by a person, in the workspace.")
    return {f"{deed}_by_id": by.actor_id, f"{deed}_by_name": by.actor_name, f"{deed}_at": now}


def _record(by: Scope, verb: str, rebase: Rebase, **detail: object) -> None:
    series = {name: getattr(rebase, name) for name in IDENTITY}
    objects = [f"rebase:{rebase.pk}", f"measure:{rebase.measure}"]
    told = {"series": series, **detail}
    audit.record(by=by, operation=f"signals.{verb}", objects=objects, detail=told, kind="other")
