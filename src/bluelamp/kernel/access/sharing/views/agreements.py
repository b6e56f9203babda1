"""The register of information-sharing agreements, a page each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.sharing import actions, queries, rules
from bluelamp.kernel.access.sharing.forms import AgreementForm, WithdrawForm
from bluelamp.kernel.access.sharing.views.asking import keeps_what_was_typed, status_of

FORMS = require_http_methods(["GET", "HEAD", "POST"])


@policy.requires("agreements.read")
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Every agreement this reader works under, and how it stands today."""
    now = timezone.now()
    rows = queries.agreements.register(request.scope)  # type: ignore[attr-defined]
    listed = [(row, queries.agreements.standing(row, now=now)) for row in rows]
    return render(request, "sharing/agreements.html", {"agreements": listed})


@policy.requires("agreements.read")
@require_safe
def agreement(request: HttpRequest, key: str) -> HttpResponse:
    """One of them, to read or print."""
    found = queries.agreements.agreement(request.scope, key)  # type: ignore[attr-defined]
    context = {
        "agreement": found,
        "standing": queries.agreements.standing(found, now=timezone.now()),
        "gateway": rules.gateways().get(found.gateway),
    }
    return render(request, "sharing/agreement.html", context)


@policy.requires("agreements.edit")
@FORMS
def write_down(request: HttpRequest) -> HttpResponse:
    """A new one."""
    form = AgreementForm(request.POST or None)
    if form.is_valid():
        try:
            draft, now = form.draft(), timezone.now()
            key = slugify(draft.title)[:60]
            actions.agreements.write_down(by=request.scope, key=key, draft=draft, now=now)  # type: ignore[attr-defined]
            return redirect("sharing:agreement", key=key)
        except NotNow as why:
            form.add_error(None, str(why))
    return render(request, "sharing/agreement_form.html", {"form": form}, status=status_of(form))


@policy.requires("agreements.edit")
@FORMS
@keeps_what_was_typed
def amend(request: HttpRequest, key: str) -> HttpResponse:
    """Other words, parties, data or dates."""
    scope = request.scope  # type: ignore[attr-defined]
    found = queries.agreements.agreement(scope, key)
    form = AgreementForm(request.POST or None, initial=queries.agreements.as_typed(found))
    if form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            actions.agreements.amend(by=scope, agreement=found, draft=form.draft(), version=version)
            return redirect("sharing:agreement", key=key)
        except NotNow as why:
            form.add_error(None, str(why))
    context = {"form": form, "agreement": found}
    return render(request, "sharing/agreement_form.html", context, status=status_of(form))


@policy.requires("agreements.edit")
@FORMS
@keeps_what_was_typed
def end(request: HttpRequest, key: str) -> HttpResponse:
    """End it at once, and with it everything that stands on it."""
    scope = request.scope  # type: ignore[attr-defined]
    found = queries.agreements.agreement(scope, key)
    form = WithdrawForm(request.POST or None, initial={"version": found.version})
    if form.is_valid():
        try:
            said = form.cleaned_data
            actions.agreements.end(by=scope, agreement=found, now=timezone.now(), **said)
            return redirect("sharing:agreement", key=key)
        except NotNow as why:
            form.add_error(None, str(why))
    context = {"form": form, "agreement": found, "grants": queries.agreements.standing_on(found)}
    return render(request, "sharing/agreement_end.html", context, status=status_of(form))
