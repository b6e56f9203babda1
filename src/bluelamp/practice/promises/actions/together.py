"""Several reviews with one note: what will happen is shown first, done as it was shown, and taken back for a while."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access import together
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.practice.promises.actions import reading, reviews
from bluelamp.practice.promises.models import ReviewedTogether, ReviewRun, SupervisorReview
from bluelamp.practice.promises.queries import records
from bluelamp.practice.promises.queries import reviews as asked
from bluelamp.practice.promises.queries.reviews import Waiting
from bluelamp.practice.promises.rules import reviews as rules


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


Preview = together.Preview[Previewed]


def preview(*, by: Scope, said: Said, now: datetime) -> Preview:
    """What would happen to each review, and to which nothing would and why. Nothing is changed."""
    with transaction.atomic():
        found = _previewed(by, said, now)
        reading.shown(by, "preview_reviews", (one.waiting.row.holding for one in found.rows))
    return found


def do(*, by: Scope, said: Said, seal: str, now: datetime) -> ReviewRun:
    """Do what the preview with this seal showed, one by one: what fails for one leaves the others done."""
    require(by, "promises.review")
    if done := together.done_before(ReviewRun, by=by, seal=seal):
        return done
    found = _previewed(by, said, now)
    told = {"note": said.note.strip(), "undo_until": now + rules.UNDO_FOR}
    run, is_ours = together.begin(ReviewRun, by=by, shown=found, seal=seal, now=now, **told)
    if not is_ours:
        return run
    for one in found.rows:
        why = " ".join(one.against) or _review(by, one.waiting, said.note, now)
        outcome = "refused" if why else "done"
        run.rows.create(review=one.waiting.row, outcome=outcome, why=why[:500])
    return run


def undo(*, by: Scope, number: int, now: datetime) -> ReviewRun:
    """Take them back, one by one. Where something followed from a review meanwhile, it stays as it is."""
    run = run_of(by, number)
    run.take_back(now)
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
    return together.run_of(ReviewRun, by=by, number=number)


def _previewed(by: Scope, said: Said, now: datetime) -> Preview:
    waiting = asked.named(by, said.chosen, now=now)
    if not waiting:
        raise NotNow("Choose at least one record.")
    rows = tuple(Previewed(one, _against(one, said.note)) for one in waiting)
    return Preview(rows, _seal(by, said, rows))


def _against(one: Waiting, note: str) -> tuple[str, ...]:
    return tuple(rules.reasons_not_to_review(is_open=True, is_assessor=not one.may_review, note=note))


def _seal(by: Scope, said: Said, rows: tuple[Previewed, ...]) -> str:
    return together.seal(by, said.once, said.note, sorted((one.waiting.row.pk, one.against) for one in rows))


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
