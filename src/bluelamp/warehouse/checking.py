"""From the text of a block to rows of a fact: each value read, each rule tried, each row in its source and month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bluelamp.warehouse.columns import read_column
from bluelamp.warehouse.layouts import Areas, Check, Layout, Rows, not_after, stamp
from bluelamp.warehouse.lines import Fault, Parsed, shown


@dataclass(frozen=True, slots=True)
class Expected:
    """What every row of one file is held to: the month and source in its name (``''`` when it names none), and that
    nothing in it is of a day after ``today``, the day of import."""

    areas: Areas
    month: str = ""
    source: str = ""
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of one (source, month) from one block. ``numbers`` are their lines; ``defects`` counts what is odd."""

    source: str
    month: str
    rows: pa.Table
    numbers: np.ndarray
    defects: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a block. Its lines are the rows of ``pieces``, the blank ones and the rejected ones."""

    pieces: tuple[Piece, ...]
    blank: int
    faults: tuple[Fault, ...] = field(default_factory=tuple)


def check(layout: Layout, parsed: Parsed, expected: Expected) -> Checked:
    """Read and check the rows of a block, stamp their areas and part them by source and month."""
    texts, numbers = parsed.columns, parsed.numbers
    faults = list(parsed.faults)
    if not len(numbers):
        return Checked((), parsed.blank, tuple(faults))
    rows, wrong = _read(layout, texts, numbers, faults)
    wrong |= _unexpected(layout, rows, expected, numbers, faults)
    for rule in (*layout.checks, *_of_no_day_to_come(layout, expected)):
        broken = _mask(rule.wrong(rows)) & ~wrong
        faults += _faults(broken, numbers, _header(layout, rule.column), rule.reason, rows[rule.column])
        wrong |= broken
    if wrong.any():
        kept = pa.array(~wrong)
        rows = {name: values.filter(kept) for name, values in rows.items()}
        numbers = numbers[~wrong]
    if layout.finish and len(numbers):
        rows = layout.finish(rows, expected.areas)
    pieces = tuple(_pieces(layout, rows, numbers, expected)) if len(numbers) else ()
    return Checked(pieces, parsed.blank, tuple(sorted(faults, key=lambda fault: fault.line)))


def _read(
    layout: Layout, texts: Mapping[str, pa.Array], numbers: np.ndarray, faults: list[Fault]
) -> tuple[dict[str, pa.Array], np.ndarray]:
    rows: dict[str, pa.Array] = {}
    wrong = np.zeros(len(numbers), bool)
    for given in layout.columns:
        if not given.into:
            continue
        text = texts.get(given.header)
        if text is None:
            text = pa.nulls(len(numbers), pa.string())
        rows[given.into], refused = read_column(given.reads, text)
        bad = _mask(refused)
        if given.required:
            empty = _mask(pc.is_null(text))
            faults += _faults(empty, numbers, given.header, "This must not be blank.", text)
            wrong |= empty
        for at in np.flatnonzero(bad):
            value = text[at].as_py()
            faults.append(Fault(int(numbers[at]), given.header, given.reads.why(value), shown(value)))
        wrong |= bad
    return rows, wrong


def _unexpected(
    layout: Layout, rows: Rows, expected: Expected, numbers: np.ndarray, faults: list[Fault]
) -> np.ndarray:
    """The rows that contradict the name of their file."""
    wrong = np.zeros(len(numbers), bool)
    for wanted, column, named in (
        (expected.month, layout.fact.dated, _months(rows[layout.fact.dated])),
        (expected.source, layout.source_from, _sources(layout, rows, expected)),
    ):
        if not (wanted and layout.file_name):
            continue
        other = _mask(pc.fill_null(pc.not_equal(named.dictionary, wanted).take(named.indices), False))
        reason = f"The file is named for {wanted}; this row is not of it."
        faults += _faults(other, numbers, _header(layout, column), reason, named)
        wrong |= other
    return wrong


def _of_no_day_to_come(layout: Layout, expected: Expected) -> tuple[Check, ...]:
    if expected.today is None:
        return ()
    return (not_after(layout.fact.dated, expected.today, "This is dated after the day of import."),)


def _pieces(layout: Layout, rows: Rows, numbers: np.ndarray, expected: Expected) -> Iterator[Piece]:
    rows = stamp(rows, expected.areas)
    odd = {defect.name: _mask(defect.found(rows)) for defect in layout.defects}
    sources = _sources(layout, rows, expected)
    months = _months(rows[layout.fact.dated])
    table = pa.table({column.name: rows[column.name] for column in layout.fact.columns})
    width = len(months.dictionary)
    places = np.asarray(sources.indices) * width + np.asarray(months.indices)
    for place in _in_order_met(places):
        there = places == place
        whole = there.all()
        yield Piece(
            source=sources.dictionary[int(place) // width].as_py(),
            month=months.dictionary[int(place) % width].as_py(),
            rows=table if whole else table.filter(pa.array(there)),
            numbers=numbers if whole else numbers[there],
            defects={name: int(np.count_nonzero(mask & there)) for name, mask in odd.items()},
        )


def _sources(layout: Layout, rows: Rows, expected: Expected) -> pa.DictionaryArray:
    if not layout.source_from:
        nought = pa.array(np.zeros(len(rows[layout.fact.dated]), np.int32))
        return pa.DictionaryArray.from_arrays(nought, pa.array([expected.source or layout.source]))
    given = pc.dictionary_encode(rows[layout.source_from])
    at = pc.index_in(given.dictionary, value_set=pa.array(layout.sources))
    return pa.DictionaryArray.from_arrays(given.indices, pa.array(layout.sources.values()).take(at))


def _months(days: pa.Array) -> pa.DictionaryArray:
    distinct = pc.dictionary_encode(days)
    return pa.DictionaryArray.from_arrays(distinct.indices, pc.strftime(distinct.dictionary, "%Y-%m"))


def _faults(
    wrong: np.ndarray, numbers: np.ndarray, column: str, reason: str, values: pa.Array
) -> Iterator[Fault]:
    for at in np.flatnonzero(wrong):
        value = values[at].as_py()
        yield Fault(int(numbers[at]), column, reason, "" if value is None else shown(str(value)))


def _header(layout: Layout, into: str) -> str:
    """The column as the file names it."""
    return next(given.header for given in layout.columns if given.into == into)


def _in_order_met(places: np.ndarray) -> Sequence[int]:
    distinct, first = np.unique(places, return_index=True)
    return [int(place) for place in distinct[np.argsort(first)]]


def _mask(wrong: pa.Array) -> np.ndarray:
    return np.asarray(wrong.to_numpy(zero_copy_only=False), bool)
