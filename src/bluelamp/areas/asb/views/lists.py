"""The cases to work from."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bluelamp.areas.asb import actions
from bluelamp.areas.asb.worklist import CASES
from bluelamp.kernel.access import policy
from bluelamp.practice.casework.listing.worklist import Chosen
from bluelamp.practice.casework.queries import worklists


@policy.requires("asb.read")
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Chosen and ordered by what stands in the address, so that going back, saving and sharing just work."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    form = worklists.form_of(scope, CASES, request.GET if request.GET else None)
    chosen = worklists.chosen_in(form) if request.GET else Chosen(CASES.first)
    with transaction.atomic():
        page = worklists.page(
            scope,
            CASES,
            chosen,
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
            now=now,
        )
        actions.cases.listed(by=scope, operation="asb.list", looks=[line.look for line in page.lines])
    context = {
        "worklist": CASES,
        "form": form,
        "page": page,
        "chips": worklists.chips(scope, CASES, chosen),
        "query": worklists.query_of(CASES, chosen),
    }
    return render(request, "asb/cases.html", context)
