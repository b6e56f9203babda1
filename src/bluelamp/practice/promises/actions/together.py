"""Several reviews with one note: what will happen is shown first, done as it was shown, and taken back for a while."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable, require
from bluelamp.kernel.access.seeing import NOT_THERE
from bluelamp.practice.promises.actions import reading, reviews
from bluelamp.practice.promises.models import ReviewedTogether, ReviewRun, SupervisorReview
from bluelamp.practice.promises.queries import records
from bluelamp.practice.promises.queries import reviews as asked
from bluelamp.practice.promises.queries.reviews import Waiting
from bluelamp.practice.promises.rules import reviews as rules

SALT = "bluelamp.promises.together"
OTHERWISE = "Something changed since you looked. See again what will happen."


class NotAsShown(NotNow):
    """What would be done is not what the preview showed."""


@dataclass(frozen=True)
class Said:
    """The reviews that were ticked, as ``7K2M9Q4T1B-12``, and the note for all of them.

    ``once`` is drawn with the preview, so that doing it twice does it once.
    """

    chosen: Sequence[str]
    note: str
    once: str = ""


@dataclass(frozen=True)
class Previewed:
    """One review, and why it will not be done; empty: it will."""

    waiting: Waiting
    against: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """What will happen to each of them, and the seal by which it is done like this and no other way."""

    rows: tuple[Previewed, ...]
    seal: str

    @property
    def going(self) -> int:
        return sum(not row.against for row in self.rows)

    @property
    def staying(self) -> int:
        return len(self.rows) - self.going


def preview(*, by: Scope, said: Said, now: datetime) -> Preview:
    """What would happen to each review, and to which nothing would and why. Nothing is changed."""
    with transaction.atomic():
        found = _previewed(by, said, now)
        reading.shown(by, "preview_reviews", (one.waiting.row.holding for one in found.rows))
    return found


def do(*, by: Scope, said: Said, seal: str, now: datetime) -> ReviewRun:
    """Do what the preview with this seal showed, one by one: what fails for one leaves the others done."""
    require(by, "promises.review")
    if done := ReviewRun.objects.filter(seal=seal, by=by.actor_id).first():
        return done
    found = _previewed(by, said, now)
    if not constant_time_compare(found.seal, seal):
        raise NotAsShown(OTHERWISE)
    told = {"note": said.note.strip(), "at": now, "by_id": answerable(by), "by_name": by.actor_name}
    run, is_new = ReviewRun.objects.get_or_create(
        seal=seal, defaults={**told, "undo_until": now + rules.UNDO_FOR}
    )
    if not is_new:  # The same page was sent twice at once, and the other is doing it.
        return run
    for one in found.rows:
        why = " ".join(one.against) or _review(by, one.waiting, said.note, now)
        outcome = "refused" if why else "done"
        run.rows.create(review=one.waiting.row, outcome=outcome, why=why[:500])
    return run


def undo(*, by: Scope, number: int, now: datetime) -> ReviewRun:
    """Take them back, one by one. Where something followed from a review meanwhile, it stays as it is."""
    run = run_of(by, number)
    if against := rules.reasons_not_to_undo(undo_until=run.undo_until, undone_at=run.undone_at, now=now):
        raise NotNow(" ".join(against))
    if not ReviewRun.objects.filter(pk=run.pk, undone_at__isnull=True).update(undone_at=now):
        raise NotNow("It was taken back already.")
    for row in run.rows.filter(outcome="done").select_related("review__holding"):
        _undo(by, row, now)
    run.refresh_from_db()
    return run


def results(*, by: Scope, number: int, now: datetime) -> tuple[ReviewRun, list[ReviewedTogether]]:
    """How it ended for each review that the reader may still see."""
    run = run_of(by, number)
    with transaction.atomic():
        seen = SupervisorReview.objects.filter(records.within(by, records.REVIEWS, now=now))
        rows = list(run.rows.filter(review__in=seen.order_by()).select_related("review__holding__lpu"))
        reading.shown(by, "reviewed", (row.review.holding for row in rows))
    return run, rows


def run_of(by: Scope, number: int) -> ReviewRun:
    """What somebody did to several reviews: their own alone."""
    require(by, "promises.review")
    found = ReviewRun.objects.filter(pk=number, by=by.actor_id).first() if by.actor_id else None
    if found is None:
        raise NotPermitted(NOT_THERE)
    return found


def _previewed(by: Scope, said: Said, now: datetime) -> Preview:
    waiting = asked.named(by, said.chosen, now=now)
    if not waiting:
        raise NotNow("Choose at least one record.")
    rows = tuple(Previewed(one, _against(one, said.note)) for one in waiting)
    return Preview(rows, _seal(by, said, rows))


def _against(one: Waiting, note: str) -> tuple[str, ...]:
    return tuple(rules.reasons_not_to_review(is_open=True, is_assessor=not one.may_review, note=note))


def _seal(by: Scope, said: Said, rows: tuple[Previewed, ...]) -> str:
    """Everything that was shown, by whom: another review, another word, and it is another seal."""
    shown = [by.actor_id, said.once, said.note, sorted((one.waiting.row.pk, one.against) for one in rows)]
    return salted_hmac(SALT, json.dumps(shown), algorithm="sha256").hexdigest()


def _review(by: Scope, one: Waiting, note: str, now: datetime) -> str:
    """Why it was not done; empty where it was."""
    try:
        reviews.review(by=by, record=one.ref, number=one.row.pk, note=note, now=now)
    except (NotNow, NotPermitted) as why:
        return str(why)
    return ""


def _undo(by: Scope, row: ReviewedTogether, now: datetime) -> None:
    try:
        reviews.take_back(by=by, record=row.review.holding.ref, number=row.review_id, now=now)
        said = {"outcome": "undone", "why": ""}
    except (NotNow, NotPermitted) as why:
        said = {"why": f"Not taken back: {why}"[:500]}
    ReviewedTogether.objects.filter(pk=row.pk).update(**said)
