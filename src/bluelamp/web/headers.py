"""What goes out with every answer, and what is too large to come in: around everything else, errors included."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from bluelamp.web import views

Answer = Callable[[HttpRequest], HttpResponse]

ALWAYS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
"""Where the page itself says nothing else. A page that carries scripts brings a policy of its own with their nonce."""


class Headers:
    """The outermost layer: what is answered before any other layer was asked carries the same headers."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if settings.HTTPS:
            hsts = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
            response.headers.setdefault("Strict-Transport-Security", hsts)
        return response


class Refusals:
    """What is refused before or beside a page is told on a page too: inside the layer that allows it a style."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _size(request) > settings.BODY_LIMIT:
            return views.too_large(request)
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return views.not_allowed(request, response["Allow"])
        return response


def _size(request: HttpRequest) -> int:
    """Bytes that the request says it brings. A server reads no further than that."""
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isdecimal() else 0
