"""How the house writes a number or a date: once, so that page, chart and paper say it alike."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NO_DATA = "no data"
MINUS = "\N{MINUS SIGN}"
LONDON = ZoneInfo("Europe/London")


class HasMonth(Protocol):
    """A date, or a period: anything that has a year and a month (1 to 12)."""

    @property
    def year(self) -> int: ...
    @property
    def month(self) -> int: ...


def percent(share: float | None, places: int = 1) -> str:
    """A share of one as a percentage: 0.771 is ``77.1%``. Nothing to count is ``no data``, never 0%."""
    return NO_DATA if share is None else _signed(f"{share * 100:,.{places}f}%")


def number(value: float | None, places: int | None = None) -> str:
    """A count or a mean with thousands marked: ``1,100``; a fraction keeps one decimal unless told."""
    if value is None:
        return NO_DATA
    if places is None:
        places = 0 if float(value).is_integer() else 1
    return _signed(f"{value:,.{places}f}")


def value(value: float | None, unit: str) -> str:
    """A value in the unit of its measure: percent, number, per_1000, days or ratio."""
    if value is None:
        return NO_DATA
    if unit == "percent":
        return percent(value)
    if unit == "per_1000":
        return f"{number(value, 1)} per 1,000"
    if unit == "days":
        return f"{number(value)} {'day' if value == 1 else 'days'}"
    return number(value, 2) if unit == "ratio" else number(value)


def interval(low: float | None, high: float | None, unit: str) -> str:
    """``73.7% to 79.0%``; empty when there is none."""
    if low is None or high is None:
        return ""
    if unit == "number" and high >= 100:  # a part of a person or an event says nothing at such a size
        low, high = round(low), round(high)
    first, last = value(low, unit), value(high, unit)
    for words in (" per 1,000", " days"):  # a unit in words is said once
        if last.endswith(words):
            first = first.removesuffix(words).removesuffix(words.removesuffix("s"))
    return f"{first} to {last}"


def change(difference: float | None, unit: str = "percent") -> str:
    """A difference with its sign: ``+1.2 points`` between shares, ``+40`` between counts."""
    if difference is None:
        return NO_DATA
    shown = difference * 100 if unit == "percent" else difference
    places = 1 if unit == "percent" or not float(shown).is_integer() else 0
    return _signed(f"{shown:+,.{places}f}") + (" points" if unit == "percent" else "")


def day(day: date | None) -> str:
    """``7 January 2014``; a moment is first brought to London time."""
    if day is None:
        return ""
    if isinstance(day, datetime) and day.tzinfo:
        day = day.astimezone(LONDON)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment(at: datetime | None) -> str:
    """``7 January 2014 at 3:05pm``, as GOV.UK writes it, in London time."""
    if at is None:
        return ""
    local = at.astimezone(LONDON) if at.tzinfo else at
    if (local.hour, local.minute) in {(0, 0), (12, 0)}:
        clock = "midnight" if local.hour == 0 else "midday"
    else:
        minutes = f":{local.minute:02d}" if local.minute else ""
        clock = f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"
    return f"{day(local)} at {clock}"


def month(of: HasMonth) -> str:
    """``November 2013``."""
    return f"{MONTHS[of.month - 1]} {of.year}"


def month_short(of: HasMonth) -> str:
    """``Nov 2013``, for a narrow column."""
    return f"{MONTHS[of.month - 1][:3]} {of.year}"


def _signed(written: str) -> str:
    """A true minus sign, and no sign at all before a nought."""
    if not any(digit in written for digit in "123456789"):
        return written.lstrip("+-")
    return written.replace("-", MINUS)
