"""What the sharing pages have in common: the kind in an address, a form that came back, and who came too late."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile

View = Callable[..., HttpResponse]
HIDDEN = {"csrfmiddlewaretoken", "version"}


def kind_of(key: str) -> Kind:
    """The kind that an address names; not found when there is none."""
    try:
        return kinds.called(key)
    except LookupError as missing:
        raise Http404(str(missing)) from missing


def keeps_what_was_typed(view: View) -> View:
    """Whoever comes too late sees both versions, and what they typed goes with them."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **which: Any) -> HttpResponse:
        try:
            return view(request, *args, **which)
        except ChangedMeanwhile as late:
            typed = [
                (name, value)
                for name in request.POST
                if name not in HIDDEN
                for value in request.POST.getlist(name)
            ]
            return render(request, "ui/changed.html", {"late": late, "typed": typed}, status=409)

    return shown


def status_of(form: forms.Form) -> int:
    """A form that came back with something wrong is not a success."""
    return 422 if form.is_bound and form.errors else 200
