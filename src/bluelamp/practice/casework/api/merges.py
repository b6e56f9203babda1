"""Two cases found to be one, and parted again exactly as they were."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status

from bluelamp.kernel.access import policy
from bluelamp.practice.casework import actions
from bluelamp.practice.casework.queries.links import Joined
from bluelamp.ui.api.answers import Numbered
from bluelamp.ui.api.calls import Ref, Short, asker, example

router = Router()


class MergeOut(Schema):
    """The case at the other end. ``is_kept``: this one was kept, and work goes on here. ``stands``: not undone."""

    number: int
    case: str
    is_kept: bool
    stands: bool
    reason: str
    at: datetime
    by: str
    undone_at: datetime | None
    undone_by: str
    undone_why: str

    @classmethod
    def of(cls, one: Joined) -> MergeOut:
        row = one.merge
        same = {name: getattr(row, name) for name in ("reason", "at", "undone_at", "undone_why")}
        return cls(
            number=row.pk,
            case=one.other.ref,
            is_kept=one.is_kept,
            stands=one.stands,
            by=row.by_name,
            undone_by=row.undone_by_name,
            **same,
        )


class MergeIn(Schema):
    """The case that is found to be this one, and why."""

    model_config = example(other="7K2M9Q4T1B", reason="The same callers about the same garage, told twice.")

    other: Ref
    reason: Short


class UnmergeIn(Schema):
    """Why the two are two after all."""

    model_config = example(reason="Two garages and two families, as the visit showed.")

    reason: Short


@router.post("/{slug:ref}/merges", response={201: Numbered}, summary="Join two cases")
@policy.requires("casework.merge")
def merge(request: HttpRequest, ref: str, body: MergeIn) -> Status:
    """``other`` is found to be this one, which is kept. Both are your organisation's own; what hangs on it stays."""
    made = actions.links.merge(by=asker(request), ref=ref, now=timezone.now(), **body.dict())
    return Status(201, Numbered(number=made.pk))


@router.post("/{slug:ref}/merges/{int:number}/undo", response=Numbered, summary="Part two cases again")
@policy.requires("casework.merge")
def unmerge(request: HttpRequest, ref: str, number: int, body: UnmergeIn) -> Numbered:
    """Each with all that was ever put on it, asked of either end."""
    actions.links.unmerge(by=asker(request), ref=ref, number=number, reason=body.reason, now=timezone.now())
    return Numbered(number=number)
