"""Cases that belong together: which they are, as far as you see each of them, and saying so."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status

from bluelamp.kernel.access import policy
from bluelamp.practice.casework import actions
from bluelamp.practice.casework.api.merges import MergeOut
from bluelamp.practice.casework.queries.links import Linked
from bluelamp.practice.casework.words import LINKS
from bluelamp.ui.api.answers import Numbered
from bluelamp.ui.api.calls import OneOf, Ref, Short, asker, example

router = Router()


class LinkOut(Schema):
    """Another case, how it belongs to this one, who said so and why."""

    number: int
    case: str
    how: Annotated[str, OneOf(LINKS)]
    reason: str
    since: datetime
    by: str

    @classmethod
    def of(cls, one: Linked) -> LinkOut:
        row = one.link
        same = {name: getattr(row, name) for name in ("how", "reason", "since")}
        return cls(number=row.pk, case=one.other.ref, by=row.by_name, **same)


class BelongingOut(Schema):
    """What belongs to a case. ``into``: the case it was joined with, on which work goes on; empty where it was not."""

    linked: list[LinkOut]
    joined: list[MergeOut]
    into: str


class LinkIn(Schema):
    """Another case of yours, how the two belong together, and why."""

    model_config = example(
        other="7K2M9Q4T1B", how="same_place", reason="Both are about the garages behind Shingle Road."
    )

    other: Ref
    how: Annotated[str, OneOf(LINKS)]
    reason: Short


class UnlinkIn(Schema):
    """Why two cases do not belong together after all."""

    model_config = example(reason="The garages are two different rows.")

    reason: Short


@router.get("/{slug:ref}/links", response=BelongingOut, summary="The cases that belong to a case")
@policy.requires("casework.read")
def links(request: HttpRequest, ref: str) -> BelongingOut:
    """Those linked and those joined with it. A link opens nothing: a case that is not yours to see is not told."""
    by, now = asker(request), timezone.now()
    looked = actions.reading.consult(by=by, ref=ref, now=now)
    found = actions.reading.panel(by=by, looked=looked, now=now).belonging
    return BelongingOut(
        linked=[LinkOut.of(one) for one in found.linked],
        joined=[MergeOut.of(one) for one in found.joined],
        into=found.kept.ref if found.kept else "",
    )


@router.post("/{slug:ref}/links", response={201: Numbered}, summary="Link two cases")
@policy.requires("casework.merge")
def link(request: HttpRequest, ref: str, body: LinkIn) -> Status:
    """Both have to be your organisation's own. Whoever sees one of them learns nothing of the other."""
    made = actions.links.link(by=asker(request), ref=ref, now=timezone.now(), **body.dict())
    return Status(201, Numbered(number=made.pk))


@router.post("/{slug:ref}/links/{int:number}/end", response=Numbered, summary="End a link")
@policy.requires("casework.merge")
def unlink(request: HttpRequest, ref: str, number: int, body: UnlinkIn) -> Numbered:
    """That they were linked stays on the timeline."""
    actions.links.unlink(by=asker(request), ref=ref, number=number, reason=body.reason, now=timezone.now())
    return Numbered(number=number)
