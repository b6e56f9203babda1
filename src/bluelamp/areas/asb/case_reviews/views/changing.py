"""What is done with an application, one page a step."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from bluelamp.areas.asb.case_reviews import actions, queries
from bluelamp.areas.asb.case_reviews.forms import (
    AnswerForm,
    AppealDecisionForm,
    AppealForm,
    ApplyForm,
    AskForm,
    ConcludeForm,
    DecideForm,
    MoveForm,
    PanelForm,
    RecommendForm,
    ReturnForm,
)
from bluelamp.areas.asb.case_reviews.queries.applications import Line
from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.views.asking import keeps_what_was_typed
from bluelamp.practice.powers.queries.records import people
from bluelamp.practice.powers.views.asking import FORMS, given

DECIDES = "case_reviews.decide"


@policy.requires("case_reviews.apply")
@FORMS
@transaction.atomic
def apply(request: HttpRequest, ref: str) -> HttpResponse:
    """Write down an application."""
    by, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = queries.records.open_to(by, ref, "case_reviews.apply", now=now)
    actions.reading.asked(by=by, looked=looked, now=now)
    form = ApplyForm(given(request), people=people(by, looked), initial={"submission": uuid.uuid4()})
    do = lambda: actions.applications.apply(by=by, record=ref, now=now, **form.said())  # noqa: E731
    back = ("case_reviews:record", [ref])
    context = {"ref": ref, "look": looked, "heading": "Apply for a case review", "back": back}
    return _asked(request, form, do, context)


@policy.requires(DECIDES)
@FORMS
@keeps_what_was_typed
@transaction.atomic
def acknowledge(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The letter was sent."""
    return _simple(request, ref, number, actions.applications.acknowledge, "The letter was sent")


