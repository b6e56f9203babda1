"""What the pages of casework have in common: whose they are, a form that came back, and the way back to the case."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.views.asking import keeps_what_was_typed, status_of
from bluelamp.practice.casework import actions, queries

__all__ = ["asked", "asking", "back", "drawn", "formed", "home_of", "keeps_what_was_typed", "shown"]


def asked(request: HttpRequest) -> tuple[Any, Any]:
    """Who asks, and now."""
    return request.scope, timezone.now()  # type: ignore[attr-defined]


def drawn() -> dict[str, Any]:
    """What a form begins with, so that it is kept once however often it is sent."""
    return {"submission": uuid.uuid4()}


def home_of(looked: Look) -> str:
    """The page of a case: the area's own, where it has one."""
    if looked.kind.route:
        return reverse(looked.kind.route, kwargs={"ref": looked.ref})
    return reverse("casework:case", args=[looked.ref])


def back(request: HttpRequest, ref: str) -> HttpResponse:
    """Back to the case, after something was done to it; to one's work where one no longer sees it."""
    scope, now = asked(request)
    try:
        return redirect(home_of(queries.looking.case(scope, ref, now=now)))
    except PermissionError:
        return redirect("casework:mine")


def shown(request: HttpRequest, template: str, looked: Look, **context: Any) -> HttpResponse:
    """A page about a case."""
    form = context.get("form")
    status = context.pop("status", status_of(form) if isinstance(form, forms.Form) else 200)
    context |= {"look": looked, "home": home_of(looked)}
    return render(request, f"casework/{template}.html", context, status=status)


def asking(request: HttpRequest, template: str, looked: Look, **context: Any) -> HttpResponse:
    """A page about a case that asks something, or says why not: nothing was written down of it yet."""
    by, now = asked(request)
    actions.reading.asked(by=by, looked=looked, now=now)
    return shown(request, template, looked, **context)


def formed(form: forms.Form, why: NotNow, field: str | None = None) -> None:
    """Say in the form why it cannot be done."""
    form.add_error(field, str(why))
