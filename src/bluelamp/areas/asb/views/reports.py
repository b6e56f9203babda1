"""Taking a report: the form, what it is like, and what became of it. Nothing is kept until it is taken whole."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bluelamp.areas.asb import actions, after, queries
from bluelamp.areas.asb.forms import callers
from bluelamp.areas.asb.forms.reports import ChoiceForm, ReportForm
from bluelamp.areas.asb.views import filled_in
from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow

OF_ROLE = {"contact_officer": "phone", "partner": "partner", "partner_lead": "partner"}
"""How most reports come to somebody in this role; to everybody else they are made in person."""
STEPS = {"csrfmiddlewaretoken", "back", "more", "less"}
"""What is not part of the report itself."""


@policy.requires("asb.report")
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The script; the cases it may be; then it is taken. What was typed travels with the form from step to step."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    if STEPS & {"back", "more", "less"} & set(request.POST):
        return _again(request)
    form = _form(request, request.POST or None, now)
    if not form.is_bound or not form.is_valid():
        return render(request, "asb/report.html", {"form": form}, status=422 if form.errors else 200)
    said, chosen = form.cleaned_data, "into" in request.POST
    if chosen and (first := actions.reports.taken_before(by=scope, submission=said["submission"])):
        return redirect("asb:taken", first.report)
    search = actions.searching.search(by=scope, asked=filled_in.search(said), now=now)
    choice = ChoiceForm(
        request.POST if chosen else None,
        **filled_in.choices(search, said),
        initial=filled_in.likeliest(search),
    )
    if chosen and choice.is_valid():
        into = choice.cleaned_data["into"]
        try:
            made = actions.reports.take(
                by=scope,
                told=filled_in.told(said, choice.cleaned_data),
                into="" if into == filled_in.NEW else into,
                to=said.get("to") or "",
                submission=said["submission"],
                now=now,
            )
            return redirect("asb:taken", made.report)
        except NotNow as why:
            choice.add_error(None, str(why))
    context = {"choice": choice, "search": search, "typed": _typed(request, choice), "said": said}
    return render(request, "asb/similar.html", context, status=422 if choice.errors else 200)


def _form(request: HttpRequest, data: QueryDict | None, now: datetime) -> ReportForm:
    scope = request.scope  # type: ignore[attr-defined]
    return ReportForm(
        data,
        now=now,
        bodies=queries.bodies.open_to(scope),
        landlords=queries.bodies.landlords(),
        initial={"submission": uuid.uuid4(), "channel": OF_ROLE.get(scope.role, "officer")},
    )


def _again(request: HttpRequest) -> HttpResponse:
    """The script once more, with one more who complains or one fewer, and everything that was typed."""
    data: QueryDict = request.POST
    begin = ""
    if "more" in data:
        data = callers.with_another(data)
        begin = callers.called("given", callers.how_many(data))
    elif (number := str(data.get("less", ""))).isdecimal():
        data = callers.without(data, int(number))
        begin = "more"
    form = _form(request, data, timezone.now())
    form.errors.clear()
    return render(request, "asb/report.html", {"form": form, "begin": begin})


def _typed(request: HttpRequest, choice: ChoiceForm) -> list[tuple[str, str]]:
    """What goes along hidden while somebody chooses."""
    left = STEPS | set(choice.fields)
    return [(name, text) for name, texts in request.POST.lists() if name not in left for text in texts]


@policy.requires("asb.report")
@require_safe
def taken(request: HttpRequest, ref: str) -> HttpResponse:
    """What became of a report: its reference, who deals with it, and what comes next."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    receipt = queries.reports.receipt(scope, ref)
    return render(request, "asb/taken.html", {"receipt": receipt, "next": after.of(scope, receipt, now=now)})
