"""Assessing a record: its assessments, one question on one screen, and the answers to check."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from bluelamp.kernel.access import policy, sending_again
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile
from bluelamp.practice.instruments import actions
from bluelamp.practice.instruments.actions.reading import Opened
from bluelamp.practice.instruments.forms import BeginForm, DeclineForm, QuestionForm

NO_QUESTION = "There is no such question."


@policy.requires("risk.read")
def record(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything that was assessed about one record."""
    return _record(request, ref)


def _record(request: HttpRequest, ref: str, against: str = "") -> HttpResponse:
    looked, panel = actions.reading.panel(by=request.scope, ref=ref, now=timezone.now())  # type: ignore[attr-defined]
    context = {"look": looked, "panel": panel, "against": against}
    return render(request, "instruments/record.html", context, status=422 if against else 200)


@policy.posts
@policy.requires("risk.assess")
def begin(request: HttpRequest, ref: str) -> HttpResponse:
    """Begin, or go on with what was begun: the first question that nobody answered yet."""
    form = BeginForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return redirect("instruments:record", ref=ref)
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    try:
        row = actions.assessments.begin(by=scope, ref=ref, now=now, **form.cleaned_data)
    except NotNow as why:
        return _record(request, ref, str(why))
    return redirect("instruments:question", ref=ref, number=row.pk, step=1)


@policy.posts
@policy.requires("risk.assess")
def question(request: HttpRequest, ref: str, number: int, step: int) -> HttpResponse:
    """One question. Each answer is kept as it is sent, so that a call that drops loses none."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    opened = actions.reading.one(by=scope, ref=ref, number=number, now=now)
    asked = opened.told.instrument.asked(opened.told.row.form)
    if not 1 <= step <= len(asked):
        raise NotPermitted(NO_QUESTION)
    if not opened.told.row.is_open or not opened.told.is_theirs:
        return redirect("instruments:assessment", ref=ref, number=number)
    one = asked[step - 1]
    kept = {row.question: row for row in opened.told.row.answers.all()}.get(one.key)
    initial = {"version": kept.version if kept else 0, "words": kept.text if kept else ""}
    if kept:
        initial["options"] = kept.options if one.takes_several else kept.options[0]
    form = QuestionForm(request.POST or None, initial=initial, question=one)
    taken_back = request.method == "POST" and "take_back" in request.POST
    if taken_back or form.is_valid():
        said = {"options": [], "version": initial["version"]} if taken_back else form.said()
        try:
            actions.assessments.answer(by=scope, ref=ref, number=number, question=one.key, now=now, **said)
            return _next(request, ref, number, step, len(asked))
        except ChangedMeanwhile as late:
            return _late(request, late)
        except NotNow as why:
            form.add_error(None, str(why))
    context = {
        "opened": opened,
        "look": opened.look,
        "asked": one,
        "form": form,
        "step": step,
        "steps": len(asked),
    }
    context |= {"was_answered": kept is not None, "then": _then(request)}
    return render(request, "instruments/question.html", context, status=422 if form.errors else 200)


def _then(request: HttpRequest) -> str:
    """Where it goes on: to the answers to check, when one of them is being changed."""
    return "check" if "check" in (request.GET.get("then"), request.POST.get("then")) else ""


def _next(request: HttpRequest, ref: str, number: int, step: int, steps: int) -> HttpResponse:
    if _then(request) or step == steps:
        return redirect("instruments:assessment", ref=ref, number=number)
    return redirect("instruments:question", ref=ref, number=number, step=step + 1)


def _late(request: HttpRequest, late: ChangedMeanwhile) -> HttpResponse:
    typed = [(name, text) for name, text in sending_again.typed(request) if name != "version"]
    return render(request, "ui/changed.html", {"late": late, "typed": typed}, status=409)


@policy.requires("risk.read")
def assessment(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The answers to check while it is being answered; afterwards what they came to, factor by factor."""
    opened = actions.reading.one(by=request.scope, ref=ref, number=number, now=timezone.now())  # type: ignore[attr-defined]
    return shown(request, opened)


def shown(request: HttpRequest, opened: Opened, against: str = "") -> HttpResponse:
    context = {
        "opened": opened,
        "look": opened.look,
        "told": opened.told,
        "score": opened.score,
        "against": against,
    }
    steps = [one.key for one in opened.told.instrument.asked(opened.told.row.form)]
    context["steps"] = {key: at for at, key in enumerate(steps, 1)}
    return render(request, "instruments/assessment.html", context, status=422 if against else 200)


@policy.posts
@policy.requires("risk.assess")
@transaction.atomic  # Who may read it and may not do this was shown nothing, and no record says that they were.
def finish(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Score it."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    opened = actions.reading.one(by=scope, ref=ref, number=number, now=now)
    if request.method == "POST":
        try:
            actions.assessments.finish(by=scope, ref=ref, number=number, now=now)
        except NotNow as why:
            return shown(request, opened, str(why))
    return redirect("instruments:assessment", ref=ref, number=number)


@policy.posts
@policy.requires("risk.assess")
@transaction.atomic  # Who may read it and may not do this was shown nothing, and no record says that they were.
def decline(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """They did not want to answer, or could not."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    opened = actions.reading.one(by=scope, ref=ref, number=number, now=now)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        try:
            actions.assessments.decline(by=scope, ref=ref, number=number, now=now, **form.cleaned_data)
            return redirect("instruments:record", ref=ref)
        except NotNow as why:
            form.add_error(None, str(why))
    context = {"opened": opened, "look": opened.look, "form": form}
    return render(request, "instruments/decline.html", context, status=422 if form.errors else 200)
