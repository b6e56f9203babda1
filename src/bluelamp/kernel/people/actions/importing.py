"""Bringing in an organisation's file of people: all of it or, with a rejected row, nothing; every row accounted for."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.people import intake
from bluelamp.kernel.people.actions.records import PLAIN, Home, Kept, as_kept, bring_in, rewrite
from bluelamp.kernel.people.intake import Fault, Row
from bluelamp.kernel.people.models import SourceRecord

OUTCOMES = ("accepted", "changed", "duplicate", "rejected", "blank")


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of every row: ``rows`` is the sum of the outcomes. ``applied``: it was written."""

    rows: int
    outcomes: dict[str, int]
    faults: tuple[Fault, ...]
    applied: bool


def bring_file(*, by: Scope, path: Path, organisation: str, now: datetime, dry_run: bool = False) -> Brought:
    """The file of one organisation. A row with a reference that came before changes that record, or is a duplicate."""
    require(by, "people.import")
    body = Organisation.objects.filter(key=organisation).first()
    if body is None:
        raise NotNow(f"There is no organisation called {organisation}. See them with: bluelamp organisations")
    rows = list(intake.rows(path, today=timezone.localdate(now)))
    with transaction.atomic():
        sorting = _Sorting(body, rows)
        applied = not dry_run and not sorting.faults and bool(sorting.new or sorting.changed)
        if applied:
            made = bring_in([kept for _, kept in sorting.new], body=body, now=now)
            for record, kept in sorting.changed:
                SourceRecord.objects.filter(pk=record.pk).update(
                    version=F("version") + 1, changed_at=now, **{name: getattr(kept, name) for name in PLAIN}
                )
                rewrite(record.pk, kept)
            refs = [one.holding.ref for one in made] + [record.holding.ref for record, _ in sorting.changed]
            audit.record(
                by=by,
                operation="people.import",
                kind="collection",
                objects=[f"organisation:{organisation}", *(f"holding:{ref}" for ref in refs)],
                detail={"file": hashlib.sha256(path.read_bytes()).hexdigest(), **sorting.outcomes},
            )
    return Brought(len(rows), dict(sorting.outcomes), tuple(sorting.faults), applied)


class _Sorting:
    """Rows told apart: new, changed, as they were, wrong, blank."""

    def __init__(self, body: Organisation, rows: Iterable[Row]) -> None:
        known = SourceRecord.objects.filter(holding__organisation=body).exclude(reference="")
        known = known.exclude(holding__state="erased").select_related("holding")
        self.known = {one.reference: one for one in known.prefetch_related("names", "addresses", "contacts")}
        self.first_line: dict[str, int] = {}
        self.new: list[tuple[int, Kept]] = []
        self.changed: list[tuple[SourceRecord, Kept]] = []
        self.faults: list[Fault] = []
        self.outcomes = Counter(dict.fromkeys(OUTCOMES, 0))
        for row in rows:
            self.outcomes[self._outcome(row)] += 1

    def _outcome(self, row: Row) -> str:
        if row.faults:
            self.faults += row.faults
            return "rejected"
        if not row.said:
            return "blank"
        kept = _kept(row.said)
        if kept.reference in self.first_line:
            first = self.first_line[kept.reference]
            self.faults.append(Fault(row.line, "reference", f"The same reference stands in line {first}."))
            return "rejected"
        if kept.reference:
            self.first_line[kept.reference] = row.line
        before = self.known.get(kept.reference)
        if before is None:
            self.new.append((row.line, kept))
            return "accepted"
        if as_kept(before) == kept:
            return "duplicate"
        self.changed.append((before, kept))
        return "changed"


def _kept(said: dict[str, str]) -> Kept:
    def several(column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in said.get(column, "").split(";") if part.strip())

    return Kept(
        given=said.get("given_names", ""),
        family=said.get("family_name", ""),
        families_before=several("earlier_family_names"),
        also_known_as=several("also_known_as"),
        born=intake.day(said.get("date_of_birth", "")),
        sex=said.get("sex", "").upper(),
        homes=_homes(said),
        phones=several("telephone"),
        emails=several("email"),
        reference=said.get("reference", ""),
        worker=said.get("worker", ""),
        subject=said.get("subject", "").lower(),
        note=said.get("note", ""),
    )


def _homes(said: dict[str, str]) -> tuple[Home, ...]:
    homes = []
    if said.get("address") or said.get("postcode"):
        since = intake.day(said.get("address_since", ""))
        homes.append(Home(said.get("address", ""), said.get("postcode", "").upper(), since=since))
    if said.get("earlier_address") or said.get("earlier_postcode"):
        until = intake.day(said.get("earlier_until", ""))
        homes.append(
            Home(said.get("earlier_address", ""), said.get("earlier_postcode", "").upper(), until=until)
        )
    return tuple(homes)
