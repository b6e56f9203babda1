"""Which cases may be the same as a case that is there already: by its people, address, place and time."""

from __future__ import annotations

from datetime import datetime

from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import Case
from bluelamp.areas.asb.places import Spot
from bluelamp.areas.asb.queries.similar import Asked, Similar, compared
from bluelamp.areas.asb.words import BLAMED, HARMED
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.casework.queries.alike import Alike


def to_case(scope: Scope, looked: Look, *, now: datetime) -> list[Alike]:
    """The likeliest first, with the reasons that the reader may know of both; none for records of other kinds."""
    if looked.kind is not CASE:
        return []
    case = Case.objects.get(holding=looked.holding)
    found, _ = compared(scope, Asked(_heads(looked, case), _spot(looked, case)), now=now)
    return [Alike(one.look, _called(one), one.reasons) for one in found if one.look.ref != looked.ref]


def _heads(looked: Look, case: Case) -> frozenset[int]:
    """Who is on the case, of those that the reader sees there."""
    roles = (HARMED if looked.shows("complainants") else frozenset()) | (
        BLAMED if looked.shows("alleged") else frozenset()
    )
    rows = case.people.filter(role__in=roles, until__isnull=True).values_list("person__head", flat=True)
    return frozenset(head for head in rows if head is not None)


def _spot(looked: Look, case: Case) -> Spot:
    """Where it was reported last, as far as it is known."""
    if not looked.shows("where"):
        return Spot()
    placed = case.reports.filter(easting__isnull=False, northing__isnull=False).order_by("-received_at")
    east, north = placed.values_list("easting", "northing").first() or (None, None)
    return Spot(address=case.address, easting=east, northing=north)


def _called(one: Similar) -> str:
    return one.case.title if one.look.shows("title") else one.look.kind.title
