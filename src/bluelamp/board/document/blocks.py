"""The blocks a paper is made of, and the runs of words in them. All are frozen.

``marking`` is what a block was marked with, or takes from its section and its figures; empty in papers of others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["", "strong", "emphasis"]
LINE, SHORT = 90, 18
"""Letters that fit beside one another in a table, and of a cell that is not broken, with the gap after it."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words typed by the author."""

    text: str
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """Words that a figure gave. ``passport`` names the entry that says where they come from.

    ``counts`` are the keys of the counts that the words print, or that they were worked out from, the base last.
    """

    text: str
    passport: str
    counts: tuple[str, ...] = ()


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
    marking: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph. ``line`` is its line in the file of its section, for whoever corrects it."""

    number: int
    runs: Runs
    line: int = 0
    marking: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list that belongs to the paragraph before it."""

    entries: tuple[Runs, ...]
    line: int = 0
    marking: str = ""


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
    marking: str = ""

    @property
    def widths(self) -> tuple[int, ...]:
        """How wide each column should be beside the others: by its longest cell, and half its title.

        Sentences are broken into lines, so that beyond 40 letters a column gains a quarter of what it holds. What is
        short is never broken: where all do not fit on a line, the long ones share what the short ones leave.
        """
        longest = [
            max(9, len(column.title) // 2 + 2, *(len(words(row[place])) + 3 for row in self.rows))
            for place, column in enumerate(self.columns)
        ]
        wanted = [min(80, length, 40 + max(0, length - 40) // 4) for length in longest]
        short = sum(each for each in wanted if each <= SHORT)
        long = sum(wanted) - short
        if sum(wanted) <= LINE or not long:
            return tuple(wanted)
        room = max(LINE - short, LINE // 2)
        return tuple(each if each <= SHORT else max(SHORT, each * room // long) for each in wanted)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its sentence and its table. ``definition`` and ``narrow`` are Vega-Lite as canonical JSON.

    ``least_n`` is how many people or events the thinnest of its points speaks of; ``kind`` is what it was asked as,
    or *signal* where it is a control chart whose rules found something; ``counts`` are the keys of those it draws.
    ``tells_of_few`` where a share leaves from 1 to 4 people on one side of it. ``source`` is the passport of all it
    draws, as one line. ``cited`` is the sentence again, each number in it with its own passport; editions made before
    that was kept have none.
    """

    number: int
    title: str
    alt: str
    sentence: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    definition: str
    narrow: str
    line: int = 0
    marking: str = ""
    least_n: int | None = None
    kind: str = ""
    counts: tuple[str, ...] = ()
    tells_of_few: bool = False
    source: str = ""
    cited: Runs = ()

    @property
    def runs(self) -> Runs:
        """The sentence as it is written."""
        return self.cited or (Text(self.sentence),)


@dataclass(frozen=True, slots=True)
class Note:
    """An aside set apart: a correction to an earlier paper, or a claim nobody has tested yet."""

    label: str
    runs: Runs
    line: int = 0
    marking: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """Where the passports of all figures stand: the tables of “How we know”."""

    line: int = 0


Block = Heading | Paragraph | Items | Table | Picture | Note | Register


def words(runs: Runs) -> str:
    """What a reader sees, without how it is cited."""
    return "".join(run.text for run in runs)
