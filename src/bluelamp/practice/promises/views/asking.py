"""What the pages that ask for something have in common: look, ask, do it, go back to the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.views.asking import status_of
from bluelamp.practice.promises import actions, queries

PROMISES = queries.records.PROMISES

Build = Callable[[Look, Any, datetime], Form]
Do = Callable[[Look, Form, datetime], Any]


@transaction.atomic  # Who may see it and may not do this was shown nothing, and no record says that they were.
def step(
    request: HttpRequest,
    ref: str,
    build: Build,
    do: Do,
    *,
    item: str = PROMISES,
    act: str = "promises.keep",
    ends: bool = False,
    template: str = "promises/step.html",
    back: str = "promises:record",
    **context: Any,
) -> HttpResponse:
    """One thing that is done to a record, by a form. ``context`` gives the page its title, button and intro.

    ``ends``: it ends what began before, on a record that was joined with another too.
    """
    by, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = actions.reading.consult(by=by, ref=ref, item=item, now=now)
    queries.records.writable(by, looked, item, now=now, act=act, ends=ends)
    form = build(looked, request.POST if request.method == "POST" else None, now)
    if form.is_bound and form.is_valid():
        try:
            do(looked, form, now)
            return redirect(back, ref=ref)
        except NotNow as why:
            form.add_error(None, str(why))
    return render(
        request, template, {"form": form, "look": looked, "now": now} | context, status=status_of(form)
    )
