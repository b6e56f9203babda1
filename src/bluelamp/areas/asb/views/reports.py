"""Taking a report: the form, what it is like, and what became of it. Nothing is kept until it is taken whole."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bluelamp.areas.asb import actions, places, queries
from bluelamp.areas.asb.actions.reports import Alleged, Caller, Taken, Told
from bluelamp.areas.asb.actions.searching import Search
from bluelamp.areas.asb.codes import questions
from bluelamp.areas.asb.forms.reports import ChoiceForm, ReportForm
from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.people.actions.records import Home, Kept

OF_ROLE = {"contact_officer": "phone", "partner": "partner", "partner_lead": "partner"}
"""How most reports come to somebody in this role; to everybody else they are made in person."""
STEPS = {"csrfmiddlewaretoken", "into", "caller", "back"}
"""What is not part of the report itself."""


@policy.requires("asb.report")
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The script; the cases it may be; then it is taken. What was typed travels with the form from step to step."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    form = ReportForm(
        request.POST or None,
        now=now,
        bodies=queries.bodies.open_to(scope),
        initial={"submission": uuid.uuid4(), "channel": OF_ROLE.get(scope.role, "officer")},
    )
    if not form.is_bound or "back" in request.POST or not form.is_valid():
        if "back" in request.POST:
            form.errors.clear()
        return render(request, "asb/report.html", {"form": form}, status=422 if form.errors else 200)
    chosen = "into" in request.POST
    if chosen and (
        first := actions.reports.taken_before(by=scope, submission=form.cleaned_data["submission"])
    ):
        return _on_to(first)
    search = actions.searching.search(by=scope, asked=_asked(form.cleaned_data), now=now)
    choice = ChoiceForm(request.POST if chosen else None, **choices(search), initial=likeliest(search))
    if chosen and choice.is_valid():
        try:
            made = actions.reports.take(
                by=scope,
                told=told(form.cleaned_data, choice.cleaned_data.get("caller", "")),
                into=choice.cleaned_data["into"].removeprefix("new"),
                to=form.cleaned_data.get("to", ""),
                submission=form.cleaned_data["submission"],
                now=now,
            )
            return _on_to(made)
        except NotNow as why:
            choice.add_error(None, str(why))
    typed = [(name, text) for name, texts in request.POST.lists() if name not in STEPS for text in texts]
    context = {"form": form, "choice": choice, "search": search, "typed": typed, "said": form.cleaned_data}
    return render(request, "asb/similar.html", context, status=422 if choice.errors else 200)


def _on_to(taken: Taken) -> HttpResponse:
    """To the case, where the taker may open it; else to the receipt."""
    return redirect("asb:case", taken.case) if taken.is_theirs else redirect("asb:taken", taken.report)


@policy.requires("asb.report")
@require_safe
def taken(request: HttpRequest, ref: str) -> HttpResponse:
    """What became of a report that somebody else deals with: its reference, and whom to ring."""
    found = queries.reports.receipt(request.scope, ref)  # type: ignore[attr-defined]
    return render(request, "asb/taken.html", {"receipt": found})


def _asked(said: dict[str, Any]) -> Search:
    return Search(
        name=f"{said['given']} {said['family']}".strip(),
        born=said["born"],
        phone=said["phone"],
        lines=said["lines"],
        spot=places.spot(said["address"], said["point"]),
        is_anonymous=said["is_anonymous"],
    )


def choices(search: Any) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen: a case that it may be added to, or a new one; somebody who is known, or somebody new."""
    cases = [(one.look.ref, one.case.title) for one in search.found.cases if one.may_add]
    callers = [(whose.ref, whose.name) for whose in search.people]
    return {
        "cases": [*cases, ("new", "A new case")],
        "callers": [*callers, ("new", "Somebody new")] if callers else [],
    }


def likeliest(search: Any) -> dict[str, str]:
    """Nothing is chosen for anybody, but where there is nothing to choose from."""
    return {} if search.found.cases else {"into": "new"}


def told(said: dict[str, Any], caller: str) -> Told:
    """The form as a report. ``caller`` is the reference of somebody known, or ``new``."""
    known = {
        name: said[name] for name in ("channel", "received_at", "happened_from", "happened_to", "is_ongoing")
    }
    return Told(
        **known,
        what=said["what"],
        qualifier=said["qualifier"],
        crime=said["crime"],
        crime_note=said["crime_note"],
        spot=places.spot(said["address"], said["point"]),
        types=tuple(said["types"]),
        is_hate=said["is_hate"],
        answers={each.key: (said[f"asked_{each.key}"], said[f"note_{each.key}"]) for each in questions()},
        callers=() if said["is_anonymous"] else (_caller(said, caller),),
        alleged=tuple(Alleged(known_as=line) for line in said["alleged"]),
    )


def _caller(said: dict[str, Any], chosen: str) -> Caller:
    if chosen and chosen != "new":
        return Caller(ref=chosen)
    home = Home(said["lines"], said["postcode"])
    return Caller(
        kept=Kept(
            given=said["given"],
            family=said["family"],
            born=said["born"],
            phones=(said["phone"],) if said["phone"] else (),
            homes=(home,) if home.lines or home.postcode else (),
            subject="victim",
        )
    )
