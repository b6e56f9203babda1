"""Saying why: a restricted record opens once somebody said what for, and stays open to them while they work on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from bluelamp.kernel.audit.actions import ReasonNeeded
from bluelamp.kernel.people.forms import ReasonForm

KEPT = "people-reasons"
MOST = 20
"""Reasons kept in a session; the oldest makes room."""


def given(request: HttpRequest, ref: str) -> str:
    """The reason said for this reference in this session."""
    return str(request.session.get(KEPT, {}).get(ref, ""))


def keep(request: HttpRequest, refs: list[str], reason: str) -> None:
    """It holds for what is opened on the way, such as each record of a person."""
    kept = {**request.session.get(KEPT, {}), **dict.fromkeys(refs, reason)}
    request.session[KEPT] = dict(list(kept.items())[-MOST:])


def asked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask for a reason where one is needed, then show what was asked for. The reason never stands in an address."""

    @wraps(view)
    def opened(request: HttpRequest, ref: str, **which: Any) -> HttpResponse:
        if request.method == "POST" and "opening" in request.POST:
            form = ReasonForm(request.POST)
            if form.is_valid():
                keep(request, [ref], form.cleaned_data["reason"])
                return redirect(request.path)
            return _ask(request, form)
        try:
            return view(request, ref, **which)
        except ReasonNeeded as needed:
            form = ReasonForm({"reason": given(request, ref)} if given(request, ref) else None)
            if form.is_bound:
                form.add_error("reason", str(needed))
            return _ask(request, form)

    return opened


def _ask(request: HttpRequest, form: ReasonForm) -> HttpResponse:
    return render(request, "people/reason.html", {"form": form}, status=422 if form.errors else 200)
