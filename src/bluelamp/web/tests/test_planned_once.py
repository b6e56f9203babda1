"""What our PostgreSQL does otherwise than Django's. On SQLite there is nothing of it to try."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg import connect

from bluelamp.kernel.audit.wording import Always
from bluelamp.web.records import PLANNED_AFTER

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the records are not on PostgreSQL"),
]
SAID = "SELECT %s + 1 AS planned_or_not"
PLANNED = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%planned_or_not%'"


@pytest.mark.parametrize(
    ("said", "times", "planned"), [(SAID, 9, 0), (Always(SAID), 9, 1), (Always(SAID), 2, 0)]
)
def test_only_words_that_are_always_the_same_are_planned_once_and_only_when_they_come_often(
    said, times, planned
):
    assert 2 < PLANNED_AFTER < 9
    connection.close()
    with connection.cursor() as cursor:
        for number in range(times):
            cursor.execute(said, [number])
            assert cursor.fetchone() == (number + 1,)
        cursor.execute(PLANNED)
        assert cursor.fetchone() == (planned,)


def test_what_was_put_can_be_read_whether_it_was_planned_before_or_not():
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        for number in range(9):
            cursor.execute(Always(SAID), [number])
    assert {"planned_or_not" in each["sql"] for each in asked} == {True}


def test_a_connection_that_the_server_closed_is_found_without_asking_the_server():
    connection.close()
    connection.ensure_connection()
    assert connection.is_usable()
    with connect(**connection.connection.info.get_parameters(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        other.execute("SELECT pg_sleep(0.1)")
    assert not connection.is_usable()
    connection.close()
    assert not connection.is_usable()
    connection.ensure_connection()
    assert connection.is_usable()
