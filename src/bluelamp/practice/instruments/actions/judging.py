"""What a supervisor does with an assessment, and what anybody's judgement does to its band."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.decision import LONDON
from bluelamp.kernel.access.joining import refuse_joined
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.practice.instruments import rules
from bluelamp.practice.instruments.actions.scoring import band_was_set, record
from bluelamp.practice.instruments.models import Assessment, Override
from bluelamp.practice.instruments.queries import assessments
from bluelamp.practice.instruments.queries.assessments import Told
from bluelamp.practice.instruments.questionnaire import Band
from bluelamp.practice.instruments.words import COUNTING


def approve(*, by: Scope, ref: str, number: int, now: datetime) -> Told:
    """A supervisor's yes: it is current, and what their organisation had before is superseded."""
    require(by, "risk.approve")
    looked = assessments.seen(by, ref, now=now)
    told = assessments.one(by, looked, number)
    if against := rules.reasons_not_to_approve(
        stage=told.row.stage, is_theirs=told.is_theirs, is_assessor=told.is_assessor
    ):
        raise NotNow(" ".join(against))
    with transaction.atomic():
        waiting = Assessment.objects.filter(pk=number, stage="scored")
        said = {"approved_at": now, "approved_by_id": by.actor_id, "approved_by_name": by.actor_name}
        if not waiting.update(stage="current", version=F("version") + 1, **said):
            raise NotNow("Somebody else approved it meanwhile.")
        Assessment.objects.filter(
            holding=looked.holding,
            organisation=told.row.organisation,
            instrument__key=told.row.instrument.key,
            stage__in=COUNTING,
            pk__lt=number,
        ).update(stage="superseded", superseded_at=now)
        record(by, looked, "risk.approve", "alteration", {"assessment": number})
        band_was_set(by, looked, now)
    return assessments.one(by, looked, number)


def open_bands(by: Scope, told: Told, *, now: datetime) -> tuple[Band, ...]:
    """The bands that this person may set instead, lowest first."""
    policy, at = rules.overriding(now.astimezone(LONDON).date()), told.instrument.rank(told.row.governing)
    return tuple(
        band
        for rank, band in enumerate(told.instrument.bands)
        if rank != at and policy.may_move(by.role, rank - at) and (rank > at or not told.is_assessor)
    )


def how_far(by: Scope, *, now: datetime) -> tuple[int, int, int]:
    """By how many bands this person may raise one and lower one, and by how many anybody may raise one."""
    policy = rules.overriding(now.astimezone(LONDON).date())
    return (
        policy.raises.get(by.role, 0),
        policy.lowers.get(by.role, 0),
        max(policy.raises.values(), default=0),
    )


def override(*, by: Scope, ref: str, number: int, band: str, code: str, reason: str, now: datetime) -> Told:
    """Set another band than the one scored. The score stays beside it, and the reason."""
    require(by, "risk.override")
    looked = assessments.seen(by, ref, now=now)
    refuse_joined(by, looked, now=now)
    told = assessments.one(by, looked, number)
    codes = [each.code for each in told.instrument.bands]
    if against := rules.reasons_not_to_override(
        stage=told.row.stage,
        is_theirs=told.is_theirs,
        is_assessor=told.is_assessor,
        role=by.role,
        before=told.instrument.rank(told.row.governing),
        after=codes.index(band) if band in codes else None,
        code=code,
        reason=reason,
        policy=rules.overriding(now.astimezone(LONDON).date()),
    ):
        raise NotNow(" ".join(against))
    before = told.row.governing
    with transaction.atomic():
        same = Assessment.objects.filter(pk=number, governing=before, stage__in=COUNTING)
        if not same.update(governing=band, version=F("version") + 1):
            raise NotNow("Somebody else changed it meanwhile. Look at it again.")
        Override.objects.create(
            assessment=told.row, before=before, after=band, code=code, reason=reason.strip(),
            at=now, by_id=by.actor_id, by_name=by.actor_name,
        )  # fmt: skip
        detail: dict[str, object] = {"assessment": number, "before": before, "after": band, "code": code}
        record(by, looked, "risk.override", "alteration", detail, reason)
        band_was_set(by, looked, now)
    return assessments.one(by, looked, number)
