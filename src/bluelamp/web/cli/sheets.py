"""Reading a spreadsheet of figures: every doubt about a row is said with its line, and nothing is guessed."""

from __future__ import annotations

import csv
import gzip
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

from bluelamp.ui.charts import Moment
from bluelamp.web.cli import dating, times
from bluelamp.web.cli.dating import Row, Unreadable
from bluelamp.web.cli.times import Every

NAMES = {
    "date": ("date", "month", "period", "day", "week", "quarter", "year", "when", "time"),
    "value": ("value", "rate", "share", "percent", "percentage"),
    "count": ("count", "x", "number", "numerator", "events"),
    "n": ("n", "base", "denominator", "population", "asked"),
    "group": ("group", "area", "place", "series", "type", "name"),
}
"""By which headings each column is known, unless its name is given."""
NOTHING = {"", "-", "na", "n/a", "nan", "null", "none", "#n/a", "..", ":"}
MARKS = ",;\t|"
"""What may stand between columns; the first line says which."""
ROLLING = re.compile(r"\b(rolling|moving (average|mean|total)|r12|12[ -]?months? to|twelve months to)\b")


@dataclass(frozen=True)
class Series:
    """One group's points, oldest first and without a hole: ``values`` or ``counts`` are NaN where there is a gap."""

    group: str
    times: tuple[date | Moment, ...]
    values: tuple[float, ...] | None
    counts: tuple[float, ...] | None
    n: tuple[float, ...] | None
    notices: tuple[tuple[str, str], ...] = ()
    """What was done to its rows, and at which points."""


@dataclass(frozen=True)
class Sheet:
    """What a file holds: a row ``every`` so often. ``is_percent`` when values were written with a per cent sign,
    ``is_rolling`` when the column of values is called so. ``is_fiscal``: years begin in April.
    """

    series: tuple[Series, ...]
    is_percent: bool
    every: Every = "month"
    is_rolling: bool = False
    is_fiscal: bool = False

    @property
    def noun(self) -> str:
        return times.NOUNS[self.every]

    def when(self, written: str) -> date | Moment:
        """A point named in an option, as the file would write it. Raises :class:`Unreadable`."""
        if self.every == "label":
            known = {
                one.words: one for series in self.series for one in series.times if isinstance(one, Moment)
            }
            if written.strip() not in known:
                raise Unreadable(
                    f"“{written.strip()}” is no label of the file. It has: {_some(list(known))}."
                )
            return known[written.strip()]
        found = times.written_as(written)
        if found is None:
            raise Unreadable(
                f"“{written.strip()}” is not a {self.noun}. Write it like {times.HOW[self.every]}."
            )
        begins = times.beginning(self.every, found.day, is_fiscal=self.is_fiscal)
        return times.moment(self.every, begins, is_fiscal=self.is_fiscal)


def read(path: Path, columns: Mapping[str, Sequence[str]], every: Every | None = None) -> Sheet:
    """The rows of a CSV file (also gzipped), by group. ``columns`` names those not known by their headings; ``every``
    says how far apart rows lie, when the file is not to tell.

    Raises :class:`Unreadable` for what cannot be a series.
    """
    lines = _lines(path)
    try:
        heading = next(lines)[1]
    except StopIteration:
        raise Unreadable(f"{path.name} is empty. Its first line must name the columns.") from None
    places = _places(heading, columns)
    rows, percents = [], set()
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) < len(heading) or any(cell.strip() for cell in cells[len(heading) :]):
            raise Unreadable(f"Line {line} has {len(cells)} columns, and the first line {len(heading)}.")
        group = ", ".join(cells[i].strip() for i in places.get("group", ()))
        percents |= {"%" in cells[i] for i in places.get("value", ()) if not is_nothing(cells[i])}
        rows.append(Row(line, group, cells[places["date"][0]].strip(), _numbers(cells, places, line)))
    if not rows:
        raise Unreadable(f"{path.name} names its columns and holds no rows.")
    if len(percents) > 1:
        raise Unreadable("Some values have a per cent sign and some have none. Write all of them alike.")
    named = " ".join(heading[i].strip().lower() for what in ("value", "count") for i in places.get(what, ()))
    return _sheet(rows, places, every, is_percent=True in percents, is_rolling=bool(ROLLING.search(named)))


def is_nothing(written: str) -> bool:
    return written.strip().lower() in NOTHING


def number(written: str, line: int = 0, column: str = "") -> float:
    """A number, with thousands marked, a pound or per cent sign if need be; NaN for an empty cell.

    ``80,5`` is eighty and a half, ``1,080`` a thousand and eighty, and ``(12)`` minus twelve as accountants write it.
    """
    if is_nothing(written):
        return math.nan
    text = re.sub(r"[\s£$€\u00a0\u202f]", "", written).replace("\N{MINUS SIGN}", "-")
    text = re.sub(r"^\((.*)\)$", r"-\1", text)
    bare, percent = (text[:-1], True) if text.endswith("%") else (text, False)
    if re.fullmatch(r"-?\d+(\.\d{3})*,\d+", bare) and not re.fullmatch(r"-?\d{1,3}(,\d{3})+", bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(,\d{3})*(\.\d*)?", bare):
        bare = bare.replace(",", "")
    try:
        found = float(bare) / (100 if percent else 1)
    except ValueError:
        found = math.inf
    if math.isinf(found):
        where = f"Line {line}: " if line else ""
        raise Unreadable(f"{where}“{written.strip()}” in column {column} is not a number.")
    return found


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        raw = path.read_bytes()
        raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
        if raw[:4] == b"PK\x03\x04":
            raise Unreadable(f"{path.name} is a workbook. Save its sheet as CSV UTF-8, and give that.")
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except FileNotFoundError:
        raise Unreadable(f"There is no file {path}.") from None
    except UnicodeDecodeError:
        raise Unreadable(
            f"{path.name} is not text in UTF-8. Save it from the spreadsheet as CSV UTF-8."
        ) from None
    except (OSError, EOFError) as wrong:
        raise Unreadable(f"{path} cannot be read: {wrong}.") from None
    first = text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(MARKS, key=first.count))
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
            f"No column is called date, week, month or quarter; name it with --date. The file has: {there}."
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


def _sheet(
    rows: Sequence[Row],
    places: Mapping[str, tuple[int, ...]],
    every: Every | None,
    *,
    is_percent: bool,
    is_rolling: bool,
) -> Sheet:
    arranged = dating.arrange(rows, every)
    noun, series = times.NOUNS[arranged.every], []
    for name, (group, axis) in arranged.groups.items():
        nothing = (math.nan, math.nan, math.nan)
        columns = zip(
            *(group.rows[day].numbers if day in group.rows else nothing for day in axis), strict=True
        )
        value, count, n = (
            column if what in places else None
            for what, column in zip(("value", "count", "n"), columns, strict=True)
        )
        told = tuple(dating.notices(group, axis, places, noun))
        series.append(Series(name, tuple(axis.values()), value, count, n, told))
    return Sheet(tuple(series), is_percent, arranged.every, is_rolling, arranged.is_fiscal)


def _some(words: Sequence[str]) -> str:
    return ", ".join(words[:8]) + (" …" if len(words) > 8 else "")
