"""Emptying the test database, which locks would rightly refuse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.db import connection
from django.test import TransactionTestCase

from bluelamp.kernel.audit.locks import Locks


@contextmanager
def may_be_emptied(locks: Locks) -> Iterator[None]:
    """Tests that commit for real leave rows behind, and Django empties every table after each of them."""
    emptied = TransactionTestCase._fixture_teardown

    def unlocked(case: TransactionTestCase) -> None:
        with locks.unlocked(connection):
            emptied(case)

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", unlocked):
        yield
