"""What was done about the cases that come in: who works on them, contact, promises, and reviews by supervisors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bluelamp.areas.asb.actions.loading.stories import Kept
from bluelamp.kernel.access.models import User
from bluelamp.practice.casework.models import Assignment
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.models import Attempt, Promise, SupervisorReview
from bluelamp.practice.promises.rules import timers


def keep(kept: Sequence[Kept], reviewer: User | None) -> None:
    """All of it, for all of them."""
    Assignment.objects.bulk_create(_assigned(one) for one in kept if one.story.worker)
    Attempt.objects.bulk_create(attempt for one in kept for attempt in _spoken(one))
    Promise.objects.bulk_create(promise for one in kept for promise in _promises(one))
    SupervisorReview.objects.bulk_create(review for one in kept for review in _reviews(one, reviewer))


def name(user: User | None) -> str:
    """What somebody is called; empty where there is nobody."""
    return user.get_full_name() or user.get_username() if user else ""


def _assigned(one: Kept) -> Assignment:
    return Assignment(
        holding=one.holding,
        organisation=one.holding.organisation,
        user=one.story.worker,
        user_name=name(one.story.worker),
        reason="Deals with the cases of the unit.",
        since=one.story.opened_at,
        by_name=one.officer,
    )


def _spoken(one: Kept) -> Iterator[Attempt]:
    for at in one.story.spoken:
        yield Attempt(
            holding=one.holding,
            method="phone",
            outcome="spoke",
            at=at,
            by_name=one.officer,
            by_organisation=one.holding.organisation.key,
        )


def _promises(one: Kept) -> Iterator[Promise]:
    for told in one.story.promises:
        timer = timers.timer(told.timer, clocks.on(told.since))
        yield Promise(
            holding=one.holding,
            says=timer.says,
            to_role="complainant",
            timer=timer.key,
            grade=one.band,
            band=one.band,
            lpu=one.story.spot.lpu,
            made_at=told.since,
            made_by_name=name(one.story.worker) or one.officer,
            owner=one.story.worker,
            made_for=one.holding.organisation.key,
            started_at=told.since,
            due_at=clocks.due(timer.length(one.band), told.since),
            kept_at=told.kept_at,
            kept_how="phone" if told.kept_at else "",
            kept_by_name=one.officer if told.kept_at else "",
        )


def _reviews(one: Kept, reviewer: User | None) -> Iterator[SupervisorReview]:
    """The review of each rank that the band asked for while the case was open; undone where the story does not say."""
    story = one.story
    if story.closed_at and not story.assessed:
        return  # Before the matrix nobody was asked to review what was never assessed.
    since = story.assessed.at if story.assessed else story.opened_at
    for rank, due in timers.reviews_due(one.band, since).items():
        if story.closed_at and story.closed_at < due:
            continue
        done = story.reviewed.get(rank) if reviewer else None
        yield SupervisorReview(
            holding=one.holding,
            rank=rank,
            band=one.band,
            due_at=due,
            done_at=done,
            done_by=reviewer if done else None,
            done_by_name=name(reviewer) if done else "",
            note="Looked at and found to be in hand." if done else "",
        )
