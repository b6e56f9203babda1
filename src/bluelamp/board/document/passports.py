"""Where a number comes from, and the counts that a table or a sentence prints."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Passport:
    """Where a cited number comes from. A share's ``value``, ``low`` and ``high`` are between 0 and 1.

    ``kind`` is *figure* (taken from facts), *derived* (worked out from the figures named in ``parts`` by ``method``),
    *held* (a milestone, a count of places) or *quoted*. ``marking`` is that of the figure; ``figure`` its number;
    ``owner`` answers for the measure, and ``taken_on`` is the day it was taken, as ``2014-01-02``.
    """

    key: str
    kind: Literal["figure", "derived", "held", "quoted"]
    title: str
    shown: str
    measure: str = ""
    period: str = ""
    period_label: str = ""
    basis: str = ""
    area_level: str = ""
    area: str = ""
    area_name: str = ""
    breakdown: str = ""
    category: str = ""
    unit: str = ""
    value: float | None = None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    interval_method: str = ""
    source: str = ""
    method: str = ""
    parts: tuple[str, ...] = ()
    partitions_digest: str = ""
    code_digest: str = ""
    marking: str = ""
    figure: int | None = None
    owner: str = ""
    taken_on: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """One count that is printed somewhere. Of ``family`` are the counts that are decided about together.

    Each of ``sums`` are counts that add up to it. What a public copy keeps back, it keeps back wherever the count
    stands. A count that ``is_printed`` nowhere follows from others, as what lies between two periods does. ``series``
    and ``month`` (``2013-11``) are those of a count of one month.
    """

    key: str
    title: str
    value: int
    family: str
    sums: tuple[tuple[str, ...], ...] = ()
    is_printed: bool = True
    series: str = ""
    month: str = ""


def plain_passport(passport: Passport) -> dict[str, Any]:
    """A passport as plain values, empty ones left out, for ``figures.json``."""
    return {name: value for name, value in asdict(passport).items() if value not in ("", None, ())}
