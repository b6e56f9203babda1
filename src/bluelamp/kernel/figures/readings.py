"""A figure as a reader gets it: frozen, with its period as a type, and withheld where it must be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bluelamp.kernel.figures.disclosure import reason_to_withhold
from bluelamp.kernel.figures.models import Figure
from bluelamp.kernel.figures.periods import Period


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure, or the gap where one is missing (``id`` None, ``value`` None, ``n`` 0).

    A share's ``value`` is between 0 and 1. When ``withheld`` holds a sentence every number is None, ``n`` too.
    ``numerator`` and ``denominator`` are weighted sums, ``n`` is unweighted people or events.
    """

    measure: str
    period: Period
    basis: str = ""
    area_level: str = "force"
    area: str = ""
    breakdown: str = ""
    category: str = ""
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    n: int | None = 0
    effective_n: float | None = None
    low: float | None = None
    high: float | None = None
    interval_method: str = ""
    partitions_digest: str = ""
    code_digest: str = ""
    marking: str = ""
    taken_by: str = ""
    taken_at: datetime | None = None
    version: int = 1
    supersedes: int | None = None
    reason: str = ""
    withheld: str = ""
    id: int | None = None

    @property
    def is_gap(self) -> bool:
        """Whether nothing is known of this period, which is not the same as nothing having happened in it."""
        return self.id is None

    @classmethod
    def gap_beside(cls, figure: Figure, period: Period) -> Reading:
        """The gap at ``period`` in the series that ``figure`` belongs to."""
        return cls(
            figure.measure,
            period,
            figure.basis,
            figure.area_level,
            figure.area,
            figure.breakdown,
            figure.category,
        )

    @classmethod
    def of(cls, figure: Figure, *, role: str) -> Reading:
        """``figure`` as ``role`` may read it: the only way out for a number."""
        reading = cls(
            id=figure.pk,
            measure=figure.measure,
            period=figure.period,
            basis=figure.basis,
            area_level=figure.area_level,
            area=figure.area,
            breakdown=figure.breakdown,
            category=figure.category,
            value=figure.value,
            numerator=figure.numerator,
            denominator=figure.denominator,
            n=figure.n,
            effective_n=figure.effective_n,
            low=figure.low,
            high=figure.high,
            interval_method=figure.interval_method,
            partitions_digest=figure.partitions_digest,
            code_digest=figure.code_digest,
            marking=figure.marking,
            taken_by=figure.taken_by.get_username() if figure.taken_by else "",
            taken_at=figure.taken_at,
            version=figure.version,
            supersedes=figure.supersedes_id,
            reason=figure.reason,
        )
        why = reason_to_withhold(figure.n, figure.smallest_base, role)
        if not why:
            return reading
        return replace(
            reading,
            value=None,
            numerator=None,
            denominator=None,
            n=None,
            effective_n=None,
            low=None,
            high=None,
            withheld=why,
        )
