"""Making the small world for whoever probes from outside, and telling them what to look for."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from bluelamp.areas.asb.risk import shipped
from bluelamp.kernel.access.models import Holding, User
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.audit import actions as audit
from bluelamp.practice.instruments import actions as instruments
from bluelamp.web.sample import marker
from bluelamp.web.sample.canaries import world as worlds
from bluelamp.web.sample.canaries.canary import called
from bluelamp.web.sample.canaries.oracle import EXPECTED, RECORDS, shown_to
from bluelamp.web.sample.canaries.who import BODIES
from bluelamp.web.sample.canaries.world import World

NAME = "canaries.json"
ABOUT = (
    "Each word stands in one place of the made-up records. Whoever is shown one and is not listed beside it has found "
    "a fault; so has whoever finds one in a log, a mail, a metric or an address."
)
WHY = "The questionnaire by which every case of the small world was assessed."


def load(*, by: Scope, var: Path, password: str, now: datetime) -> None:
    """Make the world, all of it or none, unless it stands, and write ``canaries.json`` beside the records."""
    if Holding.objects.exists():
        return
    with transaction.atomic():
        version, _ = instruments.versions.load(by=by, text=shipped.newest(), now=now)
        instruments.versions.move(by=by, number=version.pk, state="in_force", reason=WHY, now=now)
        world = worlds.build()
        User.objects.filter(username__in=who_signs_in()).update(password=make_password(password))
        told = as_told(world)
        audit.record(
            by=by,
            operation="people.import",
            kind="collection",
            objects=["sample:canaries"],
            detail={"records": len(world.names), "words": len(world.canaries)},
        )
        marker.put(var / NAME, told)


def who_signs_in() -> list[str]:
    """Everybody but those who act through a program alone."""
    return [name for name, about in EXPECTED["people"].items() if about and "token" not in about]


def people() -> list[dict[str, Any]]:
    """Those who sign in, and what is to be known of each to ask as them."""
    return [_person(name) for name in who_signs_in()]


def as_told(world: World) -> dict[str, Any]:
    """Who there is, what there is, and each word with those who may be shown it."""
    return {
        "about": ABOUT,
        "people": people(),
        "objects": {called(name): _object(world, name) for name in world.names},
        "words": [
            {
                "word": canary.word,
                "object": canary.record,
                "class": canary.item,
                "shown_to": _readers(canary.record, canary.item),
            }
            for canary in world.canaries
        ],
    }


def _person(name: str) -> dict[str, Any]:
    about = EXPECTED["people"][name]
    return {
        "name": name,
        "role": about["role"],
        "organisation": BODIES[about["of"]][0],
        "units": list(about.get("lpus", ())),
        "states_a_purpose": about.get("purpose", ""),
        "is_let_in": not about.get("disabled") and not about.get("ended"),
    }


def _object(world: World, name: str) -> dict[str, Any]:
    row = RECORDS[name]
    ref, person = world.refs(name)
    return {
        "name": name,
        "kind": world.holdings[name].kind,
        "reference": ref,
        "person": person if name in world.records else "",
        "organisation": BODIES[row["of"]][0],
        "unit": row.get("lpu", ""),
        "sensitivity": row.get("sensitivity", "normal"),
        "state": row.get("state", "open"),
    }


def _readers(record: str, item: str) -> list[str]:
    return [name for name in who_signs_in() if item in shown_to(name, record)]
