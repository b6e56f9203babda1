"""Giving people a way in and a role, taking both away, and writing down who came and went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from bluelamp.kernel.access.administering import still_administers
from bluelamp.kernel.access.models import Clearance, Membership, RoleRequest, User
from bluelamp.kernel.access.permissions import FOUR_EYES, GIVEN, OF_PARTNERS, OF_THE_FORCE
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable, require
from bluelamp.kernel.access.words import CLEARANCES
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Organisation, Team
from bluelamp.kernel.places.models import Area


class NotNow(ValueError):
    """It cannot be done as asked. The sentence says why."""


@dataclass(frozen=True)
class Units:
    """Where somebody works: local policing units and teams. Both empty mean the whole organisation."""

    lpus: tuple[Area, ...] = ()
    teams: tuple[Team, ...] = ()


def add_user(
    *,
    by: Scope,
    name: str,
    password: str,
    role: str,
    organisation: str,
    lpus: Iterable[str] = (),
    teams: Iterable[str] = (),
    full_name: str = "",
    now: datetime,
) -> User:
    """Somebody new, with a password that is not weak and one role.

    ``organisation`` is a key; ``lpus`` and ``teams`` are codes.
    """
    require(by, "users.manage")
    first, _, last = full_name.partition(" ")
    user = User(username=name, first_name=first, last_name=last)
    try:
        user.clean_fields(exclude=["password"])
        validate_password(password, user)
    except ValidationError as problem:
        raise NotNow(" ".join(problem.messages)) from None
    if User.objects.filter(username__iexact=name).exists():
        raise NotNow(f"There is already somebody called {name}.")
    user.set_password(password)
    with transaction.atomic():
        user.save()
        audit.record(by=by, operation="access.add_user", kind="other", objects=[f"user:{user.pk}"])
        give_role(by=by, user=user, role=role, organisation=organisation, lpus=lpus, teams=teams, now=now)
    return user


def give_role(
    *,
    by: Scope,
    user: User,
    role: str,
    organisation: str,
    lpus: Iterable[str] = (),
    teams: Iterable[str] = (),
    now: datetime,
) -> Membership | RoleRequest:
    """From now on this role and no other. What they were before is kept as an ended row.

    A role in ``FOUR_EYES`` that a person gives waits for a second one: see :func:`decide_role`.
    """
    require(by, "users.manage")
    if by.actor_id == user.pk:
        raise NotNow("Somebody else has to give you a role.")
    if role not in GIVEN:
        raise NotNow(f"There is no role called {role}: it is one of {', '.join(GIVEN)}.")
    body = Organisation.objects.filter(key=organisation).first()
    if body is None:
        raise NotNow(f"There is no organisation called {organisation}. See them with: bluelamp organisations")
    is_force = body.body.kind == "force"
    if role in (OF_PARTNERS if is_force else OF_THE_FORCE):
        where = "outside the force" if is_force else "in the force"
        raise NotNow(f"A {GIVEN[role]} works {where}, and {body} is not.")
    units = _units(body, set(lpus), set(teams))
    if role in FOUR_EYES and by.role != "system":
        return _ask_for(by, user, role, body, units, now)
    with transaction.atomic():
        return _give(by, user, role, body, units, now)


def waits(given: Membership | RoleRequest) -> bool:
    """Is it a role that a second administrator has to give yet?"""
    return isinstance(given, RoleRequest)


def _units(body: Organisation, lpus: set[str], teams: set[str]) -> Units:
    """The units and teams with these codes. A team is one of the organisation, or of its force."""
    areas = tuple(Area.objects.filter(level="lpu", code__in=lpus))
    if unknown := lpus - {area.code for area in areas}:
        raise NotNow(f"There is no local policing unit called {', '.join(sorted(unknown))}.")
    found = tuple(Team.objects.filter(code__in=teams, organisation__in={body.pk, body.body.pk}))
    if unknown := teams - {team.code for team in found}:
        raise NotNow(f"{body} has no team called {', '.join(sorted(unknown))}.")
    return Units(areas, found)


def _give(by: Scope, user: User, role: str, body: Organisation, units: Units, now: datetime) -> Membership:
    still_administers(by)
    user.memberships.filter(until__isnull=True).update(until=now)
    membership = Membership.objects.create(
        user=user, organisation=body, role=role, since=now, given_by_id=by.actor_id
    )
    membership.lpus.set(units.lpus)
    membership.teams.set(units.teams)
    audit.record(
        by=by,
        operation="access.give_role",
        kind="other",
        objects=[f"user:{user.pk}", f"membership:{membership.pk}"],
        detail={
            "role": role,
            "organisation": body.key,
            "lpus": sorted(area.code for area in units.lpus),
            "teams": sorted(team.code for team in units.teams),
        },
    )
    return membership


def _ask_for(
    by: Scope, user: User, role: str, body: Organisation, units: Units, now: datetime
) -> RoleRequest:
    with transaction.atomic():
        asked, is_new = RoleRequest.objects.get_or_create(
            user=user,
            decided_at=None,
            defaults={"organisation": body, "role": role, "asked_at": now, "asked_by_id": answerable(by)},
        )
        if not is_new:
            raise NotNow(f"Another role of {user.username} waits for a second person.")
        asked.lpus.set(units.lpus)
        asked.teams.set(units.teams)
        audit.record(
            by=by,
            operation="access.ask_for_role",
            kind="other",
            objects=[f"user:{user.pk}", f"role_request:{asked.pk}"],
            detail={"role": role, "organisation": body.key},
        )
    return asked


def decide_role(*, by: Scope, request: int, approved: bool, now: datetime) -> RoleRequest:
    """A second administrator gives the role that the first asked for, or refuses it. Nobody decides on their own."""
    require(by, "users.manage")
    asked = RoleRequest.objects.filter(pk=request, decided_at__isnull=True).first()
    if asked is None:
        raise NotNow("It was decided already.")
    if by.actor_id is None or by.actor_id in {asked.asked_by_id, asked.user_id}:
        raise NotPermitted("A second person has to decide, who neither asked for the role nor is to have it.")
    with transaction.atomic():
        waiting = RoleRequest.objects.filter(pk=request, decided_at__isnull=True)
        if not waiting.update(decided_at=now, decided_by=by.actor_id, approved=approved):
            raise NotNow("It was decided already.")
        if approved:
            units = Units(tuple(asked.lpus.all()), tuple(asked.teams.all()))
            _give(by, asked.user, asked.role, asked.organisation, units, now)
        audit.record(
            by=by,
            operation="access.decide_role",
            kind="other",
            objects=[f"user:{asked.user_id}", f"role_request:{asked.pk}"],
            detail={"approved": approved},
        )
    asked.refresh_from_db()
    return asked


def end_role(*, by: Scope, user: User, now: datetime) -> None:
    """From this moment, and from the very next request, they may do nothing."""
    require(by, "users.manage")
    if by.actor_id is not None and by.actor_id == user.pk:
        raise NotNow("Somebody else has to take your role away.")
    with transaction.atomic():
        still_administers(by)
        if not user.memberships.filter(until__isnull=True).update(until=now):
            raise NotNow(f"{user.username} has no role to take away.")
        audit.record(by=by, operation="access.end_role", kind="other", objects=[f"user:{user.pk}"])


def clear(*, by: Scope, user: User, what: str, until: date | None, why: str, now: datetime) -> Clearance:
    """Write down that somebody is vetted or trained until the end of a day; without a day, that they are not.

    ``why`` names who says so, such as the vetting unit's reference. It holds from their very next request.
    """
    require(by, "users.manage")
    if by.actor_id == user.pk:
        raise NotNow("Somebody else has to write down your own clearance.")
    if what not in CLEARANCES:
        raise NotNow(f"A clearance is one of {', '.join(CLEARANCES)}.")
    if len(why.strip()) < 10:
        raise NotNow("Say in at least 10 characters who says so, and under which reference.")
    with transaction.atomic():
        user.clearances.filter(what=what, ended_at__isnull=True).update(ended_at=now)
        made = Clearance.objects.create(
            user=user, what=what, until=until, why=why.strip(), since=now, by_name=by.actor_name
        )
        audit.record(
            by=by,
            operation="access.clear",
            kind="other",
            objects=[f"user:{user.pk}"],
            detail={"what": what, "until": str(until or "")},
            reason=why.strip(),
        )
    return made
