"""Reading a spreadsheet of monthly figures: every doubt about a row is said with its line, and nothing is guessed."""

from __future__ import annotations

import csv
import gzip
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMES = {
    "date": ("date", "month", "period"),
    "value": ("value", "rate", "share", "percent", "percentage"),
    "count": ("count", "x", "number", "numerator", "events"),
    "n": ("n", "base", "denominator", "population", "asked"),
    "group": ("group", "area", "place", "series", "type", "name"),
}
"""By which headings each column is known, unless its name is given."""
NOTHING = {"", "-", "na", "n/a", "nan", "null", "none"}
MOST_MONTHS = 2400


class Unreadable(ValueError):
    """The file cannot be used as it is; carries the sentence that says what to change."""


@dataclass(frozen=True)
class Series:
    """One group's months, oldest first and without a hole: ``values`` or ``counts`` are NaN where there is a gap."""

    group: str
    months: tuple[date, ...]
    values: tuple[float, ...] | None
    counts: tuple[float, ...] | None
    n: tuple[float, ...] | None
    notices: tuple[tuple[str, str], ...] = ()
    """What was done to its rows, and in which months."""


@dataclass(frozen=True)
class Sheet:
    """What a file holds. ``is_percent`` when values were written with a per cent sign."""

    series: tuple[Series, ...]
    is_percent: bool


@dataclass
class _Group:
    rows: dict[date, tuple[float, float, float]] = field(default_factory=dict)
    lines: dict[date, int] = field(default_factory=dict)
    last: date | None = None
    is_unordered: bool = False


def read(path: Path, columns: Mapping[str, Sequence[str]]) -> Sheet:
    """The months of a CSV file (also gzipped), by group. ``columns`` names those not known by their headings.

    Raises :class:`Unreadable` for what cannot be a series of months.
    """
    lines = _lines(path)
    try:
        heading = next(lines)[1]
    except StopIteration:
        raise Unreadable(f"{path.name} is empty. Its first line must name the columns.") from None
    places = _places(heading, columns)
    groups: dict[str, _Group] = {}
    is_percent = False
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heading):
            raise Unreadable(f"Line {line} has {len(cells)} columns, and the first line {len(heading)}.")
        name = ", ".join(cells[i].strip() for i in places.get("group", ()))
        month = month_of(cells[places["date"][0]], line)
        is_percent |= any("%" in cells[i] for i in places.get("value", ()))
        _add(groups.setdefault(name, _Group()), name, month, line, _numbers(cells, places, line))
    if not groups:
        raise Unreadable(f"{path.name} names its columns and holds no rows.")
    return _sheet(groups, places, is_percent)


def month_of(written: str, line: int = 0) -> date:
    """``2013-11``, ``2013-11-01``, ``01/11/2013``, ``Nov 2013``, ``2013 Nov`` or ``November 2013`` as its first day."""
    text = written.strip().lower()
    where = f"Line {line}: " if line else ""
    words = re.fullmatch(r"(?:(\d{4})[ -]([a-z]{3,9})|([a-z]{3,9})[ -](\d{4}))", text)
    if words:
        name, year = (words[2] or words[3])[:3], words[1] or words[4]
        if name in MONTHS:
            return date(int(year), MONTHS.index(name) + 1, 1)
    for pattern, order in (
        (r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[t ].*)?", (1, 2, 3)),
        (r"(\d{1,2})/(\d{1,2})/(\d{4})", (3, 2, 1)),
    ):
        numbers = re.fullmatch(pattern, text)
        if numbers:
            year, month, day = (int(numbers[i] or 1) for i in order)
            try:
                return date(year, month, day).replace(day=1)
            except ValueError:
                break
    raise Unreadable(f"{where}“{written.strip()}” is not a month. Write it like 2013-11 or Nov 2013.")


def number(written: str, line: int = 0, column: str = "") -> float:
    """A number, with thousands marked or a per cent sign if need be; NaN for an empty cell."""
    text = written.strip().replace(",", "").replace("\N{MINUS SIGN}", "-")
    if text.lower() in NOTHING:
        return math.nan
    try:
        found = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        found = math.inf
    if math.isinf(found):
        raise Unreadable(f"Line {line}: “{written.strip()}” in column {column} is not a number.")
    return found


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        raw = path.read_bytes()
        raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
        text = raw.decode("utf-8-sig")
    except FileNotFoundError:
        raise Unreadable(f"There is no file {path}.") from None
    except UnicodeDecodeError:
        raise Unreadable(
            f"{path.name} is not text in UTF-8. Save it from the spreadsheet as CSV UTF-8."
        ) from None
    except (OSError, EOFError) as wrong:
        raise Unreadable(f"{path} cannot be read: {wrong}.") from None
    reader = csv.reader(StringIO(text, newline=""))
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as wrong:
        raise Unreadable(f"Line {reader.line_num} is not CSV: {wrong}.") from None


