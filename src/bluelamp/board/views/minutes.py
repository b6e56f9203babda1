"""What a meeting left behind, what became of it, and the paper in ten minutes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bluelamp.board import actions, queries, ten_minutes
from bluelamp.board.forms import MinuteForm, OutcomeForm
from bluelamp.board.views.finding import of_paper
from bluelamp.kernel.access import policy


@policy.requires("papers.read_signed")
@require_safe
@of_paper
def in_ten_minutes(request: HttpRequest, key: str) -> HttpResponse:
    """What changed, what is late, what was asked and what nobody knows, on one sheet."""
    scope, edition = request.scope, queries.edition(request.scope, key)  # type: ignore[attr-defined]
    sheet = ten_minutes.sheet(
        edition.document,
        asked=queries.minutes.opening(scope, edition.document.meeting),
        comments=queries.comments.standing(scope, key),
        corrections=queries.corrections(scope, edition),
    )
    context = {"edition": edition, "sheet": sheet}
    return render(request, "board/ten_minutes.html", context)


@policy.requires("papers.minute")
@policy.posts
@of_paper
def minutes(request: HttpRequest, key: str) -> HttpResponse:
    """What the meeting left behind, and a form for more."""
    scope, edition = request.scope, queries.edition(request.scope, key)  # type: ignore[attr-defined]
    form = MinuteForm(request.POST) if request.method == "POST" else MinuteForm()
    if form.is_bound and form.is_valid():
        try:
            actions.minutes.record(by=scope, edition=edition, today=timezone.localdate(), **form.cleaned_data)
            return redirect("board:minutes", key=key)
        except actions.NotNow as refused:
            form.add_error("words", " ".join(refused.reasons))
    context = {
        "edition": edition,
        "minutes": queries.minutes.of_meeting(scope, key),
        "earlier": queries.minutes.opening(scope, edition.document.meeting),
        "meeting": edition.document.meeting,
        "today": timezone.localdate(),
        "form": form,
    }
    return render(request, "board/minutes.html", context, status=422 if form.errors else 200)


@policy.requires("papers.minute")
@policy.posts
@of_paper
def minute(request: HttpRequest, key: str, meeting: str, number: int) -> HttpResponse:
    """One of them, everything that was said of it, and a form to say more."""
    scope, edition = request.scope, queries.edition(request.scope, key)  # type: ignore[attr-defined]
    found = queries.minutes.minute(scope, meeting, number)
    if found is None:
        raise KeyError(number)
    form = OutcomeForm(request.POST) if request.method == "POST" else OutcomeForm()
    if form.is_bound and form.is_valid():
        try:
            actions.minutes.say(by=scope, minute=found, today=timezone.localdate(), **form.cleaned_data)
            return redirect("board:minute", key=key, meeting=meeting, number=number)
        except actions.NotNow as refused:
            form.add_error("evidence" if "effect" in str(refused) else "words", " ".join(refused.reasons))
    context = {
        "edition": edition,
        "minute": queries.minutes.asked(found),
        "meeting": found.day,
        "outcomes": queries.minutes.outcomes(scope, found),
        "form": form,
    }
    return render(request, "board/minute.html", context, status=422 if form.errors else 200)
