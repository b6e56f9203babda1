"""Statements that are put in the same words every time: those that nearly every request puts to the records."""

from __future__ import annotations


class Always(str):
    """The words of such a statement. The database may keep how it answers them, and is only given the values.

    PostgreSQL takes several times as long to plan a long question as to answer it (see ``web/planned_once``).
    """

    __slots__ = ()
