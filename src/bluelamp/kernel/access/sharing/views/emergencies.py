"""Opening one record in an emergency, and the queue of those who look at why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.decision import LONDON
from bluelamp.kernel.access.sharing import actions, queries, rules
from bluelamp.kernel.access.sharing.forms import GlassForm, ReviewForm
from bluelamp.kernel.access.sharing.views.asking import status_of

FORMS = require_http_methods(["GET", "HEAD", "POST"])


@policy.confirmed
@policy.requires("glass.open")
@FORMS
def emergency(request: HttpRequest) -> HttpResponse:
    """A reference and a reason, from somebody who has just confirmed who they are."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    terms = rules.glass_terms(now.astimezone(LONDON).date())
    form = GlassForm(request.POST or None)
    if form.is_valid():
        try:
            broken = actions.glass.break_glass(by=scope, now=now, **form.cleaned_data)
            return redirect("sharing:opened", number=broken.pk)
        except NotNow as why:
            form.add_error(None, str(why))
    context = {"form": form, "terms": terms, "opened": queries.glass.open_to(scope, now=now)}
    return render(request, "sharing/emergency.html", context, status=status_of(form))


@policy.requires("glass.open")
@require_safe
def opened(request: HttpRequest, number: int) -> HttpResponse:
    """The record, while it is open."""
    broken, looked = actions.glass.consult(by=request.scope, number=number, now=timezone.now())  # type: ignore[attr-defined]
    return render(request, "sharing/opened.html", {"broken": broken, "look": looked, "shown": looked.shown()})


@policy.requires("glass.oversee")
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """What waits for review, the most urgent first, and what was found of the rest."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    waiting, done = actions.glass.reviews(by=scope, now=now)
    context = {"queue": waiting, "done": done, "now": now}
    return render(request, "sharing/reviews.html", context)


@policy.requires("glass.review")
@FORMS
def review(request: HttpRequest, number: int) -> HttpResponse:
    """What a second person finds."""
    scope = request.scope  # type: ignore[attr-defined]
    broken = actions.glass.open_review(by=scope, number=number)
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        try:
            actions.glass.review(by=scope, number=number, now=timezone.now(), **form.cleaned_data)
            return redirect("sharing:reviews")
        except NotNow as why:
            form.add_error(None, str(why))
    return render(request, "sharing/review.html", {"form": form, "broken": broken}, status=status_of(form))
