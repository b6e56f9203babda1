"""What waits for a supervisor: reviews by band, people who could not be reached, and doing both."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from bluelamp.kernel.access import policy
from bluelamp.practice.promises import actions, queries
from bluelamp.practice.promises.models import SupervisorReview, SupervisorTask
from bluelamp.practice.promises.queries.reviews import WHEN
from bluelamp.practice.promises.words import RANKS, TASKS
from bluelamp.ui.api.answers import Numbered
from bluelamp.ui.api.calls import Middling, OneOf, asker, example

router, waiting = Router(), Router()


class ReviewOut(Schema):
    """A supervisor's review: due, or done and what it found. ``is_for_closing``: it is wanted before it is closed."""

    number: int
    rank: Annotated[str, OneOf(RANKS)]
    band: str
    due_at: datetime
    is_late: bool
    is_for_closing: bool
    done_at: datetime | None
    by: str
    note: str

    @classmethod
    def of(cls, row: SupervisorReview, now: datetime) -> ReviewOut:
        same = ("rank", "band", "due_at", "is_for_closing", "done_at", "note")
        return cls(
            number=row.pk,
            by=row.done_by_name,
            is_late=row.done_at is None and row.due_at < now,
            **{name: getattr(row, name) for name in same},
        )


class ReviewsOut(Schema):
    """The reviews of a record: the open ones first, then those that were done, the last first."""

    items: list[ReviewOut]


class ReviewIn(Schema):
    """What was looked at, and what follows."""

    model_config = example(note="Read the plan with her: weekly calls go on until the hearing.")

    note: Middling


class QueueIn(Schema):
    """Which part of what waits. ``page`` counts from 1, fifty reviews each."""

    when: Annotated[str, OneOf(WHEN)] = "due"
    rank: Annotated[str, OneOf(RANKS, or_none=True)] = ""
    lpu: Annotated[str, Field(max_length=10)] = ""
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


class WaitingReviewOut(Schema):
    """A review that waits. ``may_review`` is false for whoever assessed the record."""

    case: str
    may_review: bool
    review: ReviewOut


class TaskOut(Schema):
    """Somebody could not be reached, and a supervisor says what happens now."""

    case: str
    number: int
    kind: Annotated[str, OneOf(TASKS)]
    raised_at: datetime

    @classmethod
    def of(cls, row: SupervisorTask) -> TaskOut:
        return cls(case=row.holding.ref, number=row.pk, kind=row.kind, raised_at=row.raised_at)


class QueueOut(Schema):
    """One page of reviews, the one due first at the top, and everybody who could not be reached."""

    items: list[WaitingReviewOut]
    total: int
    page: int
    pages: int
    tasks: list[TaskOut]


@waiting.get("", response=QueueOut, summary="What waits for a supervisor")
@policy.requires("promises.review")
def queue(request: HttpRequest, which: Annotated[QueueIn, Query()]) -> QueueOut:
    """Over all records of yours that are open."""
    by, now = asker(request), timezone.now()
    said = which.dict()
    page = said.pop("page")
    found = actions.reading.queue(by=by, choice=queries.reviews.Choice(**said), page=page, now=now)
    items = [
        WaitingReviewOut(case=one.ref, may_review=one.may_review, review=ReviewOut.of(one.row, now))
        for one in found.reviews
    ]
    tasks = [TaskOut.of(row) for row in found.tasks]
    return QueueOut(items=items, total=found.total, page=found.page, pages=found.pages, tasks=tasks)


@router.get("/{slug:ref}/reviews", response=ReviewsOut, summary="A supervisor's reviews of a record")
@policy.requires("promises.read")
def reviews(request: HttpRequest, ref: str) -> ReviewsOut:
    """To whoever sees reviews on it."""
    by, now = asker(request), timezone.now()
    looked = actions.reading.consult(by=by, ref=ref, item=queries.records.REVIEWS, now=now)
    found = queries.reviews.of_record(by, looked, now=now)
    return ReviewsOut(items=[ReviewOut.of(row, now) for row in found])


@router.post("/{slug:ref}/reviews/{int:number}/done", response=Numbered, summary="Review a record")
@policy.requires("promises.review")
def review(request: HttpRequest, ref: str, number: int, body: ReviewIn) -> Numbered:
    """By a supervisor by name, and not by whoever assessed it. The next review of that rank follows from it."""
    row = actions.reviews.review(
        by=asker(request), record=ref, number=number, note=body.note, now=timezone.now()
    )
    return Numbered(number=row.pk)


@router.post("/{slug:ref}/reviews/{int:number}/take-back", response=Numbered, summary="Take a review back")
@policy.requires("promises.review")
def take_back(request: HttpRequest, ref: str, number: int) -> Numbered:
    """It was not meant. Your own, and as long as nothing followed from it. It takes no body."""
    actions.reviews.take_back(by=asker(request), record=ref, number=number, now=timezone.now())
    return Numbered(number=number)


@router.post("/{slug:ref}/tasks/{int:number}/settle", response=Numbered, summary="Nobody can be reached")
@policy.requires("promises.review")
def settle(request: HttpRequest, ref: str, number: int, body: ReviewIn) -> Numbered:
    """A supervisor says what happens now. Nothing is closed because nobody answered."""
    row = actions.contact.settle(
        by=asker(request), record=ref, number=number, note=body.note, now=timezone.now()
    )
    return Numbered(number=row.pk)