@policy.requires(DECIDES)
@FORMS
@keeps_what_was_typed
@transaction.atomic
def ask(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Ask the agencies."""
    looked, line = _own(request, ref, number)
    form = AskForm(given(request), initial=_version(line) | {"agencies": ["police", "council"]})
    return _do(
        request,
        looked,
        line,
        form,
        actions.applications.ask_agencies,
        "Ask the agencies",
        lambda: form.cleaned_data,
    )


@policy.requires(DECIDES)
@FORMS
@transaction.atomic
def take_return(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """An agency answered."""
    looked, line = _own(request, ref, number)
    asked = [each.agency for each in line.application.returns.all()]
    form = ReturnForm(given(request), asked=asked)
    return _do(
        request,
        looked,
        line,
        form,
        actions.applications.take_return,
        "An agency answered",
        lambda: form.cleaned_data,
    )


@policy.requires(DECIDES)
@FORMS
@keeps_what_was_typed
@transaction.atomic
def decide(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Decide on the threshold, beside the count."""
    looked, line = _own(request, ref, number)
    form = DecideForm(given(request), initial=_version(line))
    by, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    verdict = actions.applications.counted(by=by, record=ref, number=number, now=now)
    said = lambda: {"is_met": form.cleaned_data["met"], "why": form.cleaned_data["why"]}  # noqa: E731
    return _do(
        request,
        looked,
        line,
        form,
        actions.applications.decide,
        "Is the threshold met?",
        said,
        verdict=verdict,
    )


@policy.requires(DECIDES)
@FORMS
@keeps_what_was_typed
@transaction.atomic
def panel(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Arrange a panel."""
    looked, line = _own(request, ref, number)
    form = PanelForm(given(request), initial=_version(line))
    return _do(request, looked, line, form, actions.reviews.arrange, "Arrange the panel", form.said)


@policy.requires(DECIDES)
@FORMS
@keeps_what_was_typed
@transaction.atomic
def conclude(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The panel met."""
    looked, line = _own(request, ref, number)
    form = ConcludeForm(given(request), initial=_version(line))
    return _do(
        request,
        looked,
        line,
        form,
        actions.reviews.conclude,
        "What the panel found",
        lambda: form.cleaned_data,
    )


@policy.requires(DECIDES)
@FORMS
@transaction.atomic
def recommend(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Recommend something."""
    looked, line = _own(request, ref, number)
    form = RecommendForm(given(request))
    return _do(
        request,
        looked,
        line,
        form,
        actions.reviews.recommend,
        "Add a recommendation",
        lambda: form.cleaned_data,
    )


@policy.requires(DECIDES)
@FORMS
@transaction.atomic
def answer(request: HttpRequest, ref: str, number: int, recommendation: int) -> HttpResponse:
    """What an agency answered to a recommendation."""
    looked, line = _own(request, ref, number)
    form = AnswerForm(given(request))
    said = lambda: {"recommendation": recommendation, **form.cleaned_data}  # noqa: E731
    return _do(request, looked, line, form, actions.reviews.answer, "What they answered", said)


@policy.requires(DECIDES)
@FORMS
@keeps_what_was_typed
@transaction.atomic
def outcome(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Whoever applied was told."""
    return _simple(request, ref, number, actions.reviews.send_outcome, "The outcome was sent")


@policy.requires(DECIDES)
@FORMS
@keeps_what_was_typed
@transaction.atomic
def close(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """It is over."""
    return _simple(request, ref, number, actions.reviews.close, "Close the application")


@policy.requires("case_reviews.apply")
@FORMS
@transaction.atomic
def appeal(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """They do not agree."""
    looked, line = _own(request, ref, number, "case_reviews.apply")
    form = AppealForm(given(request))
    return _do(
        request,
        looked,
        line,
        form,
        actions.applications.appeal,
        "Write down an appeal",
        lambda: form.cleaned_data,
    )


@policy.requires(DECIDES)
@FORMS
@keeps_what_was_typed
@transaction.atomic
def decide_appeal(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Somebody else decides on the appeal."""
    looked, line = _own(request, ref, number)
    form = AppealDecisionForm(given(request), initial=_version(line))
    return _do(
        request,
        looked,
        line,
        form,
        actions.applications.decide_appeal,
        "Decide the appeal",
        lambda: form.cleaned_data,
    )


def _version(line: Line) -> dict[str, Any]:
    return {"version": line.application.version}


def _own(request: HttpRequest, ref: str, number: int, act: str = DECIDES) -> tuple[Look, Line]:
    """A record and the application on it on which the asker may act. Inside the page's transaction."""
    by, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = queries.records.open_to(by, ref, act, now=now)
    line = queries.applications.of(by, looked, number, today=timezone.localdate(now), now=now)
    actions.reading.asked(by=by, looked=looked, now=now)
    return looked, line


def _simple(request: HttpRequest, ref: str, number: int, action: Any, heading: str) -> HttpResponse:
    looked, line = _own(request, ref, number)
    form = MoveForm(given(request), initial=_version(line))
    return _do(request, looked, line, form, action, heading, lambda: form.cleaned_data)


def _do(
    request: HttpRequest,
    looked: Look,
    line: Line,
    form: forms.Form,
    action: Any,
    heading: str,
    said: Callable[[], Any],
    **more: Any,
) -> HttpResponse:
    by, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    row, ref = line.application, line.ref

    def do() -> None:
        version = {"version": form.cleaned_data["version"]} if "version" in form.fields else {}
        action(by=by, record=ref, number=row.pk, now=now, **{**said(), **version})

    back = ("case_reviews:application", [ref, row.pk])
    return _asked(
        request,
        form,
        do,
        {"ref": ref, "look": looked, "line": line, "heading": heading, "back": back, **more},
    )


def _asked(
    request: HttpRequest, form: forms.Form, do: Callable[[], Any], context: dict[str, Any]
) -> HttpResponse:
    """The form as a page, or what it asks for done."""
    if form.is_bound and form.is_valid():
        try:
            do()
            route, arguments = context["back"]
            return redirect(route, *arguments)
        except NotNow as why:
            form.add_error(None, str(why))
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "case_reviews/ask.html", {"form": form, **context}, status=status)
