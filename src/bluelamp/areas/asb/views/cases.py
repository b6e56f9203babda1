"""The page of a case, and writing what it says of itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bluelamp.areas.asb import actions, codes, page, queries
from bluelamp.areas.asb.forms.cases import CaseForm
from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.joining import refuse_joined
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.seeing import NOT_THERE
from bluelamp.kernel.access.sharing.views.asking import keeps_what_was_typed, status_of
from bluelamp.kernel.people.views import reasons
from bluelamp.practice.casework.queries.timelines import Narrowed

FIELDS = ("title", "summary", "qualifier", "types", "address", "victim_consulted_on")


@policy.requires("asb.read")
@require_http_methods(["GET", "HEAD", "POST"])
@reasons.asked
def case(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything of a case that this reader may see, and what they can do next."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    whole = actions.cases.read(by=scope, ref=ref, reason=reasons.given(request, ref), now=now)
    return render(request, "asb/case.html", _context(page.of(scope, whole, now=now), now))


@policy.requires("asb.read")
@require_http_methods(["GET", "HEAD", "POST"])
@reasons.asked
def work(request: HttpRequest, ref: str) -> HttpResponse:
    """The work on a case: who does it, notes, files, other cases, and what happened, narrowed by the address."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    whole = actions.cases.read(by=scope, ref=ref, reason=reasons.given(request, ref), now=now)
    panel = page.work(scope, whole, narrowed=Narrowed.of(request.GET), now=now)
    context = {"look": whole.look, "case": whole.case, "caveats": page.caveats(whole.look), "now": now}
    return render(request, "asb/work.html", context | {"panel": panel})


@policy.requires("asb.read")
@require_safe
def printed(request: HttpRequest, ref: str) -> HttpResponse:
    """The same on paper: no buttons, everything unfolded."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    whole = actions.cases.read(by=scope, ref=ref, now=now)
    context = _context(page.of(scope, whole, now=now), now)
    answers = queries.cases.answers(whole)
    return render(
        request, "asb/print.html", context | {"panel": page.work(scope, whole, now=now), "answers": answers}
    )


def _context(shown: page.Page, now: datetime) -> dict[str, Any]:
    labels = {question.key: question.label for question in codes.questions()}
    return {"page": shown, "now": now, "type_label": codes.label, "question_label": labels.__getitem__}


@policy.requires("asb.edit")
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_what_was_typed
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    """Write a case anew; when somebody else was first, both versions, and nothing typed is lost."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked, found = queries.cases.case(scope, ref, now=now)
    refuse_joined(scope, looked, now=now)
    writable = actions.cases.writable(scope, looked, now=now)
    if not writable:
        raise NotPermitted(NOT_THERE)
    actions.cases.asked(by=scope, looked=looked, now=now)
    form = CaseForm(
        request.POST or None,
        writable=writable,
        initial={name: getattr(found, name) for name in (*FIELDS, "version")},
    )
    if form.is_bound and form.is_valid():
        said: dict[str, Any] = dict(form.cleaned_data)
        try:
            actions.cases.write(by=scope, ref=ref, version=said.pop("version"), now=now, **said)
            return redirect("asb:case", ref)
        except NotNow as why:
            form.add_error(None, str(why))
    return render(
        request, "asb/edit.html", {"form": form, "look": looked, "case": found}, status=status_of(form)
    )
