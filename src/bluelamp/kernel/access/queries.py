"""What is asked of access: who there is, and which records somebody may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from bluelamp.kernel.access.models import Membership, RoleRequest, User
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.access.seeing import Look as Look
from bluelamp.kernel.access.seeing import look as look
from bluelamp.kernel.access.seeing import looks as looks
from bluelamp.kernel.access.seeing import permitted as permitted
from bluelamp.kernel.access.seeing import visible as visible


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in, with the role that stands; all three are empty when none does."""

    username: str
    role: str = ""
    organisation: str = ""
    lpus: tuple[str, ...] = ()


def people(scope: Scope) -> tuple[Person, ...]:
    """Everybody who can sign in, by name."""
    require(scope, "users.manage")
    standing = (
        Membership.objects.filter(until__isnull=True).select_related("organisation").prefetch_related("lpus")
    )
    role_of = {membership.user_id: membership for membership in standing}
    names = User.objects.order_by("username").values_list("pk", "username")
    return tuple(_person(name, role_of.get(pk)) for pk, name in names)


def _person(name: str, membership: Membership | None) -> Person:
    if membership is None:
        return Person(name)
    lpus = tuple(sorted(area.code for area in membership.lpus.all()))
    return Person(name, membership.role, membership.organisation.key, lpus)


def role_requests(scope: Scope) -> QuerySet[RoleRequest]:
    """Roles that wait for a second person, the oldest first."""
    require(scope, "users.manage")
    waiting = RoleRequest.objects.filter(decided_at__isnull=True).order_by("asked_at")
    return waiting.select_related("user", "organisation", "asked_by").prefetch_related("lpus")
