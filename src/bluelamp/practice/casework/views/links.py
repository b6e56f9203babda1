"""Linking cases, joining two into one, and taking both back: what will be first, then why."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.practice.casework import actions, queries
from bluelamp.practice.casework.forms import LinkForm, MergeForm, ReasonForm
from bluelamp.practice.casework.views.asking import asked, asking, back, formed, shown

FORMS = require_http_methods(["GET", "HEAD", "POST"])
NO_SUCH = "There is no case with this reference that is yours to change"


@policy.requires("casework.merge")
@FORMS
def link(request: HttpRequest, ref: str) -> HttpResponse:
    """Another case, one that may be the same or any; how they belong together, and why."""
    scope, now = asked(request)
    looked = queries.looking.case(scope, ref, now=now)
    form = LinkForm(request.POST or None)
    if form.is_valid():
        try:
            actions.links.link(by=scope, ref=ref, now=now, **form.cleaned_data)
            return back(request, ref)
        except NotNow as why:
            formed(form, why, "other" if "reference" in str(why) else None)
    alike = actions.reading.alike(by=scope, looked=looked, now=now)
    return asking(request, "link", looked, form=form, alike=alike)


@policy.requires("casework.merge")
@FORMS
@transaction.atomic  # Who is refused was shown nothing, and no record says that they were.
def unlink(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """They do not belong together: why."""
    scope, now = asked(request)
    looked = queries.looking.case(scope, ref, now=now)
    row = queries.links.link(looked, number)
    actions.reading.consult(by=scope, ref=ref, now=now)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.links.unlink(
                by=scope, ref=ref, number=number, reason=form.cleaned_data["reason"], now=now
            )
            return back(request, ref)
        except NotNow as why:
            formed(form, why)
    return shown(request, "unlink", looked, form=form, link=row)


@policy.requires("casework.merge")
@FORMS
def merge(request: HttpRequest, ref: str) -> HttpResponse:
    """The other case, one that may be the same or any, beside this one; joined when a reason is given."""
    scope, now = asked(request)
    looked = queries.looking.case(scope, ref, now=now)
    form = MergeForm(request.POST or None)
    form.fields["reason"].required = "confirm" in request.POST
    other = None
    if form.is_valid():
        said = form.cleaned_data
        try:
            other = actions.reading.consult(by=scope, ref=said["other"].strip().upper(), now=now)
            if other.kind != looked.kind or not other.is_own or other.ref == looked.ref:
                other = None
                raise NotNow(NO_SUCH)
            if "confirm" in request.POST:
                actions.links.merge(by=scope, ref=ref, other=other.ref, reason=said["reason"], now=now)
                return back(request, ref)
        except NotPermitted:
            form.add_error("other", NO_SUCH)
        except NotNow as why:
            formed(form, why, None if other else "other")
    looked = actions.reading.consult(by=scope, ref=ref, now=now)
    alike = [] if other else actions.reading.alike(by=scope, looked=looked, now=now)
    return shown(request, "merge", looked, form=form, other=other, alike=alike)


@policy.requires("casework.merge")
@FORMS
@transaction.atomic  # Who is refused was shown nothing, and no record says that they were.
def unmerge(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """They are two cases after all: why."""
    scope, now = asked(request)
    looked = queries.looking.case(scope, ref, now=now)
    row = queries.links.merge(looked, number)
    end = row.gone_id if row.kept_id == looked.holding.pk else row.kept_id
    other = queries.links.seen_of(scope, looked, [end], now=now).get(end)
    if other is None:
        raise NotPermitted(NO_SUCH)
    for each in (looked, other):
        actions.reading.consult(by=scope, ref=each.ref, now=now)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.links.unmerge(
                by=scope, ref=ref, number=number, reason=form.cleaned_data["reason"], now=now
            )
            return back(request, ref)
        except NotNow as why:
            formed(form, why)
    return shown(request, "unmerge", looked, form=form, merge=row, other=other)
