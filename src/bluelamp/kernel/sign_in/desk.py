"""What a session knows: who sat down when, with which proofs, and when they were last seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.utils import timezone

from bluelamp.kernel.access import address
from bluelamp.kernel.access.middleware import STEPPED_UP, session_tag
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.sign_in import actions, queries, rules

BEGAN, SEEN, FACTOR, SHOWN, NAME = "began", "seen", "second_factor", "factor_shown", "typed_name"
NOTICED_EVERY = timedelta(seconds=30)
"""A page a second is one write in thirty."""
DIRECTORY_FACTORS = frozenset({"mfa", "otp", "hwk", "swk", "fido", "pop", "sc"})
"""Values of ``amr`` by which a directory says that it saw a second factor (RFC 8176)."""


def sit_down(request: HttpRequest, user: User) -> None:
    """The session has just changed its key. Begin its clock, and write down who came in and how."""
    now = timezone.now()
    # What they did before they were known is not carried over, but for django-allauth's own notes.
    how = [record["method"] for record in get_authentication_records(request, user)]
    shown = request.session.pop(SHOWN, "")
    request.session[BEGAN] = request.session[SEEN] = request.session[STEPPED_UP] = int(now.timestamp())
    if shown:
        request.session[FACTOR] = shown
    if not request.session.session_key:
        request.session.save()
    UserSession.objects.create_from_request(request)
    name = request.session.pop(NAME, "") or user.get_username()
    actions.let_in(
        by=scope(request, user), name=name, now=now, detail={"how": sorted({*how, *filter(None, [shown])})}
    )


def scope(request: HttpRequest, user: User) -> Scope:
    """Who this is, before the gate of the next request says so; nobody when their role has ended."""
    try:
        found = Scope.of(user)
    except NotPermitted:
        found = Scope.nobody()
    return replace(found, session=session_tag(request.session.session_key), address=address.of(request))


def why_over(request: HttpRequest, *, now: datetime) -> str:
    """Whether this session is over, and why; empty while it lasts. Notes that somebody is still there."""
    kept = request.session
    began, seen = kept.get(BEGAN), kept.get(SEEN)
    if began is None or seen is None:
        # Made by a test or by an older Bluelamp: its clock begins now.
        kept[BEGAN] = kept[SEEN] = int(now.timestamp())
        return ""
    why = rules.why_ended(
        began=queries.at(began),
        seen=queries.at(seen),
        now=now,
        idle=settings.SESSION_IDLE,
        absolute=settings.SESSION_ABSOLUTE,
    )
    if not why and now - queries.at(seen) >= NOTICED_EVERY:
        kept[SEEN] = int(now.timestamp())
        UserSession.objects.filter(session_key=kept.session_key).update(last_seen_at=now)
    return why


def prove(request: HttpRequest, user: User, *, how: str, now: datetime, is_factor: bool) -> None:
    """Somebody proved again who they are: the session gets a new key, and may for a while do what asks for it."""
    before = request.session.session_key
    request.session.cycle_key()
    request.session[STEPPED_UP] = int(now.timestamp())
    if is_factor:
        request.session[FACTOR] = how
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)
    actions.confirm(by=scope(request, user), user=user, how=how)


def stand_up(request: HttpRequest) -> None:
    """Leave: the session and its row are gone."""
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)


def seconds_left(request: HttpRequest, *, now: datetime) -> int:
    """How long until this session ends by itself when nobody does anything."""
    idle = queries.at(request.session.get(SEEN, now.timestamp())) + settings.SESSION_IDLE
    absolute = queries.at(request.session.get(BEGAN, now.timestamp())) + settings.SESSION_ABSOLUTE
    return max(0, int((min(idle, absolute) - now).total_seconds()))


def directory_saw_a_second_factor(login: Any) -> bool:
    """Did the force's own directory say so when it sent this person in?"""
    social = (login.signal_kwargs or {}).get("sociallogin")
    said = social.account.extra_data.get("id_token", {}).get("amr", ()) if social else ()
    return bool(DIRECTORY_FACTORS & set(said if isinstance(said, list | tuple) else [said]))


def note_name(request: HttpRequest, name: str) -> None:
    """Keep what was typed as the name until the way in is complete, so that this address is known by it afterwards."""
    request.session[NAME] = name
