"""Papers and their editions: read, build, settle findings, sign, take away."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from bluelamp.board import actions, files, queries
from bluelamp.board.assembling import BuildError
from bluelamp.board.forms import SettleForm, SignForm
from bluelamp.board.rendering import html
from bluelamp.board.views.finding import of_paper
from bluelamp.board.words import ACCEPTED
from bluelamp.kernel.access import policy
from bluelamp.ui import formats
from bluelamp.ui.attachments import attachment


@policy.requires("papers.read_signed")
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """Every paper this reader may open."""
    return render(request, "board/papers.html", {"papers": queries.papers(request.scope)})  # type: ignore[attr-defined]


@policy.requires("papers.read_signed")
@require_safe
@of_paper
def paper(request: HttpRequest, key: str) -> HttpResponse:
    """The latest edition this reader may open."""
    return _edition(request, queries.edition(request.scope, key))  # type: ignore[attr-defined]


@policy.requires("papers.read_signed")
@require_safe
@of_paper
def edition(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One edition by its number."""
    return _edition(request, queries.edition(request.scope, key, number))  # type: ignore[attr-defined]


def _edition(request: HttpRequest, edition: Any, faults: list[str] | None = None) -> HttpResponse:
    scope = request.scope  # type: ignore[attr-defined]
    standing = queries.standing(scope, edition)
    context = {
        "edition": edition,
        "content": html.fragment(edition.document, html.in_workspace),
        "marking": edition.document.marking,
        "findings": standing,
        "open_findings": sum(one.is_open for one in standing),
        "corrections": queries.corrections(scope, edition),
        "editions": queries.editions(scope, edition.paper),
        "comments": queries.comments.standing(scope, edition.paper),
        "minutes": queries.minutes.of_meeting(scope, edition.paper),
        "is_latest": queries.is_latest(edition),
        "faults": faults or [],
    }
    return render(request, "board/paper.html", context, status=422 if faults else 200)


@policy.requires("papers.edit")
@require_POST
@of_paper
def build(request: HttpRequest, key: str) -> HttpResponse:
    """Build again from the text and the figures as they stand."""
    scope = request.scope  # type: ignore[attr-defined]
    try:
        actions.build_paper(by=scope, paper=key, today=timezone.localdate())
    except BuildError as wrong:
        return _edition(request, queries.edition(scope, key), wrong.faults)
    return redirect("board:paper", key=key)


@policy.requires("papers.read_draft")
@policy.posts
@of_paper
def findings(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """What proof-reading found, and a form to settle each."""
    scope = request.scope  # type: ignore[attr-defined]
    edition = queries.edition(scope, key, number)
    form = SettleForm(request.POST) if request.method == "POST" else SettleForm()
    if form.is_bound and form.is_valid():
        settle = actions.accept_finding if form.cleaned_data["kind"] == ACCEPTED else actions.clear_finding
        given = {name: form.cleaned_data[name] for name in ("finding", "reason")}
        try:
            settle(by=scope, edition=edition, today=timezone.localdate(), **given)
            return redirect("board:findings", key=key, number=number)
        except actions.NotNow as refused:
            form.add_error("reason", " ".join(refused.reasons))
    context = {"edition": edition, "findings": queries.standing(scope, edition), "form": form}
    return render(request, "board/findings.html", context, status=422 if form.errors else 200)


@policy.requires("papers.sign")
@policy.posts
@of_paper
def sign(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Read what is about to be signed, and sign it."""
    scope = request.scope  # type: ignore[attr-defined]
    edition = queries.edition(scope, key, number)
    form = SignForm(request.POST or None, initial={"digest": edition.content_digest})
    if form.is_bound and form.is_valid():
        try:
            actions.sign(
                by=scope, edition=edition, read_digest=form.cleaned_data["digest"], today=timezone.localdate()
            )
            return redirect("board:edition", key=key, number=number)
        except actions.NotNow as refused:
            form.add_error(None, " ".join(refused.reasons))
    context = {
        "edition": edition,
        "findings": queries.standing(scope, edition),
        "against": queries.reasons_not_to_sign(scope, edition),
        "form": form,
    }
    return render(request, "board/sign.html", context, status=422 if form.errors else 200)


@policy.requires("papers.read_signed")
@require_GET
@of_paper
def file(request: HttpRequest, key: str, number: int, name: str) -> HttpResponse:
    """One file of an edition; its name begins with its marking, so that it keeps it wherever it goes."""
    edition = queries.edition(request.scope, key, number)  # type: ignore[attr-defined]
    media_type, _ = files.FORMS[name]
    content = actions.take_away(by=request.scope, edition=edition, name=name)  # type: ignore[attr-defined]
    stem, _, ending = name.partition(".")
    called = f"{edition.document.marking} {formats.day(edition.document.meeting)} {stem} {number}.{ending}"
    return attachment(content, name=called, content_type=media_type)
