"""A paper as it will be read: blocks in order, built once, from which the page, the PDF and the Word file are all made.

Every value here is frozen and survives a round trip through text (:func:`freeze`, :func:`thaw`), so that a signed
edition holds its whole content and can be made again without asking the records anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any, Literal

Style = Literal["", "strong", "emphasis"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words typed by the author."""

    text: str
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """Words that a figure gave. ``passport`` names the entry that says where they come from."""

    text: str
    passport: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A number or a phrase taken over from a named source outside this paper's figures."""

    text: str
    source: str
    passport: str


Run = Text | Cited | Quoted
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is a part of the paper (INTRODUCTION), 2 an area of business, 3 a subject inside it."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph. ``line`` is its line in the file of its section, for whoever corrects it."""

    number: int
    runs: Runs
    line: int = 0


@dataclass(frozen=True, slots=True)
class Items:
    """A list that belongs to the paragraph before it."""

    entries: tuple[Runs, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """``percent_of`` is the position of the column of counts that this column of percentages follows from."""

    title: str
    numeric: bool = False
    percent_of: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of each row is its heading. ``totalled``: the last row is the sum of those above it."""

    number: int
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    totalled: bool = False
    notes: tuple[Runs, ...] = ()
    line: int = 0

    @property
    def widths(self) -> tuple[int, ...]:
        """How wide each column should be beside the others: by its longest cell, and half its title."""
        return tuple(
            min(40, max(9, len(column.title) // 2 + 2, *(len(words(row[place])) for row in self.rows)))
            for place, column in enumerate(self.columns)
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its sentence and its table. ``definition`` and ``narrow`` are Vega-Lite as canonical JSON."""

    number: int
    title: str
    alt: str
    sentence: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    definition: str
    narrow: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """An aside set apart: a correction to an earlier paper, or a claim nobody has tested yet."""

    label: str
    runs: Runs
    line: int = 0


@dataclass(frozen=True, slots=True)
class Register:
    """Where the passports of all figures stand: the tables of “How we know”."""

    line: int = 0


Block = Heading | Paragraph | Items | Table | Picture | Note | Register


@dataclass(frozen=True, slots=True)
class Passport:
    """Where a cited number comes from. A share's ``value``, ``low`` and ``high`` are between 0 and 1.

    ``kind`` is *figure* (taken from facts), *derived* (worked out from the figures named in ``parts`` by ``method``),
    *held* (a milestone, a count of places) or *quoted*. ``marking`` is that of the figure; ``figure`` its number.
    """

    key: str
    kind: Literal["figure", "derived", "held", "quoted"]
    title: str
    shown: str
    measure: str = ""
    period: str = ""
    period_label: str = ""
    basis: str = ""
    area_level: str = ""
    area: str = ""
    area_name: str = ""
    breakdown: str = ""
    category: str = ""
    unit: str = ""
    value: float | None = None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    interval_method: str = ""
    source: str = ""
    method: str = ""
    parts: tuple[str, ...] = ()
    partitions_digest: str = ""
    code_digest: str = ""
    marking: str = ""
    figure: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the house order with the blocks in it. ``file`` is empty where nothing is reported yet."""

    key: str
    title: str
    file: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole paper. ``passports`` are in the order in which their figures are first cited."""

    key: str
    title: str
    board: str
    meeting: date
    author: str
    marking: str
    statement: str
    sections: tuple[Section, ...]
    passports: tuple[Passport, ...] = field(default=())

    def passport(self, key: str) -> Passport:
        """The passport of that key. Raises ``KeyError``."""
        for passport in self.passports:
            if passport.key == key:
                return passport
        raise KeyError(f"Nothing in this paper is cited as {key}.")

    def blocks(self) -> Iterator[tuple[Section, Block]]:
        """Every block with its section, in reading order."""
        return ((section, block) for section in self.sections for block in section.blocks)


def words(runs: Runs) -> str:
    """What a reader sees, without how it is cited."""
    return "".join(run.text for run in runs)


def freeze(document: Document) -> str:
    """The document as canonical JSON: equal documents give equal text."""
    return json.dumps(_plain(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def thaw(frozen: str) -> Document:
    """The document that :func:`freeze` wrote."""
    built: Document = _built(json.loads(frozen))
    return built


KINDS: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        Text, Cited, Quoted, Heading, Paragraph, Items, Column, Table, Picture, Note, Register, Passport, Section,
        Document,
    )
}  # fmt: skip


def plain_passport(passport: Passport) -> dict[str, Any]:
    """A passport as plain values, empty ones left out, for ``figures.json``."""
    return {name: value for name, value in asdict(passport).items() if value not in ("", None, ())}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, date):
        return {"is": "date", "day": value.isoformat()}
    if type(value).__name__ in KINDS:
        parts = {name.name: _plain(getattr(value, name.name)) for name in fields(value)}
        return {"is": type(value).__name__, **parts}
    return value


def _built(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_built(inner) for inner in value)
    if not isinstance(value, dict):
        return value
    if value["is"] == "date":
        return date.fromisoformat(value["day"])
    return KINDS[value["is"]](**{name: _built(inner) for name, inner in value.items() if name != "is"})
