"""Records and extracts as files: CSV whose cells no spreadsheet runs, and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from bluelamp.kernel.access.permissions import ROLES
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.audit.queries import Seen
from bluelamp.kernel.audit.words import KINDS, RESULTS, spoken
from bluelamp.ui import cells

MARKING = "OFFICIAL-SENSITIVE"

COLUMNS: dict[str, Callable[[Record], Any]] = {
    "number": lambda r: r.seq,
    "time": lambda r: r.at.isoformat(timespec="milliseconds"),
    "officer_number": lambda r: r.actor_id,
    "officer": lambda r: r.actor_name,
    "organisation": lambda r: r.organisation,
    "role": lambda r: r.role,
    "on_behalf_of": lambda r: r.on_behalf_of,
    "law": lambda r: r.regime,
    "class": lambda r: KINDS[r.kind],
    "operation": lambda r: r.operation,
    "objects": lambda r: " ".join(r.objects_touched),
    "detail": lambda r: json.dumps(r.detail, sort_keys=True) if r.detail else "",
    "purpose": lambda r: r.purpose,
    "reference": lambda r: r.reference,
    "recipient": lambda r: r.recipient,
    "legal_basis": lambda r: r.legal_basis,
    "sensitivity": lambda r: r.sensitivity,
    "result": lambda r: RESULTS[r.result],
    "session": lambda r: r.session,
    "address": lambda r: r.address,
    "client": lambda r: r.client,
    "key": lambda r: r.key_name,
    "previous": lambda r: r.previous,
    "hash": lambda r: r.hash,
}


def as_csv(records: Iterable[Record]) -> bytes:
    """One row a record."""
    return _csv(COLUMNS, ([of(record) for of in COLUMNS.values()] for record in records))


def as_json(records: Iterable[Record]) -> bytes:
    """One object a record, with what it hangs on in the chain."""
    rows = [{name: of(record) for name, of in COLUMNS.items()} for record in records]
    return json.dumps({"marking": MARKING, "records": rows}, ensure_ascii=False, indent=1).encode()


def as_line(record: Record) -> str:
    """One record as a line of JSON."""
    return json.dumps(
        {"marking": MARKING, **{name: of(record) for name, of in COLUMNS.items()}}, ensure_ascii=False
    )


def extract_as_csv(seen: Iterable[Seen]) -> bytes:
    """What a person is told, one row each time."""
    headings = ("time", "organisation", "by whom", "what was done", "operation", "why", "legal basis", "given to",
                "others on the same page")  # fmt: skip
    return _csv(headings, ([one.at.isoformat(timespec="seconds"), *words_of(one)] for one in seen))


def words_of(one: Seen) -> list[Any]:
    """A line of an extract in words: everything after its time."""
    return [
        one.organisation, ROLES.get(one.role, one.role), KINDS[one.kind], spoken(one.operation),
        one.purpose, one.legal_basis, one.recipient, one.others,
    ]  # fmt: skip


def _csv(headings: Iterable[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a byte-order mark, so that Excel reads it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*headings, "marking"])
    writer.writerows([*cells.safe_row(row), MARKING] for row in rows)
    return text.getvalue().encode("utf-8-sig")
