"""What is not allowed cannot be told from what is not there, by the answer or by what was asked of the records for it.

Every address of one record is asked twice, with a reference or a number that is hidden from whoever asks and with one
that nothing has. How long an answer takes hangs on what the records were asked, so the words of that have to agree too.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction

from bluelamp.kernel.access import policy
from bluelamp.web.sample.canaries.oracle import shown_to
from bluelamp.web.sample.canaries.world import World
from tests.matrix import cells, running, world
from tests.matrix.asking import Asker
from tests.matrix.cells import ABSENT, Cell
from tests.matrix.judging import body_of

NO_NUMBER = "999999"
ASKING = {"coordinator": "case_near", "stranger": "case_strangers"}
"""Who asks, and a case of their own: a number of another case's is not found there."""
LEFT_IN_IT = re.compile(r"(nonce[=-]\"?|name=\"csrfmiddlewaretoken\" value=\")[\w+/=-]+")
"""What is drawn anew for each answer."""
SAVEPOINT = re.compile(r"\bs\d+_x\d+")


@dataclass(frozen=True)
class Told:
    """Everything that whoever asks could measure, without the reference they asked for and what is drawn anew."""

    status: int
    headers: dict[str, str]
    body: str
    questions: tuple[str, ...]


@pytest.fixture
def everybody(db) -> Asker:
    return running.asker(world.build())


def test_what_may_not_be_seen_cannot_be_told_from_what_is_not_there(everybody):
    differ, routes = [], set()
    for hidden, absent in pairs(everybody.world):
        routes.add(hidden.route)
        _asked(everybody, absent)  # whatever is kept from now on is kept for both
        if _asked(everybody, hidden) != _asked(everybody, absent):
            differ.append(f"{hidden.person} {hidden.method} {hidden.route}: {hidden.address}")
    assert differ == []
    assert len(routes) >= 100


def test_what_may_be_seen_is_told_from_what_is_not_there(everybody):
    there = everybody.world.refs("case_near")[0]
    seen, absent = (
        _asked(everybody, Cell("coordinator", "GET", f"/asb/cases/{ref}/", "", "")) for ref in (there, ABSENT)
    )
    assert (seen.status, absent.status) == (200, 404)
    assert seen.questions != absent.questions


def pairs(small: World) -> Iterator[tuple[Cell, Cell]]:
    """For each route and method and whoever asks: something hidden from them, and the same with nothing there."""
    draw = random.Random(2014)
    for route in cells.routes():
        if "<" not in route:
            continue
        for person in ASKING:
            alike = list(_hidden(small, route, person))
            for method in _methods(route) if alike else ():
                hidden, absent = draw.choice(alike)
                yield Cell(person, method, hidden, "", route), Cell(person, method, absent, "", route)


def _methods(route: str) -> list[str]:
    known = [each.methods for each in policy.routes() if each.pattern == route]
    return sorted(
        {method for methods in known for method in methods or ("GET", "POST")} - {"HEAD", "OPTIONS"}
    )


def _hidden(small: World, route: str, person: str) -> Iterator[tuple[str, str]]:
    """Addresses of what this person may not see, each beside the same address of nothing."""
    for address, record in cells.addresses(route, small):
        if not record or not cells.is_meant(route, address, record, small):
            continue
        ref = next(ref for ref in small.refs(record) if ref in address)
        if not shown_to(person, record):
            yield address, address.replace(ref, ABSENT)
        elif record == ASKING[person] and (number := _of_another(small, route, record, address)):
            yield address, re.sub(rf"/{number}(?=/|$)", f"/{NO_NUMBER}", address)


def _of_another(small: World, route: str, record: str, address: str) -> str:
    """The number in an address, where it is none of this record's."""
    own = {str(number) for number in small.numbers.get((record, cells.noun_of(route)), ())}
    found = re.search(r"/(\d+)(?=/|$)", address)
    return found[1] if own and found and found[1] not in own else ""


def _asked(everybody: Asker, cell: Cell) -> Told:
    questions: list[str] = []

    def noting(execute: Any, sql: str, *more: Any) -> Any:
        questions.append(SAVEPOINT.sub("", sql))
        return execute(sql, *more)

    with transaction.atomic():
        everybody.learn(cell)
        with connection.execute_wrapper(noting):
            answer = everybody.ask(cell)
        transaction.set_rollback(True)
    small = everybody.world
    refs = "|".join([ABSENT, NO_NUMBER, *(ref for name in small.names for ref in small.refs(name))])

    def bare(text: str) -> str:
        return re.sub(refs, "", LEFT_IN_IT.sub(r"\1", text))

    headers = {name: bare(value) for name, value in answer.items()}
    return Told(answer.status_code, headers, bare(body_of(answer)), tuple(questions))
