"""Pages that belong to no area: home, what Bluelamp owes to whom, and what is said when something went wrong."""

from __future__ import annotations

import sys
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from bluelamp.kernel.access import policy, sending_again
from bluelamp.ui.api.problems import Problem
from bluelamp.ui.templates import nonce
from bluelamp.web import home as at_home
from bluelamp.web.navigation import is_sample

PROBLEMS = {
    HTTPStatus.NOT_FOUND: "There is no such address.",
    HTTPStatus.BAD_REQUEST: "It could not be read.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not answer to that method.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "It is larger than one request may be.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The records are out of reach. Try again shortly.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something went wrong on our side, and nothing was changed.",
}
"""What a program reads where a person gets a page."""


@policy.signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What needs attention, and what this role can do here."""
    return render(request, "web/home.html", {"home": at_home.home(request.scope)})  # type: ignore[attr-defined]


@policy.public
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works, what does not yet, and how it was tested."""
    return render(request, "web/accessibility.html")


@policy.public
def attributions(request: HttpRequest) -> HttpResponse:
    """Whose data and whose work Bluelamp carries, under which licence."""
    return render(request, "web/attributions.html")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Bad input that no form could put into words."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return _sorry(request, "web/bad_request.html", HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Refused for a reason that gives nothing away."""
    return _sorry(request, "web/forbidden.html", HTTPStatus.FORBIDDEN)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of this session: often a page left open over a new sign-in. It comes back."""
    return sending_again.page(request, why="expired")


def too_large(request: HttpRequest) -> HttpResponse:
    """More was sent than any form here takes."""
    limit = settings.BODY_LIMIT // 2**20
    return _sorry(request, "web/too_large.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, limit=limit)


def not_allowed(request: HttpRequest, allow: str) -> HttpResponse:
    """The address is right and the method is not: a page that is only read was sent something."""
    response = _sorry(request, "web/not_allowed.html", HTTPStatus.METHOD_NOT_ALLOWED)
    response["Allow"] = allow
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page, or not for this reader: the two look alike on purpose."""
    return _sorry(request, "web/not_found.html", HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """A mistake of ours; or the records are out of reach, which waiting may cure."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = _sorry(request, "web/unavailable.html", HTTPStatus.SERVICE_UNAVAILABLE)
        response["Retry-After"] = "30"
        return response
    return _sorry(request, "web/server_error.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def _sorry(request: HttpRequest, template: str, status: HTTPStatus, **more: Any) -> HttpResponse:
    """Without asking who is reading: the page must come even when the records do not, and holds nobody's name.

    A program is told in its own terms.
    """
    if request.path.startswith("/api/"):
        return Problem(status, PROBLEMS.get(status, "It could not be answered.")).answer()
    context: dict[str, Any] = {"sample": is_sample(), "request_nonce": nonce(request), **more}
    return HttpResponse(
        render_to_string(template, context), status=status, headers={"Cache-Control": "no-store"}
    )
