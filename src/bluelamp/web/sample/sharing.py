"""The sample's agreements, what is open under them, and an emergency that waits for review."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.models import Agreement, Holding, User
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look, looks, visible
from bluelamp.kernel.access.sharing import actions
from bluelamp.kernel.access.sharing.actions.agreements import Draft
from bluelamp.kernel.access.sharing.queries.grants import Offer, preview
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.people.kinds import RECORD

LISTED = Path(__file__).parent / "agreements.yaml"


def load(*, by: Scope, now: datetime) -> int:
    """Write the agreements down and open records under them, once. Returns how many agreements there are."""
    listed = yaml.safe_load(LISTED.read_text(encoding="utf-8"))
    if not Agreement.objects.exists():
        for row in listed["agreements"]:
            actions.agreements.write_down(by=by, key=row["key"], draft=_draft(row, now), now=now)
        opened: set[str] = set()
        for row in listed["grants"]:
            _open(row, opened, now)
        _emergency(listed["emergency"], now)
    return Agreement.objects.count()


def _draft(row: dict[str, Any], now: datetime) -> Draft:
    today = now.date()
    ends = today + timedelta(days=row["ends"]) if "ends" in row else None
    return Draft(
        title=row["title"],
        purpose=row["purpose"],
        summary=row["summary"],
        gateway=row["gateway"],
        parties=frozenset(row["parties"]),
        categories=frozenset(row["categories"]),
        starts_on=today + timedelta(days=row["starts"]),
        ends_on=ends,
        review_on=today + timedelta(days=row["review"]),
    )


def _open(row: dict[str, Any], opened: set[str], now: datetime) -> None:
    """The giver's records that nothing was opened of yet, through the same preview as anybody's."""
    giver = Scope.of(User.objects.get(username=row["by"]))
    kind = kinds.called(row.get("kind", RECORD.key))
    for looked in _own(giver, kind, opened, row["records"], now):
        offer = Offer(
            organisation=Organisation.objects.get(key=row["to"]),
            items=frozenset(row["items"]),
            basis=row.get("basis", "agreement"),
            necessity=row["necessity"],
            agreement=Agreement.objects.filter(key=row.get("under", "")).first(),
            caveats=row.get("caveats", ""),
            until=now + timedelta(days=row["days"]),
        )
        seal = preview(giver, looked, offer, now=now).seal
        actions.grants.give(by=giver, ref=looked.ref, kind=kind, offer=offer, seal=seal, now=now)
        opened.add(looked.ref)


def _own(giver: Scope, kind: Kind, opened: set[str], number: int, now: datetime) -> list[Look]:
    """The first records of people, and of any other kind the last that are open: those that are worked on."""
    theirs = visible(giver, kind, now=now).filter(organisation__key=giver.body, sensitivity="normal")
    theirs = theirs.order_by("pk") if kind is RECORD else theirs.filter(state="open").order_by("-pk")
    return looks(giver, kind, theirs.exclude(ref__in=opened)[:number], now=now)


def _emergency(row: dict[str, Any], now: datetime) -> None:
    officer = replace(Scope.of(User.objects.get(username=row["by"])), stepped_up_at=now)
    held = (
        Holding.objects.filter(kind=RECORD.key, lpu__code=row["of"], sensitivity="normal")
        .order_by("pk")
        .first()
    )
    if held is not None:
        actions.glass.break_glass(by=officer, ref=held.ref, reason=row["reason"], now=now)
