"""A form that came too late or without its token comes back with everything that was typed, to be sent again.

Nothing of it is kept on the server: it goes back to the browser it came from, as fields of the page.
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SECRETS = ("password", "code", "credential", "csrfmiddlewaretoken")
"""Parts of names of fields that are never sent back."""


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of the form with what stood in them, in their order, secrets left out."""
    return [
        (name, text)
        for name, texts in request.POST.lists()
        if not any(secret in name for secret in SECRETS)
        for text in texts
    ]


def page(request: HttpRequest, *, why: str) -> HttpResponse:
    """The page that offers to send it again. ``why`` is ``expired``, ``signed_out`` or ``unconfirmed``.

    What another site made the browser send is not offered: one press would do what that site wants done.
    """
    ours = is_from_here(request)
    context = {
        "why": why,
        "ours": ours,
        "fields": typed(request) if ours else [],
        "had_files": ours and bool(request.FILES),
        "address": request.get_full_path(),
        "marking": "OFFICIAL-SENSITIVE",
    }
    response = render(request, "access/send_again.html", context, status=HTTPStatus.FORBIDDEN)
    response["Cache-Control"] = "no-store"
    return response


def is_from_here(request: HttpRequest) -> bool:
    """Does the browser say that one of our own pages sent this?"""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()
