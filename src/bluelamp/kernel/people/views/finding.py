"""Looking for somebody, and the page of one person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bluelamp.kernel.access import policy
from bluelamp.kernel.people import actions, queries
from bluelamp.kernel.people.forms import SearchForm
from bluelamp.kernel.people.queries.finding import Asked
from bluelamp.kernel.people.views import reasons


@policy.requires("people.search")
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """A form; sent by POST, so that no address or log of addresses holds whom somebody looked for."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_bound and form.is_valid():
        asked = Asked(**form.cleaned_data)
        found = actions.reading.search(by=request.scope, asked=asked, now=timezone.now())  # type: ignore[attr-defined]
    context = {"form": form, "found": found}
    return render(request, "people/search.html", context, status=422 if form.errors else 200)


@policy.requires("people.read")
@require_http_methods(["GET", "HEAD", "POST"])
@reasons.asked
def person(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything this reader may know of somebody, with who says so."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    reason = reasons.given(request, ref)
    whose = actions.reading.person(by=scope, ref=ref, now=now, reason=reason)
    if reason:
        reasons.keep(request, [whose.ref, *(source.ref for source in whose.sources)], reason)
    context = {
        "whose": whose,
        "partings": queries.merges.partings(whose),
        "undone": queries.merges.undone(scope, whose, now=now),
    }
    return render(request, "people/person.html", context)
