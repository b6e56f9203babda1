"""The band a record is in, and the reviews by supervisors that follow from it."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from django.db import connection, transaction
from django.db.models import Q

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable, require
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.kernel.access.worded import NOW, Worded
from bluelamp.kernel.access.writing import Adding, Changing
from bluelamp.kernel.audit import actions as audit
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.actions import contact
from bluelamp.practice.promises.models import Banding, SupervisorReview
from bluelamp.practice.promises.queries import records
from bluelamp.practice.promises.rules import reviews as rules
from bluelamp.practice.promises.rules import timers
from bluelamp.practice.promises.words import BANDS, UNASSESSED


def set_band(*, by: Scope, holding: Holding, band: str, now: datetime, is_closing: bool = False) -> Banding:
    """From now on the record is in this band, as ``by`` assessed it: reviews and contact follow.

    Called inside the action of the area that assesses, which has decided that they may. A band that stands already is
    left as it is, with its reviews; whoever assessed it last is the one who does not review it. ``is_closing``:
    somebody has proposed to close it, so that the review before closing begins with the others.
    """
    require(by, "promises.keep")
    if band not in BANDS:
        raise NotNow(f"There is no band called {band}.")
    # Most who call have a transaction open already, and undo all of it or nothing.
    with transaction.atomic(savepoint=False):
        if connection.features.has_select_for_update:
            _take_turns().put(holding=holding.pk)
        standing = next(iter(_standing().put(holding=holding.pk)), None)
        if standing is not None:
            # Whoever asked first may have had to wait, and comes after somebody who asked later.
            now = max(now, standing.since)
            _ended().put(number=standing.pk, now=now)
        made = Banding(holding=holding, band=band, since=now, by_id=by.actor_id, by_name=by.actor_name)
        _adding().one(made)
        if standing is None or standing.band != band:
            _schedule(holding, band, now)
            if is_closing:
                _schedule_closing(holding, band, now)
            contact.refresh(holding.pk)
            before = standing.band if standing else ""
            audit.record(
                by=by, operation="promises.set_band", kind="alteration", objects=[f"holding:{holding.ref}"],
                detail={"before": before, "after": band},
            )  # fmt: skip
    return made


@cache
def _take_turns() -> Worded:
    """Two assessments at once: the second goes on when the first is done. On SQLite it has not begun until then."""
    held = Holding.objects.select_for_update().filter(pk=-1).order_by()
    return Worded(held.values_list("pk"), holding=-1)


@cache
def _standing() -> Worded:
    return Worded(Banding.objects.filter(holding=-1, until__isnull=True).order_by(), holding=-1)


@cache
def _ended() -> Changing:
    return Changing(Banding.objects.filter(pk=-1), {"number": -1, "now": NOW}, until=NOW)


@cache
def _adding() -> Adding:
    return Adding(Banding)


def begin(*, holding: Holding, now: datetime) -> None:
    """A record that nobody has assessed yet: supervisors look at it as its rules have it, until somebody does.

    Called inside the action of the area that begins it, which writes it down.
    """
    SupervisorReview.objects.bulk_create(
        SupervisorReview(holding=holding, rank=rank, band=UNASSESSED, due_at=due)
        for rank, due in timers.reviews_due(UNASSESSED, now).items()
    )


def propose_closing(*, holding: Holding, now: datetime) -> None:
    """Somebody proposed to close the record: the review that its band asks for before that is due from now on.

    Called inside the action of the area that moves it, which writes it down.
    """
    standing = Banding.objects.filter(holding=holding, until__isnull=True).first()
    if standing is not None:
        _schedule_closing(holding, standing.band, now)


def leave_open(*, holding: Holding, now: datetime) -> None:
    """It is not to be closed after all: the review before closing falls away, where it was not done yet."""
    waiting = SupervisorReview.objects.filter(holding=holding, done_at__isnull=True, dropped_at__isnull=True)
    waiting.filter(is_for_closing=True).update(dropped_at=now)


def review(*, by: Scope, record: str | Look, number: int, note: str, now: datetime) -> SupervisorReview:
    """A supervisor looked at the record. The next review of that rank follows from it. Not by whoever assessed it."""
    looked = records.writable(by, record, records.REVIEWS, now=now, act="promises.review", ends=True)
    row = SupervisorReview.objects.filter(holding=looked.holding, pk=number).first()
    if row is None:
        raise NotPermitted(NOT_THERE)
    banding = Banding.objects.filter(holding=looked.holding, until__isnull=True).first()
    against = rules.reasons_not_to_review(
        is_open=row.done_at is None and row.dropped_at is None,
        is_assessor=banding is not None and banding.by_id is not None and banding.by_id == by.actor_id,
        note=note,
    )
    if against:
        raise NotNow(" ".join(against))
    with transaction.atomic():
        waiting = SupervisorReview.objects.filter(pk=row.pk, done_at__isnull=True, dropped_at__isnull=True)
        if not waiting.update(
            done_at=now, done_by=answerable(by), done_by_name=by.actor_name, note=note.strip()
        ):
            raise NotNow("Somebody has done this review already.")
        _again(looked.holding, row, now)
        audit.record(
            by=by, operation="promises.review", kind="alteration", objects=[f"holding:{looked.ref}"],
            detail={"rank": row.rank, "due": row.due_at.isoformat()}, reason=note,
        )  # fmt: skip
    row.refresh_from_db()
    return row


def take_back(*, by: Scope, record: str | Look, number: int, now: datetime) -> None:
    """A review was not meant: it is open again as it was, and the next one that followed from it falls away.

    By whoever did it, and as long as nothing followed: neither the next review nor another band.
    """
    looked = records.writable(by, record, records.REVIEWS, now=now, act="promises.review", ends=True)
    row = SupervisorReview.objects.filter(holding=looked.holding, pk=number, done_by=by.actor_id).first()
    if row is None or row.done_at is None:
        raise NotNow("You did not do this review.")
    since = SupervisorReview.objects.filter(holding=looked.holding, rank=row.rank, pk__gt=row.pk)
    if since.filter(Q(done_at__isnull=False) | Q(dropped_at__gte=row.done_at)).exists() or _moved(row):
        raise NotNow("Something followed from it already.")
    with transaction.atomic():
        since.filter(dropped_at__isnull=True).update(dropped_at=now)
        standing = SupervisorReview.objects.filter(pk=row.pk, done_at=row.done_at)
        if not standing.update(done_at=None, done_by=None, done_by_name="", note=""):
            raise NotNow("You did not do this review.")
        audit.record(
            by=by, operation="promises.take_review_back", kind="alteration",
            objects=[f"holding:{looked.ref}"], detail={"rank": row.rank, "done": row.done_at.isoformat()},
        )  # fmt: skip


def _moved(row: SupervisorReview) -> bool:
    """Did the band change since the review?"""
    return (
        Banding.objects.filter(holding=row.holding_id, since__gte=row.done_at).exclude(band=row.band).exists()
    )


def _schedule(holding: Holding, band: str, now: datetime) -> None:
    """Reviews of the band that was fall away, and those of the new band begin. One that is overdue is not put off."""
    open_rows = SupervisorReview.objects.filter(
        holding=holding, done_at__isnull=True, dropped_at__isnull=True
    )
    overdue = dict(open_rows.filter(due_at__lt=now).values_list("rank", "due_at"))
    open_rows.update(dropped_at=now)
    SupervisorReview.objects.bulk_create(
        SupervisorReview(holding=holding, rank=rank, band=band, due_at=min(due, overdue.get(rank, due)))
        for rank, due in timers.reviews_due(band, now).items()
    )


def _schedule_closing(holding: Holding, band: str, now: datetime) -> None:
    for rank, due in timers.closing_reviews_due(band, now).items():
        SupervisorReview.objects.get_or_create(
            holding=holding, rank=rank, done_at=None, dropped_at=None,
            defaults={"band": band, "due_at": due, "is_for_closing": True},
        )  # fmt: skip


def _again(holding: Holding, done: SupervisorReview, now: datetime) -> None:
    days = timers.rhythm(done.band, clocks.on(now)).reviews.get(done.rank)
    if days is not None and not done.is_for_closing:
        SupervisorReview.objects.create(
            holding=holding, rank=done.rank, band=done.band, due_at=clocks.days_after(now, days)
        )
