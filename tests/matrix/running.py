"""Asking the cells one by one, each taken back before the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.test import Client
from django.utils import timezone

from bluelamp.kernel.access.middleware import STEPPED_UP
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import Scope
from bluelamp.web.api import actions
from tests.matrix.asking import Asker, Cell
from tests.matrix.judging import Judge, watching
from tests.matrix.world import World


@dataclass
class Outcome:
    """What was found."""

    cells: int = 0
    leaks: list[str] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    shown: int = 0

    @property
    def faults(self) -> list[str]:
        return sorted({*self.leaks, *self.breaches, *self.broken})


def asker(world: World) -> Asker:
    """A browser for everybody, signed in and confirmed a moment ago, and a token for each who could have one."""
    clients = {name: _browser(user) for name, user in world.users.items()}
    return Asker(clients, {name: _token(user) for name, user in world.users.items() if user}, world)


def run(world: World, cells: Iterable[Cell]) -> Outcome:
    """Ask, judge, take back."""
    everybody, judge, outcome = asker(world), Judge(world), Outcome()
    for cell in cells:
        everybody.body(cell) if cell.method == "POST" and not cell.address.startswith("/api/") else None
        with transaction.atomic():
            _one(everybody, judge, cell, outcome)
            transaction.set_rollback(True)
    return outcome


def _one(everybody: Asker, judge: Judge, cell: Cell, outcome: Outcome) -> None:
    with watching() as changed:
        answer = everybody.ask(cell)
    outcome.cells += 1
    outcome.statuses[answer.status_code] += 1
    outcome.leaks += judge.leaks(cell, answer)
    outcome.breaches += judge.breaches(cell, answer, changed)
    outcome.shown += b"CNR" in (b"" if answer.streaming else answer.content)
    if answer.status_code >= 500:
        outcome.broken.append(f"{cell.method} {cell.address} by {cell.person}: {answer.status_code}")


def _browser(user: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session[STEPPED_UP] = timezone.now().timestamp()
        session.save()
    return client


def _token(user: User) -> str:
    by = Scope.system("the matrix")
    return actions.give_token(by=by, user=user, acts=(), lasts=timedelta(hours=1), now=timezone.now())[1]
