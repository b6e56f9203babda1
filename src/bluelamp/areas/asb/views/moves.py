"""Moving a case on, approving that it is closed, opening it again, and saying what is true of it besides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bluelamp.areas.asb import actions, queries, rules
from bluelamp.areas.asb.forms.cases import AsideForm, MoveForm, ReasonForm
from bluelamp.areas.asb.standing import standing_of
from bluelamp.areas.asb.words import WAYS
from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.joining import refuse_joined
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.kernel.access.sharing.views.asking import keeps_what_was_typed, status_of


@policy.requires("asb.progress")
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_what_was_typed
def move(request: HttpRequest, ref: str) -> HttpResponse:
    """To the next state; what stands against each is said before anybody tries."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked, case = _own(scope, ref, now)
    stands = standing_of(scope, looked, case, now=now)
    ways = WAYS[case.state] if case.state != "closed" else ()
    form = MoveForm(request.POST or None, ways=ways, initial={"version": case.version})
    if form.is_bound and form.is_valid():
        try:
            actions.moves.move(by=scope, ref=ref, standing=stands, now=now, **form.cleaned_data)
            return redirect("asb:case", ref)
        except NotNow as why:
            form.add_error(None, str(why))
    against = {to: rules.reasons_not_to_move(stands, to, reason="long enough", now=now) for to in ways}
    context = {"form": form, "look": looked, "case": case, "against": against}
    return render(request, "asb/move.html", context, status=status_of(form))


@policy.requires("asb.approve")
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, ref: str) -> HttpResponse:
    """A second person agrees that a case at high risk is closed."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked, case = _own(scope, ref, now)
    stands = standing_of(scope, looked, case, now=now)

    def do(reason: str) -> Any:
        return actions.moves.approve(by=scope, ref=ref, note=reason, standing=stands, now=now)

    against = rules.reasons_not_to_approve(stands, by=scope.actor_id)
    return _with_reason(request, looked, case, do, "Approve that it is closed", against)


@policy.requires("asb.progress")
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, ref: str) -> HttpResponse:
    """Open it again."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked, case = _own(scope, ref, now)

    def do(reason: str) -> Any:
        return actions.moves.reopen_closed(by=scope, ref=ref, reason=reason, now=now)

    against = rules.reasons_not_to_reopen(case.state, case.closed_at, now=now)
    return _with_reason(request, looked, case, do, "Open it again", against)


@policy.requires("asb.progress")
@require_http_methods(["GET", "HEAD", "POST"])
def aside(request: HttpRequest, ref: str) -> HttpResponse:
    """That it was referred on, or is before a court; or that it no longer is."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked, case = _own(scope, ref, now)
    form = AsideForm(request.POST or None)
    form.label_suffix = ""
    if form.is_bound and form.is_valid():
        try:
            ends = "ends" in request.POST
            actions.moves.set_aside(by=scope, ref=ref, stands=not ends, now=now, **form.cleaned_data)
            return redirect("asb:case", ref)
        except NotNow as why:
            form.add_error(None, str(why))
    standing_now = case.asides.filter(until__isnull=True)
    context = {"form": form, "look": looked, "case": case, "asides": standing_now}
    return render(request, "asb/aside.html", context, status=status_of(form))


def _with_reason(
    request: HttpRequest, looked: Look, case: Any, do: Callable[[str], Any], title: str, against: list[str]
) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    form.label_suffix = ""
    if form.is_bound and form.is_valid():
        try:
            do(form.cleaned_data["reason"])
            return redirect("asb:case", looked.ref)
        except NotNow as why:
            form.add_error(None, str(why))
    context = {"form": form, "look": looked, "case": case, "title": title, "against": against}
    return render(request, "asb/reason.html", context, status=status_of(form))


def _own(scope: Any, ref: str, now: Any) -> tuple[Look, Any]:
    looked, case = queries.cases.case(scope, ref, now=now)
    if not looked.is_own:
        raise NotPermitted(NOT_THERE)
    refuse_joined(scope, looked, now=now)
    actions.cases.asked(by=scope, looked=looked, now=now)
    return looked, case
