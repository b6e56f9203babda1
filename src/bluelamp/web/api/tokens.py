"""Who is calling: the bearer token of a request, turned into the scope that every query takes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer
from oauth2_provider.models import AccessToken

from bluelamp.kernel.access import accounts
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.worded import Worded
from bluelamp.ui.api.problems import Problem
from bluelamp.web.api import purposes
from bluelamp.web.api.acts import SYSTEM
from bluelamp.web.api.models import PartnerSystem

MOMENT = datetime(1900, 1, 1, tzinfo=UTC)
"""Stands in a question for the moment that is put to it."""


class Bearer(HttpBearer):
    """How the description of the API names what :func:`bearer` asks for."""

    def __call__(self, request: HttpRequest) -> Scope:
        return bearer(request)

    def authenticate(self, request: HttpRequest, token: str) -> Scope | None:
        return scope_of(token)


def bearer(request: HttpRequest) -> Scope:
    """The scope of the token that came along, which the request keeps. Raises a 401 :class:`Problem` without one."""
    if (known := getattr(request, "bearer", None)) is not None:
        return known
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    scope = scope_of(token.strip()) if scheme.lower() == "bearer" and token else None
    if scope is None:
        raise Problem(
            401,
            "Send a token that is still good: Authorization: Bearer … Get one from /api/oauth/token.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    scope = replace(scope, address=request.META.get("REMOTE_ADDR", ""))
    scope = replace(scope, purpose=purposes.stated(request, scope))
    request.bearer = request.scope = scope  # type: ignore[attr-defined]
    return scope


def scope_of(token: str) -> Scope | None:
    """The scope a token stands for today, or nothing: ended systems, ended roles and old tokens are alike."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    found = next(iter(_held().put(digest=digest, now=timezone.now())), None)
    if found is None:
        return None
    said, person, system = found
    only = frozenset(said.split())
    if person is not None:
        return _of_person(person, only, digest)
    called = next(iter(_calling().put(number=system)), None)
    return _of_system(called, only, digest) if called else None


@cache
def _held() -> Worded:
    """The token with a digest, if it is still good: what it is for, and whose it is."""
    held = AccessToken.objects.filter(token_checksum="?", expires__gt=MOMENT).order_by("pk")
    return Worded(held.values_list("scope", "user_id", "application_id"), digest="?", now=MOMENT)


@cache
def _calling() -> Worded:
    """A system that has not ended, with who answers for it."""
    systems = PartnerSystem.objects.filter(pk=-1, ended_at=None).order_by()
    return Worded(systems.select_related("organisation__parent"), number=-1)


def _of_person(number: int, only: frozenset[str], digest: str) -> Scope | None:
    try:
        return Scope.of_account(accounts.of(number), only=only, session=digest[:32])
    except NotPermitted:
        return None


def _of_system(system: PartnerSystem, only: frozenset[str], digest: str) -> Scope:
    return Scope(
        actor_id=None,
        actor_name=system.name,
        role=SYSTEM,
        organisation=system.organisation.key,
        body=system.organisation.body.key,
        regime=system.organisation.regime,
        client=system.client_id,
        session=digest[:32],
        only=only & frozenset(system.acts),
    )
