"""Joining two people and parting them again: a preview first, then a reason."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.people import actions, queries
from bluelamp.kernel.people.forms import MergeForm, ReasonForm
from bluelamp.kernel.people.views import reasons


@policy.requires("people.merge")
@require_http_methods(["GET", "HEAD", "POST"])
@reasons.asked
def merge(request: HttpRequest, ref: str) -> HttpResponse:
    """The other person is named, shown beside this one, and joined when a reason is given."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    whose = actions.reading.person(by=scope, ref=ref, now=now, reason=reasons.given(request, ref))
    form = MergeForm(request.POST if request.method == "POST" else None)
    form.fields["reason"].required = "confirm" in request.POST
    other = None
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            reason = given["reason"] or reasons.given(request, ref)
            other = actions.reading.person(by=scope, ref=given["other"], now=now, reason=reason)
            if other.head == whose.head:
                form.add_error("other", "They are one person already.")
            elif "confirm" in request.POST:
                actions.merging.merge(
                    by=scope, ref=whose.ref, other=other.ref, reason=given["reason"], now=now
                )
                return redirect("people:person", ref=whose.ref)
        except NotPermitted:
            form.add_error("other", "There is nobody with this reference that you may see")
        except NotNow as why:
            form.add_error("reason", str(why))
    context = {"whose": whose, "other": None if other and other.head == whose.head else other, "form": form}
    return render(request, "people/merge.html", context, status=422 if form.errors else 200)


@policy.requires("people.merge")
@require_http_methods(["GET", "HEAD", "POST"])
@reasons.asked
@transaction.atomic  # Where there is no such merge nothing was shown, and no record says that it was.
def unmerge(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Who would be whose again, then the reason."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    whose = actions.reading.person(by=scope, ref=ref, now=now, reason=reasons.given(request, ref))
    parting = queries.merges.parting(scope, whose, number)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.merging.unmerge(by=scope, ref=ref, number=number, now=now, **form.cleaned_data)
            return redirect("people:person", ref=ref)
        except NotNow as why:
            form.add_error("reason", str(why))
    context = {"whose": whose, "parting": parting, "form": form}
    return render(request, "people/unmerge.html", context, status=422 if form.errors else 200)
