"""Who can see a record, opening it to others, and how it is handled."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.seeing import permitted
from bluelamp.kernel.access.sharing import actions, queries
from bluelamp.kernel.access.sharing.forms import HandlingForm, OfferForm, PersonForm, ShareForm, WithdrawForm
from bluelamp.kernel.access.sharing.views.asking import keeps_what_was_typed, kind_of, status_of

FORMS = require_http_methods(["GET", "HEAD", "POST"])


@policy.signed_in
@require_safe
def shared(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """A record as it was opened to this reader."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = actions.records.consult(by=scope, ref=ref, kind=kind_of(kind), now=now)
    grants = queries.records.grants_used(looked)
    return render(request, "sharing/record.html", {"look": looked, "shown": looked.shown(), "grants": grants})


@policy.requires("holdings.share")
@require_safe
def audience(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """Who can see this."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    found = actions.records.audience(by=scope, ref=ref, kind=kind_of(kind), now=now)
    return render(request, "sharing/audience.html", {"audience": found, "kind": found.look.kind})


@policy.requires("holdings.share")
@FORMS
def share(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """Choose what goes to whom; see it as they will; then open it to them."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = actions.records.own(scope, ref, kind_of(kind), "holdings.share", now=now)
    mine = permitted(scope, "holdings.share", looked, now=now).items
    form = ShareForm(request.POST or None, scope=scope, kind=looked.kind, open_items=mine, now=now)
    context: dict[str, Any] = {"look": looked, "form": form}
    if form.is_valid() and "change" not in request.POST:
        offer = form.offer(now)
        if seal := request.POST.get("seal"):
            try:
                actions.grants.give(by=scope, ref=ref, kind=looked.kind, offer=offer, seal=seal, now=now)
                return redirect("sharing:audience", kind=kind, ref=ref)
            except NotNow as why:
                context["why"] = str(why)
        context["preview"] = actions.grants.show(by=scope, ref=ref, kind=looked.kind, offer=offer, now=now)
        context["typed"] = _typed(request)
        return render(request, "sharing/preview.html", context, status=422 if "why" in context else 200)
    return render(request, "sharing/share.html", context, status=status_of(form))


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    names = [name for name in request.POST if name not in {"csrfmiddlewaretoken", "seal", "change"}]
    return [(name, str(value)) for name in names for value in request.POST.getlist(name)]


@policy.requires("holdings.share")
@FORMS
@keeps_what_was_typed
def withdraw(request: HttpRequest, kind: str, ref: str, number: int) -> HttpResponse:
    """Take a grant back, at once."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = actions.records.own(scope, ref, kind_of(kind), "holdings.share", now=now)
    given = queries.records.given(looked, number, now=now)
    form = WithdrawForm(request.POST or None, initial={"version": given.grant.version})
    if form.is_valid():
        try:
            said = form.cleaned_data
            actions.grants.withdraw(by=scope, ref=ref, kind=looked.kind, grant=number, now=now, **said)
            return redirect("sharing:audience", kind=kind, ref=ref)
        except NotNow as why:
            form.add_error(None, str(why))
    context = {"look": looked, "given": given, "form": form}
    return render(request, "sharing/withdraw.html", context, status=status_of(form))


@policy.confirmed
@policy.requires("holdings.compartment")
@FORMS
@keeps_what_was_typed
def handling(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """Restrict a record, seal it, or open it up."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = actions.records.own(scope, ref, kind_of(kind), "holdings.compartment", now=now)
    held = looked.holding
    form = HandlingForm(
        request.POST or None, initial={"version": held.version, "sensitivity": held.sensitivity}
    )
    if form.is_valid():
        try:
            actions.records.set_sensitivity(by=scope, ref=ref, kind=looked.kind, now=now, **form.cleaned_data)
            return redirect("sharing:audience", kind=kind, ref=ref)
        except NotNow as why:
            form.add_error(None, str(why))
    return render(request, "sharing/handling.html", {"look": looked, "form": form}, status=status_of(form))


@policy.requires("holdings.compartment")
@FORMS
def person(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """Name somebody who needs to know, or bar somebody who must not."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = actions.records.own(scope, ref, kind_of(kind), "holdings.compartment", now=now)
    form = PersonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.people.put(by=scope, ref=ref, kind=looked.kind, now=now, **form.cleaned_data)
            return redirect("sharing:audience", kind=kind, ref=ref)
        except NotNow as why:
            form.add_error(None, str(why))
    return render(request, "sharing/person.html", {"look": looked, "form": form}, status=status_of(form))


@policy.requires("holdings.compartment")
@require_POST
def take_off(request: HttpRequest, kind: str, ref: str, number: int) -> HttpResponse:
    """Somebody is on it no longer."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    try:
        actions.people.take_off(by=scope, ref=ref, kind=kind_of(kind), number=number, now=now)
    except NotNow as why:
        found = actions.records.audience(by=scope, ref=ref, kind=kind_of(kind), now=now)
        context = {"audience": found, "kind": found.look.kind, "why": str(why)}
        return render(request, "sharing/audience.html", context, status=422)
    return redirect("sharing:audience", kind=kind, ref=ref)


@policy.confirmed
@policy.requires("holdings.compartment")
@FORMS
def offer(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """Offer a record to another organisation."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = actions.records.own(scope, ref, kind_of(kind), "holdings.compartment", now=now)
    form = OfferForm(request.POST or None, scope=scope)
    if form.is_valid():
        try:
            actions.records.offer(by=scope, ref=ref, kind=looked.kind, now=now, **form.cleaned_data)
            return redirect("sharing:audience", kind=kind, ref=ref)
        except NotNow as why:
            form.add_error(None, str(why))
    return render(request, "sharing/offer.html", {"look": looked, "form": form}, status=status_of(form))


@policy.confirmed_to_send
@policy.requires("holdings.compartment")
@FORMS
def offers(request: HttpRequest) -> HttpResponse:
    """Records that others offer to us; an answer moves one, or leaves it where it is."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    why = ""
    if request.method == "POST":
        transfer = queries.records.offered(scope, request.POST.get("number", ""))
        accepted = request.POST.get("answer") == "accept"
        try:
            actions.records.answer(by=scope, transfer=transfer, accepted=accepted, now=now)
            return redirect("sharing:offers")
        except NotNow as reason:
            why = str(reason)
    waiting = actions.records.offers(by=scope)
    return render(request, "sharing/offers.html", {"offers": waiting, "why": why}, status=422 if why else 200)
