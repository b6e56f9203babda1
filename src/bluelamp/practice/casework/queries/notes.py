"""The notes on a case that a reader hears of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bluelamp.kernel.access.decision import LONDON
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.practice.casework import rules
from bluelamp.practice.casework.models import Assignment, Note, NoteBefore
from bluelamp.practice.casework.words import HEARD


@dataclass(frozen=True)
class ShownNote:
    """A note as a reader sees it, with its addenda, how it stood before, and why they cannot put it right."""

    note: Note
    look: Look
    before: tuple[NoteBefore, ...] = ()
    addenda: tuple[ShownNote, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def heard(self) -> str:
        """Who else hears of it."""
        return HEARD[self.note.audience]

    @property
    def may_correct(self) -> bool:
        return not self.against


def heard(scope: Scope, family: Sequence[Look], *, now: datetime) -> list[ShownNote]:
    """The notes on some cases that this reader hears of, the newest first; addenda stand below what they add to."""
    looked = {each.holding.pk: each for each in family if each.shows("notes")}
    rows = Note.objects.filter(holding__in=looked).select_related("organisation").prefetch_related("before")
    rows_heard = _heard(scope, rows, working_on(scope, looked))
    addenda: dict[int, list[ShownNote]] = {}
    for note in rows_heard:
        if note.adds_to_id is not None:
            shown = _shown(scope, note, looked[note.holding_id], (), now)
            addenda.setdefault(note.adds_to_id, []).append(shown)
    first = [note for note in rows_heard if note.adds_to_id is None]
    return [
        _shown(scope, note, looked[note.holding_id], tuple(addenda.get(note.pk, ())), now)
        for note in sorted(first, key=lambda one: (one.at, one.pk), reverse=True)
    ]


def note(scope: Scope, looked: Look, number: int, *, now: datetime) -> ShownNote:
    """One note of a case, as it is heard; not found when it is not one of this case, or not for this reader."""
    rows = Note.objects.filter(holding=looked.holding, pk=number).select_related("organisation")
    rows = rows.prefetch_related("before") if looked.shows("notes") else rows.none()
    found = _heard(scope, rows, working_on(scope, [looked.holding.pk]))
    if not found:
        raise NotPermitted(NOT_THERE)
    return _shown(scope, found[0], looked, (), now)


def working_on(scope: Scope, holdings: Iterable[int]) -> frozenset[int]:
    """Those of some cases that are assigned to the reader."""
    if scope.actor_id is None:
        return frozenset()
    mine = Assignment.objects.filter(until__isnull=True, user=scope.actor_id, holding__in=list(holdings))
    return frozenset(mine.values_list("holding", flat=True))


def _heard(scope: Scope, rows: Iterable[Note], working: frozenset[int]) -> list[Note]:
    return [
        row
        for row in rows
        if rules.hears(scope, row, body=row.organisation.key, works_on_it=row.holding_id in working)
    ]


def _shown(
    scope: Scope, note: Note, looked: Look, addenda: tuple[ShownNote, ...], now: datetime
) -> ShownNote:
    against = rules.reasons_not_to_correct(
        is_author=scope.actor_id is not None and note.author_id == scope.actor_id,
        written_at=note.at,
        has_addenda=bool(addenda),
        within=rules.terms(now.astimezone(LONDON).date()).edit_for,
        now=now,
    )
    return ShownNote(note, looked, tuple(note.before.all()), addenda, tuple(against))
