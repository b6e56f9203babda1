"""Categories that a table needs and a list of them lacks; and “all” beside a table with unknowns in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from bluelamp.board.document import Items, Section, words
from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.columns import added
from bluelamp.board.proof_reading.tables.grid import AVERAGE, Grid

UNKNOWN = patterns.compile(
    r"^(?:unknown|blank|not (?:known|recorded|stated|given|provided|specified|disclosed)|missing|refused|"
    r"prefer not to say|n/?k|unrecorded|no data|other|none)\b",
    re.IGNORECASE,
)
NOT_RECORDED = patterns.compile(
    r"^(?:unknown|blank|not (?:known|recorded|stated|given|provided|specified)|missing|n/?k|unrecorded|"
    r"no data)\b",
    re.IGNORECASE,
)
EVERY = patterns.compile(
    r"\b(?:captur\w+|record(?:s|ed)?|hold[s]?|held|collect\w*|know\w*|log(?:s|ged)?)\b[^.;]{0,60}?\b(?:of|"
    r"for) (?:all|every|each)\b|\b(?:all|every|each) (?:\w+ ){1,4}(?:is|are|was|were|has|"
    r"have) (?:now )?(?:been )?(?:recorded|captured|known|collected)\b",
    re.IGNORECASE,
)
SHARED = 3
LARGE = Fraction(1, 10)
NAMED = 60
"""Signs of the longest entry that may be the name of a category."""


def read(paper: Reading) -> Iterator[Remark]:
    lists = [(section.key, entries) for section in paper.document.sections if (entries := _entries(section))]
    for grid in paper.grids:
        yield from _lacking(paper, grid, lists)


def _entries(section: Section) -> list[str]:
    """What is listed in a section, in so few words that it may be a name."""
    listed = (words(e).strip() for b in section.blocks if isinstance(b, Items) for e in b.entries)
    return [entry for entry in listed if len(entry) < NAMED]


def _lacking(paper: Reading, grid: Grid, lists: Sequence[tuple[str, list[str]]]) -> Iterator[Remark]:
    """A list that shares several entries with the rows of a table, and has no place for the rest."""
    labels = [
        label
        for row, label in enumerate(grid.labels)
        if row not in grid.totals and not AVERAGE.match(label) and label
    ]
    for section, items in lists:
        joined = " \n ".join(items).lower()
        shared = [
            label
            for label in labels
            if len(label) > 3
            and label.lower() in joined
            and re.search(rf"\b{re.escape(label.lower())}\b", joined)
        ]
        missing = [label for label in labels if label not in shared]
        lacks_room = missing and all(UNKNOWN.match(label) for label in missing)
        if len(shared) >= SHARED and len(shared) > len(labels) / 2 and lacks_room:
            sentence = next((s for s in paper.section_of_key(section) if s.is_item), None)
            if sentence is not None:
                named = ", ".join(f"“{label}”" for label in missing)
                yield sentence.remark(
                    f"{grid.name} has rows {named}, for which the list of {len(items)} has no entry"
                )
                return


def unknowns(paper: Reading) -> Iterator[Remark]:
    """“All” are told to be recorded, and a table of the section has a tenth or more that are not."""
    for grid in paper.grids:
        claim = next((s for s in paper.section_of_key(grid.section.key) if EVERY.search(s.text)), None)
        rows = tuple(row for row, label in enumerate(grid.labels) if NOT_RECORDED.match(label))
        if claim is None or not rows:
            continue
        for column in grid.columns:
            some, whole = added(column, rows), added(column, grid.parts)
            if column.role == "count" and some and whole and whole[0] and some[0] / whole[0] >= LARGE:
                names = " and ".join(f"“{grid.labels[row]}”" for row in rows)
                share = shown.percent(some[0] * 100 / whole[0])
                yield claim.remark(
                    f"{names} are {shown.number(some[0])} of {shown.number(whole[0])} ({share}) in {grid.name}"
                )
                break


LACKING = Rule(
    key="categories",
    title="A list of categories that lacks what the table needs",
    severity="look",
    explanation="Whoever records by the list has no place for these, and will leave them out or put them elsewhere.",
    read=read,
    kind="wording",
    certainty="likely",
)
UNKNOWNS = Rule(
    key="not-all",
    title="“All” beside a table of unknowns",
    severity="wrong",
    explanation="The table shows how many are not known. Say of how many it is.",
    read=unknowns,
    kind="claims",
    certainty="likely",
)
