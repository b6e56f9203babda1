"""Pages for the tests of signing in: one that is anybody's, one that takes a form, one that asks again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path

from bluelamp.kernel.access import policy
from bluelamp.web.urls import handler400, handler403, handler404, handler500  # noqa: F401 - Django looks for them here


@policy.signed_in
def mine(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.scope.role)


@policy.signed_in
def scope(request: HttpRequest) -> JsonResponse:
    found = request.scope
    return JsonResponse({"session": found.session, "address": found.address})


@policy.signed_in
@policy.posts
def note(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"kept: {request.POST['note']}")


@policy.signed_in
@policy.confirmed
@policy.posts
def grave(request: HttpRequest) -> HttpResponse:
    return HttpResponse("done" if request.method == "POST" else "opened")


urlpatterns = [
    path("mine", mine, name="mine"),
    path("scope", scope, name="scope"),
    path("note", note, name="note"),
    path("grave", grave, name="grave"),
    path("", include("bluelamp.web.urls")),
]
