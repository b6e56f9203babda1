"""Which days are working days in England and Wales, as data/bank_holidays.yaml says, and where that calendar ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "data" / "bank_holidays.yaml"
SATURDAY, SUNDAY = 5, 6


class CalendarEnds(LookupError):
    """A day outside the years whose bank holidays are known. The sentence is what the reader will see."""


@dataclass(frozen=True)
class Calendar:
    """Bank holidays by day, and the years they are known for; ``unverified`` years follow the rule of the Act alone."""

    days: Mapping[date, str]
    years: range
    unverified: frozenset[int] = frozenset()

    def is_bank_holiday(self, day: date) -> bool:
        if day.year not in self.years:
            raise CalendarEnds(
                f"Bank holidays are known from {self.years[0]} to {self.years[-1]} alone, and this needs {day.year}."
            )
        return day in self.days

    def is_working(self, day: date) -> bool:
        """Monday to Friday, and no bank holiday."""
        return not self.is_bank_holiday(day) and day.weekday() < SATURDAY

    def is_excluded(self, day: date) -> bool:
        """A day that hours leave out: Sunday, Christmas Day, Good Friday (a bank holiday here) or a bank holiday.

        Crime and Security Act 2010, section 27. Saturdays count.
        """
        return self.is_bank_holiday(day) or day.weekday() == SUNDAY or (day.month, day.day) == (12, 25)

    def is_verified(self, day: date) -> bool:
        return day.year in self.years and day.year not in self.unverified


@cache
def england_and_wales() -> Calendar:
    """The calendar that the house ships."""
    years = yaml.safe_load(FILE.read_text(encoding="utf-8"))["years"]
    known = [row["year"] for row in years]
    return Calendar(
        days={day: name for row in years for day, name in row["days"].items()},
        years=range(known[0], known[-1] + 1),
        unverified=frozenset(row["year"] for row in years if not row["verified"]),
    )
