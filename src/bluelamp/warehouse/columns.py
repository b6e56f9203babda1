"""How the text in one column of a file is read: into which values, and in what words a wrong one is refused.

Readers work on whole columns (Arrow arrays of text, null where the file is blank) and never change a value in
silence: what is not exactly understood is wrong, and :meth:`Reads.why` says so to a person.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True, slots=True)
class Reads:
    """Text as it stands. The base of the others: ``says`` describes the column in the published layout."""

    says: str = "text"

    def read(self, text: pa.Array) -> tuple[pa.Array, pa.Array]:
        """The values, and a mask of those that are wrong. A null stays null and is not wrong."""
        return text, pc.and_(pc.is_null(text), False)

    def why(self, value: str) -> str:
        """Why this value is wrong, in a sentence."""
        return f"This should be {self.says}."


@dataclass(frozen=True, slots=True)
class Codes(Reads):
    """One of a list: ``accepts`` maps each spelling that may stand in the file to the value that is kept."""

    accepts: Mapping[str, Any] = field(default_factory=dict)
    type: pa.DataType = field(default_factory=pa.string)

    def read(self, text: pa.Array) -> tuple[pa.Array, pa.Array]:
        at = pc.index_in(text, value_set=pa.array(self.accepts, pa.string()))
        kept = pa.array(self.accepts.values(), self.type).take(at)
        return kept, pc.and_(pc.is_null(at), pc.is_valid(text))

    def spelt(self) -> str:
        """Every spelling accepted, those of one value together; a lower case beside its capital is left unsaid."""
        by_value: dict[Any, list[str]] = {}
        for spelling, value in self.accepts.items():
            if spelling.capitalize() not in by_value.setdefault(value, []):
                by_value[value].append(spelling)
        return "; ".join(" or ".join(spellings) for spellings in by_value.values())

    def why(self, value: str) -> str:
        # A code one digit away is another code, not a slip of the pen.
        words = [] if any(c.isdigit() for c in value) else self.accepts
        near = difflib.get_close_matches(value, words, 1, 0.6)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        return f"This is not {self.says}.{hint}"


@dataclass(frozen=True, slots=True)
class Pattern(Reads):
    """Text of one shape, such as an area code."""

    shape: str = ""

    def read(self, text: pa.Array) -> tuple[pa.Array, pa.Array]:
        return text, pc.fill_null(pc.invert(pc.match_substring_regex(text, f"^(?:{self.shape})$")), False)


@dataclass(frozen=True, slots=True)
class Key(Reads):
    """A publisher's key, kept as it is: open data, and opaque already."""

    says: str = "a key of up to 64 characters"

    def read(self, text: pa.Array) -> tuple[pa.Array, pa.Array]:
        return text, pc.fill_null(pc.greater(pc.binary_length(text), 64), False)


@dataclass(frozen=True, slots=True)
class Day(Reads):
    """A day written 2013-11-30. Other orders are refused: 03/04/2013 is one day here and another in America."""

    says: str = "a day written year-month-day, such as 2013-11-30"

    def read(self, text: pa.Array) -> tuple[pa.Array, pa.Array]:
        return _dates(text, "%Y-%m-%d")

    def why(self, value: str) -> str:
        found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", value)
        if not found:
            return Reads.why(self, value)
        first, second, year = (int(part) for part in found.groups())
        readings = [_iso(year, second, first), _iso(year, first, second)]
        sure = [reading for reading in dict.fromkeys(readings) if reading]
        if not sure:
            return Reads.why(self, value)
        return (
            f"Days are written year-month-day, so that no order has to be guessed: write {' or '.join(sure)}."
        )


@dataclass(frozen=True, slots=True)
class MonthStart(Reads):
    """A month written 2013-11, kept as its first day."""

    says: str = "a month written year-month, such as 2013-11"

    def read(self, text: pa.Array) -> tuple[pa.Array, pa.Array]:
        return _dates(pc.binary_join_element_wise(text, "01", "-"), "%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Number(Reads):
    """A decimal number from ``low`` to ``high``, both allowed. No thousands separator, no NaN."""

    says: str = "a number"
    low: float = float("-inf")
    high: float = float("inf")

    def read(self, text: pa.Array) -> tuple[pa.Array, pa.Array]:
        try:
            numbers = pc.cast(text, pa.float64())
        except pa.ArrowInvalid:  # something in it is no number: find out which
            plain = pc.match_substring_regex(text, r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$")
            numbers = pc.cast(pc.if_else(plain, text, None), pa.float64())
        fits = pc.and_(pc.greater_equal(numbers, self.low), pc.less_equal(numbers, self.high))
        return numbers, pc.and_(pc.is_valid(text), pc.invert(pc.fill_null(fits, False)))


@dataclass(frozen=True, slots=True)
class Opaque(Reads):
    """An identifier that must not be kept: it becomes a keyed digest, the same for the same identifier."""

    says: str = "an identifier, kept only as a keyed digest"
    key: bytes = b""

    def read(self, text: pa.Array) -> tuple[pa.Array, pa.Array]:
        keyed = [None if t is None else digest(self.key, t) for t in text.to_pylist()]
        return pa.array(keyed, pa.string()), pc.and_(pc.is_null(text), False)


def digest(key: bytes, identifier: str) -> str:
    """The record key for a publisher's identifier: 128 bits of keyed BLAKE2b, in hexadecimal."""
    return hashlib.blake2b(identifier.encode(), key=key, digest_size=16).hexdigest()


def read_column(reads: Reads, text: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Read a column; where its values repeat (a dictionary), each distinct one is read once."""
    if not pa.types.is_dictionary(text.type):
        return reads.read(text)
    values, wrong = reads.read(text.dictionary)
    return values.take(text.indices), pc.fill_null(wrong.take(text.indices), False)


def _dates(text: pa.Array, form: str) -> tuple[pa.Array, pa.Array]:
    stamps = pc.strptime(text, form, "s", error_is_null=True)
    # The C library lets 30 February and 2013-1-5 pass; written back, they differ from what stands there.
    exact = pc.fill_null(pc.equal(pc.strftime(stamps, form), text), False)
    days = pc.cast(pc.if_else(exact, stamps, None), pa.date32())
    return days, pc.and_(pc.is_valid(text), pc.invert(exact))


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
