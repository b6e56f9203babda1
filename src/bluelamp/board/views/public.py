"""What anybody may read, signed in or not: public copies that two people let out, and nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bluelamp.board import files, queries
from bluelamp.board.rendering import html
from bluelamp.board.views.finding import of_paper
from bluelamp.kernel.access import policy
from bluelamp.ui import formats
from bluelamp.ui.attachments import attachment


@policy.public
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """The public copies there are."""
    return render(request, "board/public_papers.html", {"releases": queries.releases.out()})


@policy.public
@require_safe
@of_paper
def paper(request: HttpRequest, key: str) -> HttpResponse:
    """One public copy."""
    release = queries.releases.public(key)
    document = queries.releases.let_out(release)
    context = {"release": release, "paper": document, "content": html.fragment(document), "marking": "PUBLIC"}
    return render(request, "board/public_paper.html", context)


@policy.public
@require_safe
@of_paper
def file(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """One of its files, looked through before it was let out."""
    release = queries.releases.public(key)
    media_type, _ = files.FORMS[name]
    stem, _, ending = name.partition(".")
    called = f"PUBLIC {formats.day(release.document.meeting)} {stem}.{ending}"
    return attachment(queries.releases.file(release, name), name=called, content_type=media_type)
