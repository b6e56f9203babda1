"""One's own work, the casework side of a case, and its timeline."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.naming import names_of
from bluelamp.practice.casework import actions, queries
from bluelamp.practice.casework.listing import every
from bluelamp.practice.casework.queries.timelines import Narrowed
from bluelamp.practice.casework.views.asking import asked, home_of, shown


@policy.requires("casework.read")
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What I work on, what I follow, and the lists and searches I work from."""
    scope, now = asked(request)
    working = actions.reading.mine(by=scope, now=now)
    followed = actions.reading.followed(by=scope, now=now)
    context = {
        "working": [(each, home_of(each)) for each in working],
        "followed": [(row, each, home_of(each)) for row, each in followed],
        "names": names_of([*working, *(each for _, each in followed)]),
        "searches": queries.searches.kept(scope, now=now),
        "lists": [
            (each, queries.searches.ready(scope, each, now=now)) for each in every() if scope.may(each.act)
        ],
    }
    return render(request, "casework/mine.html", context)


@policy.requires("casework.read")
@require_safe
def case(request: HttpRequest, ref: str) -> HttpResponse:
    """A case: at its area's page, where it has one; else all that casework has of it."""
    scope, now = asked(request)
    if queries.looking.case(scope, ref, now=now).kind.route:
        return redirect(home_of(queries.looking.case(scope, ref, now=now)))
    looked = actions.reading.consult(by=scope, ref=ref, now=now)
    panel = actions.reading.panel(by=scope, looked=looked, narrowed=Narrowed.of(request.GET), now=now)
    return shown(request, "case", looked, panel=panel, told=looked.shown())


@policy.requires("casework.read")
@require_safe
def timeline(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything that happened, narrowed by what stands in the address."""
    scope, now = asked(request)
    looked = actions.reading.consult(by=scope, ref=ref, now=now)
    panel = actions.reading.panel(by=scope, looked=looked, narrowed=Narrowed.of(request.GET), now=now)
    return shown(request, "timeline", looked, panel=panel)
