"""What the steps of an application have in common: one's own record, a form, what it does, and where it leads back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from bluelamp.areas.asb.case_reviews import actions, queries
from bluelamp.areas.asb.case_reviews.forms import MoveForm
from bluelamp.areas.asb.case_reviews.queries.applications import Line
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.powers.views.asking import given

DECIDES = "case_reviews.decide"


def version(line: Line) -> dict[str, Any]:
    return {"version": line.application.version}


def own(request: HttpRequest, ref: str, number: int, act: str = DECIDES) -> tuple[Look, Line]:
    """A record and the application on it on which the asker may act. Inside the page's transaction."""
    by, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = queries.records.open_to(by, ref, act, now=now)
    line = queries.applications.of(by, looked, number, today=timezone.localdate(now), now=now)
    actions.reading.asked(by=by, looked=looked, now=now)
    return looked, line


def simple(request: HttpRequest, ref: str, number: int, action: Any, heading: str) -> HttpResponse:
    looked, line = own(request, ref, number)
    form = MoveForm(given(request), initial=version(line))
    return step(request, looked, line, form, action, heading, lambda: form.cleaned_data)


def step(
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
    return asked(
        request,
        form,
        do,
        {"ref": ref, "look": looked, "line": line, "heading": heading, "back": back, **more},
    )


def asked(
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
