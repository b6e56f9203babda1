"""What casework itself tells on a timeline: notes, files, who worked on it, links and merges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from bluelamp.kernel.access.happenings import Happening, Teller
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.casework.models import Assignment, CaseMerge, HandedOn, Link
from bluelamp.practice.casework.queries import files, links, notes
from bluelamp.practice.casework.queries.notes import ShownNote
from bluelamp.practice.casework.words import HEARD


def teller(family: Sequence[Look]) -> Teller:
    """For a case and those joined with it: that they were joined is told once, by the one that was kept."""
    ids = frozenset(each.holding.pk for each in family)
    return lambda scope, looked, now: tell(scope, looked, now, ids)


def tell(
    scope: Scope, looked: Look, now: datetime, family: frozenset[int] = frozenset()
) -> Iterator[Happening]:
    """Everything of casework that the reader hears of on one case."""
    for shown in notes.heard(scope, [looked], now=now):
        yield from _notes(shown)
    for file in files.heard(scope, [looked]):
        row = file.file
        address = reverse("casework:file", args=[looked.ref, row.pk]) if file.is_open else ""
        said = f"{row.name}: {row.says}" if row.says else row.name
        yield Happening(
            row.at, row.author_name, str(row.organisation), "File", said, HEARD[row.audience], address
        )
    if looked.shows("notes"):
        yield from _assigned(looked)
        yield from _belonging(scope, looked, now, family)
    if looked.is_own:
        yield from _handed_on(looked)


def _notes(shown: ShownNote) -> Iterator[Happening]:
    note = shown.note
    said = f"{note.words} ({note.get_nature_display().lower()})" if note.nature == "opinion" else note.words
    kind = "Told to the victim" if note.audience == "told" else "Note"
    audience = HEARD[note.audience] if note.audience != "told" else ""
    words = f"Added: {said}" if note.adds_to_id else said
    yield Happening(note.at, note.author_name, str(note.organisation), kind, words, audience)
    for each in shown.addenda:
        yield from _notes(each)


def _assigned(looked: Look) -> Iterator[Happening]:
    rows = Assignment.objects.filter(holding=looked.holding).select_related("organisation")
    for row in rows:
        words = f"Assigned to {row.user_name}. {row.reason}"
        yield Happening(row.since, row.by_name, str(row.organisation), "Assignment", words)
        if row.until is not None:
            words = f"No longer assigned to {row.user_name}. {row.ended_why}"
            yield Happening(row.until, row.ended_by_name, str(row.organisation), "Assignment", words)


def _belonging(scope: Scope, looked: Look, now: datetime, family: frozenset[int]) -> Iterator[Happening]:
    """Links and merges, also those taken back; a case at the other end that the reader may not see is not told of."""
    held, owner = looked.holding.pk, str(looked.holding.organisation)
    linked = list(Link.objects.filter(Q(left=held) | Q(right=held)))
    merged = [
        row
        for row in CaseMerge.objects.filter(Q(kept=held) | Q(gone=held))
        if row.kept_id == held or row.kept_id not in family
    ]
    ends = {n for row in linked for n in (row.left_id, row.right_id)}
    ends |= {n for row in merged for n in (row.kept_id, row.gone_id)}
    seen = links.seen_of(scope, looked, ends - {held}, now=now)
    for row in linked:
        other = seen.get(row.right_id if row.left_id == held else row.left_id)
        if other is not None:
            words = f"Linked with {other.ref}, {row.get_how_display()}. {row.reason}"
            yield Happening(row.since, row.by_name, owner, "Link", words)
            if row.until is not None:
                words = f"No longer linked with {other.ref}. {row.ended_why}"
                yield Happening(row.until, row.ended_by_name, owner, "Link", words)
    for merge in merged:
        other = seen.get(merge.gone_id if merge.kept_id == held else merge.kept_id)
        if other is not None:
            words = (
                f"{other.ref} was joined with this case."
                if merge.kept_id == held
                else f"Joined with {other.ref}."
            )
            yield Happening(merge.at, merge.by_name, owner, "Merge", f"{words} {merge.reason}")
            if merge.undone_at is not None:
                words = f"Parted from {other.ref} again. {merge.undone_why}"
                yield Happening(merge.undone_at, merge.undone_by_name, owner, "Merge", words)


def _handed_on(looked: Look) -> Iterator[Happening]:
    """For those who hold the case: who was given a copy of it."""
    owner = str(looked.holding.organisation)
    for row in HandedOn.objects.filter(holding=looked.holding):
        left = f" {row.withheld} passages were withheld." if row.withheld else ""
        words = f"A copy was made for {row.recipient}.{left} {row.reason}"
        yield Happening(row.at, row.by_name, owner, "Copy", words, HEARD["organisation"])
