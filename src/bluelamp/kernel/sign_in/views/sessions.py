"""Where people are signed in: one's own sessions, and for administrators those of others."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from bluelamp.kernel.access import policy
from bluelamp.kernel.access import queries as access
from bluelamp.kernel.access.middleware import Asked
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.sign_in import actions, desk, queries
from bluelamp.kernel.sign_in.views.answers import page, say


@policy.signed_in
@policy.posts
def mine(request: Asked) -> HttpResponse:
    """Every browser this person is signed in with; each can be ended from here."""
    user, key = request.user, request.session.session_key or ""
    if request.method == "POST":
        pk = request.POST.get("session", "")
        ended = actions.end_sessions(
            by=request.scope,
            user=user,
            pk=int(pk) if pk.isdecimal() else None,
            spare=key,
        )
        say(request, _ended(ended))
        return redirect("access:sessions")
    return page(
        request, "sessions", {"sessions": queries.open_sessions(user.pk, now=timezone.now(), this=key)}
    )


@policy.signed_in
@policy.entering
def still_here(request: Asked) -> JsonResponse:
    """Asking for this page keeps the session alive; it says how many seconds it has left."""
    return JsonResponse({"seconds_left": desk.seconds_left(request, now=timezone.now())})


@policy.requires("users.manage")
def people(request: Asked) -> HttpResponse:
    """Everybody who can sign in."""
    scope: Scope = request.scope
    waiting = access.role_requests(scope).count(), queries.new_starts(scope).count()
    return page(request, "people", {"people": queries.people(scope), "waiting": waiting})


@policy.requires("users.manage")
@policy.posts
def person(request: Asked, pk: int) -> HttpResponse:
    """Where one person is signed in, and with what; all their sessions can be ended."""
    scope: Scope = request.scope
    user = queries.user(scope, pk)
    if user is None:
        raise Http404
    if request.method == "POST":
        say(request, _ended(actions.end_sessions(by=scope, user=user)))
        return redirect("access:person", pk=pk)
    context = {
        "person": user,
        "standing": queries.standing(scope, pk),
        "sessions": queries.open_sessions(pk, now=timezone.now()),
        "factors": queries.factors(pk),
        "clearances": access.clearances(scope, user),
    }
    return page(request, "person", context)


def _ended(count: int) -> str:
    if not count:
        return "There was nothing to end."
    return "1 session was ended." if count == 1 else f"{count} sessions were ended."
