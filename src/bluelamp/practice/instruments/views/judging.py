"""What a supervisor decides about an assessment, and what it would be with other answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.practice.instruments import actions
from bluelamp.practice.instruments.forms import OverrideForm, SupposeForm
from bluelamp.practice.instruments.views import answering


@policy.posts
@policy.requires("risk.approve")
def approve(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """A supervisor's yes."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    opened = actions.reading.one(by=scope, ref=ref, number=number, now=now)
    if request.method == "POST":
        try:
            actions.judging.approve(by=scope, ref=ref, number=number, now=now)
        except NotNow as why:
            return answering.shown(request, opened, str(why))
    return redirect("instruments:assessment", ref=ref, number=number)


@policy.posts
@policy.requires("risk.override")
def override(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Another band than the one scored."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    opened = actions.reading.one(by=scope, ref=ref, number=number, now=now)
    form = OverrideForm(request.POST or None, bands=actions.judging.open_bands(scope, opened.told, now=now))
    if form.is_valid():
        try:
            actions.judging.override(by=scope, ref=ref, number=number, now=now, **form.cleaned_data)
            return redirect("instruments:assessment", ref=ref, number=number)
        except NotNow as why:
            form.add_error(None, str(why))
    far = actions.judging.how_far(scope, now=now)
    context = {"opened": opened, "look": opened.look, "form": form, "far": far}
    return render(request, "instruments/override.html", context, status=422 if form.errors else 200)


@policy.posts
@policy.requires("risk.read")
def what_if(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Other answers, scored beside those given. Sent as a form, so that no address holds an answer."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    opened = actions.reading.one(by=scope, ref=ref, number=number, now=now)
    hidden = frozenset(one.line.question.key for one in opened.told.lines if one.is_withheld)
    given = {row.question: row.options for row in opened.told.row.answers.all() if row.question not in hidden}
    asked = opened.told.instrument
    initial = {key: said if asked.question(key).takes_several else said[0] for key, said in given.items()}
    form = SupposeForm(request.POST or None, initial=initial, instrument=asked, hidden=hidden)
    supposed = None
    if form.is_valid():
        try:
            _, supposed = actions.reading.suppose(
                by=scope, ref=ref, number=number, change=form.change(), now=now
            )
        except NotNow as why:
            form.add_error(None, str(why))
    context = {"opened": opened, "look": opened.look, "form": form, "supposed": supposed}
    return render(request, "instruments/what_if.html", context, status=422 if form.errors else 200)
