"""Pages on which people decide that limits begin anew: proposed by one, looked at both ways, decided by another."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.measures import Measure
from bluelamp.performance import actions, catalogue, queries
from bluelamp.performance.actions import NotNow
from bluelamp.performance.forms import DecideForm, RebaseForm, WhichForm, WithdrawForm
from bluelamp.performance.queries import Review
from bluelamp.performance.views.frame import areas, frame, of_measure


@policy.requires("figures.read")
@require_safe
def rebases(request: HttpRequest) -> HttpResponse:
    """Every rebase, those that wait for a second person first."""
    found = queries.all_rebases(request.scope)  # type: ignore[attr-defined]
    rows = [
        (one, catalogue.measure(one.measure).title, queries.place_name(one.area_level, one.area))
        for one in found
    ]
    return render(request, "performance/rebases.html", {"rows": rows})


@policy.requires("signals.propose_rebase")
@policy.posts
@of_measure
def propose(request: HttpRequest, measure: Measure) -> HttpResponse:
    """Propose new limits for the series shown on a measure's page."""
    scope = request.scope  # type: ignore[attr-defined]
    which = WhichForm(request.GET, measure=measure, areas=areas(scope, measure))
    if not which.is_valid():
        raise Http404
    judged = queries.signal(scope, measure.key, **which.asked())
    months = [reading.period.last_month for reading in judged.readings if reading.value is not None]
    form = RebaseForm(request.POST or None, months=months)
    if form.is_bound and form.is_valid():
        try:
            made = actions.rebases.propose(
                by=scope, measure=measure.key, now=timezone.now(), **form.proposed(), **which.asked()
            )
            return redirect("performance:rebase", rebase_id=made.pk)
        except NotNow as refused:
            _tell(form, refused)
    context = frame(measure, "", which) | {"judged": judged, "form": form, "error_count": len(form.errors)}
    return render(request, "performance/propose_rebase.html", context, status=422 if form.errors else 200)


@policy.requires("figures.read")
@require_safe
def rebase(request: HttpRequest, rebase_id: int) -> HttpResponse:
    """One rebase: what it would change, what speaks for and against, and what was decided."""
    return _review(request, _found(request, rebase_id))


@policy.requires("signals.approve_rebase")
@require_POST
def decide(request: HttpRequest, rebase_id: int) -> HttpResponse:
    """Approve or decline, as the second person."""
    return _act(request, rebase_id, DecideForm(request.POST), "decide")


@policy.requires("signals.withdraw_rebase")
@require_POST
def withdraw(request: HttpRequest, rebase_id: int) -> HttpResponse:
    """Take back what is proposed or in force."""
    return _act(request, rebase_id, WithdrawForm(request.POST), "withdraw")


def _act(request: HttpRequest, rebase_id: int, form: forms.Form, what: str) -> HttpResponse:
    """Do what the form says; where it cannot be done, show the page as it stands now and why not."""
    scope, found = request.scope, _found(request, rebase_id)  # type: ignore[attr-defined]
    if form.is_valid():
        does = {"approve": actions.rebases.approve, "decline": actions.rebases.decline}.get(
            form.cleaned_data.get("decision", ""), actions.rebases.withdraw
        )
        try:
            does(by=scope, rebase=found.rebase, because=form.cleaned_data["because"], now=timezone.now())
            return redirect("performance:rebase", rebase_id=rebase_id)
        except NotNow as refused:
            _tell(form, refused)
            found = _found(request, rebase_id)
    return _review(request, found, **{what: form})


def _review(request: HttpRequest, found: Review, **bound: forms.Form) -> HttpResponse:
    query = {"area": found.rebase.area} if found.rebase.area_level == "lpu" else {}
    query |= {"basis": "incident"} if found.rebase.basis == "incident" else {}
    faults = next(iter(bound.values()), None)
    context = {
        "review": found,
        "rebase": found.rebase,
        "measure": found.measure,
        "place": found.without.place,
        "query": "?" + urlencode(query) if query else "",
        "decide": bound.get("decide", DecideForm()),
        "withdraw": bound.get("withdraw", WithdrawForm()),
        "faults": faults,
        "error_count": len(faults.errors) if faults else 0,
    }
    return render(request, "performance/rebase.html", context, status=422 if faults else 200)


def _found(request: HttpRequest, rebase_id: int) -> Review:
    scope = request.scope  # type: ignore[attr-defined]
    try:
        return queries.review(scope, queries.rebase(scope, rebase_id))
    except (queries.NoSuchRebase, figures.NoSuchFigure, catalogue.NoSuchMeasure) as missing:
        raise Http404(str(missing)) from missing


def _tell(form: forms.Form, refused: NotNow) -> None:
    """Each reason at the field it speaks of."""
    for reason in refused.reasons:
        form.add_error(reason.field if reason.field in form.fields else None, reason.words)
