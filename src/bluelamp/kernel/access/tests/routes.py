"""A few routes for the tests of the gate, one for each thing a view can declare, before those of the house."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.scope import require
from bluelamp.web.urls import handler400, handler404, handler500  # noqa: F401 - Django looks for them here


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("never seen")


@policy.public
def open_to_all(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.scope.role or "nobody")


@policy.signed_in
def mine(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.scope.role)


@policy.requires("papers.sign")
def sign(request: HttpRequest) -> HttpResponse:
    return HttpResponse("signed")


@policy.signed_in
def refused_inside(request: HttpRequest) -> HttpResponse:
    require(request.scope, "papers.sign")
    return HttpResponse("signed")


@policy.signed_in
def not_there(request: HttpRequest) -> HttpResponse:
    raise Http404


@policy.signed_in
def download(request: HttpRequest) -> HttpResponse:
    return HttpResponse("file", headers={"Cache-Control": "private, max-age=60"})


urlpatterns = [
    path("undeclared", undeclared, name="undeclared"),
    path("open", open_to_all, name="open"),
    path("mine", mine, name="mine"),
    path("sign", sign, name="sign"),
    path("refused-inside", refused_inside, name="refused-inside"),
    path("not-there", not_there, name="not-there"),
    path("download", download, name="download"),
    path("", include("bluelamp.web.urls")),
]
