"""People for tests: records of some organisations, and those who look at them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.people.actions import records
from bluelamp.kernel.people.actions.records import Home, Kept
from bluelamp.kernel.people.models import SourceRecord

NOW = datetime(2014, 1, 7, 9, 30, tzinfo=UTC)
BORN = date(1980, 1, 29)
POLICE, COUNCIL, HOMES = "west-midlands-police", "sandwell-council", "wickwell-homes"
_numbers = count(1)


def body(key: str = POLICE) -> Organisation:
    kinds = {
        POLICE: ("force", "part_3"),
        COUNCIL: ("council", "uk_gdpr"),
        HOMES: ("housing_association", "uk_gdpr"),
    }
    kind, regime = kinds[key]
    made, _ = Organisation.objects.get_or_create(
        key=key, defaults={"name": key.replace("-", " ").title(), "kind": kind, "regime": regime}
    )
    return made


def scope(role: str = "coordinator", organisation: str = POLICE, lpus: tuple[str, ...] = ()) -> Scope:
    """Somebody in a role, who can sign in."""
    body(organisation)
    user = User.objects.create(username=f"user{next(_numbers)}")
    return Scope(
        user.pk, user.username, role, organisation=organisation, body=organisation, lpus=frozenset(lpus)
    )


def kept(**said: object) -> Kept:
    return Kept(
        **{
            "given": "Elizabeth",
            "family": "Brindlewick",
            "born": BORN,
            "sex": "F",
            "homes": (Home("58 Shingle Avenue", "B1 2PG"),),
            "phones": ("01632 960123",),
        }
        | said
    )


def record(organisation: str = POLICE, sensitivity: str = "normal", **said: object) -> SourceRecord:
    """A record of one organisation, of a person of its own."""
    (made,) = records.bring_in([kept(**said)], body=body(organisation), now=NOW)
    if sensitivity != "normal":
        made.holding.sensitivity = sensitivity
        made.holding.save()
    return SourceRecord.objects.select_related("person", "holding").get(pk=made.pk)
