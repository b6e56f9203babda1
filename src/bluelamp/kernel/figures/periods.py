"""The spans of time a figure can speak of. Two kinds never compare: a rolling year is not a month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from bluelamp.ui import formats


class KindsDiffer(TypeError):
    """Raised when two kinds of period are compared; carries the sentence the reader sees."""

    def __init__(self, left: Period, right: Period) -> None:
        super().__init__(
            f"{left.label} is a {left.noun} and {right.label} is a {right.noun}; "
            f"figures for different kinds of period cannot be compared."
        )


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole months, named by its last month (``year``, ``month`` 1 to 12).

    Comparing, ordering or subtracting two periods of different kinds raises :class:`KindsDiffer`.
    ``str`` gives a key such as ``rolling_year:2013-11``; :func:`parse` reads it back.
    """

    year: int
    month: int
    kind: ClassVar[str] = ""
    noun: ClassVar[str] = ""
    step: ClassVar[int] = 1  # months from one of this kind to the next

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"There is no month {self.month}; months run from 1 to 12.")

    @classmethod
    def ending(cls, day: date) -> Self:
        """The period of this kind whose last month holds ``day``."""
        return cls(day.year, day.month)

    @property
    def length(self) -> int:
        """How many months it spans."""
        raise TypeError("A period needs a kind.")

    @property
    def ordinal(self) -> int:
        """The last month as a count of months since year 0: for arithmetic, not for reading."""
        return self.year * 12 + self.month - 1

    @property
    def start(self) -> date:
        """The first day."""
        return _first_day(self.ordinal - self.length + 1)

    @property
    def end(self) -> date:
        """The first day after it."""
        return _first_day(self.ordinal + 1)

    @property
    def last_month(self) -> Month:
        return Month(self.year, self.month)

    def months(self) -> Iterator[Month]:
        """Each month in it, oldest first."""
        return (_month(o) for o in range(self.ordinal - self.length + 1, self.ordinal + 1))

    def shift(self, months: int) -> Self:
        """The same kind of period ending ``months`` later (earlier when negative)."""
        year, month = divmod(self.ordinal + months, 12)
        return type(self)(year, month + 1)

    @property
    def label(self) -> str:
        """In words, for a reader: ``November 2013``."""
        return formats.month(self)

    def __str__(self) -> str:
        return f"{self.kind}:{self.year:04d}-{self.month:02d}"

    def _same_kind(self, other: object) -> Period:
        if not isinstance(other, Period):
            raise TypeError(f"A period cannot be compared with {type(other).__name__}.")
        if type(other) is not type(self):
            raise KindsDiffer(self, other)
        return other

    def __lt__(self, other: object) -> bool:
        return self.ordinal < self._same_kind(other).ordinal

    def __le__(self, other: object) -> bool:
        return self.ordinal <= self._same_kind(other).ordinal

    def __gt__(self, other: object) -> bool:
        return self.ordinal > self._same_kind(other).ordinal

    def __ge__(self, other: object) -> bool:
        return self.ordinal >= self._same_kind(other).ordinal

    def __sub__(self, other: object) -> int:
        """Months from ``other`` to this one."""
        return self.ordinal - self._same_kind(other).ordinal


class Month(Period):
    """One calendar month."""

    __slots__ = ()
    kind = "month"
    noun = "month"

    @property
    def length(self) -> int:
        return 1


class RollingYear(Period):
    """The twelve months that end with this one."""

    __slots__ = ()
    kind = "rolling_year"
    noun = "rolling year"

    @property
    def length(self) -> int:
        return 12

    @property
    def label(self) -> str:
        return f"the twelve months to {Period.label.fget(self)}"  # type: ignore[attr-defined]


class Quarter(Period):
    """Three months from January, April, July or October, named by the last."""

    __slots__ = ()
    kind = "quarter"
    noun = "quarter"
    step = 3

    def __post_init__(self) -> None:
        Period.__post_init__(self)
        if self.month % 3:
            raise ValueError("A quarter ends in March, June, September or December.")

    @classmethod
    def ending(cls, day: date) -> Self:
        return cls(day.year, (day.month + 2) // 3 * 3)

    @property
    def length(self) -> int:
        return 3

    @property
    def label(self) -> str:
        first = formats.MONTHS[self.month - 3]
        return f"{first} to {Period.label.fget(self)}"  # type: ignore[attr-defined]


class PerformanceYear(Period):
    """April to March, named by its March: ``PerformanceYear(2014, 3)`` is 2013/14."""

    __slots__ = ()
    kind = "performance_year"
    noun = "performance year"
    step = 12

    def __post_init__(self) -> None:
        Period.__post_init__(self)
        if self.month != 3:
            raise ValueError("A performance year ends in March.")

    @classmethod
    def ending(cls, day: date) -> Self:
        return cls(day.year + (day.month > 3), 3)

    @property
    def length(self) -> int:
        return 12

    @property
    def label(self) -> str:
        return f"{self.year - 1}/{self.year % 100:02d}"


class YearToDate(Period):
    """From the April that opens the performance year to the end of this month."""

    __slots__ = ()
    kind = "year_to_date"
    noun = "year to date"

    @property
    def length(self) -> int:
        return (self.month - 4) % 12 + 1

    @property
    def label(self) -> str:
        first = next(self.months())
        return f"{first.label} to {Period.label.fget(self)}"  # type: ignore[attr-defined]


KINDS: dict[str, type[Period]] = {
    k.kind: k for k in (Month, RollingYear, Quarter, PerformanceYear, YearToDate)
}


FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Far enough for any record, and a year of any kind from the ends of what a calendar can hold."""


def parse(key: str) -> Period:
    """Read ``month:2013-11`` and its like. A bare ``2013-11`` is a month.

    Raises ``ValueError`` with a sentence that names what was wrong.
    """
    found = re.fullmatch(r"(?:(\w+):)?(\d{4})-(\d{2})", key.strip())
    if not found:
        raise ValueError(f"“{key}” is not a period. Write it like month:2013-11 or rolling_year:2013-11.")
    kind, year, month = found.groups()
    if kind and kind not in KINDS:
        raise ValueError(f"“{kind}” is not a kind of period. The kinds are {', '.join(KINDS)}.")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise ValueError(
            f"“{key}” is in no year that is reckoned with; those are {FIRST_YEAR} to {LAST_YEAR}."
        )
    return KINDS[kind or "month"](int(year), int(month))


def _month(ordinal: int) -> Month:
    year, month = divmod(ordinal, 12)
    return Month(year, month + 1)


def _first_day(ordinal: int) -> date:
    year, month = divmod(ordinal, 12)
    return date(year, month + 1, 1)
