"""Looking is an act too: opening the rows behind a figure, or taking a series away, is written down as it happens."""

from __future__ import annotations

from django.db import transaction

from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.audit import actions as audit
from bluelamp.performance.queries.hotspots import Asked
from bluelamp.performance.queries.which import Which


@transaction.atomic
def rows_opened(*, by: Scope, figure_id: int, page: int) -> None:
    """Somebody opened a page of the rows behind a figure."""
    require(by, "facts.read_rows")
    audit.record(
        by=by, operation="consult", kind="other", objects=[f"figure:{figure_id}"], detail={"rows_page": page}
    )


@transaction.atomic
def series_taken_away(*, by: Scope, measure: str, form: str, which: Which) -> None:
    """Somebody downloaded a series of figures."""
    require(by, "figures.read")
    audit.record(
        by=by,
        operation="export",
        kind="other",
        objects=[f"measure:{measure}"],
        detail={"form": form, **which},
    )


@transaction.atomic
def places_taken_away(*, by: Scope, asked: Asked) -> None:
    """Somebody downloaded the places of a map of hot spots."""
    require(by, "figures.read")
    detail = {
        "kind": asked.kind,
        "lpu": asked.lpu,
        "period": str(asked.period),
        "compared": str(asked.compared),
    }
    audit.record(
        by=by,
        operation="export",
        kind="other",
        objects=["fact:recorded_crime"],
        detail={"form": "csv", **detail},
    )
