"""Moments as people say them, and people nobody can name: fields of the forms of reports."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms

from bluelamp.kernel.access.decision import LONDON

CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?")
DAYS = ("%d %m %Y", "%d %B %Y", "%d %b %Y", "%Y %m %d", "%d %B", "%d %b", "%d %m")


class Moment(forms.Field):
    """A day and a time as people say them: 7 1 2014 21:30, yesterday 9pm, today 08:15, 21:30, now."""

    widget = forms.TextInput

    def __init__(self, *, now: datetime | None = None, **more: Any) -> None:
        super().__init__(**more)
        self.now = now

    def to_python(self, value: Any) -> datetime | None:
        words = str(value or "").strip().lower().replace(",", " ")
        if not words:
            return None
        assert self.now is not None, "A form that asks for a moment is told which one it is."
        here = self.now.astimezone(LONDON)
        found = moment(words, here)
        if found is None:
            raise forms.ValidationError(
                f"{self.label} must be a day and a time, such as yesterday 21:30 or 6 1 2014 21:30"
            )
        return found

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, datetime):
            return value
        here = value.astimezone(LONDON)
        return f"{here.day} {here:%B %Y %H:%M}"


def moment(words: str, here: datetime) -> datetime | None:
    """What somebody typed as a moment, seen from ``here``; nothing when it cannot be told."""
    if words == "now":
        return here.replace(second=0, microsecond=0)
    *day, clock = words.split()
    if day and clock in ("am", "pm"):
        clock = day.pop() + clock
    on, at = _day(" ".join(day), here.date()), _clock(clock)
    return None if on is None or at is None else datetime.combine(on, at, LONDON)


def _day(words: str, today: date) -> date | None:
    if words in ("", "today", "at", "today at"):
        return today
    if words in ("yesterday", "last night"):
        return today - timedelta(days=1)
    plain = " ".join(part for part in re.split(r"[\s/.-]+", words) if part != "at")
    for layout in DAYS:
        # Without a year the day of this one is meant; the year goes along, so that a leap year knows its days.
        whole, by = (plain, layout) if "%Y" in layout else (f"{plain} {today.year}", f"{layout} %Y")
        try:
            found = datetime.strptime(whole, by)  # noqa: DTZ007 - a day has no time zone
            return found.date()
        except ValueError:
            continue
    return None


def _clock(words: str) -> time | None:
    found = CLOCK.fullmatch(words)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    bare = found[2] is None and half is None
    return None if hour > 23 or minute > 59 or bare else time(hour, minute)


class Described(forms.Field):
    """People nobody can name, one a line."""

    widget = forms.Textarea
    most = 10

    def to_python(self, value: Any) -> tuple[str, ...]:
        lines = str(value or "").replace("\0", "").splitlines()
        found = tuple(line.strip() for line in lines if line.strip())
        if len(found) > self.most or any(len(line) > 200 for line in found):
            raise forms.ValidationError(f"{self.label}: up to {self.most}, each of 200 characters or fewer")
        return found

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, tuple) else value
