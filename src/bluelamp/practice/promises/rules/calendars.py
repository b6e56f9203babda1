"""How a language tells people by when: the end of a day, or a moment of it. People plan by weekdays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bluelamp.practice.promises import clocks
from bluelamp.ui import formats


@dataclass(frozen=True)
class Calendar:
    """The names of days and months in the form that the sentences take, and the sentences. ``time``: 12h or 24h."""

    weekdays: Sequence[str]
    months: Sequence[str]
    time: str
    by_day: str
    by_moment: str
    short: str

    def by_when(self, due_at: datetime) -> str:
        """``by the end of Tuesday 14 January``, or ``by Tuesday 14 January at 3pm``."""
        sentence = self.by_day if clocks.is_by_day(due_at) else self.by_moment
        return sentence.format_map(self._said(due_at))

    def briefly(self, due_at: datetime) -> str:
        """``Tue 14 Jan``: for a text message."""
        return self.short.format_map(self._said(due_at))

    def _said(self, at: datetime) -> dict[str, str | int]:
        day = clocks.on(at)
        return {
            "weekday": self.weekdays[day.weekday()],
            "day": day.day,
            "month": self.months[day.month - 1],
            "number": day.month,
            "time": self._time(at),
        }

    def _time(self, at: datetime) -> str:
        if self.time == "12h":
            return formats.moment(at).rpartition(" at ")[2]
        return f"{at.astimezone(formats.LONDON):%H:%M}"
