"""Writing notes, putting them right for a few minutes, and adding to them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.changing import change
from bluelamp.practice.casework import queries, rules
from bluelamp.practice.casework.actions import following
from bluelamp.practice.casework.actions.writing import heard, record, to_add
from bluelamp.practice.casework.models import Note, NoteBefore

LABELS = {"words": "Note", "audience": "For", "nature": "It is"}


def write(
    *,
    by: Scope,
    ref: str,
    words: str,
    audience: str,
    nature: str = "fact",
    adds_to: int | None = None,
    submission: UUID | None = None,
    now: datetime,
) -> Note:
    """Write a note on a case, or an addendum to one. Sent twice with one ``submission``, it is written once."""
    with transaction.atomic():
        looked = to_add(by, ref, "notes", now=now)
        _refuse(looked, words, audience, nature)
        if adds_to is not None:
            first = queries.notes.note(by, looked, adds_to, now=now).note
            adds_to = first.adds_to_id or first.pk
        values = {"words": words.strip(), "nature": nature, "adds_to_id": adds_to}
        values |= heard(by, looked, audience, now)
        if submission is None:
            note, is_new = Note.objects.create(**values), True
        else:
            note, is_new = Note.objects.get_or_create(submission=submission, defaults=values)
        if is_new:
            following.happened(by=by, looked=looked, what="note", audience=audience, now=now)
            record(by, "write_note", looked, kind="collection", objects=[f"note:{note.pk}"])
    return note


def correct(
    *,
    by: Scope,
    ref: str,
    number: int,
    words: str,
    audience: str,
    nature: str = "fact",
    version: int,
    now: datetime,
) -> Note:
    """Put a note right: by its author, for a few minutes. How it stood before is kept."""
    with transaction.atomic():
        looked = to_add(by, ref, "notes", now=now)
        shown = queries.notes.note(by, looked, number, now=now)
        note = shown.note
        has_addenda = note.addenda.exists()
        against = list(shown.against) or (
            ["It has an addendum already, which speaks of the note as it stands. Add another."]
            if has_addenda
            else []
        )
        if against:
            raise NotNow(" ".join(against))
        _refuse(looked, words, audience, nature)
        before = NoteBefore(
            note=note, words=note.words, audience=note.audience, nature=note.nature, until=now
        )
        change(note, version, LABELS, words=words.strip(), audience=audience, nature=nature, edited_at=now)
        before.save()
        record(by, "correct_note", looked, objects=[f"note:{note.pk}"])
    return note


def _refuse(looked: Look, words: str, audience: str, nature: str) -> None:
    against = rules.reasons_not_to_write(words=words, audience=audience, nature=nature, is_own=looked.is_own)
    if against:
        raise NotNow(" ".join(against))
