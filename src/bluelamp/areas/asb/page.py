"""The page of a case, put together from what the area keeps and what the practices hang on it, in few questions.

What is long has a page of its own: the work on the case here, promises, risk and orders at those of their practices.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bluelamp.areas.asb import rules
from bluelamp.areas.asb.actions import cases
from bluelamp.areas.asb.case_reviews.queries import telling as case_reviews
from bluelamp.areas.asb.kinds import where
from bluelamp.areas.asb.queries import counting
from bluelamp.areas.asb.queries.cases import Whole
from bluelamp.areas.asb.queries.counting import Repeat
from bluelamp.areas.asb.words import HARMED, STATES, WAYS
from bluelamp.kernel.access.happenings import Happening, Teller
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.queries.records import grants_used
from bluelamp.practice.casework import queries as casework
from bluelamp.practice.casework.actions import reading
from bluelamp.practice.casework.models import Assignment
from bluelamp.practice.casework.queries.notes import ShownNote
from bluelamp.practice.casework.queries.panels import Panel as CaseworkPanel
from bluelamp.practice.casework.queries.timelines import EVERYTHING, Narrowed
from bluelamp.practice.casework.words import HEARD
from bluelamp.practice.instruments.queries import panels as instruments
from bluelamp.practice.powers.queries import telling as powers
from bluelamp.practice.promises import queries as promises
from bluelamp.practice.promises.queries.promises import Line


@dataclass(frozen=True)
class May:
    """What the reader may do here: write a note on it."""

    note: bool


@dataclass(frozen=True)
class Work:
    """Who works on it and what was noted, in the shape that casework's own parts of a page want."""

    ref: str
    notes: tuple[ShownNote, ...]
    working: tuple[Assignment, ...]
    may: May


@dataclass(frozen=True)
class Page:
    """What the page shows. ``writable`` are the items this reader may write, ``ways`` the states it can go to.

    ``caveats`` are what somebody it was opened to has to keep to.
    """

    whole: Whole
    writable: frozenset[str]
    ways: tuple[str, ...]
    repeat: Repeat | None
    risk: instruments.Panel
    work: Work
    promises: tuple[Line, ...] | None
    caveats: tuple[str, ...]

    @property
    def look(self) -> Look:
        return self.whole.look

    @property
    def where(self) -> str:
        return where(self.whole.case)

    @property
    def may_meet_threshold(self) -> bool:
        """Enough reports that a case review may be asked for; whether it may is counted on the page of reviews."""
        by_them = self.repeat.reports if self.repeat else 0
        return self.look.shows("case_reviews") and max(self.whole.case.reports_count, by_them) >= rules.REPEAT


def of(scope: Scope, whole: Whole, *, now: datetime) -> Page:
    """The page as this reader may see it."""
    look = whole.look
    writable = cases.writable(scope, look, now=now)
    sees_promises = look.shows("promises") and scope.may("promises.read")
    return Page(
        whole=whole,
        writable=writable,
        ways=WAYS[whole.case.state]
        if look.is_own and not look.facts.is_joined and scope.may("asb.progress")
        else (),
        repeat=_repeat(scope, whole, now),
        risk=instruments.panel(scope, look, now=now),
        work=_work(scope, look, writable, now),
        promises=tuple(promises.promises.of_record(scope, look, now=now)) if sees_promises else None,
        caveats=caveats(look),
    )


def caveats(look: Look) -> tuple[str, ...]:
    """What a reader has to keep to, to whose organisation the case was opened; nothing for its own people."""
    return tuple(grant.caveats for grant in grants_used(look) if grant.caveats)


def _repeat(scope: Scope, whole: Whole, now: datetime) -> Repeat | None:
    people = [one.row.person for one in whole.of(*HARMED) if one.row.person]
    heads = {person.head_id for person in people if person.head_id}
    return counting.repeat(scope, heads, now=now) if heads and whole.look.is_own else None


def _work(scope: Scope, look: Look, writable: frozenset[str], now: datetime) -> Work:
    shows = look.shows("notes")
    is_granted = any(way.startswith("grant:") for way in look.decision.via) and not look.facts.is_joined
    return Work(
        ref=look.ref,
        notes=tuple(casework.notes.heard(scope, [look], now=now)) if shows else (),
        working=tuple(casework.assignments.standing([look])) if look.shows("worker") else (),
        may=May(note=scope.may("casework.write") and shows and ("notes" in writable or is_granted)),
    )


def work(scope: Scope, whole: Whole, *, narrowed: Narrowed = EVERYTHING, now: datetime) -> CaseworkPanel:
    """Everything of casework: notes, files, other cases, and the timeline that all tell."""
    return reading.panel(by=scope, looked=whole.look, tellers=tellers(whole), narrowed=narrowed, now=now)


def tellers(whole: Whole) -> tuple[Teller, ...]:
    """Who tells the timeline: the case itself, and the practices beside it."""

    def own(scope: Scope, looked: Look, now: datetime) -> Iterable[Happening]:
        return tell(whole) if looked.ref == whole.ref else ()

    def promised(scope: Scope, looked: Look, now: datetime) -> Iterable[Happening]:
        owner = looked.holding.organisation
        for one in promises.timeline(scope, looked, now=now):
            body = owner.name if one.organisation == owner.key else one.organisation
            yield Happening(one.at, one.who, body, one.kind, one.words, HEARD.get(one.audience, ""))

    return (own, promised, powers.tell, case_reviews.tell)


def tell(whole: Whole) -> Iterable[Happening]:
    """What happened in the case itself: reports, and moves from state to state."""
    body = str(whole.look.holding.organisation)
    for report in whole.reports:
        words = f"Reported {report.get_channel_display()}: {report.what}"
        yield Happening(report.received_at, report.taken_by_name, str(report.agency), "report", words)
    if whole.look.shows("state"):
        for move in whole.case.moves.exclude(before=""):
            words = f"{STATES[move.state]}{f': {move.reason}' if move.reason else ''}"
            yield Happening(move.at, move.by_name, body, "state", words)
