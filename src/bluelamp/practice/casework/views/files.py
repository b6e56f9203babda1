"""Putting files on a case, and handing them out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.practice.casework import actions, queries, scanning
from bluelamp.practice.casework.forms import FilesForm
from bluelamp.practice.casework.views.asking import asked, asking, back, drawn, formed
from bluelamp.ui import attachments


@policy.requires("casework.write")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, ref: str) -> HttpResponse:
    """Choose files; each is looked into, and what is wrong with one is said before anything is kept."""
    scope, now = asked(request)
    looked = queries.looking.case(scope, ref, now=now)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FilesForm(*sent, is_own=looked.is_own, initial=drawn() | {"audience": "organisation"})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        said["submission"] = said["submission"] or None
        try:
            actions.files.add(by=scope, ref=ref, now=now, **said)
            return back(request, ref)
        except NotNow as why:
            formed(form, why)
    return asking(request, "files", looked, form=form, is_scanned=scanning.is_set())


@policy.requires("casework.read")
@require_safe
def download(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """One file, to be saved. Whatever is not for this reader is not there."""
    scope, now = asked(request)
    try:
        handed = actions.files.hand_out(by=scope, ref=ref, number=number, now=now)
    except NotNow as why:
        looked = queries.looking.case(scope, ref, now=now)
        return asking(request, "waiting", looked, why=str(why), status=409)
    except actions.files.Damaged as why:
        return render(request, "casework/damaged.html", {"why": str(why)}, status=500)
    row = handed.file
    return attachments.attachment(handed.content, name=row.name, content_type=row.content_type)
