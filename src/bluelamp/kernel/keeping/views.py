"""Pages under /keeping/: the worklist, the schedule, one record's keeping, and each thing that is decided about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.keeping import actions, rules
from bluelamp.kernel.keeping.forms import (
    ApproveForm,
    ChoiceForm,
    DeclineForm,
    GroupForm,
    HoldForm,
    LiftForm,
    ProposeForm,
    RetainForm,
)
from bluelamp.kernel.keeping.queries import Choice

FORMS = require_http_methods(["GET", "HEAD", "POST"])
OF_A_PROPOSAL = frozenset({"approve", "decline"})


@policy.requires("keeping.review")
@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """Records whose time has come, the longest overdue first; filtered by what stands in the address."""
    now = timezone.now()
    form = ChoiceForm(request.GET, groups=rules.groups(timezone.localdate(now)))
    chosen = form.chosen()
    page = request.GET.get("page", "1")
    found = actions.worklist(
        by=request.scope,  # type: ignore[attr-defined]
        choice=Choice(**chosen),
        page=int(page) if page.isdecimal() and len(page) < 9 else 1,
        now=now,
    )
    return render(request, "keeping/worklist.html", {"form": form, "chosen": chosen, "found": found})


@policy.requires("keeping.review")
@require_safe
def schedule(request: HttpRequest) -> HttpResponse:
    """How long each group is kept, and whether anybody checked it."""
    today = timezone.localdate()
    return render(
        request, "keeping/schedule.html", {"groups": rules.groups(today), "asked": rules.questions(today)}
    )


@policy.requires("keeping.review")
@require_safe
def record(request: HttpRequest, ref: str) -> HttpResponse:
    """The keeping of one record: where it stands, why, and what was decided."""
    now = timezone.now()
    chapter = actions.consult(by=request.scope, ref=ref, now=now)  # type: ignore[attr-defined]
    asked = rules.questions(timezone.localdate(now)).asks
    return render(request, "keeping/record.html", {"chapter": chapter, "line": chapter.line, "asked": asked})


@policy.requires("keeping.review")
@FORMS
def regroup(request: HttpRequest, ref: str) -> HttpResponse:
    """Say which group it belongs to."""
    form = GroupForm(request.POST or None, groups=rules.groups(timezone.localdate()))
    return _step(request, ref, "regroup", form, actions.regroup)


@policy.requires("keeping.review")
@FORMS
def retain(request: HttpRequest, ref: str) -> HttpResponse:
    """Answer the questions and keep it."""
    form = RetainForm(request.POST or None, questions=rules.questions(timezone.localdate()))
    return _step(request, ref, "retain", form, actions.retain)


@policy.requires("keeping.propose_disposal")
@FORMS
def propose(request: HttpRequest, ref: str) -> HttpResponse:
    """Put it forward for disposal."""
    return _step(request, ref, "propose", ProposeForm(request.POST or None), actions.propose_disposal)


@policy.confirmed
@policy.requires("keeping.approve_disposal")
@FORMS
def approve(request: HttpRequest, ref: str) -> HttpResponse:
    """Agree as the second person, and erase it."""
    return _step(request, ref, "approve", ApproveForm(request.POST or None), actions.approve_disposal)


@policy.requires("keeping.review")
@FORMS
def decline(request: HttpRequest, ref: str) -> HttpResponse:
    """Let it stay."""
    return _step(request, ref, "decline", DeclineForm(request.POST or None), actions.decline_disposal)


@policy.requires("keeping.hold")
@FORMS
def hold(request: HttpRequest, ref: str) -> HttpResponse:
    """Hold it back from disposal."""
    return _step(request, ref, "hold", HoldForm(request.POST or None), actions.place_hold)


@policy.requires("keeping.hold")
@FORMS
def lift(request: HttpRequest, ref: str) -> HttpResponse:
    """End a hold."""
    return _step(request, ref, "lift", LiftForm(request.POST or None), actions.lift_hold)


@transaction.atomic  # Who may see it and may not do this was shown nothing, and no record says that they were.
def _step(request: HttpRequest, ref: str, step: str, form: Form, action: Callable[..., Any]) -> HttpResponse:
    """Ask, do it, and go back to the record, at once where nothing waits; to the worklist if it is no more."""
    by, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    chapter = actions.consult(by=by, ref=ref, now=now)
    if (step in OF_A_PROPOSAL and not chapter.proposal) or (step == "lift" and not chapter.hold):
        return redirect("keeping:record", ref=ref)
    if form.is_valid():
        said = form.said() if isinstance(form, RetainForm) else form.cleaned_data
        try:
            action(by=by, ref=ref, now=now, **said)
            return redirect("keeping:worklist") if step == "approve" else redirect("keeping:record", ref=ref)
        except NotNow as why:
            form.add_error(None, str(why))
    context = {"form": form, "chapter": chapter, "line": chapter.line}
    return render(request, f"keeping/{step}.html", context, status=422 if form.errors else 200)
