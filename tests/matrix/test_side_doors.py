"""What is left when nothing can be written down."""

from __future__ import annotations

from itertools import islice

import pytest
from django.db import connection

from tests.matrix import cells, running, world
from tests.matrix.judging import Judge


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
