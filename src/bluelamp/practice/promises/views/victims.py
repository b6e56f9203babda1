"""The pages of the plan for a vulnerable victim."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.kernel.access.sharing.views.asking import keeps_what_was_typed, status_of
from bluelamp.kernel.organisations import queries as organisations
from bluelamp.practice.promises import actions, clocks, queries
from bluelamp.practice.promises.forms.fields import EndForm, Versioned
from bluelamp.practice.promises.forms.victims import (
    ActionForm,
    EndActionForm,
    MeasureForm,
    PlanForm,
    SignForm,
)
from bluelamp.practice.promises.queries.records import PLAN as ITEM
from bluelamp.practice.promises.views.asking import step
from bluelamp.practice.promises.words import PLAN

FORMS = require_http_methods(["GET", "HEAD", "POST"])
HERE = "promises:plan"


@policy.requires("promises.read")
@require_safe
def plan(request: HttpRequest, ref: str) -> HttpResponse:
    """The plan, its actions and measures, and how each stands."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = actions.reading.consult(by=scope, ref=ref, item=ITEM, now=now)
    context = {
        "look": looked,
        "plan": queries.victims.of_record(scope, looked, now=now),
        "may_write": queries.records.may_write(scope, looked, ITEM, now=now),
        "may_end": queries.records.may_write(scope, looked, ITEM, now=now, ends=True),
        "may_review": queries.records.may_write(
            scope, looked, ITEM, now=now, act="promises.review", ends=True
        ),
    }
    return render(request, "promises/plan.html", context)


@policy.requires("promises.keep")
@FORMS
@keeps_what_was_typed
def write(request: HttpRequest, ref: str) -> HttpResponse:
    """Write the plan, or write it anew."""
    scope = request.scope  # type: ignore[attr-defined]

    def build(look: Look, data: Any, now: datetime) -> Form:
        found = queries.victims.of_record(scope, look, now=now)
        if found is None:
            return PlanForm(data, initial={"version": 0})
        said = {name: getattr(found.row, name) for name in (*PLAN, "review_on", "version")}
        return PlanForm(data, initial=said)

    def do(look: Look, form: Form, now: datetime) -> None:
        assert isinstance(form, PlanForm)
        actions.victims.write(by=scope, record=look, now=now, **form.said())

    return step(
        request, ref, build, do, item=ITEM, back=HERE, title="Plan for the victim", button="Save the plan"
    )


@policy.requires("promises.keep")
@FORMS
def add_action(request: HttpRequest, ref: str) -> HttpResponse:
    """Somebody undertakes to do something."""
    scope = request.scope  # type: ignore[attr-defined]
    bodies = [(body.key, str(body)) for body in organisations.organisations()]

    def do(look: Look, form: Form, now: datetime) -> None:
        actions.victims.add_action(by=scope, record=look, now=now, **form.cleaned_data)

    return step(
        request, ref, lambda look, data, now: ActionForm(data, agencies=bodies, initial={"agency": scope.organisation}),
        do, item=ITEM, back=HERE, title="Add an action", button="Add the action",
    )  # fmt: skip


@policy.requires("promises.keep")
@FORMS
@keeps_what_was_typed
@transaction.atomic  # Who may not end it was shown nothing, and no record says that they were.
def end_action(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """An action is done, or no longer needed; by its own organisation, a partner too."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = actions.reading.consult(by=scope, ref=ref, item=ITEM, now=now)
    found = queries.victims.of_record(scope, looked, now=now)
    one = next((row for row, _ in found.actions if row.pk == number), None) if found else None
    if one is None or not (
        one.agency.body.key == scope.body
        or queries.records.may_write(scope, looked, ITEM, now=now, ends=True)
    ):
        raise NotPermitted(NOT_THERE)
    form = EndActionForm(request.POST if request.method == "POST" else None, initial={"version": one.version})
    if form.is_bound and form.is_valid():
        try:
            actions.victims.end_action(by=scope, record=looked, number=number, now=now, **form.cleaned_data)
            return redirect(HERE, ref=ref)
        except NotNow as why:
            form.add_error(None, str(why))
    context = {
        "look": looked,
        "form": form,
        "title": "How does this action stand?",
        "button": "Save",
        "says": one.does,
    }
    return render(request, "promises/step.html", context, status=status_of(form))


@policy.requires("promises.keep")
@FORMS
def protect(request: HttpRequest, ref: str) -> HttpResponse:
    """Something keeps them safe for a time."""
    scope = request.scope  # type: ignore[attr-defined]

    def do(look: Look, form: Form, now: datetime) -> None:
        actions.victims.protect(by=scope, record=look, now=now, **form.cleaned_data)

    return step(
        request, ref, lambda look, data, now: MeasureForm(data, initial={"since": clocks.on(now)}), do,
        item=ITEM, back=HERE, title="Add a safety measure", button="Add the measure",
    )  # fmt: skip


@policy.requires("promises.keep")
@FORMS
def unprotect(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """A measure is over before its time."""
    scope = request.scope  # type: ignore[attr-defined]

    def do(look: Look, form: Form, now: datetime) -> None:
        actions.victims.unprotect(by=scope, record=look, number=number, now=now)

    return step(
        request, ref, lambda look, data, now: Versioned(data, initial={"version": 0}), do,
        item=ITEM, ends=True, back=HERE, title="End a safety measure", button="End it today",
    )  # fmt: skip


@policy.requires("promises.review")
@FORMS
@keeps_what_was_typed
def sign(request: HttpRequest, ref: str) -> HttpResponse:
    """A supervisor agrees to the plan as it stands."""
    scope = request.scope  # type: ignore[attr-defined]

    def build(look: Look, data: Any, now: datetime) -> Form:
        found = queries.victims.of_record(scope, look, now=now)
        return SignForm(data, initial={"version": found.row.version if found else 0})

    def do(look: Look, form: Form, now: datetime) -> None:
        actions.victims.sign_off(by=scope, record=look, version=form.cleaned_data["version"], now=now)

    return step(
        request, ref, build, do, item=ITEM, act="promises.review", back=HERE,
        title="Sign the plan off", button="Sign it off",
    )  # fmt: skip


@policy.requires("promises.review")
@FORMS
def end(request: HttpRequest, ref: str) -> HttpResponse:
    """The plan is over: why. Not while one of its actions is still to do."""
    scope = request.scope  # type: ignore[attr-defined]

    def do(look: Look, form: Form, now: datetime) -> None:
        actions.victims.end(by=scope, record=look, reason=form.cleaned_data["reason"], now=now)

    return step(
        request, ref, lambda look, data, now: EndForm(data, initial={"version": 0}), do,
        item=ITEM, act="promises.review", ends=True, back=HERE, title="End the plan", button="End the plan",
    )  # fmt: skip
