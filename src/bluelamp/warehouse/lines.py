"""A CSV file as numbered lines, cut into blocks and parsed.

A row is a line. A value may be quoted but may not hold a line break, so a quotation mark that is never closed
costs one row and not the rest of the file, and a line number is always the one an editor shows.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from bluelamp.warehouse.reading import Unreadable, refuse_other_kinds

BLOCK = 4 * 1024 * 1024
LONGEST_LINE = 64 * 1024
SHOWN = 80
WELL_QUOTED = re.compile(rb'(?:[^",]*|"(?:[^"]|"")*")(?:,(?:[^",]*|"(?:[^"]|"")*"))*')
NEWLINE, RETURN = 10, 13


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is rejected: its line, the column (``''`` for the line as a whole), and what stands there."""

    line: int
    column: str
    reason: str
    value: str


@dataclass(frozen=True, slots=True)
class Block:
    """Some whole lines as UTF-8; ``first`` is the number of the first of them. The header is line 1."""

    first: int
    data: bytes
    ends: np.ndarray

    def lines(self, numbers: Collection[int]) -> list[bytes]:
        """Those lines, each with its line end, as they stand."""
        if not numbers:
            return []
        ends = np.append(self.ends, len(self.data))
        starts = np.append(0, ends)
        return [self.data[starts[n - self.first] : ends[n - self.first]] for n in sorted(numbers)]


@dataclass(frozen=True, slots=True)
class Parsed:
    """The values of a block as text, null where blank. ``numbers[i]`` is the line of row i."""

    columns: dict[str, pa.Array]
    numbers: np.ndarray
    blank: int
    faults: tuple[Fault, ...]


def header(stream: BinaryIO) -> tuple[bytes, list[str]]:
    """The first line as it stands, and the names in it. Raises :class:`Unreadable`."""
    line = stream.readline(LONGEST_LINE)
    refuse_other_kinds(line)
    if not line.strip():
        raise Unreadable(
            "The first line is blank: it should name the columns." if line else "The file is empty."
        )
    if len(line) == LONGEST_LINE:
        raise Unreadable(
            "The first line is too long to be the names of columns. This is not the CSV expected."
        )
    bare = line.removeprefix(codecs.BOM_UTF8).rstrip(b"\r\n")
    if b"\r" in bare:
        raise Unreadable("The lines end the way old Macs did. Save the file with Windows or Unix line ends.")
    if not WELL_QUOTED.fullmatch(bare):
        raise Unreadable("A quotation mark in the first line is not closed, or stands where none should.")
    try:
        return line, next(csv.reader([bare.decode()]))
    except UnicodeDecodeError as fault:
        raise Unreadable(f"The first line is not UTF-8.{_if_windows(bare)}") from fault


def blocks(stream: BinaryIO, size: int = BLOCK) -> Iterator[Block]:
    """The lines after the header, in blocks of about ``size`` bytes. Raises :class:`Unreadable`."""
    first = 2
    while data := stream.read(size):
        rest = stream.readline(4 * size)
        if len(rest) == 4 * size:
            raise Unreadable(f"Line {first} or one near it never ends. This is not the CSV expected.")
        data += rest
        ends = _line_ends(data)
        yield Block(first, data, ends)
        first += len(ends)


def parse(
    block: Block, names: Sequence[str], wanted: Sequence[str], distinct: Collection[str] = ()
) -> Parsed:
    """The ``wanted`` columns of a block whose columns are ``names``.

    Columns come as dictionaries, which makes reading them cheap, except the ``distinct`` ones.
    A block with anything odd in it is first gone through a line at a time.
    """
    if _is_plain(block, len(names)):
        try:
            columns = _columns(block.data, names, wanted, distinct)
            if len(columns[wanted[0]]) == len(block.ends):
                return Parsed(columns, np.arange(block.first, block.first + len(block.ends)), 0, ())
        except pa.ArrowInvalid:
            pass  # a line with too few or too many values: the careful way says which
    good, numbers, blank, faults = _part(block, len(names))
    return Parsed(_columns(good, names, wanted, distinct), numbers, blank, faults)


def shown(text: bytes | str) -> str:
    """A value fit to be shown: as text, what cannot be printed escaped, and not too long."""
    text = text[: 4 * SHOWN].decode("utf-8", "backslashreplace") if isinstance(text, bytes) else text
    printable = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[: SHOWN + 1])
    return printable if len(printable) <= SHOWN else printable[:SHOWN] + "…"


