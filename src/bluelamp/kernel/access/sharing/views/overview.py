"""What is shared with us, what we share, and what somebody should know."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.middleware import PURPOSE
from bluelamp.kernel.access.sharing import actions, queries
from bluelamp.kernel.access.sharing.forms import PurposeForm


@policy.requires("agreements.read")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everything that crosses between organisations, as far as this reader sees it."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    with_us, by_us = actions.records.shared(by=scope, now=now)
    overdue = queries.glass.queue(scope, now=now) if scope.may("glass.oversee") else ()
    context = {
        "with_us": with_us,
        "by_us": by_us,
        "notices": queries.notices.waiting(scope),
        "opened": queries.glass.open_to(scope, now=now),
        "to_review": len(overdue),
        "asking": queries.agreements.asking(scope, now=now),
        "purpose_form": PurposeForm(initial={"purpose": scope.purpose}),
        "offers": queries.records.offers(scope).count() if scope.may("holdings.compartment") else 0,
    }
    return render(request, "sharing/home.html", context)


@policy.requires("agreements.read")
@require_POST
def purpose(request: HttpRequest) -> HttpResponse:
    """Say what one is working on: every reading from now on is held to it, and written down with it."""
    form = PurposeForm(request.POST)
    if form.is_valid():
        request.session[PURPOSE] = form.cleaned_data["purpose"]
    return redirect("sharing:home")


@policy.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """What they were told, the latest first; sent back, all of it has been read."""
    scope = request.scope  # type: ignore[attr-defined]
    if request.method == "POST":
        actions.notices.see(by=scope, now=timezone.now())
        return redirect("sharing:notices")
    waiting = list(queries.notices.waiting(scope))
    unread = {one.pk for one in waiting}
    earlier = [one for one in queries.notices.addressed(scope)[:100] if one.pk not in unread]
    return render(request, "sharing/notices.html", {"waiting": waiting, "earlier": earlier})
