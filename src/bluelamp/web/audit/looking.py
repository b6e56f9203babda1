"""Looking into the record is an act too: whoever does is written down in it, in the transaction that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.audit import misuse, queries, sealing, verifying
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.audit.queries import Page, Seen, Which
from bluelamp.web.audit import people

ACT = "audit.read"
MOST = 50_000
"""Records in one download."""


@dataclass(frozen=True)
class Opened:
    """One record, with its reason, and whether values were kept apart: an auditor reads who and why, not what."""

    record: Record
    organisation: str
    reason: str
    has_values: bool
    was_erased: bool


@dataclass(frozen=True)
class Standing:
    """Whether the record is as written: what was last found, and how far it is sealed."""

    checked: Record | None
    seals: list[Any]
    records: int


@transaction.atomic
def search(*, by: Scope, which: Which, before: int | None) -> Page:
    """A page of records."""
    require(by, ACT)
    found = queries.page(which, before=before)
    told = {**_said(which), "shown": len(found.records)}
    audit.record(by=by, operation="audit.search", kind="other", objects=which.objects, detail=told)
    return found


@transaction.atomic
def open_record(*, by: Scope, seq: int) -> Opened:
    """One record. Its reason may name people: that it was read is written beside the names of those it was about."""
    require(by, ACT)
    record = queries.one(seq)
    if record is None:
        raise NotPermitted("There is no such record.")
    apart = queries.kept_apart(seq)
    audit.record(
        by=by, operation="audit.open", kind="other", objects=[f"audit:{seq}", *record.objects_touched[:50]]
    )
    erased = bool(record.payload_digest) and not apart
    body = people.organisation_called(record.organisation)
    return Opened(record, body, apart.get("reason", ""), "values" in apart, erased)


@transaction.atomic
def download(*, by: Scope, which: Which, form: str, reason: str) -> list[Record]:
    """Records to take away, oldest first, :data:`MOST` of them at most."""
    require(by, ACT)
    rows = list(queries.found(which).order_by("seq")[:MOST])
    told = {**_said(which), "form": form, "records": len(rows)}
    audit.record(
        by=by, operation="audit.export", kind="other", objects=which.objects, detail=told, reason=reason
    )
    return rows


@transaction.atomic
def extract(*, by: Scope, ref: str, reason: str, since: datetime | None = None) -> list[Seen]:
    """What a person who asks is told: everything that was done with their data, and nobody else's name."""
    require(by, ACT)
    names = people.names_of(ref)
    seen = list(queries.about(names, since=since))
    audit.record(
        by=by,
        operation="audit.extract",
        objects=names,
        detail={"lines": len(seen)},
        reason=reason,
    )
    return seen


@transaction.atomic
def questions(*, by: Scope, until: datetime, days: int) -> list[misuse.Flag]:
    """Look-ups that somebody should be asked about, in the days before a moment."""
    require(by, ACT)
    looks = (misuse.look_of(row) for row in queries.looks(until - timedelta(days=days), until))
    raised = misuse.flags(looks, staff=people.staff(), limits=misuse.thresholds_on(until.date()))
    audit.record(by=by, operation="audit.misuse", kind="other", detail={"days": days, "flags": len(raised)})
    return raised[::-1]


def standing(*, by: Scope) -> Standing:
    """What is known of the record without verifying it now. Shows nobody's data, and is not written down."""
    require(by, ACT)
    head = Record.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    return Standing(queries.last_of("audit.verify"), queries.seals(), head)


def verify(*, by: Scope, anchor: Sequence[str] = ()) -> verifying.Report:
    """Verify everything there is, against the seals here and any brought along; what was found is written down."""
    require(by, ACT)
    known, witness = sealing.lines(), sealing.witness()
    report = verifying.verify(connection, anchor=[*known, *anchor], witness=witness)
    with transaction.atomic():
        told = {
            "records": report.records,
            "last": report.last,
            "findings": [[each.seq, each.last, each.kind] for each in report.findings],
        }
        audit.record(by=by, operation="audit.verify", kind="other", detail=told)
    return report


@transaction.atomic
def seals(*, by: Scope) -> list[str]:
    """The seals, to be handed to somebody else: they hold no personal data."""
    require(by, ACT)
    lines = sealing.lines()
    audit.record(by=by, operation="audit.take_seals", kind="other", detail={"seals": len(lines)})
    return lines


def _said(which: Which) -> dict[str, Any]:
    """What was asked, without what is empty and without the objects, which are named as such."""
    asked = {name: value for name, value in vars(which).items() if value and name != "objects"}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asked.items()}
