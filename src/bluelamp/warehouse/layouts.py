"""The files the warehouse understands, declared: their columns, what may stand in them, what is kept."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bluelamp.warehouse.columns import Codes, Reads
from bluelamp.warehouse.facts import Fact

Rows = Mapping[str, pa.Array]
Mask = Callable[[Rows], pa.Array]
Locate = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True, slots=True)
class Given:
    """One column of a file. ``into`` names what its values are read into; without it nothing looks at them.

    ``required`` values must be in every row; an ``optional`` column may be left out of the file altogether.
    ``distinct`` marks a column in which most values differ, so that none is sought among those seen before.
    """

    header: str
    meaning: str
    reads: Reads = field(default_factory=Reads)
    into: str = ""
    required: bool = False
    optional: bool = False
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A rule between columns: ``wrong`` marks the rows that break it, ``column`` is shown with ``reason``."""

    column: str
    reason: str
    wrong: Mask


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong with a row that is taken all the same, and counted: “3 rows without an LSOA”."""

    name: str
    found: Mask


@dataclass(frozen=True, slots=True)
class Areas:
    """Where rows lie: ``stamps`` has a row an LSOA and a column a level; ``version`` names the boundaries.

    ``locate`` takes longitudes and latitudes (degrees, WGS84) and gives LSOA codes, ``''`` for none.
    """

    stamps: pa.Table
    version: str
    locate: Locate | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of file, and the fact its rows become.

    ``sources`` gives the source of each value of ``source_from``; a file without such a column comes from
    ``source`` as a whole. ``file_name`` is a pattern with groups ``month`` and ``source`` that rows must
    agree with. ``finish`` turns what was read into the fact's columns (such as grid references into degrees).
    """

    key: str
    title: str
    meaning: str
    fact: Fact
    columns: tuple[Given, ...]
    checks: tuple[Check, ...] = ()
    defects: tuple[Defect, ...] = ()
    source: str = ""
    source_from: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    file_name: str = ""
    finish: Callable[[Rows, Areas], dict[str, pa.Array]] | None = None

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(given.header for given in self.columns)

    def given(self, header: str) -> Given:
        """The column of that header. Raises ``KeyError``."""
        return {given.header: given for given in self.columns}[header]


def reasons_against(layout: Layout, headers: Sequence[str]) -> list[str]:
    """Why a file with these headers is not of this layout: one sentence each, none when it is."""
    reasons = []
    for header in dict.fromkeys(h for h in headers if headers.count(h) > 1):
        reasons.append(f"The column “{header}” appears twice. Keep one.")
    strangers = [header for header in headers if header not in layout.headers]
    for given in layout.columns:
        if given.optional or given.header in headers:
            continue
        near = _nearest(given.header, strangers)
        rename = f" The nearest is “{near}”: rename it if that is what it holds." if near else ""
        reasons.append(f"There is no column called “{given.header}”.{rename}")
    for header in strangers:
        near = _nearest(header, [h for h in layout.headers if h not in headers])
        rename = f"rename it “{near}” if that is what it holds, or take it out" if near else "take it out"
        reasons.append(
            f"“{header}” is not a column of {layout.title}: {rename}. Nothing more is kept of a person."
        )
    return reasons


def likeliest(layouts: Sequence[Layout], headers: Sequence[str]) -> Layout | None:
    """The layout most like these headers; none when fewer than half of the headers are columns of it."""
    found = max(layouts, key=lambda layout: _likeness(layout, headers), default=None)
    known = {_folded(given.header) for given in found.columns} if found else set()
    return found if sum(_folded(header) in known for header in headers) * 2 >= len(headers) else None


def not_before(later: str, earlier: str, reason: str) -> Check:
    """A check that one day is not before another, where both are known."""
    return Check(later, reason, lambda rows: pc.fill_null(pc.less(rows[later], rows[earlier]), False))


def not_after(column: str, day: date, reason: str) -> Check:
    """A check that a day is not after ``day``."""
    return Check(column, reason, lambda rows: pc.fill_null(pc.greater(rows[column], pa.scalar(day)), False))


def not_earlier(column: str, day: date, reason: str) -> Check:
    """A check that a day is not earlier than ``day``."""
    return Check(column, reason, lambda rows: pc.fill_null(pc.less(rows[column], pa.scalar(day)), False))


def blank(column: str) -> Mask:
    """The rows in which a column is empty."""
    return lambda rows: pc.is_null(rows[column])


def present(*columns: str) -> Mask:
    """The rows in which the first column is known and the others are all empty."""

    def found(rows: Rows) -> pa.Array:
        mask = pc.is_valid(rows[columns[0]])
        for column in columns[1:]:
            mask = pc.and_(mask, pc.is_null(rows[column]))
        return mask

    return found


