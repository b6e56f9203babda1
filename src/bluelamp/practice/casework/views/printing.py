"""A case on paper: what is asked first, then the sheet, on screen or as a PDF."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.happenings import Teller
from bluelamp.practice.casework import actions, printing, queries
from bluelamp.practice.casework.forms import PrintForm
from bluelamp.practice.casework.printing import Section
from bluelamp.practice.casework.views.asking import asked, asking, formed, shown
from bluelamp.ui import attachments


@policy.confirmed
@policy.requires("casework.print")
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, ref: str) -> HttpResponse:
    """The sheet of a case, with what casework has of it."""
    return page(request, ref)


def page(
    request: HttpRequest, ref: str, *, sections: Iterable[Section] = (), tellers: Iterable[Teller] = ()
) -> HttpResponse:
    """The same for an area's own view, which adds its sections and tellers."""
    scope, now = asked(request)
    looked = queries.looking.case(scope, ref, now=now)
    items = [(item.key, item.label) for item in looked.kind.items if looked.shows(item.key)]
    form = PrintForm(request.POST or None, items=items, is_own=looked.is_own)
    if form.is_valid():
        more: dict[str, Any] = {"sections": sections, "tellers": tellers}
        try:
            sheet = actions.printing.prepare(by=scope, ref=ref, asked=form.asked(), now=now, **more)
        except NotNow as why:
            formed(form, why)
        else:
            if "pdf" in request.POST:
                name = f"{sheet.title} {sheet.ref}.pdf"
                return attachments.attachment(printing.pdf(sheet), name=name, content_type="application/pdf")
            return shown(request, "sheet", looked, sheet=sheet)
    return asking(request, "print", looked, form=form)
