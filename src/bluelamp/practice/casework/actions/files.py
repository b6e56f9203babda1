"""Putting files on a case, having them scanned, and handing them out again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE
from bluelamp.kernel.access.sharing.actions.showing import disclose
from bluelamp.kernel.audit import actions as audit
from bluelamp.practice.casework import queries, rules, scanning
from bluelamp.practice.casework.actions import following
from bluelamp.practice.casework.actions.writing import heard, name, record, to_add
from bluelamp.practice.casework.models import CaseFile, FileContent
from bluelamp.ui.uploads import Upload


class Damaged(RuntimeError):
    """The bytes are not those that were put here. Nothing is handed out."""


@dataclass(frozen=True)
class Handed:
    """A file as it is handed out."""

    file: CaseFile
    content: bytes


def add(
    *,
    by: Scope,
    ref: str,
    uploads: Sequence[Upload],
    audience: str,
    says: str = "",
    submission: UUID | None = None,
    now: datetime,
) -> list[CaseFile]:
    """Put files on a case: all of them or none. Sent twice with one ``submission``, they are put there once.

    Where a scanner is set nobody opens them before it said that they are clean.
    """
    if not uploads:
        raise NotNow("Choose a file.")
    with transaction.atomic():
        looked = to_add(by, ref, "files", now=now)
        against = rules.reasons_not_to_write(
            words="a file", audience=audience, nature="fact", is_own=looked.is_own
        )
        if against:
            raise NotNow(" ".join(against))
        there = {} if submission is None else CaseFile.objects.filter(submission=submission).in_bulk()
        if there:
            return list(there.values())
        fields = heard(by, looked, audience, now)
        rows = [_keep(upload, says, submission, fields) for upload in uploads]
        following.happened(by=by, looked=looked, what="file", audience=audience, now=now)
        objects = [f"file:{row.pk}" for row in rows]
        record(by, "add_files", looked, kind="collection", objects=objects)
    return rows


def _keep(upload: Upload, says: str, submission: UUID | None, fields: dict[str, object]) -> CaseFile:
    row = CaseFile.objects.create(
        name=upload.name,
        says=says.strip()[:200],
        kind=upload.kind,
        content_type=upload.content_type,
        size=len(upload.content),
        sha256=upload.sha256,
        state="waiting" if scanning.is_set() else "clean",
        submission=submission,
        **fields,
    )
    FileContent.objects.create(file=row, data=upload.content)
    return row


def scan(*, by: Scope, now: datetime, most: int = 100) -> dict[str, int]:
    """Have the scanner look at files that wait for it; returns how many ended how. What it refuses is not kept.

    The scanner works outside any transaction: it may take a while, and nobody waits for it.
    """
    counted = {"clean": 0, "refused": 0, "waiting": 0}
    if not scanning.is_set():
        return counted
    for row in (
        CaseFile.objects.filter(state="waiting").select_related("content", "holding").order_by("pk")[:most]
    ):
        said = scanning.verdict(bytes(row.content.data))
        counted[said] += 1
        if said != "waiting":
            _settle(by, row, said, now)
    return counted


def _settle(by: Scope, row: CaseFile, state: str, now: datetime) -> None:
    with transaction.atomic():
        if not CaseFile.objects.filter(pk=row.pk, state="waiting").update(
            state=state, scanned_at=max(now, row.at)
        ):
            return
        if state == "refused":
            FileContent.objects.filter(file=row).delete()
        audit.record(
            by=by,
            operation="casework.scan_file",
            kind="other",
            objects=[name(row.holding), f"file:{row.pk}"],
            detail={"state": state},
            reason="A file is scanned before anybody opens it.",
        )


def hand_out(*, by: Scope, ref: str, number: int, now: datetime) -> Handed:
    """The bytes of a file, for somebody who hears of it; that they took it is written down."""
    with transaction.atomic():
        looked = queries.looking.case(by, ref, now=now)
        shown = queries.files.file(by, looked, number)
        if not shown.is_open:
            raise NotNow(f"{shown.file.name} is {shown.file.get_state_display()}.")
        content = FileContent.objects.filter(file=shown.file).first()
        if content is None:
            raise NotPermitted(NOT_THERE)
        data = bytes(content.data)
        if hashlib.sha256(data).hexdigest() != shown.file.sha256:
            raise Damaged(f"File {shown.file.pk} is not as it was put here.")
        disclose(by=by, looks=[looked], items=["files"], now=now)
        record(
            by,
            "hand_out_file",
            looked,
            kind="consultation" if looked.is_own else "disclosure",
            objects=[f"file:{shown.file.pk}"],
            recipient="" if looked.is_own else by.organisation,
        )
    return Handed(shown.file, data)
