"""What the pages of powers have in common: show the record, ask, do it, go back; what was wrong stands at its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from bluelamp.kernel.access.actions import NotNow
from bluelamp.practice.powers.actions.orders import Refused

FORMS = require_http_methods(["GET", "HEAD", "POST"])


def asked(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[], Any],
    *,
    back: tuple[str, list[Any]],
    context: dict[str, Any],
) -> HttpResponse:
    """The form as a page, or what it asks for done. ``back`` is the route and arguments of where one came from."""
    route, arguments = back
    if form.is_bound and form.is_valid():
        try:
            do()
            return redirect(route, *arguments)
        except Refused as wrong:
            for name, says in wrong.fields.items():
                form.add_error(name if name in form.fields else None, says)
        except NotNow as why:
            form.add_error(None, str(why))
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "powers/ask.html", {"form": form, "back": back, **context}, status=status)


def given(request: HttpRequest) -> Any:
    """What was sent, or nothing where the page is only looked at."""
    return request.POST if request.method == "POST" else None
