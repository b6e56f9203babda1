"""Three stops on the way of every request: whose session is it, is it still good, and was a second factor shown?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.accounts import Asker
from bluelamp.kernel.sign_in import desk, queries, sessions

Answer = Callable[[HttpRequest], HttpResponse]


class Accounts(AuthenticationMiddleware):
    """Django's, but that all a request asks of the account of its session is asked in one question.

    Whatever is not as it should be is left to Django: a session from before the password was changed, or under an
    older key of ours.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if account := sessions.account_of(request.session):
            request.user = Asker(account, partial(get_user, request))  # type: ignore[assignment]


class Sessions:
    """Ends a session nobody has used for a while, and one that has lasted a whole shift. Stands before the gate."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and (why := desk.why_over(request, now=timezone.now())):
            desk.stand_up(request)
            request.session_ended = why  # type: ignore[attr-defined]
        return self.get_response(request)


class SecondFactor:
    """Opens nothing but the way in to somebody who has not shown a second factor, where one is asked for."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if policy.of(view) == policy.PUBLIC or policy.wants(view, "entering"):
            return None
        if request.session.get(desk.FACTOR) or not queries.second_factor_is_asked():
            return None
        if queries.has_second_factor(request.user.pk or 0):
            # They came in when none was asked for, or by another door: they show it now.
            return redirect("access:confirm")
        return redirect("access:account")
