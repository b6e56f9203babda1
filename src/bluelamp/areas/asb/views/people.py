"""Putting somebody on a case, and taking them off."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bluelamp.areas.asb import actions, queries
from bluelamp.areas.asb.forms.cases import PersonForm, ReasonForm
from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.joining import refuse_joined
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.seeing import NOT_THERE
from bluelamp.kernel.access.sharing.views.asking import status_of


@policy.requires("asb.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, ref: str) -> HttpResponse:
    """Somebody more: known by their reference, or as they were described."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked, case = queries.cases.case(scope, ref, now=now)
    refuse_joined(scope, looked, now=now)
    if not actions.cases.writable(scope, looked, now=now):
        raise NotPermitted(NOT_THERE)
    actions.cases.asked(by=scope, looked=looked, now=now)
    form = PersonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.people.involve(by=scope, ref=ref, now=now, **form.cleaned_data)
            return redirect("asb:case", ref)
        except NotNow as why:
            form.add_error(None, str(why))
        except NotPermitted:
            form.add_error("person", "There is nobody with that reference whom you may see")
    return render(
        request, "asb/person.html", {"form": form, "look": looked, "case": case}, status=status_of(form)
    )


@policy.requires("asb.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def let_go(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Take somebody off, with a reason."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked, case = queries.cases.case(scope, ref, now=now)
    refuse_joined(scope, looked, now=now)
    who = queries.cases.somebody(scope, looked, case, number, now=now)
    if queries.cases.item_of(who.row.role) not in actions.cases.writable(scope, looked, now=now):
        raise NotPermitted(NOT_THERE)
    actions.cases.asked(by=scope, looked=looked, now=now)
    form = ReasonForm(request.POST or None)
    form.label_suffix = ""
    if form.is_bound and form.is_valid():
        try:
            actions.people.let_go(by=scope, ref=ref, number=number, now=now, **form.cleaned_data)
            return redirect("asb:case", ref)
        except NotNow as why:
            form.add_error(None, str(why))
    context = {"form": form, "look": looked, "case": case, "who": who}
    return render(request, "asb/let_go.html", context, status=status_of(form))
