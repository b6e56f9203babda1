"""The lists: promises by when they are due, the manual of standards and its samples."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.sharing.views.asking import status_of
from bluelamp.kernel.places import queries as places
from bluelamp.practice.promises import actions, clocks, queries
from bluelamp.practice.promises.forms.lists import PARTS, ListForm
from bluelamp.practice.promises.forms.standards import FindingForm, SampleForm, SpanForm
from bluelamp.practice.promises.words import RESULTS

FORMS = require_http_methods(["GET", "HEAD", "POST"])


@policy.requires("promises.read")
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """Promises that are overdue, due today, coming; filtered by what stands in the address."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    form = ListForm(request.GET, lpus=units(scope))
    chosen = form.chosen()
    found = actions.reading.ledger(
        by=scope, choice=queries.promises.Choice(**chosen), page=page_of(request), now=now
    )
    return render(
        request, "promises/ledger.html", {"form": form, "chosen": chosen, "found": found, "parts": PARTS}
    )


@policy.requires("promises.standards")
@FORMS
def standards(request: HttpRequest) -> HttpResponse:
    """The scores of the units; and drawing a sample."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    today = clocks.on(now)
    kinds = queries.standards.of_kinds(scope)
    kind = next((one for one in kinds if one.key == request.GET.get("kind")), kinds[0] if kinds else None)
    if kind is None:
        return render(request, "promises/standards.html", {"kinds": kinds, "kind": None})
    span = SpanForm(request.GET)
    since, until = span.span(today)
    form = SampleForm(
        request.POST if request.method == "POST" else None,
        initial={"since": since, "until": until, "seed": f"{today:%B %Y}"},
    )
    if form.is_bound and form.is_valid():
        try:
            sample = actions.standards.draw(by=scope, kind=kind, now=now, **form.cleaned_data)
            return redirect("promises:sample", number=sample.pk)
        except NotNow as why:
            form.add_error(None, str(why))
    context = {
        "kinds": kinds,
        "kind": kind,
        "span": span,
        "since": since,
        "until": until,
        "form": form,
        "found": actions.reading.scorecard(by=scope, kind=kind, since=since, until=until, now=now),
        "samples": queries.standards.samples(scope)[:20],
    }
    return render(request, "promises/standards.html", context, status=status_of(form))


@policy.requires("promises.standards")
@require_safe
def sample(request: HttpRequest, number: int) -> HttpResponse:
    """The worksheet of a sample: every record and every standard."""
    found = actions.reading.worksheet(by=request.scope, number=number, now=timezone.now())  # type: ignore[attr-defined]
    return render(request, "promises/sample.html", {"found": found, "results": RESULTS})


@policy.requires("promises.standards")
@FORMS
def finding(request: HttpRequest, number: int, position: int) -> HttpResponse:
    """One record of a sample: what was found about each standard."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    found = actions.reading.worksheet(by=scope, number=number, now=now)
    sheet = next((one for one in found.sheets if one.record.position == position), None)
    if sheet is None:
        raise Http404
    form = FindingForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.standards.find(by=scope, sample=number, ref=sheet.ref, now=now, **form.cleaned_data)
            return redirect("promises:finding", number=number, position=position)
        except NotNow as why:
            form.add_error(None, str(why))
    context = {"found": found, "sheet": sheet, "form": form, "results": RESULTS}
    return render(request, "promises/finding.html", context, status=status_of(form))


def page_of(request: HttpRequest) -> int:
    page = request.GET.get("page", "1")
    return int(page) if page.isdecimal() and len(page) < 9 else 1


def units(scope: Scope) -> list[tuple[str, str]]:
    """The units a reader can choose from: their own, or all."""
    known = [(area.code, area.name) for area in places.areas("lpu")]
    return [unit for unit in known if not scope.lpus or unit[0] in scope.lpus]
