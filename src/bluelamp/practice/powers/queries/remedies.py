"""Community remedies as a reader sees them, and the document they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.practice.powers import documents
from bluelamp.practice.powers.documents import Document
from bluelamp.practice.powers.models import Remedy
from bluelamp.practice.powers.queries import records
from bluelamp.practice.powers.rules import REMEDY_FOLLOWS, Wish
from bluelamp.practice.powers.words import REMEDY_STATES


@dataclass(frozen=True)
class Line:
    """One remedy, with the document it was taken from. ``is_late`` when it was accepted, is not done, and was due."""

    remedy: Remedy
    document: Document
    who: str
    is_late: bool

    @property
    def says(self) -> str:
        return REMEDY_STATES[self.remedy.state]

    @property
    def steps(self) -> tuple[str, ...]:
        return REMEDY_FOLLOWS[self.remedy.state]

    @property
    def offered(self) -> str:
        return self.document.title_of(self.remedy.offered)


def of_record(scope: Scope, record: str | Look, *, today: date, now: datetime) -> tuple[Line, ...]:
    """All remedies of a record, the newest first."""
    looked = records.seen(scope, record, now=now)
    names = {each.person: each.name for each in records.people(scope, looked) if each.person}
    rows = Remedy.objects.filter(holding=looked.holding).prefetch_related("views")
    return tuple(_told(row, names, today) for row in rows)


def of(scope: Scope, record: str | Look, number: int, *, today: date, now: datetime) -> Line:
    """One remedy of a record. ``NotPermitted`` says the same of what is not there and of another record's."""
    for line in of_record(scope, record, today=today, now=now):
        if line.remedy.pk == number:
            return line
    raise NotPermitted(NOT_THERE)


def wishes(remedy: Remedy) -> list[Wish]:
    """What became of asking each victim, for the rules."""
    return [
        Wish(
            f"person {view.person_id}" if view.person_id else view.described,
            view.result,
            view.chosen,
            view.attempts,
        )
        for view in remedy.views.all()
    ]


def _told(remedy: Remedy, names: Mapping[int, str], today: date) -> Line:
    who = names.get(remedy.person_id or 0) or remedy.described or "Somebody on the record"
    late = remedy.state == "accepted" and remedy.due is not None and remedy.due < today
    return Line(remedy, documents.called(remedy.document), who, late)
