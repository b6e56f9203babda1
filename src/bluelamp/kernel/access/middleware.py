"""The gate every request passes: who is asking, and whether this route is open to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.scope import NotPermitted, Scope, require

Answer = Callable[[HttpRequest], HttpResponse]


class Gate:
    """Gives the request its ``scope`` and closes every route that is not open to it.

    *You may not* and *there is no such thing* get the same answer, so that nobody learns by asking what exists.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.scope = Scope.nobody()  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
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
                request.scope = Scope.of(request.user)  # type: ignore[attr-defined]
            except NotPermitted:
                # Signed in but in no role today: the public pages and the way out stay open.
                if needs == policy.PUBLIC:
                    return None
                raise Http404 from None
        if needs == policy.PUBLIC:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if needs != policy.SIGNED_IN:
            try:
                require(request.scope, needs)  # type: ignore[attr-defined]
            except NotPermitted:
                raise Http404 from None
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, NotPermitted):
            raise Http404 from None
