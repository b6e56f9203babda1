"""Pairs of records that may be of one person: to look at one by one, and to confirm many at a time."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.people import actions, queries
from bluelamp.kernel.people.forms import ConfirmForm, DecisionForm
from bluelamp.kernel.people.queries.matching import Pair
from bluelamp.ui.charts.evidence import Weight, evidence

SIZE = 25


@policy.requires("people.match")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Pairs that want a look each."""
    return _list(request, "ask", "people/matches.html", {})


@policy.requires("people.match")
@require_http_methods(["GET", "HEAD", "POST"])
def put_forward(request: HttpRequest) -> HttpResponse:
    """Pairs with nothing against them, confirmed a page at a time after a look."""
    scope = request.scope  # type: ignore[attr-defined]
    numbers = [int(number) for number in request.POST.getlist("pairs") if number.isdigit()][:SIZE]
    form = ConfirmForm(request.POST if request.method == "POST" else None, numbers=numbers)
    linked: int | None = None
    refused: list[str] = []
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        linked, refused = actions.matching.confirm(
            by=scope, numbers=given["pairs"], reason=given["reason"], now=timezone.now()
        )
        if linked:
            form = ConfirmForm(numbers=[])
    return _list(
        request, "link", "people/put_forward.html", {"form": form, "linked": linked, "refused": refused}
    )


def _list(request: HttpRequest, outcome: str, template: str, more: dict[str, Any]) -> HttpResponse:
    scope = request.scope  # type: ignore[attr-defined]
    now, page = (
        timezone.now(),
        max(1, int("0" + "".join(filter(str.isdigit, request.GET.get("page", "1")[:6])))),
    )
    pairs, total = actions.reading.page_of_pairs(by=scope, outcome=outcome, page=page, size=SIZE, now=now)
    context = {
        "pairs": pairs,
        "total": total,
        "page": page,
        "pages": -(-total // SIZE),
        "matching": queries.matching.last_matching(scope),
        "counts": {
            kind: queries.matching.waiting(scope, now=now, outcome=kind).count() for kind in ("ask", "link")
        },
    }
    form = more.get("form")
    return render(request, template, context | more, status=422 if form and form.errors else 200)


@policy.requires("people.match")
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, number: int) -> HttpResponse:
    """Both records beside each other, the evidence, and what is decided."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    one = actions.reading.pair(by=scope, number=number, now=now)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    following = queries.matching.following(scope, now=now, after=one.candidate)
    if form.is_bound and form.is_valid():
        try:
            actions.matching.decide(by=scope, number=number, now=now, **form.cleaned_data)
            return redirect("people:pair", number=following.pk) if following else redirect("people:matches")
        except NotNow as why:
            form.add_error("reason", str(why))
    context = {"pair": one, "form": form, "chart": _chart(one), "following": following}
    return render(request, "people/pair.html", context, status=422 if form.errors else 200)


def _chart(one: Pair) -> Any:
    weights = [Weight(clue.title, clue.says, clue.strength, clue.bits) for clue in one.telling]
    return evidence(weights, begin=one.prior, title="What speaks for one person", sentence=one.sentence)
