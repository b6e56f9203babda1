"""How a database would answer what was asked, whatever little there is in it now."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import connection


def plan_of(question: str) -> list[str]:
    """The lines of the plan for a question as it was captured."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Of so few rows it would rather read them all: what is asked is whether it has to.
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            f"{'EXPLAIN' if connection.vendor == 'postgresql' else 'EXPLAIN QUERY PLAN'} {question}"
        )
        return [str(row[-1]) for row in cursor.fetchall()]


def read_whole(questions: Iterable[str], *tables: str) -> list[str]:
    """The lines in which one of these tables, or one that goes by another name, is read from end to end."""
    named = re.compile(rf"(Seq Scan on|SCAN) ({'|'.join(tables)}|[U-Z]\d)( \w+)?$")
    return [line for asked in questions for line in plan_of(asked) if named.search(line.split("  (cost")[0])]
