"""The plan of the made-up survey, read from ``plan.yaml``: month totals first, rows afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bluelamp.kernel.figures.periods import Month

SERIES = ("asb", "vehicle", "other")


@dataclass(frozen=True, slots=True)
class Cell:
    """One month of one series: how many answered on the whole experience, were satisfied, and did not say."""

    month: Month
    series: str
    answered: int
    satisfied: int
    unanswered: int

    @property
    def interviews(self) -> int:
        return self.answered + self.unanswered


@dataclass(frozen=True, slots=True)
class Batch:
    """Months whose interviews drew all incidents from one span of days, and how those answers stand apart."""

    survey: str
    months: tuple[Month, ...]
    since: date
    until: date
    shifts: Mapping[str, float]


@dataclass(frozen=True)
class Plan:
    """What the sample is made of. ``about`` is the file as read, for the parts that are plain tables."""

    about: Mapping[str, Any]
    cells: tuple[Cell, ...]

    @property
    def version(self) -> int:
        return self.about["version"]

    def batch(self, series: str, month: Month) -> Batch:
        """Where a month's incidents came from; without a batch, from any day that the lag allows."""
        for each in self.about["batches"]:
            if each["survey"] == series and str(month)[6:] in each["months"]:
                return Batch(
                    series,
                    tuple(month_of(m) for m in each["months"]),
                    each.get("since", date.min),
                    each["until"],
                    each.get("shifts", {}),
                )
        return Batch(series, (), date.min, date.max, {})

    def days(self, series: str, month: Month) -> list[tuple[date, date, date]]:
        """The days interviews were held (no Sundays), each with the first and last report it could reach."""
        shortest, longest = (timedelta(days=d) for d in self.about["lag_days"])
        batch = self.batch(series, month)
        found = []
        for offset in range((month.end - month.start).days):
            day = month.start + timedelta(days=offset)
            first, last = max(day - longest, batch.since), min(day - shortest, batch.until)
            if day.weekday() != 6 and first <= last:
                found.append((day, first, last))
        return found


@cache
def as_shipped() -> Plan:
    """The plan that comes with Bluelamp, at scale 1."""
    return scaled(1.0)


@cache
def scaled(scale: float) -> Plan:
    """The plan with ``scale`` times the interviews and the same shares, as near as whole people allow."""
    about = yaml.safe_load((Path(__file__).parent / "plan.yaml").read_text(encoding="utf-8"))
    return Plan(about, tuple(_cells(about, scale)))


def apportion(total: int, shares: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to ``shares`` that add up to ``total``: largest remainders first."""
    ideal = [total * share / sum(shares) for share in shares]
    whole = [int(each) for each in ideal]
    by_remainder = sorted(range(len(shares)), key=lambda i: (whole[i] - ideal[i], i))
    for i in by_remainder[: total - sum(whole)]:
        whole[i] += 1
    return whole


def _cells(about: Mapping[str, Any], scale: float) -> Iterator[Cell]:
    for name, row in about["months"].items():
        answered = [row[series][0] for series in SERIES]
        silent = about["interviews"].get(name, 0) - sum(answered)
        if silent < 0:
            silent = round(sum(answered) * about["unanswered_percent"] / 100)
        for series, unanswered in zip(SERIES, apportion(silent, answered), strict=True):
            asked, satisfied = row[series]
            grown = round(asked * scale)
            yield Cell(
                month_of(name), series, grown, round(grown * satisfied / asked), round(unanswered * scale)
            )


def month_of(name: str) -> Month:
    """The month that a plan writes as ``2013-11``."""
    return Month(int(name[:4]), int(name[5:]))
