"""The page of a case, put together from what the area keeps and what each practice hangs on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bluelamp.areas.asb.actions import cases
from bluelamp.areas.asb.kinds import where
from bluelamp.areas.asb.queries import counting
from bluelamp.areas.asb.queries.cases import Whole
from bluelamp.areas.asb.queries.counting import Repeat
from bluelamp.areas.asb.words import STATES, WAYS
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.casework.queries import panels as casework
from bluelamp.practice.casework.queries.timelines import Entry, Teller
from bluelamp.practice.instruments.queries import panels as instruments
from bluelamp.practice.powers.queries import panels as powers
from bluelamp.practice.powers.queries import telling as powers_telling
from bluelamp.practice.promises.queries.panel import Panel as PromisesPanel
from bluelamp.practice.promises.queries.panel import panel as promises_panel
from bluelamp.practice.promises.queries.panel import timeline as promised_timeline

SHEETS = ("instruments/instruments.css",)
"""The style of each practice whose panel the page shows."""


@dataclass(frozen=True)
class Page:
    """What the page shows. ``writable`` are the items this reader may write, ``ways`` the states it can go to."""

    whole: Whole
    writable: frozenset[str]
    ways: tuple[str, ...]
    repeat: Repeat | None
    risk: instruments.Panel
    casework: casework.Panel
    promises: PromisesPanel | None
    powers: powers.Panel

    @property
    def look(self) -> Look:
        return self.whole.look

    @property
    def where(self) -> str:
        return where(self.whole.case)

    @property
    def sheets(self) -> tuple[str, ...]:
        return SHEETS


def of(scope: Scope, whole: Whole, *, now: datetime) -> Page:
    """The page as this reader may see it."""
    look = whole.look
    return Page(
        whole=whole,
        writable=cases.writable(scope, look, now=now),
        ways=WAYS[whole.case.state] if look.is_own and scope.may("asb.progress") else (),
        repeat=counting.repeat(scope, counting.heads_of(look.holding.pk), now=now)
        if look.is_own and look.shows("complainants")
        else None,
        risk=instruments.panel(scope, look, now=now),
        casework=casework.panel(scope, look, tellers=tellers(whole), now=now),
        promises=promises_panel(scope, look, now=now),
        powers=powers.panel(scope, look, now=now),
    )


def tellers(whole: Whole) -> tuple[Teller, ...]:
    """Who tells the timeline: the case itself, and the practices beside it."""

    def own(scope: Scope, looked: Look, now: datetime) -> Iterable[Entry]:
        return tell(whole) if looked.ref == whole.ref else ()

    def promised(scope: Scope, looked: Look, now: datetime) -> Iterable[Entry]:
        for one in promised_timeline(scope, looked, now=now):
            yield Entry(one.at, one.who, one.organisation, one.kind, one.words, one.audience)

    return (own, promised, powers_telling.tell)


def tell(whole: Whole) -> Iterable[Entry]:
    """What happened in the case itself: reports, and moves from state to state."""
    body = str(whole.look.holding.organisation)
    for report in whole.reports:
        words = f"Reported {report.get_channel_display()}: {report.what}"
        yield Entry(report.received_at, report.taken_by_name, str(report.agency), "report", words, "shared")
    for move in whole.moves:
        if move.before:
            words = f"{STATES[move.state]}{f': {move.reason}' if move.reason else ''}"
            yield Entry(move.at, move.by_name, body, "state", words, "organisation")