def _columns(
    data: bytes, names: Sequence[str], wanted: Sequence[str], distinct: Collection[str]
) -> dict[str, pa.Array]:
    repeating = pa.dictionary(pa.int32(), pa.string())
    types = {name: pa.string() if name in distinct else repeating for name in wanted}
    if not data:
        return {name: pa.array([], types[name]) for name in wanted}
    table = arrow_csv.read_csv(
        pa.py_buffer(data),
        arrow_csv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=list(names)),
        arrow_csv.ParseOptions(newlines_in_values=False),
        arrow_csv.ConvertOptions(
            check_utf8=False,  # checked once for the block
            column_types=types,
            include_columns=list(wanted),
            strings_can_be_null=True,
            null_values=[""],
            auto_dict_encode=False,
        ),
    )
    return {name: table[name].combine_chunks() for name in wanted}


def _is_plain(block: Block, width: int) -> bool:
    """Whether every line can be handed to the fast parser without a second look."""
    data, ends = block.data, block.ends
    if not data.endswith(b"\n") or b"\0" in data or not _is_utf8(data):
        return False
    lengths = np.diff(ends, prepend=0)
    # A line this short is blank or holds nothing but commas.
    if lengths.max() > LONGEST_LINE or lengths.min() <= width + 1:
        return False
    characters = np.frombuffer(data, np.uint8)
    if np.count_nonzero(characters == RETURN) != np.count_nonzero(characters[ends - 2] == RETURN):
        return False
    return b'"' not in data or _is_well_quoted(data)


def _part(block: Block, width: int) -> tuple[bytes, np.ndarray, int, tuple[Fault, ...]]:
    """The lines that hold ``width`` values and their numbers, how many are blank, and what is wrong with the rest."""
    good: list[bytes] = []
    numbers: list[int] = []
    faults: list[Fault] = []
    blank = 0
    start = 0
    ends = block.ends.tolist()
    if block.data and not block.data.endswith(b"\n"):
        ends.append(len(block.data))
    for number, end in enumerate(ends, block.first):
        line = block.data[start:end]
        start = end
        body = line.removesuffix(b"\n").removesuffix(b"\r")
        if not body.strip(b", \t"):
            blank += 1
        elif reason := _reason_against(line, body, width):
            faults.append(Fault(number, "", reason, shown(body)))
        else:
            good.append(line)
            numbers.append(number)
    return b"".join(good), np.array(numbers, np.int64), blank, tuple(faults)


def _reason_against(line: bytes, body: bytes, width: int) -> str:
    if not line.endswith(b"\n"):
        return (
            "The file ends inside this line, so it may have been cut short. If not, end it with a line break."
        )
    if len(line) > LONGEST_LINE:
        return (
            f"This line holds {len(line):,} characters; no row of this kind is longer than {LONGEST_LINE:,}."
        )
    if b"\0" in body:
        return "This line holds a NUL character, which no text has. The file may be damaged."
    if b"\r" in body:
        return "This line holds a carriage return that does not end it."
    if not _is_utf8(body):
        return f"This line is not UTF-8.{_if_windows(body)}"
    if b'"' in body and not WELL_QUOTED.fullmatch(body):
        return "A quotation mark in this line is not closed, or stands where none should."
    values = len(next(csv.reader([body.decode()]))) if b'"' in body else body.count(b",") + 1
    return (
        "" if values == width else f"This line holds {_values(values)}; the first line names {width} columns."
    )


def _values(count: int) -> str:
    return "1 value" if count == 1 else f"{count} values"


def _if_windows(text: bytes) -> str:
    try:
        read = text.decode("cp1252")
    except UnicodeDecodeError:
        return " The file may be damaged."
    words = [word for word in re.split(r"[,\s]+", read) if not word.isascii()]
    return (
        f" As Windows-1252 it would read “{words[0]}”: if that is right, import again with --encoding cp1252."
    )


def _is_well_quoted(data: bytes) -> bool:
    at = data.find(b'"')
    while at >= 0:
        start, end = data.rfind(b"\n", 0, at) + 1, data.index(b"\n", at)
        if not WELL_QUOTED.fullmatch(data[start:end].removesuffix(b"\r")):
            return False
        at = data.find(b'"', end)
    return True


def _is_utf8(data: bytes) -> bool:
    try:
        return data.isascii() or data.decode() is not None
    except UnicodeDecodeError:
        return False


def _line_ends(data: bytes) -> np.ndarray:
    return np.flatnonzero(np.frombuffer(data, np.uint8) == NEWLINE) + 1
