"""Following a case, and no longer following it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.practice.casework import actions, queries
from bluelamp.practice.casework.forms import FollowForm
from bluelamp.practice.casework.views.asking import asked, asking, back, formed


@policy.requires("casework.read")
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, ref: str) -> HttpResponse:
    """How often somebody wants to hear of it."""
    scope, now = asked(request)
    looked = queries.looking.case(scope, ref, now=now)
    mine = queries.following.mine(scope, looked)
    form = FollowForm(request.POST or None, initial={"how_often": mine.how_often if mine else "digest"})
    if form.is_valid():
        try:
            actions.following.follow(by=scope, ref=ref, how_often=form.cleaned_data["how_often"], now=now)
            return back(request, ref)
        except NotNow as why:
            formed(form, why)
    return asking(request, "follow", looked, form=form, following=mine)


@policy.requires("casework.read")
@require_POST
def unfollow(request: HttpRequest, ref: str) -> HttpResponse:
    """No longer."""
    scope, now = asked(request)
    actions.following.unfollow(by=scope, ref=ref, now=now)
    return back(request, ref)
