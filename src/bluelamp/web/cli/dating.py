"""Giving rows their place in time: how far apart they lie, which are missing, and which stand twice."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bluelamp.ui import charts
from bluelamp.ui.charts import Moment
from bluelamp.web.cli import times
from bluelamp.web.cli.times import Every


class Unreadable(ValueError):
    """The file cannot be used as it is; carries the sentence that says what to change."""


@dataclass(frozen=True)
class Row:
    line: int
    group: str
    label: str
    numbers: tuple[float, float, float]


@dataclass
class Group:
    rows: dict[date, Row] = field(default_factory=dict)
    is_unordered: bool = False


Axis = dict[date, "date | Moment"]
"""The points of a series in their order, by the day that stands for each."""


@dataclass(frozen=True)
class Arranged:
    """The rows of a file by group, each group with the points of its axis."""

    every: Every
    is_fiscal: bool
    groups: Mapping[str, tuple[Group, Axis]]


def arrange(rows: Sequence[Row], every: Every | None) -> Arranged:
    """Place every row. Raises :class:`Unreadable`, naming its line, for one that cannot be placed."""
    written = times.read_all([row.label for row in rows])
    if every == "label" or (every is None and not any(written) and not _dated(rows)):
        return Arranged("label", False, _by_order(rows))
    _refuse_undated(rows, written, every)
    dated = [found for found in written if found]
    is_fiscal = any(found.is_fiscal for found in dated)
    every = every or _every(rows, dated)
    mondays = len({found.day.weekday() for found in dated}) > 1
    begins = [times.beginning(every, found.day, is_fiscal=is_fiscal, mondays=mondays) for found in dated]
    return Arranged(every, is_fiscal, _by_date(rows, begins, every, is_fiscal))


def _dated(rows: Sequence[Row]) -> bool:
    return any(times.looks_like_a_date(row.label) for row in rows)


def _refuse_undated(
    rows: Sequence[Row], written: Sequence[times.Written | None], every: Every | None
) -> None:
    """Every row needs its date once any row has one: a mistyped one is no label."""
    for row, found in zip(rows, written, strict=True):
        if found is None:
            noun = times.NOUNS[every] if every else "day, week, month, quarter or year"
            raise Unreadable(
                f"Line {row.line}: “{row.label}” is not a {noun}. Write it like {times.HOW[every or 'month']}; "
                "with --every label rows are taken in their order."
            )


def _every(rows: Sequence[Row], written: Sequence[times.Written]) -> Every:
    """How far apart rows lie, as the longer series tell."""
    by_group: dict[str, list[times.Written]] = {}
    for row, found in zip(rows, written, strict=True):
        by_group.setdefault(row.group, []).append(found)
    longer = [group for group in by_group.values() if len(group) >= times.ROOM_TO_TELL] or list(
        by_group.values()
    )
    forms = {found.every for found in written}
    if forms == {"day", "month"} and all(found.day.day == 1 for found in written):
        return "month"
    if len(forms) > 1:
        odd = next(row for row, found in zip(rows, written, strict=True) if found.every != written[0].every)
        raise Unreadable(
            f"Line {odd.line}: “{odd.label}” is a {written[rows.index(odd)].every}, and line {rows[0].line} has a "
            f"{written[0].every}. Write all of them alike."
        )
    steps = [times.step_of([found.day for found in group], forms) for group in longer]
    return min(steps, key=times.EVERY.index)


def _by_order(rows: Sequence[Row]) -> dict[str, tuple[Group, Axis]]:
    """Labels in the order of the file; the days are only a way to count them."""
    groups: dict[str, tuple[Group, Axis]] = {}
    for row in rows:
        group, axis = groups.setdefault(row.group, (Group(), {}))
        first = next((seen for seen in group.rows.values() if seen.label == row.label), None)
        if first is not None:
            raise _twice(first, row, f"“{row.label}”")
        _refuse_negative(row)
        place = date.fromordinal(len(axis) + 1)
        group.rows[place] = row
        axis[place] = Moment(len(axis), row.label or f"row {len(axis) + 1}", row.label, row.label)
    return groups


def _by_date(
    rows: Sequence[Row], days: Sequence[date], every: Every, is_fiscal: bool
) -> dict[str, tuple[Group, Axis]]:
    found: dict[str, Group] = {}
    for row, day in zip(rows, days, strict=True):
        group = found.setdefault(row.group, Group())
        if day in group.rows:
            named = charts.named(times.moment(every, day, is_fiscal=is_fiscal))
            raise _twice(group.rows[day], row, named)
        _refuse_negative(row)
        group.is_unordered |= bool(group.rows) and day < next(reversed(group.rows))
        group.rows[day] = row
    return {
        name: (
            group,
            {day: times.moment(every, day, is_fiscal=is_fiscal) for day in _span(group, every, name)},
        )
        for name, group in found.items()
    }


def _span(group: Group, every: Every, name: str) -> list[date]:
    """From the first to the last. Where nobody counts at weekends, weekends are no gaps."""
    first, last = min(group.rows), max(group.rows)
    length = {"day": (last - first).days, "week": (last - first).days // 7}.get(
        every, (last.year - first.year) * 12
    )
    if length > times.MOST.get(every, 2400):
        of = f" of “{name}”" if name else ""
        noun = times.NOUNS[every]
        bounds = " to ".join(charts.named(times.moment(every, day)) for day in (first, last))
        raise Unreadable(f"The {noun}s{of} run from {bounds}. One of them must be mistyped.")
    days = list(times.span(every, first, last))
    working = every == "day" and len(group.rows) >= 10 and all(day.weekday() < 5 for day in group.rows)
    return [day for day in days if day.weekday() < 5] if working else days


def _twice(first: Row, row: Row, named: str) -> Unreadable:
    of = f" of “{row.group}”" if row.group else ""
    return Unreadable(
        f"Lines {first.line} and {row.line} are both {named}{of}. Each stands once: add rows up first, or name the "
        "columns that tell them apart with --group."
    )


def _refuse_negative(row: Row) -> None:
    for what, found in zip(("count", "n"), row.numbers[1:], strict=True):
        if found < 0:
            raise Unreadable(f"Line {row.line}: a {what} cannot be below zero, and {found:g} is.")


def notices(
    group: Group, axis: Axis, places: Mapping[str, tuple[int, ...]], noun: str
) -> Iterator[tuple[str, str]]:
    if group.is_unordered:
        yield f"the {noun}s were not in order and have been sorted", ""
    counted = 1 if "count" in places else 0
    known = {day: row.numbers for day, row in group.rows.items()}
    absent = [day for day in axis if day not in known]
    empty = [day for day in axis if day in known and math.isnan(known[day][counted])]
    nobody = [
        day for day in axis if "n" in places and day in known and not known[day][2] > 0 and day not in empty
    ]
    for these, why in (
        (absent, f"{noun}s that are not in the file are shown as gaps"),
        (empty, f"{noun}s without a number are shown as gaps"),
        (nobody, f"{noun}s without an n above nought are shown as gaps"),
    ):
        if these:
            yield why, _named([charts.named(axis[day]) for day in these], noun)


def _named(words: Sequence[str], noun: str) -> str:
    return f"{len(words)} {noun}s from {words[0]} to {words[-1]}" if len(words) > 3 else ", ".join(words)
