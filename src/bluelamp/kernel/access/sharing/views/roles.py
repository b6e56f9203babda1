"""Roles that wait for a second administrator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bluelamp.kernel.access import actions, policy, queries
from bluelamp.kernel.access.scope import NotPermitted


@policy.confirmed_to_send
@policy.requires("users.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    """Who is to have which role, who asked, and the answer of the second person."""
    scope = request.scope  # type: ignore[attr-defined]
    why = ""
    if request.method == "POST" and (number := request.POST.get("number", "")).isdecimal():
        approved = request.POST.get("answer") == "give"
        try:
            actions.decide_role(by=scope, request=int(number), approved=approved, now=timezone.now())
            return redirect("sharing:roles")
        except (NotPermitted, actions.NotNow) as reason:
            why = str(reason)
    waiting = queries.role_requests(scope)
    return render(
        request, "sharing/roles.html", {"requests": waiting, "why": why}, status=422 if why else 200
    )
