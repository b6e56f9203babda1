"""Who works on a case, taking it on, giving it back, handing all of somebody's over; and who answers for a place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.sharing.views.asking import status_of
from bluelamp.kernel.places import queries as places
from bluelamp.practice.casework import actions, queries
from bluelamp.practice.casework.forms import AssignForm, HandOverForm, PlaceForm, ReasonForm, colleagues
from bluelamp.practice.casework.views.asking import asked, asking, back, formed, home_of

FORMS = require_http_methods(["GET", "HEAD", "POST"])


@policy.requires("casework.assign")
@FORMS
def assign(request: HttpRequest, ref: str) -> HttpResponse:
    """Who could work on it, the one with the fewest open cases first; then why."""
    scope, now = asked(request)
    looked = queries.looking.case(scope, ref, now=now)
    officers = queries.assignments.officers(scope, looked, now=now)
    form = AssignForm(request.POST or None, officers=[(one.username, str(one)) for one in officers])
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.assignments.assign(
                by=scope, ref=ref, username=said["username"], reason=said["reason"], now=now
            )
            return back(request, ref)
        except NotNow as why:
            formed(form, why)
    current = queries.assignments.current(looked, scope.body)
    return asking(request, "assign", looked, form=form, officers=officers, current=current)


@policy.requires("casework.write")
@require_POST
def take(request: HttpRequest, ref: str) -> HttpResponse:
    """Take it on myself."""
    scope, now = asked(request)
    try:
        actions.assignments.take(by=scope, ref=ref, now=now)
    except NotNow as why:
        looked = queries.looking.case(scope, ref, now=now)
        return asking(request, "waiting", looked, why=str(why), status=422)
    return back(request, ref)


@policy.requires("casework.write")
@FORMS
def unassign(request: HttpRequest, ref: str) -> HttpResponse:
    """Nobody works on it any more: why."""
    scope, now = asked(request)
    looked = queries.looking.case(scope, ref, now=now)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.assignments.unassign(by=scope, ref=ref, reason=form.cleaned_data["reason"], now=now)
            return back(request, ref)
        except NotNow as why:
            formed(form, why)
    current = queries.assignments.current(looked, scope.body)
    return asking(request, "unassign", looked, form=form, current=current)


@policy.requires("casework.assign")
@FORMS
def hand_over(request: HttpRequest) -> HttpResponse:
    """All of one colleague's cases to another, with what happened to each."""
    scope, now = asked(request)
    form = HandOverForm(request.POST or None, scope=scope)
    done = None
    if form.is_valid():
        try:
            found = actions.assignments.hand_over(by=scope, now=now, **form.cleaned_data)
            done = [(one, home_of(one.look)) for one in found]
        except NotNow as why:
            formed(form, why)
    context = {"form": form, "done": done}
    return render(request, "casework/hand_over.html", context, status=status_of(form))


@policy.requires("casework.assign")
@FORMS
def by_place(request: HttpRequest) -> HttpResponse:
    """Who takes the new cases of which place."""
    scope, now = asked(request)
    form = PlaceForm(request.POST or None, places=_places(scope.lpus), officers=colleagues(scope))
    if form.is_valid():
        try:
            actions.assignments.answer_for(by=scope, now=now, **form.cleaned_data)
            return redirect("casework:places")
        except NotNow as why:
            formed(form, why)
    context = {"form": form, "rows": queries.assignments.place_officers(scope)}
    return render(request, "casework/place_officers.html", context, status=status_of(form))


@policy.requires("casework.assign")
@require_POST
def by_place_no_longer(request: HttpRequest, number: int) -> HttpResponse:
    """Somebody takes them no longer."""
    scope, now = asked(request)
    actions.assignments.answer_no_longer(by=scope, number=number, now=now)
    return redirect("casework:places")


def _places(lpus: frozenset[str]) -> list[tuple[str, str]]:
    """Units, then the neighbourhoods of each; those of the reader's own units, where they have some."""
    unit_of, names = places.unit_of(), places.names("lpu")
    units = sorted((code, name) for code, name in names.items() if not lpus or code in lpus)
    quarters = [
        (code, f"{name} ({names[unit_of[code]]})")
        for code, name in places.names("neighbourhood").items()
        if unit_of.get(code) in dict(units)
    ]
    return [*sorted(units, key=lambda one: one[1]), *sorted(quarters, key=lambda one: one[1])]
