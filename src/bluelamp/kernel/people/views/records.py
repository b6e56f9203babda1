"""The page of one organisation's record, and keeping it."""

from __future__ import annotations

import uuid
from dataclasses import asdict, replace
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.people import actions, queries
from bluelamp.kernel.people.actions.records import Changed, Home, Kept
from bluelamp.kernel.people.forms import RecordForm
from bluelamp.kernel.people.kinds import RECORD
from bluelamp.kernel.people.queries.profiles import each
from bluelamp.kernel.people.views import reasons
from bluelamp.kernel.places import queries as places


@policy.requires("people.read")
@require_http_methods(["GET", "HEAD", "POST"])
@reasons.asked
def record(request: HttpRequest, ref: str) -> HttpResponse:
    """One record, whose person it is of, and who else may see it."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    reason = reasons.given(request, ref)
    source, whose = actions.reading.record(by=scope, ref=ref, now=now, reason=reason)
    context = {
        "source": source,
        "whose": whose,
        "shown": [(shown.item.label, each(shown.value)) for shown in source.look.of(source.said)],
        "may_edit": scope.may("people.edit") and bool(actions.records.writable(scope, source, now=now)),
        "sharing": reverse("sharing:audience", args=[RECORD.key, ref])
        if source.look.is_own and scope.may("holdings.share")
        else "",
    }
    return render(request, "people/record.html", context)


@policy.requires("people.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new record of the writer's own organisation."""
    scope = request.scope  # type: ignore[attr-defined]
    form = RecordForm(
        request.POST if request.method == "POST" else None,
        writable=actions.records.writable_when_new(scope),
        units=_units(scope),
        initial={"submission": uuid.uuid4()},
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            ref = actions.records.add(
                by=scope,
                kept=_kept(Kept(), given, timezone.localdate()),
                lpu=given.get("lpu", ""),
                submission=given["submission"] or None,
                now=timezone.now(),
            )
            return redirect("people:record", ref=ref)
        except NotNow as why:
            form.add_error(None, str(why))
    return render(request, "people/edit.html", {"form": form}, status=422 if form.errors else 200)


@policy.requires("people.edit")
@require_http_methods(["GET", "HEAD", "POST"])
@reasons.asked
@transaction.atomic  # To whom it is not theirs to write nothing was shown, and no record says that it was.
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    """A record written anew; when somebody else was first, both versions and nothing typed is lost."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    source, _ = actions.reading.record(by=scope, ref=ref, now=now, reason=reasons.given(request, ref))
    writable = actions.records.writable(scope, source, now=now)
    if not writable:
        raise NotPermitted("There is no such record.")
    was = actions.records.as_kept(source.record)
    form = RecordForm(
        request.POST if request.method == "POST" else None,
        writable=writable,
        initial=_filled(was, source.record.version),
    )
    context: dict[str, Any] = {"form": form, "source": source}
    status = 200
    if form.is_bound and form.is_valid():
        kept, version = _kept(was, form.cleaned_data, timezone.localdate()), form.cleaned_data["version"] or 0
        try:
            actions.records.change(by=scope, ref=ref, version=version, kept=kept, now=now)
            return redirect("people:record", ref=ref)
        except Changed as changed:
            context |= {"both": _both(form, changed.theirs), "version": changed.version}
            status = 409
        except NotNow as why:
            form.add_error(None, str(why))
    return render(request, "people/edit.html", context, status=422 if form.errors else status)


def _kept(was: Kept, given: dict[str, Any], today: Any) -> Kept:
    """What was filled in, over what the record said. An address that did not change keeps its dates."""
    plain = {name: given[name] for name in asdict(was) if name in given}
    kept = replace(was, **plain)
    if "lines" not in given:
        return kept
    home, here = Home(given["lines"], given["postcode"]), queries.profiles.here(was.homes)
    if here and (here.lines, here.postcode) == (home.lines, home.postcode):
        return kept
    if given.get("has_moved") and here:
        return replace(kept, homes=actions.records.moved(was, home, today))
    others = tuple(one for one in was.homes if one is not here)
    return replace(kept, homes=(home, *others) if home.lines or home.postcode else others)


def _filled(was: Kept, version: int) -> dict[str, Any]:
    here = queries.profiles.here(was.homes) or Home()
    return {**asdict(was), "lines": here.lines, "postcode": here.postcode, "version": version}


def _both(form: RecordForm, theirs: Kept) -> list[tuple[str, str, str]]:
    """Label, what it says now, what was typed, where the two differ."""
    now_says = _filled(theirs, 0)
    rows = []
    for name, field in form.fields.items():
        if name in ("version", "submission", "has_moved"):
            continue
        told = [
            str(field.prepare_value(value) or "")
            for value in (now_says.get(name), form.cleaned_data.get(name))
        ]
        if told[0] != told[1]:
            rows.append((str(field.label), *told))
    return rows  # type: ignore[return-value]


def _units(scope: Scope) -> list[tuple[str, str]]:
    """The local policing units to choose from: those of the writer; partners have none."""
    if scope.regime != "part_3" and not scope.lpus:
        return []
    return [
        (area.code, area.name) for area in places.areas("lpu") if not scope.lpus or area.code in scope.lpus
    ]
