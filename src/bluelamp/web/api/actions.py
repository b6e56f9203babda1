"""Registering the systems of partner agencies, giving tokens to people's scripts, and closing both."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from oauth2_provider.models import AccessToken, get_application_model, set_token_value

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.web.api.acts import OPEN_TO_PROGRAMS, OPEN_TO_SYSTEMS
from bluelamp.web.api.models import PartnerSystem

LONGEST = timedelta(days=1)


def add_system(*, by: Scope, name: str, organisation: str, acts: Iterable[str]) -> tuple[PartnerSystem, str]:
    """A new system and its secret, which is told this once. Raises :class:`NotNow` with what is wrong."""
    require(by, "users.manage")
    body = Organisation.objects.filter(key=organisation).first()
    if body is None:
        raise NotNow(f"There is no organisation called {organisation}. See them with: bluelamp organisations")
    wanted = _known(acts, OPEN_TO_SYSTEMS)
    secret = secrets.token_urlsafe(48)
    with transaction.atomic():
        system = get_application_model().objects.create(
            name=name,
            organisation=body,
            acts=wanted,
            added_by_id=by.actor_id,
            client_type=PartnerSystem.CLIENT_CONFIDENTIAL,
            authorization_grant_type=PartnerSystem.GRANT_CLIENT_CREDENTIALS,
            client_secret=secret,
        )
        audit.record(
            by=by,
            operation="api.add_system",
            kind="other",
            objects=[f"system:{system.pk}"],
            detail={"organisation": organisation, "acts": wanted},
        )
    return system, secret


def end_system(*, by: Scope, client_id: str, now: datetime) -> None:
    """From the very next request its tokens open nothing."""
    require(by, "users.manage")
    with transaction.atomic():
        ended = PartnerSystem.objects.filter(client_id=client_id, ended_at__isnull=True)
        system = ended.first()
        if system is None:
            raise NotNow(f"There is no standing system with the client id {client_id}.")
        ended.update(ended_at=now)
        AccessToken.objects.filter(application=system).delete()
        audit.record(by=by, operation="api.end_system", kind="other", objects=[f"system:{system.pk}"])


def give_token(
    *, by: Scope, user: User, acts: Iterable[str], lasts: timedelta, now: datetime
) -> tuple[AccessToken, str]:
    """A token for a script of ``user``, never good for more than their role and a day. The text is told this once."""
    require(by, "users.manage")
    if not timedelta() < lasts <= LONGEST:
        raise NotNow("A token lasts from a minute to a day.")
    text = secrets.token_urlsafe(48)
    with transaction.atomic():
        token = AccessToken(user=user, scope=" ".join(_known(acts, OPEN_TO_PROGRAMS)), expires=now + lasts)
        set_token_value(token, text)
        token.save()
        audit.record(
            by=by,
            operation="api.give_token",
            kind="other",
            objects=[f"user:{user.pk}"],
            detail={"acts": token.scope.split()},
        )
    return token, text


def _known(acts: Iterable[str], there: Sequence[str]) -> list[str]:
    wanted = set(acts) or set(there)
    if in_person := sorted(wanted & set(OPEN_TO_PROGRAMS) - set(there)):
        raise NotNow(
            f"Somebody answers for {', '.join(in_person)} by name: give a token to that person instead."
        )
    if unknown := wanted - set(there):
        raise NotNow(f"No token can be for {', '.join(sorted(unknown))}: choose among {', '.join(there)}.")
    return [act for act in there if act in wanted]
