"""What is asked of access: who there is, and which records somebody may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, QuerySet

from bluelamp.kernel.access.models import Clearance, Membership, RoleRequest, User
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.access.seeing import Look as Look
from bluelamp.kernel.access.seeing import look as look
from bluelamp.kernel.access.seeing import looks as looks
from bluelamp.kernel.access.seeing import permitted as permitted
from bluelamp.kernel.access.seeing import visible as visible


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in, with the role that stands and its units; all empty when none does."""

    username: str
    role: str = ""
    organisation: str = ""
    lpus: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    is_disabled: bool = False


def people(scope: Scope) -> tuple[Person, ...]:
    """Everybody who can sign in, by name."""
    require(scope, "users.manage")
    standing = (
        Membership.objects.filter(until__isnull=True)
        .select_related("organisation")
        .prefetch_related("lpus", "teams")
    )
    role_of = {membership.user_id: membership for membership in standing}
    return tuple(_person(user, role_of.get(user.pk)) for user in User.objects.order_by("username"))


def _person(user: User, membership: Membership | None) -> Person:
    name, is_disabled = user.get_username(), not user.is_active
    if membership is None:
        return Person(name, is_disabled=is_disabled)
    lpus = tuple(sorted(area.code for area in membership.lpus.all()))
    teams = tuple(sorted(team.code for team in membership.teams.all()))
    return Person(name, membership.role, membership.organisation.key, lpus, teams, is_disabled)


def clearances(scope: Scope, user: User) -> QuerySet[Clearance]:
    """What is written down of somebody's vetting and training, what stands first, then what stood before."""
    require(scope, "users.manage")
    return user.clearances.order_by(F("ended_at").desc(nulls_first=True), "-pk")


def role_requests(scope: Scope) -> QuerySet[RoleRequest]:
    """Roles that wait for a second person, the oldest first."""
    require(scope, "users.manage")
    waiting = RoleRequest.objects.filter(decided_at__isnull=True).order_by("asked_at")
    return waiting.select_related("user", "organisation", "asked_by").prefetch_related("lpus", "teams")
