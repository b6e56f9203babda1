"""Comments on a paper: written against figures, and looked at again when these change."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from bluelamp.board import actions, queries
from bluelamp.board.forms import CommentForm
from bluelamp.board.registers import what
from bluelamp.board.views.finding import of_paper
from bluelamp.kernel.access import policy


@policy.requires("papers.edit")
@policy.posts
@of_paper
def comments(request: HttpRequest, key: str) -> HttpResponse:
    """Every comment that stands, and a form for another."""
    scope, edition = request.scope, queries.edition(request.scope, key)  # type: ignore[attr-defined]
    form = _form(request, edition)
    if form.is_bound and form.is_valid():
        try:
            actions.comments.write(by=scope, edition=edition, today=timezone.localdate(), **form.cleaned_data)
            return redirect("board:comments", key=key)
        except actions.NotNow as refused:
            form.add_error("words", " ".join(refused.reasons))
    context = {"edition": edition, "comments": queries.comments.standing(scope, key), "form": form}
    return render(request, "board/comments.html", context, status=422 if form.errors else 200)


@policy.requires("papers.edit")
@policy.posts
@of_paper
def comment(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One comment, to be rewritten for the figures as they stand."""
    scope, edition = request.scope, queries.edition(request.scope, key)  # type: ignore[attr-defined]
    said = next((one for one in queries.comments.standing(scope, key) if one.id == number), None)
    if said is None:
        raise KeyError(number)
    form = _form(request, edition, said)
    if form.is_bound and form.is_valid():
        try:
            actions.comments.rewrite(
                by=scope, edition=edition, comment=number, today=timezone.localdate(), **form.cleaned_data
            )
            return redirect("board:comments", key=key)
        except actions.NotNow as refused:
            form.add_error("words", " ".join(refused.reasons))
    context = {"edition": edition, "said": said, "form": form}
    return render(request, "board/comment.html", context, status=422 if form.errors else 200)


@policy.requires("papers.edit")
@require_POST
@of_paper
def confirm(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """It is still true, or it is taken back."""
    scope = request.scope  # type: ignore[attr-defined]
    if number not in {one.id for one in queries.comments.standing(scope, key)}:
        raise KeyError(number)
    done = actions.comments.take_back if request.POST.get("step") == "take-back" else actions.comments.confirm
    try:
        done(by=scope, comment=number, today=timezone.localdate())
    except actions.NotNow as refused:
        context = {"edition": queries.edition(scope, key), "faults": refused.reasons}
        return render(request, "board/refused.html", context, status=409)
    return redirect("board:comments", key=key)


def _form(request: HttpRequest, edition: Any, said: queries.comments.Commented | None = None) -> CommentForm:
    document = edition.document
    figures = [
        (passport.key, f"{passport.title}: {what(passport)}, {passport.shown}")
        for passport in queries.comments.citable(document)
    ]
    resting = (
        {(one.which["measure"], one.which["period"], one.which["area"]) for one in said.rests_on}
        if said
        else set()
    )
    chosen = [p.key for p in document.passports if (p.measure, p.period, p.area) in resting]
    return CommentForm(
        request.POST if request.method == "POST" else None,
        sections=[(section.key, section.title) for section in document.sections if section.file],
        figures=figures,
        is_new=said is None,
        initial={"words": said.words, "figures": chosen} if said else {},
    )
