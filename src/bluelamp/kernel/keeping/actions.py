"""Reviewing records, putting them forward for disposal, deciding as the second person, holding them back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable, require
from bluelamp.kernel.access.sharing.actions.glass import StepUpNeeded
from bluelamp.kernel.access.sharing.actions.showing import name
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.keeping import erasing, plans, queries, rules
from bluelamp.kernel.keeping.models import Disposal, Keeping, LegalHold, Review
from bluelamp.kernel.keeping.queries import Chapter, Choice, Line

PAGE = 1_000
LINES = 25
READING = "To review how long it is kept."


@dataclass(frozen=True)
class Worklist:
    """One page of it, how many records there are in all, and how many stand how whatever was chosen."""

    lines: tuple[Line, ...]
    total: int
    page: int
    pages: int
    counts: Mapping[str, int]


def refresh(*, by: Scope, today: date) -> int:
    """Give every record its place in the schedule, and bring it up to date with what the record says. How many changed.

    Run every night: ``bluelamp keeping refresh``.
    """
    require(by, "keeping.refresh")
    changed = 0
    for plan in plans.every():
        last = 0
        while ids := _next(plan.kind, last):
            with transaction.atomic():
                changed += _place(plan, ids, today)
            last = ids[-1]
    return changed


def _next(kind: str, last: int) -> list[int]:
    rows = Holding.objects.filter(kind=kind, pk__gt=last).exclude(state="erased").order_by("pk")
    return list(rows.values_list("pk", flat=True)[:PAGE])


def _place(plan: plans.Plan, ids: list[int], today: date) -> int:
    groups, there = (
        rules.groups(today),
        Keeping.objects.filter(holding__in=ids).in_bulk(field_name="holding_id"),
    )
    new, changed = [], []
    for holding, subject in plan.subjects(ids).items():
        row = there.get(holding, Keeping(holding_id=holding, group=plan.group))
        group = groups.get(row.group) or groups[plan.group]
        before = (row.last_event, row.ends_on, row.next_review)
        row.last_event, row.ends_on = subject.last_event, rules.end_by_age(group, subject.born)
        row.next_review = _due(row, group)
        if holding not in there:
            new.append(row)
        elif before != (row.last_event, row.ends_on, row.next_review):
            changed.append(row)
    Keeping.objects.bulk_create(new)
    Keeping.objects.bulk_update(changed, ["last_event", "ends_on", "next_review"])
    return len(new) + len(changed)


def _due(row: Keeping, group: rules.Group) -> date:
    return rules.next_review(
        group, last_event=row.last_event, last_review=row.last_review, ends_on=row.ends_on
    )


def worklist(*, by: Scope, choice: Choice, page: int, now: datetime) -> Worklist:
    """A page of the worklist, written down as shown. ``page`` counts from 1."""
    today = _today(now)
    rows = queries.lines(by, choice, now=now, today=today)
    with transaction.atomic():
        total = rows.count()
        pages = max(1, -(-total // LINES))
        page = min(max(page, 1), pages)
        shown = queries.told(rows[(page - 1) * LINES : page * LINES], today=today)
        named = [name(line.keeping.holding) for line in shown]
        audit.shown(by=by, operation="keeping.worklist", objects=named, detail=asdict(choice))
    return Worklist(tuple(shown), total, page, pages, queries.counts(by, now=now, today=today))


def consult(*, by: Scope, ref: str, now: datetime) -> Chapter:
    """Everything about the keeping of one record, written down as shown."""
    with transaction.atomic():
        chapter = _chapter(by, ref, now)
        audit.shown(
            by=by, operation="keeping.consult", objects=[name(chapter.holding)], reason=READING,
            sensitivity=chapter.holding.sensitivity,
        )  # fmt: skip
    return chapter


def regroup(*, by: Scope, ref: str, group: str, reason: str, now: datetime) -> Keeping:
    """Say which retention group a record belongs to. Its dates follow."""
    require(by, "keeping.review")
    known = rules.groups(_today(now))
    chapter = _chapter(by, ref, now)
    if group not in known:
        raise NotNow("Choose a retention group.")
    if len(reason.strip()) < rules.LEAST_REASON:
        raise NotNow(f"Say why, in at least {rules.LEAST_REASON} characters.")
    row = chapter.line.keeping
    with transaction.atomic():
        before, row.group = row.group, group
        subject = plans.of(chapter.holding.kind).subjects([chapter.holding.pk])[chapter.holding.pk]
        row.ends_on = rules.end_by_age(known[group], subject.born)
        row.next_review = _due(row, known[group])
        row.save(update_fields=["group", "ends_on", "next_review"])
        _write(by, chapter, "regroup", reason, {"before": before, "after": group})
    return row


def retain(*, by: Scope, ref: str, answers: Mapping[str, bool], rationale: str, now: datetime) -> Review:
    """Keep a record: every question answered, and why. The next review follows from today."""
    require(by, "keeping.review")
    today = _today(now)
    chapter, asked = _chapter(by, ref, now), rules.questions(today)
    if against := rules.reasons_not_to_retain(rationale=rationale, answers=answers, asked=asked.asks):
        raise NotNow(" ".join(against))
    row, group = chapter.line.keeping, chapter.line.group
    if group is None:
        raise NotNow("Choose its retention group first.")
    with transaction.atomic():
        review = _review(by, chapter, "retain", rationale, now, answers=dict(answers), version=asked.version)
        row.last_review = today
        row.next_review = _due(row, group)
        row.save(update_fields=["last_review", "next_review"])
        _write(by, chapter, "retain", rationale, {"next_review": row.next_review.isoformat()})
    return review


def propose_disposal(*, by: Scope, ref: str, ground: str, reason: str, now: datetime) -> Disposal:
    """Put a record forward to be erased. Nothing happens to it until a second person agrees."""
    require(by, "keeping.propose_disposal")
    chapter = _chapter(by, ref, now)
    against = rules.reasons_not_to_propose(
        is_held=chapter.hold is not None,
        is_proposed=chapter.proposal is not None,
        ground=ground,
        reason=reason,
    )
    if against:
        raise NotNow(" ".join(against))
    with transaction.atomic():
        _review(by, chapter, "dispose", reason, now)
        made = Disposal.objects.create(
            holding=chapter.holding,
            ground=ground,
            reason=reason.strip(),
            proposed_at=now,
            proposed_by_id=answerable(by),
            proposed_by_name=by.actor_name,
        )
        _write(by, chapter, "propose_disposal", reason, {"ground": ground, "disposal": made.pk})
    return made


def approve_disposal(*, by: Scope, ref: str, reason: str, now: datetime) -> Disposal:
    """The second person agrees, and in the same moment the record is erased. It cannot be taken back.

    Raises :class:`StepUpNeeded` unless they proved who they are within minutes.
    """
    require(by, "keeping.approve_disposal")
    with transaction.atomic():
        _lock(ref)
        chapter, proposal = _proposal(by, ref, now)
        against = rules.reasons_not_to_approve(
            is_held=chapter.hold is not None,
            is_decided=proposal.decided_at is not None,
            is_proposer=proposal.proposed_by_id == by.actor_id,
            reason=reason,
        )
        if against:
            raise NotNow(" ".join(against))
        if not policy.is_confirmed(by.stepped_up_at, now=now):
            raise StepUpNeeded
        _decide(proposal, by, True, reason, now)
        _write(by, chapter, "approve_disposal", reason, {"disposal": proposal.pk}, kind="erasure")
        erasing.erase(by=by, holding=chapter.holding, ground=proposal.ground, now=now)
    proposal.refresh_from_db()
    return proposal


def decline_disposal(*, by: Scope, ref: str, reason: str, now: datetime) -> Disposal:
    """The record stays. Whoever put it forward may also take that back themselves."""
    require(by, "keeping.review")
    with transaction.atomic():
        chapter, proposal = _proposal(by, ref, now)
        if proposal.proposed_by_id != by.actor_id:
            require(by, "keeping.approve_disposal")
        if len(reason.strip()) < rules.LEAST_REASON:
            raise NotNow(f"Say why it stays, in at least {rules.LEAST_REASON} characters.")
        _decide(proposal, by, False, reason, now)
        _write(by, chapter, "decline_disposal", reason, {"disposal": proposal.pk})
    proposal.refresh_from_db()
    return proposal


def place_hold(*, by: Scope, ref: str, reason: str, now: datetime) -> LegalHold:
    """From now on the record may not go, whoever agreed to it."""
    require(by, "keeping.hold")
    if len(reason.strip()) < rules.LEAST_REASON:
        raise NotNow(f"Say what it is held for, in at least {rules.LEAST_REASON} characters.")
    with transaction.atomic():
        _lock(ref)
        chapter = _chapter(by, ref, now)
        hold, is_new = LegalHold.objects.get_or_create(
            holding=chapter.holding,
            lifted_at=None,
            defaults={
                "reason": reason.strip(),
                "since": now,
                "by_id": answerable(by),
                "by_name": by.actor_name,
            },
        )
        if not is_new:
            raise NotNow("A legal hold stands on it already.")
        _write(by, chapter, "place_hold", reason, {"hold": hold.pk})
    return hold


def lift_hold(*, by: Scope, ref: str, reason: str, now: datetime) -> LegalHold:
    """The trial, inquiry or claim is over."""
    require(by, "keeping.hold")
    if len(reason.strip()) < rules.LEAST_REASON:
        raise NotNow(f"Say why it is no longer needed, in at least {rules.LEAST_REASON} characters.")
    with transaction.atomic():
        chapter = _chapter(by, ref, now)
        if chapter.hold is None:
            raise NotNow("No legal hold stands on it.")
        standing = LegalHold.objects.filter(pk=chapter.hold.pk, lifted_at__isnull=True)
        standing.update(
            lifted_at=now, lifted_by=answerable(by), lifted_by_name=by.actor_name, lifted_why=reason.strip()
        )
        _write(by, chapter, "lift_hold", reason, {"hold": chapter.hold.pk})
    chapter.hold.refresh_from_db()
    return chapter.hold


def erase_again(*, by: Scope, refs: list[str], now: datetime) -> int:
    """Erase what two people had erased, and what came back with an older backup. How many there were."""
    require(by, "keeping.erase_again")
    found = Holding.objects.filter(ref__in=refs).exclude(state="erased").order_by("pk")
    with transaction.atomic():
        again = list(found)
        for holding in again:
            erasing.erase(by=by, holding=holding, ground="it had been erased before", now=now)
    return len(again)


def _lock(ref: str) -> None:
    """Nobody places a hold between the second person's look at it and the erasure."""
    Holding.objects.select_for_update().filter(ref=ref).first()


