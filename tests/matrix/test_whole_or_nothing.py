"""What fails half-way was never begun: the machine fails after each statement that writes, and nothing of it stays."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import OperationalError, connection, transaction

from bluelamp.kernel.audit.models import Record
from bluelamp.web.sample.canaries.oracle import EXPECTED, RECORDS
from bluelamp.web.sample.canaries.world import World
from tests.matrix import cells, running, world
from tests.matrix.asking import Asker
from tests.matrix.cells import Cell
from tests.matrix.judging import WRITES

ROUTES, TRIES, SEED = 24, 12, 2014
ONE_BY_ONE = {"/casework/hand-over"}
"""Each case goes over by itself, as the page says, and sending it again hands over the rest."""
BESIDE = re.compile(r"django_session|usersessions_|sign_in_attempt|audit_payload")
"""Where somebody is signed in, and since when, is not what they did; and a payload hangs on its record."""
READINGS = ("consultation", "disclosure")
"""A form that is sent reads the record first, which is written down by itself and stays."""


class Failing:
    """Counts the statements that write, and fails after one of them."""

    def __init__(self, after: int = 0) -> None:
        self.after, self.tables = after, list[str]()

    def __call__(self, execute: Any, sql: str, *more: Any) -> Any:
        done = execute(sql, *more)
        if (found := WRITES.match(sql)) and not BESIDE.match(found[1]):
            self.tables.append(found[1])
            if len(self.tables) == self.after:
                raise OperationalError("The disk is full.")
        return done


def test_a_write_that_fails_at_any_of_its_statements_leaves_nothing_of_itself(db):
    everybody = running.asker(world.build())
    tears = [
        torn(everybody, cell, after, tables)
        for cell, tables in islice(written(everybody), ROUTES)
        for after in range(1, len(tables) + 1)
    ]
    assert [left for tear in tears for left in tear] == []
    assert len(tears) >= 2 * ROUTES


def written(everybody: Asker) -> Iterator[tuple[Cell, list[str]]]:
    """A request by each route that writes something, and the tables it writes to, statement by statement."""
    draw = random.Random(SEED)
    ways = [
        (route, method) for route in cells.routes() if route not in ONE_BY_ONE for method in ("POST", "PUT")
    ]
    draw.shuffle(ways)
    for route, method in ways:
        for cell in _likely(everybody.world, route, method)[:TRIES]:
            answer, failing, _ = asked(everybody, cell)
            if answer.status_code < 400 and failing.tables:
                yield cell, failing.tables
                break


def torn(everybody: Asker, cell: Cell, after: int, tables: Sequence[str]) -> list[str]:
    """The tables in which a request left something that failed after so many of its writes, or that nobody was told."""
    answer, _, changed = asked(everybody, cell, after, tables)
    about = f"{cell.method} {cell.route} by {cell.person}, after {after}"
    told = [] if answer.status_code >= 500 else [f"{about}: answered with {answer.status_code}"]
    return told + [f"{about}: left something in {table}" for table in changed]


def asked(
    everybody: Asker, cell: Cell, after: int = 0, tables: Sequence[str] = ()
) -> tuple[Any, Failing, list[str]]:
    """What a request was answered, what it wrote, and in which of the tables anything is other than before."""
    everybody.learn(cell)
    failing = Failing(after)
    with transaction.atomic():
        before = {table: _rows(table) for table in set(tables) - set(EXPECTED["left_by_readers"])}
        with connection.execute_wrapper(failing), transaction.atomic():
            answer = everybody.ask(cell)
        changed = [table for table in before if _rows(table) != before[table]]
        transaction.set_rollback(True)
    return answer, failing, changed


def _rows(table: str) -> list[Any]:
    if table == "audit_record":
        return list(Record.objects.exclude(kind__in=READINGS).values_list("seq"))
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return sorted(map(repr, cursor.fetchall()))


def _likely(small: World, route: str, method: str) -> list[Cell]:
    """Those who may do it first: it is their own record."""
    return sorted(
        cells.as_meant(small, route, method),
        key=lambda cell: not (cell.record and cell.person in RECORDS[cell.record]["own"]),
    )
