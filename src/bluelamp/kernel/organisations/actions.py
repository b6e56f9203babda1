"""Putting the starting organisations and teams into the records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Organisation, Team
from bluelamp.kernel.places.models import Area

DATA = Path(__file__).parent / "data" / "organisations.yaml"
FORCE = "west-midlands-police"


def load_organisations(*, by: audit.Actor) -> int:
    """Make sure every starting organisation and team is there; returns how many were added. Twice adds nothing.

    Wants the places loaded: a local policing unit's team belongs to its area.
    """
    if not Area.objects.filter(level="lpu").exists():
        raise LookupError("Load the places before the organisations: teams belong to areas.")
    with transaction.atomic():
        added = _organisations() + _teams()
        if added:
            audit.record(
                by=by,
                operation="organisations.load",
                kind="other",
                objects=[DATA.name],
                detail={"added": added},
            )
    return added


def _organisations() -> int:
    """The file lists a parent before its parts."""
    known = dict(Organisation.objects.values_list("key", "id"))
    areas = dict(Area.objects.filter(level__in=("force", "district")).values_list("code", "id"))
    new = [row for row in _listed() if row["key"] not in known]
    for row in new:
        made = Organisation.objects.create(
            key=row["key"],
            name=row["name"],
            kind=row["kind"],
            regime=row["regime"],
            parent_id=known.get(row.get("parent", "")),
            area_id=areas.get(row.get("area", "")),
            made_up=row.get("made_up", False),
        )
        known[made.key] = made.pk
    return len(new)


def _listed() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(DATA.read_text(encoding="utf-8"))["organisations"]
    return rows


def _teams() -> int:
    """One team for each local policing unit, and under it one for each of its neighbourhoods."""
    force = Organisation.objects.get(key=FORCE)
    before = Team.objects.count()
    for level in ("lpu", "neighbourhood"):
        units: dict[int | None, int] = dict(Team.objects.filter(kind="lpu").values_list("area_id", "id"))
        known = set(Team.objects.filter(kind=level).values_list("area_id", flat=True))
        Team.objects.bulk_create(
            Team(
                organisation=force,
                code=area.code,
                name=f"{area.name} LPU" if level == "lpu" else f"{area.name} neighbourhood team",
                kind=level,
                area=area,
                part_of_id=units.get(area.parent_id),
            )
            for area in Area.objects.filter(level=level)
            if area.pk not in known
        )
    return Team.objects.count() - before
