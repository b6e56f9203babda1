"""What is left when nothing can be written down, and what is told of what is not there."""

from __future__ import annotations

import re
from itertools import islice

import pytest
from django.db import connection

from tests.matrix import cells, running, world
from tests.matrix.judging import Judge, body_of

DRAWN = re.compile(r"(nonce[=-]\"?|name=\"csrfmiddlewaretoken\" value=\")[\w+/=-]+")


@pytest.fixture
def small_world(db):
    return world.build()


def test_without_a_record_of_it_nothing_is_shown(small_world):
    everybody, judge = running.asker(small_world), Judge(small_world)
    asked = (
        cell
        for cell in cells.every(small_world, "^/(people|asb/cases|sharing/with-us|api/v1/records)/")
        if cell.method == "GET" and not cell.swap and _is_page(cell, small_world)
    )
    shown = list(islice((cell for cell in asked if judge.shown(everybody.ask(cell))), 50))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_record RENAME TO out_of_reach")
    assert len(shown) == 50
    assert not any(judge.shown(everybody.ask(cell)) for cell in shown)


def _is_page(cell, small_world) -> bool:
    """One that shows what a record says, to somebody who may see it."""
    pages = (
        "/people/<slug:ref>/",
        "/people/records/<slug:ref>/",
        "/api/v1/records/<ref>",
        "/sharing/with-us/",
        "/asb/cases/<slug:ref>/",
    )
    return cell.route.startswith(pages) and cells.is_shown(cell, small_world)


HIDDEN = ("sealed", "erased", "barred", "far", "councils", "withdrawn")


def test_what_may_not_be_seen_cannot_be_told_from_what_is_not_there(small_world):
    everybody, asked = running.asker(small_world), 0
    for route in cells.routes():
        there = list(cells.addresses(route, small_world))
        absent = [address for address, record in there if not record and cells.ABSENT in address]
        for person, hidden in (("officer", HIDDEN[:2]), ("coordinator", HIDDEN[2:3]), ("stranger", HIDDEN)):
            for record, address in _one_of_each(there):
                if (
                    record.removeprefix("case_") not in hidden
                    or not absent
                    or route.startswith("/sharing/with-us")
                ):
                    continue
                pair = [_seen(everybody, small_world, person, each, route) for each in (address, absent[0])]
                assert pair[0] == pair[1], (person, record, route)
                asked += 1
    assert asked >= 20


def _one_of_each(there):
    """The first address of each record."""
    return list({record: address for address, record in reversed(there)}.items())[::-1]


def _seen(everybody, small_world, person, address, route) -> tuple[int, dict[str, str], str]:
    """An answer without what is drawn anew for each, and without the reference that was asked for."""
    answer = everybody.ask(cells.Cell(person, "GET", address, "", route))
    refs = re.compile(
        "|".join([cells.ABSENT, *(ref for name in small_world.names for ref in small_world.refs(name))])
    )
    headers = {name: refs.sub("", DRAWN.sub(r"\1", value)) for name, value in answer.items()}
    return answer.status_code, headers, refs.sub("", DRAWN.sub(r"\1", body_of(answer)))
