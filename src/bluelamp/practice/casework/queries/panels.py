"""What a page of a case shows of casework, in one value: notes, files, who works on it, what happened and belongs.

The area's page asks for it and includes ``casework/_panel.html``, or parts of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bluelamp.kernel.access.happenings import Teller
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.casework.models import Assignment, Following
from bluelamp.practice.casework.queries import assignments, files, following, links, looking, notes, telling
from bluelamp.practice.casework.queries.files import ShownFile
from bluelamp.practice.casework.queries.links import Belonging
from bluelamp.practice.casework.queries.notes import ShownNote
from bluelamp.practice.casework.queries.timelines import EVERYTHING, Narrowed, Timeline, timeline


@dataclass(frozen=True)
class May:
    """What the reader may do here; each greys or leaves out what it is about."""

    note: bool
    file: bool
    take: bool
    assign: bool
    merge: bool
    print: bool


@dataclass(frozen=True)
class Panel:
    """Everything of casework on one case and those joined with it, for one reader."""

    look: Look
    family: tuple[Look, ...]
    notes: tuple[ShownNote, ...]
    files: tuple[ShownFile, ...]
    working: tuple[Assignment, ...]
    following: Following | None
    belonging: Belonging
    timeline: Timeline
    may: May

    @property
    def ref(self) -> str:
        return self.look.ref

    @property
    def joined_away(self) -> bool:
        """Was it joined with another case that the reader may see?"""
        return self.belonging.kept is not None


def panel(
    scope: Scope,
    looked: Look,
    *,
    tellers: Iterable[Teller] = (),
    narrowed: Narrowed = EVERYTHING,
    now: datetime,
) -> Panel:
    """Casework's part of a page. ``tellers`` add to the timeline what other practices and the area tell."""
    family = links.family(scope, looked, now=now)
    return Panel(
        look=looked,
        family=tuple(family),
        notes=tuple(notes.heard(scope, family, now=now)),
        files=tuple(files.heard(scope, family)),
        working=tuple(assignments.standing([looked])) if looked.shows("notes") else (),
        following=following.mine(scope, looked),
        belonging=links.belonging(scope, looked, now=now),
        timeline=timeline(scope, family, (telling.teller(family), *tellers), narrowed=narrowed, now=now),
        may=may(scope, looked, now=now),
    )


def may(scope: Scope, looked: Look, *, now: datetime) -> May:
    """What the reader may do with a case, asked the same way as the actions ask it."""
    notes_open = not looking.reasons_not_to_add(scope, looked, "notes", now=now)
    files_open = not looking.reasons_not_to_add(scope, looked, "files", now=now)
    return May(
        note=notes_open,
        file=files_open,
        take=notes_open and scope.actor_id is not None,
        assign=notes_open and scope.may("casework.assign"),
        merge=not looking.reasons_not_to_lead(scope, "casework.merge", looked, now=now),
        print=scope.may("casework.print"),
    )
