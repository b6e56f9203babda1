"""The judge: what came out, and what was changed. It looks at data, not at statuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.http import HttpResponse

from tests.matrix.asking import Cell
from tests.matrix.world import World, may_change, shown_to

WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
KEPT_ANYWAY = re.compile(
    r"audit_|django_session|sign_in_|usersessions_|mfa_|account_|oauth2_|api_|django_content"
)
"""What a request may always write: that it was made, and by whom."""
WORD = re.compile(r"cnr\d\d[a-z]+x|07700 9\d{5}")


@dataclass
class Changed:
    """The tables that a request wrote to, of those that hold anything about anybody."""

    tables: set[str] = field(default_factory=set)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (found := WRITES.match(sql)) and not KEPT_ANYWAY.match(found[1]):
            self.tables.add(found[1])
        return execute(sql, params, many, context)


@contextmanager
def watching() -> Iterator[Changed]:
    changed = Changed()
    with connection.execute_wrapper(changed):
        yield changed


class Judge:
    """Holds the words of a world against those who may be shown them."""

    def __init__(self, world: World) -> None:
        self.of_word = {canary.word.lower(): canary for canary in world.canaries}

    def leaks(self, cell: Cell, answer: HttpResponse) -> list[str]:
        """The words in an answer that are not for whoever asked: in its body, its headers, or where it leads."""
        body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]
        text = f"{answer.headers}\n{body.decode(errors='replace')}".lower()
        found = {word: self.of_word[word] for word in set(WORD.findall(text)) if word in self.of_word}
        return [
            f"{cell.person} was shown {canary.item} of {canary.record} by {cell.method} {cell.route}"
            for canary in found.values()
            if canary.item not in shown_to(cell.person, canary.record)
        ]

    def breaches(self, cell: Cell, answer: HttpResponse, changed: Changed) -> list[str]:
        """What was changed by somebody who may not change it, or by a request that was refused."""
        if not changed.tables:
            return []
        tables = ", ".join(sorted(changed.tables))
        if answer.status_code >= 400:
            return [f"{cell.person} was refused {cell.method} {cell.route}, which yet wrote {tables}"]
        if cell.record and not may_change(cell.person, cell.record):
            return [f"{cell.person} changed {cell.record} by {cell.method} {cell.route}: {tables}"]
        return []
