"""Public copies inside the workspace: put forward by one person, decided by another."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from bluelamp.board import actions, queries
from bluelamp.board.forms import DecideForm, PutForwardForm
from bluelamp.board.publishing import rule_in_words
from bluelamp.board.rendering import html
from bluelamp.board.views.finding import of_paper
from bluelamp.kernel.access import policy


@policy.requires("papers.read_releases")
@policy.posts
@of_paper
def releases(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The public copies of an edition, and a form to put one forward."""
    scope, edition = request.scope, queries.edition(request.scope, key, number)  # type: ignore[attr-defined]
    families = sorted({count.family for count in edition.document.counts})
    form = PutForwardForm(request.POST if request.method == "POST" else None, families=families)
    faults: list[str] = []
    if form.is_bound and form.is_valid():
        try:
            release = actions.releases.put_forward(
                by=scope, edition=edition, today=timezone.localdate(), **form.cleaned_data
            )
            return redirect("board:release", key=key, number=number, copy=release.pk)
        except actions.NotNow as refused:
            faults = refused.reasons
    context = {
        "edition": edition,
        "releases": queries.releases.of_edition(scope, edition),
        "rule": rule_in_words(),
        "form": form,
        "faults": faults,
    }
    return render(request, "board/releases.html", context, status=422 if form.errors or faults else 200)


@policy.requires("papers.read_releases")
@policy.posts
@of_paper
def release(request: HttpRequest, key: str, number: int, copy: int) -> HttpResponse:
    """One public copy as it would be read, what it lacks, and the decision."""
    scope, edition = request.scope, queries.edition(request.scope, key, number)  # type: ignore[attr-defined]
    found = queries.releases.release(scope, edition, copy)
    form = DecideForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            _decide(scope, found, **form.cleaned_data)
            return redirect("board:release", key=key, number=number, copy=copy)
        except actions.NotNow as refused:
            form.add_error("reason", " ".join(refused.reasons))
    context = {
        "edition": edition,
        "release": found,
        "is_own": found.proposed_by_id == scope.actor_id,
        "content": html.fragment(queries.releases.let_out(found)),
        "form": form,
    }
    return render(request, "board/release.html", context, status=422 if form.errors else 200)


def _decide(scope: Any, release: Any, *, step: str, digest: str, reason: str) -> None:
    today = timezone.localdate()
    if step == "approve":
        actions.releases.approve(by=scope, release=release, read_digest=digest, reason=reason, today=today)
    elif step == "decline":
        actions.releases.decline(by=scope, release=release, reason=reason, today=today)
    else:
        actions.releases.take_back(by=scope, release=release, reason=reason, today=today)