def _chapter(by: Scope, ref: str, now: datetime) -> Chapter:
    return queries.chapter(by, ref, now=now, today=_today(now))


def _proposal(by: Scope, ref: str, now: datetime) -> tuple[Chapter, Disposal]:
    chapter = _chapter(by, ref, now)
    if chapter.proposal is None:
        raise NotPermitted("Nobody has put it forward for disposal, or it was decided already.")
    return chapter, chapter.proposal


def _decide(proposal: Disposal, by: Scope, approved: bool, reason: str, now: datetime) -> None:
    waiting = Disposal.objects.filter(pk=proposal.pk, decided_at__isnull=True)
    decided = waiting.update(
        decided_at=now, decided_by=answerable(by), decided_by_name=by.actor_name,
        approved=approved, decided_why=reason.strip(),
    )  # fmt: skip
    if not decided:
        raise NotNow("It was decided already.")


def _review(
    by: Scope, chapter: Chapter, decision: str, rationale: str, now: datetime,
    *, answers: dict[str, bool] | None = None, version: str = "",
) -> Review:  # fmt: skip
    return Review.objects.create(
        holding=chapter.holding,
        decision=decision,
        group=chapter.line.keeping.group,
        due_on=chapter.line.keeping.next_review,
        questions_version=version,
        answers=answers or {},
        rationale=rationale.strip(),
        at=now,
        by_id=answerable(by),
        by_name=by.actor_name,
    )


def _write(
    by: Scope,
    chapter: Chapter,
    verb: str,
    reason: str,
    detail: Mapping[str, object],
    kind: str = "alteration",
) -> None:
    audit.record(
        by=by, operation=f"keeping.{verb}", kind=kind, objects=[name(chapter.holding)], detail=detail,
        reason=reason, sensitivity=chapter.holding.sensitivity,
    )  # fmt: skip


def _today(now: datetime) -> date:
    return timezone.localdate(now)
