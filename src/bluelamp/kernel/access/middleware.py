"""The gate every request passes: who is asking, and whether this route is open to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import urlencode

from bluelamp.kernel.access import accounts, address, policy, sending_again
from bluelamp.kernel.access.joining import Joined
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.worded import ASKERS

Answer = Callable[[HttpRequest], HttpResponse]
STEPPED_UP = "stepped_up_at"
"""Where the session keeps when it was last proved who this is: seconds since 1970."""
PURPOSE = "purpose"
"""Where the session keeps what somebody said they are working on."""


class Asked(HttpRequest):
    """A request that has passed the gate, by somebody signed in: what a view is given."""

    scope: Scope
    user: User


class Gate:
    """Gives the request its ``scope`` and closes every route that is not open to it.

    *You may not* and *there is no such thing* get the same answer, so that nobody learns by asking what exists.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.scope = _nobody(address.of(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.user.is_authenticated:
            # What was shown to one person is not left behind for the next one at the same desk.
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        needs = policy.of(view)
        if needs == policy.UNDECLARED:
            raise Http404
        if request.user.is_authenticated:
            try:
                request.scope = _scope(request)  # type: ignore[attr-defined]
            except NotPermitted:
                # Signed in but in no role today: the public pages and the way out stay open.
                if needs != policy.PUBLIC:
                    raise Http404 from None
        elif needs != policy.PUBLIC:
            return _sent_to_sign_in(request, view)
        if needs not in (policy.PUBLIC, policy.SIGNED_IN):
            try:
                require(request.scope, needs)  # type: ignore[attr-defined]
            except NotPermitted:
                raise Http404 from None
        allowed = policy.methods(view)
        if allowed is not None and request.method not in allowed:
            return HttpResponseNotAllowed(sorted(allowed))
        if policy.asks_again(view, request.method):
            return _asked_again(request)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotPermitted):
            raise Http404 from None
        if isinstance(exception, Joined):
            return render(request, "sharing/joined.html", {"kept": exception.kept}, status=409)
        return None


@lru_cache(maxsize=ASKERS)
def _nobody(came_from: str) -> Scope:
    """Whoever it is, until it is known: may nothing."""
    return Scope(None, "", "", address=came_from)


def _scope(request: HttpRequest) -> Scope:
    """The person's scope, with what is known of this request."""
    stepped_up = request.session.get(STEPPED_UP)
    return Scope.of_account(
        accounts.of_asker(request.user),  # type: ignore[arg-type]
        session=session_tag(request.session.session_key),
        address=request.scope.address,  # type: ignore[attr-defined]
        purpose=request.session.get(PURPOSE, ""),
        stepped_up_at=datetime.fromtimestamp(stepped_up, UTC) if stepped_up else None,
    )


@lru_cache(maxsize=ASKERS)
def session_tag(key: str | None) -> str:
    """A session as the audit record names it: the same for the same session, and of no use to whoever reads it."""
    return salted_hmac("bluelamp.access.session", key).hexdigest()[:32] if key else ""


def _sent_to_sign_in(request: HttpRequest, view: Callable[..., Any]) -> HttpResponse:
    if request.method == "POST" and sending_again.typed(request):
        return sending_again.page(request, why="signed_out")
    allowed = policy.methods(view)
    returns = request.method in policy.READING or allowed is None or allowed == policy.READING
    return redirect_to_login(request.get_full_path() if returns else "/")


def _asked_again(request: HttpRequest) -> HttpResponse | None:
    if policy.is_confirmed(request.scope.stepped_up_at, now=timezone.now()):  # type: ignore[attr-defined]
        return None
    if request.method == "POST":
        return sending_again.page(request, why="unconfirmed")
    return redirect(f"{reverse('access:confirm')}?{urlencode({'next': request.get_full_path()})}")
