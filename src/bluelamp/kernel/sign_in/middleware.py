"""Two stops on the way of every request: is the session still good, and was a second factor shown?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from bluelamp.kernel.access import policy
from bluelamp.kernel.sign_in import desk, queries

Answer = Callable[[HttpRequest], HttpResponse]


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
