"""The product's addresses, and one row to read or write behind the same gate."""

from __future__ import annotations

from functools import cache

from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.worded import Worded
from bluelamp.kernel.access.writing import Changing
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Team
from bluelamp.web.urls import handler400, handler403, handler404, handler500
from bluelamp.web.urls import urlpatterns as product

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@cache
def _by_number() -> Worded:
    """In words already, as the product asks for a record that is looked at."""
    return Worded(Team.objects.filter(pk=-1).order_by().values("name", "code"), number=-1)


@cache
def _naming() -> Changing:
    """In words too, as the product writes what nearly every change writes."""
    return Changing(Team.objects.filter(pk=-1), {"number": -1, "name": "?"}, name="?")


@policy.signed_in
@require_safe
def read(request: HttpRequest, number: int) -> JsonResponse:
    """One row, and that it was shown."""
    with transaction.atomic():
        (row,) = _by_number().put(number=number)
        audit.shown(by=request.scope, operation="team.read", objects=[f"team:{number}"])  # type: ignore[attr-defined]
    return JsonResponse(row)


@policy.signed_in
@require_POST
def write(request: HttpRequest, number: int) -> JsonResponse:
    """One row changed, and by whom."""
    with transaction.atomic():
        _naming().put(number=number, name=f"Team {number}")
        audit.record(by=request.scope, operation="team.write", kind="alteration", objects=[f"team:{number}"])  # type: ignore[attr-defined]
    return JsonResponse({"name": f"Team {number}", "code": "x"})


urlpatterns = [*product, path("read/<int:number>", read), path("write/<int:number>", write)]
