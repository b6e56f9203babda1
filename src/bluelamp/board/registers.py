"""“How we know”: every number of a paper with its basis, its doubt, how many it speaks of, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from bluelamp.board.document import Document, Passport
from bluelamp.ui import formats

SHORT = 8
"""How many signs of a digest are printed: enough to tell two vintages of the data apart by eye."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a register: ``cells`` in the order of its columns."""

    key: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading; the heading is empty where a register has a single group."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """One register. ``key`` names it in an address; the widths of its columns are parts of a whole."""

    key: str
    caption: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    groups: tuple[Group, ...]


def registers(document: Document) -> tuple[RegisterTable, ...]:
    """Figures by measure, then what was worked out, then what is held or quoted. Empty registers are left out."""
    tables = (_taken(document), _derived(document), _held(document))
    return tuple(table for table in tables if any(group.entries for group in table.groups))


def number(passport: Passport) -> str:
    """``12`` of ``figure-12``: the number a reader looks up."""
    return number_of(passport.key)


def number_of(key: str) -> str:
    """The same, of the key of a passport."""
    return key.rpartition("-")[2]


def what(passport: Passport) -> str:
    """Of when and of whom a figure speaks, in words: ``Month of November 2013, by interview date, vehicle``."""
    period = _capital(passport.period_label)
    basis = f", by {passport.basis} date" if passport.basis in ("interview", "incident") else ""
    whom = f", {passport.category.replace('_', ' ')}" if passport.category else ""
    where = "" if passport.area_level in ("", "force") else f", {passport.area_name}"
    return f"{period}{basis}{whom}{where}"


def _taken(document: Document) -> RegisterTable:
    taken = sorted(
        (p for p in document.passports if p.kind == "figure"),
        key=lambda p: (p.title, p.basis, p.category, p.area_level, p.area, p.period),
    )
    groups = tuple(
        Group(
            f"{title}. Source: {source}.{_owner(owner)}",
            tuple(Entry(p.key, _figure_cells(p)) for p in passports),
        )
        for (title, source, owner), passports in groupby(taken, key=lambda p: (p.title, p.source, p.owner))
    )
    columns = ("No.", "Period and basis", "Value", "95% interval", "n", "Taken", "Data")
    return RegisterTable(
        "figures", "Figures taken from the facts", columns, (5, 30, 11, 19, 9, 15, 11), groups
    )


def _owner(owner: str) -> str:
    return f" Owner: {owner}." if owner else ""


def _figure_cells(passport: Passport) -> tuple[str, ...]:
    return (
        number(passport),
        what(passport),
        passport.shown,
        formats.interval(passport.low, passport.high, passport.unit),
        formats.number(passport.n),
        passport.taken_on,
        passport.partitions_digest[:SHORT],
    )


def _derived(document: Document) -> RegisterTable:
    entries = tuple(
        Entry(p.key, (number(p), p.title, p.shown, f"{p.method}{_from(document, p)}"))
        for p in document.passports
        if p.kind == "derived"
    )
    columns = ("No.", "What it is", "Shown as", "How it was worked out")
    return RegisterTable(
        "derived", "Numbers worked out from them", columns, (6, 36, 18, 40), (Group("", entries),)
    )


def _held(document: Document) -> RegisterTable:
    entries = tuple(
        Entry(
            p.key,
            (number(p), p.title if p.kind == "held" else "Quoted, not ours", p.shown, _capital(p.source)),
        )
        for p in document.passports
        if p.kind in ("held", "quoted")
    )
    columns = ("No.", "What it is", "Shown as", "Source")
    return RegisterTable(
        "held", "Milestones, and numbers quoted from others", columns, (6, 36, 18, 40), (Group("", entries),)
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _from(document: Document, passport: Passport) -> str:
    if not passport.parts:
        return ""
    listed = ", ".join(number(document.passport(part)) for part in passport.parts)
    return f" (from no. {listed})" if len(passport.parts) == 1 else f" (from nos. {listed})"
