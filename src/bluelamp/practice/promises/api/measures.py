"""What keeps a victim safe for a time: locks, patrols, a marker that makes calls urgent."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bluelamp.kernel.access import policy
from bluelamp.practice.promises import actions
from bluelamp.practice.promises.models import SafetyMeasure
from bluelamp.practice.promises.words import MEASURES
from bluelamp.ui.api.answers import Numbered
from bluelamp.ui.api.calls import Day, OneOf, asker, example

router = Router()


class SafetyMeasureOut(Schema):
    """Something that keeps them safe for a time."""

    number: int
    kind: Annotated[str, OneOf(MEASURES)]
    says: str
    since: date
    expires_on: date | None
    stands: str

    @classmethod
    def of(cls, row: SafetyMeasure, stands: str) -> SafetyMeasureOut:
        same = {name: getattr(row, name) for name in ("kind", "says", "since", "expires_on")}
        return cls(number=row.pk, stands=stands, **same)


class SafetyMeasureIn(Schema):
    """What keeps them safe, from which day to which. An urgent marker always has a last day."""

    model_config = example(
        kind="urgent_marker", says="Calls from her number are urgent.", since="2014-01-07", expires_on="2014-02-07"
    )  # fmt: skip

    kind: Annotated[str, OneOf(MEASURES)]
    says: Annotated[str, Field(max_length=300)]
    since: Day
    expires_on: Day | None = None


@router.post("/{slug:ref}/plan/measures", response={201: Numbered}, summary="Keep a victim safe")
@policy.requires("promises.keep")
def protect(request: HttpRequest, ref: str, body: SafetyMeasureIn) -> Status:
    """On a record of yours that has a plan for the victim."""
    made = actions.victims.protect(by=asker(request), record=ref, now=timezone.now(), **body.dict())
    return Status(201, Numbered(number=made.pk))


@router.post("/{slug:ref}/plan/measures/{int:number}/end", response=Numbered, summary="End a safety measure")
@policy.requires("promises.keep")
def unprotect(request: HttpRequest, ref: str, number: int) -> Numbered:
    """Today, before its time. It takes no body."""
    actions.victims.unprotect(by=asker(request), record=ref, number=number, now=timezone.now())
    return Numbered(number=number)
