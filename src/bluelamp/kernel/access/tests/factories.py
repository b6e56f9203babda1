"""People for tests: a scope without a database, or a user with a standing membership."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count

from django.test import Client
from django.utils import timezone

from bluelamp.kernel.access.middleware import STEPPED_UP
from bluelamp.kernel.access.models import Membership, User
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.places import shipped
from bluelamp.kernel.places.models import Area

PASSWORD = "a-lamp-in-every-window"
SINCE = datetime(2013, 4, 1, 9, tzinfo=UTC)

_number = count(1)


def scope_of(role: str, lpus: Iterable[str] = (), organisation: str = "west-midlands-police") -> Scope:
    """A scope as a test wants it; touches no database."""
    return Scope(
        actor_id=None,
        actor_name=f"a {role.replace('_', ' ')}",
        role=role,
        organisation=organisation,
        lpus=frozenset(lpus),
    )


def user_of(
    role: str, lpus: Iterable[str] = (), organisation: str = "west-midlands-police", name: str = ""
) -> User:
    """Somebody who can sign in with :data:`PASSWORD`, in one role."""
    user = User.objects.create_user(username=name or f"{role}-{next(_number)}", password=PASSWORD)
    membership = Membership.objects.create(
        user=user, organisation=organisation_called(organisation), role=role, since=SINCE
    )
    membership.lpus.set(lpu_called(code) for code in lpus)
    return user


def confirm(client: Client) -> None:
    """Let it be a moment ago that whoever is signed in proved who they are."""
    session = client.session
    session[STEPPED_UP] = timezone.now().timestamp()
    session.save()


def organisation_called(key: str) -> Organisation:
    """The organisation with this key, made if it is not there."""
    return Organisation.objects.get_or_create(
        key=key, defaults={"name": key, "kind": "force", "regime": "part_3"}
    )[0]


def lpu_called(code: str) -> Area:
    """The local policing unit with this code, made if it is not there."""
    name = next(area.name for area in shipped.areas() if area.level == "lpu" and area.code == code)
    return Area.objects.get_or_create(
        code=code, defaults={"name": name, "level": "lpu", "since": SINCE.date()}
    )[0]
