"""What administrators do to the accounts of others: role, clearances, disabling, and a new start for who lost all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from bluelamp.kernel.access import actions as access
from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.middleware import Asked
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.sign_in import actions, passwords, queries
from bluelamp.kernel.sign_in.forms import ClearanceForm, RoleForm, WhyForm
from bluelamp.kernel.sign_in.views.answers import page, say


@policy.confirmed
@policy.requires("users.manage")
@policy.posts
def role(request: Asked, pk: int) -> HttpResponse:
    """Another role, or other units and teams. The graver roles wait for a second administrator."""
    user = _person(request, pk)
    standing = queries.standing(request.scope, pk)
    now_is = {
        "role": standing.role,
        "organisation": standing.organisation.key,
        "lpus": [area.code for area in standing.lpus.all()],
        "teams": [team.code for team in standing.teams.all()],
    } if standing else {}  # fmt: skip
    choices = queries.places_of_work(request.scope, standing)
    form = RoleForm(request.POST if request.method == "POST" else None, initial=now_is, choices=choices)

    def done() -> str:
        given = access.give_role(by=request.scope, user=user, now=timezone.now(), **form.cleaned_data)
        waits = access.waits(given)
        return "A second administrator has to give it." if waits else "The role is theirs from now on."

    return _step(request, user, "role", form, done)


@policy.confirmed
@policy.requires("users.manage")
@policy.posts
def clearance(request: Asked, pk: int) -> HttpResponse:
    """Write down until when somebody is vetted or trained."""
    user = _person(request, pk)
    form = ClearanceForm(request.POST if request.method == "POST" else None)

    def done() -> str:
        access.clear(by=request.scope, user=user, now=timezone.now(), **form.cleaned_data)
        return "It is written down, and holds from their next request."

    return _step(request, user, "clearance", form, done)


@policy.confirmed
@policy.requires("users.manage")
@policy.posts
def disable(request: Asked, pk: int) -> HttpResponse:
    """Shut the account at once, or open it again."""
    user = _person(request, pk)
    form = WhyForm(request.POST if request.method == "POST" else None)

    def done() -> str:
        if user.is_active:
            actions.disable(by=request.scope, user=user, **form.cleaned_data)
            return "The account is disabled, and every session has ended."
        actions.enable(by=request.scope, user=user, **form.cleaned_data)
        return "They can sign in again."

    return _step(request, user, "disable", form, done)


@policy.confirmed
@policy.requires("users.manage")
@policy.posts
def new_start(request: Asked, pk: int) -> HttpResponse:
    """Ask that somebody who lost every factor begins anew."""
    user = _person(request, pk)
    form = WhyForm(request.POST if request.method == "POST" else None)

    def done() -> str:
        actions.ask_for_new_start(by=request.scope, user=user, now=timezone.now(), **form.cleaned_data)
        return "A second administrator, who has seen them too, gives it."

    return _step(request, user, "new_start", form, done)


@policy.confirmed_to_send
@policy.requires("users.manage")
@policy.posts
def new_starts(request: Asked) -> HttpResponse:
    """New starts that wait for a second person. The new password is shown this once, to whoever gave it."""
    number, given, why, password = request.POST.get("number", ""), None, "", passwords.made()
    if request.method == "POST" and number.isdecimal() and len(number) < 10:
        approved = request.POST.get("answer") == "give"
        try:
            asked = actions.decide_new_start(
                by=request.scope,
                number=int(number),
                approved=approved,
                password=password,
                now=timezone.now(),
            )
            given = asked.user if approved else None
        except (NotNow, NotPermitted) as reason:
            why = str(reason)
    context = {"waiting": queries.new_starts(request.scope), "why": why, "given": given}
    return page(
        request,
        "new_starts",
        {**context, "password": password if given else ""},
        status=422 if why else 200,
    )


def _person(request: Asked, pk: int) -> Any:
    found = queries.user(request.scope, pk)
    if found is None:
        raise Http404
    return found


def _step(request: Asked, user: Any, step: str, form: Form, done: Callable[[], str]) -> HttpResponse:
    """Ask, do it, say what was done on the page of the person; or say why not."""
    if form.is_bound and form.is_valid():
        try:
            say(request, done())
            return redirect("access:person", pk=user.pk)
        except NotNow as why:
            form.add_error(None, str(why))
    context: dict[str, Any] = {"form": form, "person": user}
    return page(request, step, context)