def stamp(rows: Rows, areas: Areas) -> dict[str, pa.Array]:
    """``rows`` with every area level of the stamps filled from ``lsoa``, and the version of the boundaries.

    Areas a row already names are kept where the LSOA is blank, and the levels that follow are filled. A fact that
    lies nowhere in particular, such as a telephone call, is left as it came.
    """
    if "lsoa" not in rows:
        return dict(rows)
    levels = [name for name in areas.stamps.column_names if name != "lsoa"]
    found = _looked_up(areas.stamps, "lsoa", rows["lsoa"], levels)
    for anchor in ("neighbourhood", "lpu"):
        if anchor in rows and rows[anchor].null_count < len(rows[anchor]):
            named = pc.if_else(pc.is_null(rows["lsoa"]), rows[anchor], None)
            implied = _looked_up(_implied(areas.stamps, anchor), anchor, named, levels)
            found = {level: pc.coalesce(found[level], implied[level]) for level in levels}
    version = pa.repeat(pa.scalar(areas.version), len(rows["lsoa"]))
    return {**rows, **found, "boundaries": version}


OPENING = """# Layouts of files

Written by `make docs` from the layouts in `areas/*/facts.py`; do not edit it here.

`bluelamp import` takes the files below. It knows them by the names of their columns, which may stand in any order.
A name that is not on the list is refused, so that nothing about a person comes in by accident.

* CSV is UTF-8; UTF-16 and Windows-1252 are read when declared with `--encoding`. It may be compressed (`.csv.gz`).
* A row is a line: a value may stand in quotation marks, but may not hold a line break. Blank lines are counted.
* A folder or a zip is read with all that is in it. Files of another kind in it are passed over and named.
* Every row is accepted, changed, duplicate, rejected or blank. One rejected row keeps the whole import out, unless
  `--partial` is given; the rejected rows are kept as they came, with their line, column and reason, in `var/imports`.
"""


def reference(layouts: Sequence[Layout]) -> str:
    """The page of the reference on all layouts: ``docs/reference/layouts.md`` is this, word for word."""
    return "\n".join([OPENING, *(document(layout) for layout in layouts)])


def document(layout: Layout) -> str:
    """The layout as Markdown, for the reference: what each column may hold and what becomes of it."""
    fact_columns = {column.name for column in layout.fact.columns}
    lines = [f"## {layout.title}", "", layout.meaning, ""]
    lines += ["| column | may hold | kept as | meaning |", "|---|---|---|---|"]
    for given in layout.columns:
        need = (
            "required" if given.required else "may be blank or left out" if given.optional else "may be blank"
        )
        kept = f"`{given.into}`" if given.into in fact_columns else "not kept"
        lines.append(f"| `{given.header}` | {given.reads.says}; {need} | {kept} | {given.meaning} |")
    lines += _spellings(layout)
    lines += ["", "Why a row is rejected:", ""]
    lines += [f"* {check.reason}" for check in layout.checks]
    lines += ["* A value is not what its column may hold, or a required one is blank."]
    if layout.file_name:
        lines += ["* Its month or its force is not the one in the name of the file."]
    if layout.defects:
        lines += ["", "Counted as a defect, and taken all the same:", ""]
        lines += [f"* rows {defect.name}." for defect in layout.defects]
    return "\n".join(lines) + "\n"


def _spellings(layout: Layout) -> list[str]:
    """The lists of codes a layout draws on: each once, with the columns that hold it."""
    columns: dict[str, list[str]] = {}
    for given in layout.columns:
        if isinstance(given.reads, Codes) and given.reads.accepts:
            columns.setdefault(given.reads.spelt(), []).append(f"`{given.header}`")
    return [line for spelt, headers in columns.items() for line in ("", f"{', '.join(headers)}: {spelt}.")]


def _likeness(layout: Layout, headers: Sequence[str]) -> float:
    names = {_folded(header) for header in headers}
    ours = {_folded(given.header) for given in layout.columns}
    return len(names & ours) / max(len(names | ours), 1)


def _nearest(name: str, among: Sequence[str]) -> str:
    folded = {_folded(each): each for each in among}
    near = difflib.get_close_matches(_folded(name), folded, 1, 0.7)
    return folded[near[0]] if near else ""


def _folded(header: str) -> str:
    return " ".join(header.lower().replace("_", " ").split())


def _looked_up(table: pa.Table, key: str, codes: pa.Array, levels: Sequence[str]) -> Rows:
    distinct = pc.dictionary_encode(codes)
    at = pc.index_in(distinct.dictionary, value_set=_whole(table[key]))
    return {level: _whole(table[level]).take(at).take(distinct.indices) for level in levels}


def _implied(stamps: pa.Table, anchor: str) -> pa.Table:
    """What follows from naming one area: each other level, where all its LSOAs agree on it."""
    levels = [name for name in stamps.column_names if name not in ("lsoa", anchor)]
    ways = [(level, how) for level in levels for how in ("min", "max", "count")] + [("lsoa", "count")]
    grouped = stamps.group_by(anchor).aggregate(ways)
    columns = {anchor: grouped[anchor], "lsoa": pa.nulls(grouped.num_rows, pa.string())}
    for level in levels:
        agreed = pc.and_(
            pc.equal(grouped[f"{level}_min"], grouped[f"{level}_max"]),
            pc.equal(grouped[f"{level}_count"], grouped["lsoa_count"]),
        )
        columns[level] = pc.if_else(agreed, grouped[f"{level}_min"], None)
    return pa.table(columns)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
