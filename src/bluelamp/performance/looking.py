"""Looking is an act too: opening the rows behind a figure, or taking a series away, is written down as it happens."""

from __future__ import annotations

from django.db import transaction

from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.audit import actions as audit
from bluelamp.performance.queries.which import Which


@transaction.atomic
def rows_opened(*, by: Scope, figure_id: int, page: int) -> None:
    """Somebody opened a page of the rows behind a figure."""
    require(by, "facts.read_rows")
    audit.record(by=by, operation="consult", objects=[f"figure:{figure_id}"], detail={"rows_page": page})


@transaction.atomic
def series_taken_away(*, by: Scope, measure: str, form: str, which: Which) -> None:
    """Somebody downloaded a series of figures."""
    require(by, "figures.read")
    audit.record(by=by, operation="export", objects=[f"measure:{measure}"], detail={"form": form, **which})
