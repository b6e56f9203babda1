"""The register on a day, two days held against each other, one power in plain English, and what comes soon."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bluelamp.kernel.access import policy
from bluelamp.practice.powers import actions, register
from bluelamp.practice.powers.forms import RegisterForm
from bluelamp.practice.powers.words import APPLICANTS, PLACES, PROOFS, SUBJECTS


@policy.requires("powers.read")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What could be used on a day, what began or ended between two, and what waits."""
    form = RegisterForm(request.GET)
    on, place, against = form.chosen(timezone.localdate())
    there = register.standing(on, place)
    then = register.standing(against, place) if against else ()
    context = {
        "form": form,
        "on": on,
        "place": PLACES[place],
        "against": against,
        "powers": there,
        "only_here": [power for power in there if power not in then] if against else [],
        "only_there": [power for power in then if power not in there],
        "both": [power for power in there if power in then] if against else [],
        "waiting": register.waiting(on, place),
        "why": {power.key: power.why_not(on, place) for power in register.waiting(on, place)},
    }
    return render(request, "powers/register.html", {**context, "words": APPLICANTS})


@policy.requires("powers.read")
@require_safe
def power(request: HttpRequest, key: str) -> HttpResponse:
    """One power in plain English."""
    try:
        found = register.called(key)
    except LookupError as missing:
        raise Http404(str(missing)) from missing
    context = {
        "power": found,
        "today": found.why_not(timezone.localdate(), "england"),
        "applicants": [APPLICANTS[each] for each in found.applicants],
        "subjects": [SUBJECTS[each] for each in found.subjects],
        "proof": PROOFS[found.proof],
        "places": PLACES,
        "instead": [register.called(each) for each in found.replaced_by],
    }
    return render(request, "powers/power.html", context)


@policy.requires("powers.use")
@require_safe
def coming(request: HttpRequest) -> HttpResponse:
    """Orders that end, hearings and reviews in the next four weeks."""
    found = actions.reading.coming(by=request.scope, now=timezone.now())  # type: ignore[attr-defined]
    return render(request, "powers/coming.html", {"found": found})
