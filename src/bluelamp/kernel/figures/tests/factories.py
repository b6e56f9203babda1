"""Figures for tests, written the way the force writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bluelamp.kernel.figures import actions
from bluelamp.kernel.figures.actions import NewFigure
from bluelamp.kernel.figures.models import Figure
from bluelamp.kernel.figures.periods import parse

NOON = datetime(2014, 1, 7, 12, tzinfo=UTC)
TOLD: dict[str, Any] = {
    "measure": "asb-satisfaction",
    "basis": "interview",
    "by_default": True,
    "area_level": "force",
    "area": "E23000014",
    "breakdown": "",
    "category": "",
    "value": 0.5,
    "numerator": 20.0,
    "denominator": 40.0,
    "n": 40,
    "effective_n": 40.0,
    "low": 0.35,
    "high": 0.65,
    "interval_method": "Wilson",
    "smallest_base": 10,
    "partitions_digest": "d" * 64,
    "code_digest": "c" * 64,
    "marking": "OFFICIAL",
    "taken_by_id": None,
    "taken_at": NOON,
}
"""20 of 40 satisfied in the force, in a period to be named."""


def figure(period: str = "month:2013-11", **about: Any) -> Figure:
    """A figure that was taken: 20 of 40 satisfied in the force, unless told otherwise."""
    at = parse(period)
    told = TOLD | {"period_kind": at.kind, "period_end": at.last_month.start}
    before = about.pop("corrects", None)
    why = about.pop("reason", "")
    new = NewFigure(**(told | about))
    if before:
        new = new._replace(version=before.version + 1, supersedes_id=before.pk, reason=why)
    actions.keep([new])
    return Figure.objects.latest("pk")


def monthly(
    values: Sequence[float | None], *, n: int = 40, last: str = "month:2013-11", **about: Any
) -> None:
    """A series of months up to ``last``, written at once; None leaves a month out."""
    end = parse(last)
    told = [(end.shift(k + 1 - len(values)), value) for k, value in enumerate(values) if value is not None]
    actions.keep(
        [
            NewFigure(
                **(TOLD | about | {"period_kind": at.kind, "period_end": at.start, "value": value, "n": n})
            )
            for at, value in told
        ]
    )
