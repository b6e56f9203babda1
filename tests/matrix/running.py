"""Asking the cells one by one, each taken back before the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.test import Client
from django.utils import timezone

from bluelamp.kernel.access.middleware import PURPOSE, STEPPED_UP
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.people.views.reasons import KEPT
from bluelamp.web.api import actions
from bluelamp.web.sample.canaries.oracle import EXPECTED
from bluelamp.web.sample.canaries.world import World
from tests.matrix.asking import Asker
from tests.matrix.cells import Cell
from tests.matrix.filling import TEXT
from tests.matrix.judging import Changed, Judge, watching


@dataclass
class Outcome:
    """What was found. ``shown`` are answers that held words, ``written`` those that changed something."""

    cells: int = 0
    leaks: list[str] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    unrecorded: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    shown: int = 0
    written: int = 0

    @property
    def noticed(self) -> list[str]:
        """What somebody saw or changed that they should not have, or that nobody wrote down."""
        return sorted({*self.leaks, *self.breaches, *self.unrecorded})

    @property
    def faults(self) -> list[str]:
        return sorted({*self.noticed, *self.broken})


def asker(world: World) -> Asker:
    """A browser for everybody, signed in and confirmed a moment ago, and a token for each who could have one."""
    clients = {name: _browser(name, user, world) for name, user in world.users.items()}
    return Asker(
        clients,
        {name: _token(name, user) for name, user in world.users.items() if user and _calls(name)},
        world,
    )


def run(everybody: Asker, cells: Iterable[Cell], until: int = 0) -> Outcome:
    """Ask, judge, take back. With ``until``, stop when so much was noticed."""
    judge, outcome = Judge(everybody.world), Outcome()
    for cell in cells:
        everybody.learn(cell)
        with transaction.atomic():
            _one(everybody, judge, cell, outcome)
            transaction.set_rollback(True)
        if until and len(outcome.noticed) >= until:
            break
    return outcome


def _one(everybody: Asker, judge: Judge, cell: Cell, outcome: Outcome) -> None:
    with watching() as changed:
        answer = everybody.ask(cell)
    sent = everybody.sent(cell)
    shown = judge.shown(answer, sent)
    outcome.cells += 1
    outcome.statuses[answer.status_code] += 1
    outcome.leaks += judge.leaks(cell, shown, sent)
    if answer.status_code >= 500:
        outcome.broken.append(f"{cell.method} {cell.address} by {cell.person}: {answer.status_code}")
        return
    _count(outcome, bool(shown), changed)
    outcome.breaches += judge.breaches(cell, answer, changed)
    if shown or (cell.record and answer.status_code in (403, 404)):
        outcome.unrecorded += judge.unrecorded(cell, answer, shown)


def _count(outcome: Outcome, is_shown: bool, changed: Changed) -> None:
    outcome.shown += is_shown
    outcome.written += bool(changed.tables)


def _browser(name: str, user: User | None, world: World) -> Client:
    """Signed in, confirmed unless they are not, and having said why each restricted record is opened."""
    client = Client(raise_request_exception=False)
    about = EXPECTED["people"][name]
    if user is not None and "token" not in about:
        client.force_login(user)
        session = client.session
        if not about.get("unconfirmed"):
            session[STEPPED_UP] = timezone.now().timestamp()
        session[PURPOSE] = about.get("purpose", "")
        session[KEPT] = {ref: TEXT for record in world.names for ref in world.refs(record)}
        session.save()
    return client


def _calls(name: str) -> bool:
    """Has somebody a token? Programs state no purpose, so those whose purpose matters come by their browser alone."""
    return "purpose" not in EXPECTED["people"][name]


def _token(name: str, user: User) -> str:
    by = Scope.system("the matrix")
    acts, lasts = EXPECTED["people"][name].get("token", ()), timedelta(hours=2)
    return actions.give_token(by=by, user=user, acts=acts, lasts=lasts, now=timezone.now())[1]
