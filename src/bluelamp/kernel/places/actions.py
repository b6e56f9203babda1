"""Putting the shipped places into the records."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import shapely
from django.db import transaction

from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.places import shipped
from bluelamp.kernel.places.models import Area, Boundary

ORDER = ("force", "district", "lpu", "ward", "neighbourhood", "priority_area", "lsoa")
"""Parents before their parts."""


def load_places(*, by: audit.Actor) -> int:
    """Make sure every shipped area and boundary is there; returns how many areas were added. Twice adds nothing.

    Asks only for what is missing, so a start costs two counts and no lines are read.
    """
    known = set(Area.objects.values_list("code", flat=True))
    new = [area for area in shipped.areas() if area.code not in known]
    if not new:
        return 0
    with transaction.atomic():
        ids = dict(Area.objects.values_list("code", "id"))
        for level in ORDER:
            Area.objects.bulk_create((_row(area, ids) for area in new if area.level == level), batch_size=500)
            ids |= dict(Area.objects.filter(level=level).values_list("code", "id"))
        codes = {area.code for area in new}
        Boundary.objects.bulk_create(_boundaries(codes, ids), batch_size=200)
        audit.record(
            by=by,
            operation="places.load",
            kind="other",
            objects=[f"boundaries:{shipped.BOUNDARIES}"],
            detail={"areas": len(new)},
        )
    return len(new)


def _row(area: shipped.ShippedArea, ids: dict[str, int]) -> Area:
    return Area(
        code=area.code,
        name=area.name,
        level=area.level,
        parent_id=ids.get(area.parent),
        since=area.since,
        made_up=area.made_up,
    )


def _boundaries(codes: set[str], ids: dict[str, int]) -> Iterator[Boundary]:
    for level in ORDER:
        about = shipped.sources()["levels"][level]
        licence = shipped.sources()["sources"][about["source"]]["licence"]
        for code, shape in zip(*shipped.shapes(level), strict=True):
            if code in codes:
                yield Boundary(
                    area_id=ids[code],
                    version=about["version"],
                    geometry=gzip.compress(shapely.to_wkb(shape), 6, mtime=0),
                    source=about["source"],
                    licence=licence,
                    made_up=about["made_up"],
                )
