"""What waits for a supervisor; several reviews done together, first shown, and taken back while there is time."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.sharing.views.asking import status_of
from bluelamp.kernel.access.together import ENDED, NotAsShown
from bluelamp.practice.promises import actions, queries
from bluelamp.practice.promises.actions.together import Said
from bluelamp.practice.promises.forms.lists import REVIEWS, ManyForm, ReviewsForm
from bluelamp.practice.promises.views.lists import page_of, units
from bluelamp.practice.promises.words import BANDS


@policy.requires("promises.review")
@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """The list. Those that are ticked are shown with what will happen to each, and then done."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    form = ReviewsForm(request.GET, lpus=units(scope))
    chosen = form.chosen()
    found = actions.reading.queue(
        by=scope, choice=queries.reviews.Choice(**chosen), page=page_of(request), now=now
    )
    rows = [f"{one.ref}-{one.row.pk}" for one in found.reviews if one.may_review]
    many = ManyForm(request.POST if request.method == "POST" else None, rows=_known(request, rows))
    if many.is_bound and many.is_valid() and "change" not in request.POST:
        try:
            return _together(request, many)
        except NotNow as why:
            many.add_error(None, str(why))
    context = {"form": form, "chosen": chosen, "found": found, "parts": REVIEWS, "many": many, "bands": BANDS}
    return render(request, "promises/reviews.html", context, status=status_of(many))


@policy.requires("promises.review")
@require_safe
def done(request: HttpRequest, number: int) -> HttpResponse:
    """How it ended, review by review."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    run, rows = actions.together.results(by=scope, number=number, now=now)
    counts = {outcome: sum(row.outcome == outcome for row in rows) for outcome in ENDED}
    may_undo = run.may_be_undone(now) and counts["done"] > 0
    context = {"run": run, "rows": rows, "counts": counts, "may_undo": may_undo}
    return render(request, "promises/reviewed.html", context)


@policy.requires("promises.review")
@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take them back."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    try:
        actions.together.undo(by=scope, number=number, now=now)
    except NotNow as why:
        return render(request, "promises/not_undone.html", {"number": number, "why": str(why)}, status=422)
    return redirect("promises:reviewed", number=number)


def _known(request: HttpRequest, rows: list[str]) -> list[str]:
    """What can be ticked: once it was shown what will happen, a review that somebody else did since is still named."""
    return [*rows, *request.POST.getlist("chosen")] if request.POST.get("seal") else rows


def _together(request: HttpRequest, many: ManyForm) -> HttpResponse:
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    said, context = Said(**many.said()), dict[str, Any](bands=BANDS)
    if seal := many.cleaned_data["seal"]:
        try:
            run = actions.together.do(by=scope, said=said, seal=seal, now=now)
            return redirect("promises:reviewed", number=run.pk)
        except NotAsShown as why:
            context["why"] = str(why)
    said = Said(said.chosen, said.note, said.once or uuid.uuid4().hex)
    context |= {"said": said, "preview": actions.together.preview(by=scope, said=said, now=now)}
    return render(request, "promises/reviews_preview.html", context, status=409 if "why" in context else 200)
