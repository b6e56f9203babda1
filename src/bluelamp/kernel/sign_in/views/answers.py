"""What the pages of signing in share: how they answer, and where somebody goes from here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from bluelamp.kernel.sign_in.forms import Throttled

SAID = "said"


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, **more: Any
) -> HttpResponse:
    """A page; a form on it that came back with errors makes it 422, and one that has to rest 429."""
    told = {"said": request.session.pop(SAID, "")} if SAID in request.session else {}
    response = render(request, f"sign_in/{template}.html", {**told, **(context or {})}, **more)
    form = (context or {}).get("form")
    if form is not None and form.errors:
        response.status_code = 422
        if isinstance(form, Throttled) and form.must_wait:
            response.status_code = 429
            response["Retry-After"] = str(form.must_wait)
    response["Cache-Control"] = "no-store"
    return response


def say(request: HttpRequest, what: str) -> None:
    """Have the next page begin with this."""
    request.session[SAID] = what


def goes_to(request: HttpRequest) -> str:
    """Where somebody wanted to go: a page of this house, or home."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    ours = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=ours, require_https=request.is_secure())
    return wanted if safe else "/"
