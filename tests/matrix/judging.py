"""The judge: what came out, what was changed, and whether it was written down. It looks at data, not at statuses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import F, Q
from django.http import HttpResponse

from bluelamp.areas.asb.models import Approval
from bluelamp.kernel.access.models import GlassReview, RoleRequest
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.keeping.models import Disposal
from bluelamp.kernel.sign_in.models import NewStart
from bluelamp.web.sample.canaries.canary import WORD, Canary
from bluelamp.web.sample.canaries.oracle import EXPECTED, is_let_in_on, may_change, may_write, shown_to
from bluelamp.web.sample.canaries.world import World, may_join
from tests.matrix import rows
from tests.matrix.cells import Cell

WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
KEPT_ANYWAY = re.compile(
    r"audit_|django_session|sign_in_(?!newstart)|usersessions_|mfa_|account_|oauth2_|api_|django_content"
)
"""What a request may always write: that it was made, and by whom."""
TWO: dict[str, tuple[Any, Q]] = {
    "access_rolerequest": (RoleRequest, Q(approved=True, decided_by=F("asked_by"))),
    "sign_in_newstart": (NewStart, Q(approved=True, decided_by=F("asked_by"))),
    "access_glassreview": (GlassReview, Q(reviewed_by=F("glass__user"))),
    "keeping_disposal": (Disposal, Q(approved=True, decided_by=F("proposed_by"))),
    "asb_approval": (Approval, Q(by=F("proposal__by"))),
}
"""Table → what is written there by two people, and the rows that one person wrote alone."""
SEARCHES = tuple(EXPECTED["searches"])


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
        self.world = world
        self.of_word = {canary.word.lower(): canary for canary in world.canaries}
        self.tables = rows.Tables(world)
        self.joined = world.joined()
        self.seq = _last_seq()
        self.names = {
            record: {f"holding:{world.refs(record)[0]}", *_person(world, record)} for record in world.names
        }

    def shown(self, answer: HttpResponse, sent: Mapping[str, Any] | None = None) -> list[Canary]:
        """The words in an answer that were not in the question: in its body, its headers, or where it leads."""
        text = f"{answer.headers}\n{body_of(answer)}".lower()
        asked = str(sent).lower() if sent else ""
        return [
            self.of_word[word]
            for word in set(WORD.findall(text))
            if word in self.of_word and word not in asked
        ]

    def leaks(self, cell: Cell, shown: list[Canary], sent: Mapping[str, Any]) -> list[str]:
        """Those that are not for whoever asked, or not in answer to this."""
        asked = f"by {cell.method} {cell.route}"
        return [
            f"{cell.person} was shown {canary.item} of {canary.record or 'no record'} {asked} ({canary.word})"
            for canary in shown
            if canary.item not in shown_to(cell.person, canary.record)
            or not is_let_in_on(cell.person, canary.record, cell.route)
        ] + [
            f"{cell.person} was {how} {asked}"
            for canary in shown
            for how in (self._led(cell, canary), self._found(cell, canary, sent))
            if how
        ]

    @staticmethod
    def _led(cell: Cell, canary: Canary) -> str:
        """An address that is nothing to somebody leads them to nothing else: it would tell that the two are one."""
        is_nothing = cell.record and not cell.swap and not shown_to(cell.person, cell.record)
        is_other = canary.record not in ("", cell.record)
        return f"led to {canary.record} by what names {cell.record}" if is_nothing and is_other else ""

    def _found(self, cell: Cell, canary: Canary, sent: Mapping[str, Any]) -> str:
        """A record that is found by an item was told to hold it."""
        if cell.route not in SEARCHES or not cell.swap or canary.record != cell.swap:
            return ""
        hidden = {
            self.of_word[word].item
            for word in set(WORD.findall(str(sent).lower()))
            if word in self.of_word and self.of_word[word].record == cell.swap
        } - shown_to(cell.person, cell.swap)
        return f"let find {cell.swap} by its {', '.join(sorted(hidden))}" if hidden else ""

    def breaches(self, cell: Cell, answer: HttpResponse, changed: Changed) -> list[str]:
        """What was changed by somebody who may not change it, or by a request that was refused."""
        if not changed.tables:
            return []
        asked = f"{cell.method} {cell.route}"
        written = self.tables.changed(changed.tables)
        if answer.status_code >= 400:
            # What was taken back with the refusal was never written.
            tables = sorted(
                {table for table, record in written if not self._still_shown(cell, answer, table, record)}
            )
            return [f"{cell.person} was refused {asked}, which yet wrote {tables}"] if tables else []
        return (
            self._alone(changed.tables, asked)
            + [
                f"{cell.person} changed {table} of {record or 'no record'} by {asked}"
                for table, record in sorted(written)
                if not (may_change(cell.person, record, table) if record else may_write(cell.person, table))
            ]
            + self._joined(cell, asked)
        )

    @staticmethod
    def _still_shown(cell: Cell, answer: HttpResponse, table: str, record: str) -> bool:
        """A form that comes back with what is wrong shows the record again, and that is kept as a reading of it."""
        is_a_reading = table in EXPECTED["left_by_readers"] and bool(record)
        return answer.status_code == 422 and is_a_reading and may_change(cell.person, record, table)

    @staticmethod
    def _alone(tables: set[str], asked: str) -> list[str]:
        """What wants two people, and was done by one."""
        return [
            f"one person did what two do in {table} by {asked}"
            for table, (model, by_one) in TWO.items()
            if table in tables and model.objects.filter(by_one).exists()
        ]

    def _joined(self, cell: Cell, asked: str) -> list[str]:
        return [
            f"{cell.person} joined {left} and {right} by {asked}"
            for left, right in self.world.joined() - self.joined
            if not may_join(self.world, cell.person, left, right)
        ]

    def unrecorded(self, cell: Cell, answer: HttpResponse, shown: list[Canary]) -> list[str]:
        """Records whose words were shown although nothing says so; and readings written down that were refused."""
        user = self.world.users[cell.person]
        rows = Record.objects.filter(seq__gt=self.seq, actor_id=user.pk if user else None)
        told = list(rows.values_list("kind", "result", "objects_touched"))
        if answer.status_code in (403, 404):
            return [
                f"{cell.person} was refused {cell.method} {cell.route}, recorded as a {kind}"
                for kind, result, objects in told
                if kind in ("consultation", "disclosure") and result == "done" and objects
            ]
        named = {name for _, _, objects in told for name in objects}
        # What was written about a link of two cases is said of both of them.
        of = {cell.record if canary.item == "about" and cell.record else canary.record for canary in shown}
        return [
            f"{cell.person} was shown {record} by {cell.method} {cell.route}, and no record says so"
            for record in of - {""}
            if not named & self.names[record]
        ]


def _person(world: World, record: str) -> Iterator[str]:
    """The names under which the person is known that a record is of: those of each of their records."""
    for other, head in world.heads.items():
        if head == world.heads.get(record):
            yield f"person:{world.refs(other)[1]}"


def body_of(answer: HttpResponse) -> str:
    body: bytes = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]
    return body.decode(errors="replace")


def _last_seq() -> int:
    last = Record.objects.order_by("-seq").values_list("seq", flat=True).first()
    return last or 0