def _places(heading: list[str], columns: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, ...]]:
    """Where each column stands."""
    known = [name.strip().lower() for name in heading]
    there = ", ".join(name.strip() for name in heading)
    places: dict[str, tuple[int, ...]] = {}
    for what, names in NAMES.items():
        asked = columns.get(what) or ()
        for name in asked:
            if name.strip().lower() not in known:
                raise Unreadable(f"There is no column “{name}”. The file has: {there}.")
        found = [known.index(name.strip().lower()) for name in asked]
        found = found or [known.index(name) for name in names if name in known][:1]
        if found:
            places[what] = tuple(found)
    if columns.get("value"):
        places.pop("count", None)
    elif columns.get("count"):
        places.pop("value", None)
    if "date" not in places:
        raise Unreadable(
            f"No column is called date, month or period; name it with --date. The file has: {there}."
        )
    if "value" not in places and "count" not in places:
        raise Unreadable(
            f"No column is called value or count; name it with --value or --count. The file has: {there}."
        )
    if "value" in places and "count" in places:
        if "n" not in places:
            raise Unreadable(
                "The file has both a value and a count. Say with --value or --count which to judge."
            )
        places.pop("value")
    return places


def _numbers(
    cells: list[str], places: Mapping[str, tuple[int, ...]], line: int
) -> tuple[float, float, float]:
    def of(what: str) -> float:
        return number(cells[places[what][0]], line, what) if what in places else math.nan

    return of("value"), of("count"), of("n")


def _add(group: _Group, name: str, month: date, line: int, numbers: tuple[float, float, float]) -> None:
    if month in group.rows:
        of = f" of “{name}”" if name else ""
        raise Unreadable(
            f"Lines {group.lines[month]} and {line} are both {month:%B %Y}{of}. Each month stands once: add rows up "
            "first, or name the columns that tell them apart with --group."
        )
    for what, found in zip(("count", "n"), numbers[1:], strict=True):
        if found < 0:
            raise Unreadable(f"Line {line}: a {what} cannot be below zero, and {found:g} is.")
    group.is_unordered |= group.last is not None and month < group.last
    group.rows[month], group.lines[month], group.last = numbers, line, month


def _sheet(groups: dict[str, _Group], places: Mapping[str, tuple[int, ...]], is_percent: bool) -> Sheet:
    series = []
    for name, group in groups.items():
        months = _span(min(group.rows), max(group.rows), name)
        rows = [group.rows.get(month, (math.nan, math.nan, math.nan)) for month in months]
        value, count, n = (tuple(column) for column in zip(*rows, strict=True))
        columns = {"value": value, "count": count, "n": n}
        kept = {what: column if what in places else None for what, column in columns.items()}
        notices = tuple(_notices(group, months, places))
        series.append(Series(name, months, kept["value"], kept["count"], kept["n"], notices))
    return Sheet(tuple(series), is_percent)


def _notices(
    group: _Group, months: Sequence[date], places: Mapping[str, tuple[int, ...]]
) -> Iterator[tuple[str, str]]:
    if group.is_unordered:
        yield "the months were not in order and have been sorted", ""
    counted = 1 if "count" in places else 0
    absent = [m for m in months if m not in group.rows]
    empty = sorted(m for m, row in group.rows.items() if math.isnan(row[counted]))
    nobody = sorted(m for m, row in group.rows.items() if "n" in places and not row[2] > 0 and m not in empty)
    for these, why in (
        (absent, "months that are not in the file are shown as gaps"),
        (empty, "months without a number are shown as gaps"),
        (nobody, "months without an n above nought are shown as gaps"),
    ):
        if these:
            yield why, _named(these)


def _span(first: date, last: date, name: str) -> tuple[date, ...]:
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    if length > MOST_MONTHS:
        of = f" of “{name}”" if name else ""
        raise Unreadable(
            f"The months{of} run from {first:%B %Y} to {last:%B %Y}. One of them must be mistyped."
        )
    return tuple(
        date(first.year + (first.month - 1 + i) // 12, (first.month - 1 + i) % 12 + 1, 1)
        for i in range(length)
    )


def _named(months: Sequence[date]) -> str:
    if len(months) > 3:
        return f"{len(months)} months from {months[0]:%B %Y} to {months[-1]:%B %Y}"
    return ", ".join(f"{month:%B %Y}" for month in months)
