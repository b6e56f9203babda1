"""An organisation's file of people, read line by line: what each row says, or what is wrong with it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bluelamp.kernel.people.linking.entries import fold
from bluelamp.kernel.people.words import SEXES, SUBJECTS

COLUMNS = {
    "reference": "Their own reference: a row with one that came before changes that record.",
    "given_names": "Given names.",
    "family_name": "Family name; one of the two is needed.",
    "earlier_family_names": "Family names before, parted by semicolons.",
    "also_known_as": "Other names, parted by semicolons.",
    "date_of_birth": "1980-01-29 or 29/01/1980.",
    "sex": "F, M or X.",
    "address": "Where they live, without the postcode.",
    "postcode": "Its postcode.",
    "address_since": "Since when they live there.",
    "earlier_address": "Where they lived before.",
    "earlier_postcode": "Its postcode.",
    "earlier_until": "Until when; needed with an earlier address.",
    "telephone": "Numbers, parted by semicolons.",
    "email": "Addresses, parted by semicolons.",
    "worker": "Who works with them, and that person's telephone.",
    "subject": "victim, witness, suspect, convicted or other.",
    "note": "What else should be known.",
}
"""Column of the file → what it holds. Any may be missing but a name; others than these are refused."""
DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})/(\d{1,2})/(\d{4})")
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}")
LONGEST = {"note": 2000, "address": 200, "earlier_address": 200, "worker": 200, "reference": 60}


class Unreadable(ValueError):
    """The file as a whole cannot be taken. The sentence says why, and at which line where there is one."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row. The value itself is not repeated: it may be about somebody."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file; ``said`` is empty for a blank row, ``faults`` for a good one."""

    line: int
    said: dict[str, str]
    faults: tuple[Fault, ...] = ()


def rows(path: Path, *, today: date) -> Iterator[Row]:
    """Every row after the heading, with the line it begins on."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            heading = [name.strip().lower() for name in next(reader, [])]
            _check_heading(heading)
            line = reader.line_num + 1
            for cells in reader:
                yield _row(line, heading, cells, today)
                line = reader.line_num + 1
    except UnicodeDecodeError as fault:
        raise Unreadable(
            f"The file is not saved as UTF-8 (byte {fault.start:,}). Save it so, and try again."
        ) from None
    except csv.Error as fault:
        raise Unreadable(f"The file is no CSV from line {reader.line_num} on: {fault}.") from None
    except OSError as fault:
        raise Unreadable(f"The file cannot be opened: {fault.strerror}.") from None


def _check_heading(heading: list[str]) -> None:
    if not heading:
        raise Unreadable("The file is empty: it wants a line of headings, then a line for each person.")
    if strangers := sorted(set(heading) - set(COLUMNS)):
        raise Unreadable(f"No column is called {', '.join(strangers)}. The columns are {', '.join(COLUMNS)}.")
    if len(set(heading)) < len(heading):
        raise Unreadable("A column stands in the heading twice.")
    if not {"given_names", "family_name"} & set(heading):
        raise Unreadable("There is no column given_names and none called family_name.")


def _row(line: int, heading: list[str], cells: list[str], today: date) -> Row:
    if not any(cell.strip() for cell in cells):
        return Row(line, {})
    if len(cells) != len(heading):
        return Row(
            line, {}, (Fault(line, "", f"It has {len(cells)} cells, and the heading {len(heading)}."),)
        )
    said = {name: " ".join(cell.split()) for name, cell in zip(heading, cells, strict=True)}
    return Row(line, said, tuple(Fault(line, column, reason) for column, reason in _faults(said, today)))


def _faults(said: dict[str, str], today: date) -> Iterator[tuple[str, str]]:
    if not fold(said.get("given_names", "") + said.get("family_name", "")):
        yield "family_name", "A given name or a family name is needed."
    for column in ("date_of_birth", "address_since", "earlier_until"):
        if said.get(column) and (fault := _date_fault(said[column], today)):
            yield column, fault
    for column in ("postcode", "earlier_postcode"):
        if said.get(column) and not POSTCODE.fullmatch(said[column].upper()):
            yield column, "This is not a whole UK postcode."
    if said.get("sex") and said["sex"].upper() not in SEXES:
        yield "sex", f"Use {', '.join(SEXES)} or nothing."
    if said.get("subject") and said["subject"].lower() not in SUBJECTS:
        yield "subject", f"Use {', '.join(SUBJECTS)} or nothing."
    if said.get("earlier_address") and not said.get("earlier_until"):
        yield "earlier_until", "An earlier address wants the day it ended."
    for column, value in said.items():
        if len(value) > (most := LONGEST.get(column, 100)):
            yield column, f"It is longer than {most} characters."


def day(words: str) -> date | None:
    """A date as files have it; nothing when there is none."""
    found = DATE.fullmatch(words)
    if not found:
        return None
    year, month, date_, uk_day, uk_month, uk_year = found.groups()
    try:
        return (
            date(int(year), int(month), int(date_))
            if year
            else date(int(uk_year), int(uk_month), int(uk_day))
        )
    except ValueError:
        return None


def _date_fault(words: str, today: date) -> str:
    given = day(words)
    if given is None:
        return "This is not a date such as 1980-01-29 or 29/01/1980."
    if given > today:
        return "This day has not come yet."
    return "Nobody is that old." if given.year < today.year - 125 else ""
