"""Emptying the test database, which the locks on figures would rightly refuse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.db import connection
from django.test import TransactionTestCase

from bluelamp.kernel.figures import triggers


@contextmanager
def may_be_emptied() -> Iterator[None]:
    """Tests that commit for real leave rows behind, and Django empties every table after each of them."""
    emptied = TransactionTestCase._fixture_teardown

    def unlocked(case: TransactionTestCase) -> None:
        with triggers.unlocked(connection):
            emptied(case)

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", unlocked):
        yield
