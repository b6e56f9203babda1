"""The page a paper is dropped on. The answer is the whole of what happens: no row is written and no file is kept."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bluelamp.board.checking import annotated, note
from bluelamp.board.checking.checked import Checked, check, meeting_told
from bluelamp.board.checking.forms import CheckForm
from bluelamp.board.checking.reading import Unreadable
from bluelamp.kernel.access import policy
from bluelamp.ui.attachments import attachment
from bluelamp.ui.templates import MARKING
from bluelamp.ui.uploads.checking import WORD

TYPES = {
    "html": "text/html; charset=utf-8",
    "docx": WORD,
    "pdf": "application/pdf",
    "json": "application/json",
}


@policy.requires("papers.check")
@policy.posts
def check_paper(request: HttpRequest) -> HttpResponse:
    """Choose a paper; then see it with what was found in its margin."""
    form = CheckForm(request.POST or None, request.FILES or None, initial={"answer": "page"})
    if not form.is_bound or not form.is_valid():
        return render(request, "board/check.html", {"form": form}, status=422 if form.is_bound else 200)
    (paper,) = form.cleaned_data["paper"]
    try:
        checked = check(
            paper.name, paper.content, today=timezone.localdate(), meeting=form.cleaned_data["meeting"]
        )
    except Unreadable as why:
        form.add_error("paper", str(why))
        return render(request, "board/check.html", {"form": form}, status=422)
    if form.cleaned_data["answer"] != "page":
        return _file(checked, form.cleaned_data["answer"])
    context = {"checked": checked, "content": annotated.fragment(checked), "meeting": meeting_told(checked)}
    response = render(request, "board/checked.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _file(checked: Checked, kind: str) -> HttpResponse:
    """The answer as a file to take away."""
    if kind == "html":
        content = annotated.standalone(checked).encode()
    elif kind == "json":
        content = json.dumps(checked.plain(), ensure_ascii=False, indent=1).encode()
    else:
        content = note.file(checked, kind, marking=MARKING)
    stem = checked.paper.document.key.rpartition(".")[0]
    return attachment(content, name=f"Checked {stem}.{kind}", content_type=TYPES[kind])
