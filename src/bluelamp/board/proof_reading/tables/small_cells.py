"""Cells so small that a reader may know the people in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables import known_people, private_of_few, small_groups, somebody
from bluelamp.board.proof_reading.tables.columns import Column
from bluelamp.board.proof_reading.tables.people import MEASURED, THINGS, is_of_people, is_private

LEAST = 5
"""Counts of people from 1 to 4 are withheld, as Bluelamp withholds them in its own public copies."""


def read(paper: Reading) -> Iterator[Remark]:
    yield from _in_words(paper)
    known: set[int] = set()
    for told in (known_people.told, small_groups.told, private_of_few.told, somebody.told):
        found = [each for each in told(paper) if each.block not in known]
        yield from found
        known |= {each.block for each in found}
    for grid in paper.grids:
        if not is_of_people(paper, grid):
            continue
        things = (MEASURED,) if is_private(paper, grid) else (MEASURED, THINGS)
        small = [
            f"“{grid.labels[row]}” {cell.text}" + (f" ({column.title})" if column.title else "")
            for column in grid.columns
            if column.role == "count" and not any(each.search(column.title) for each in things)
            for row, cell in enumerate(column.cells)
            if cell is not None and _is_small(column, row) and row not in grid.totals
        ]
        if small:
            more = f" and {len(small) - 5} more" if len(small) > 5 else ""
            yield grid.remark("small cells", f"{', '.join(small[:5])}{more}: fewer than {LEAST} people each")


SENSITIVE = patterns.compile(
    r"\b(?:religion|faith|ethnic\w*|ethnicity|sexual (?:orientation|identity)|gender|disabilit\w+|nationalit\w+|race|"
    r"transgender|diagnos\w+)\b",
    re.IGNORECASE,
)
NAMED = patterns.compile(
    r"[A-Z][\w/ -]{2,40}?:? ⟦(?P<after>c\d+)⟧|⟦(?P<before>c\d+)⟧ (?:were |was )?[A-Z][\w/-]+"
)


def _in_words(paper: Reading) -> Iterator[Remark]:
    """“Complaints by faith: Christian 41, Muslim 4, Sikh 1”."""
    for led, sentence in paper.led:
        beside = led.text if led else ""
        if SENSITIVE.search(f"{beside} {sentence.text}") and len(sentence.amounts) >= 3:
            every = [
                sentence.amounts[int((f["after"] or f["before"])[1:])]
                for f in NAMED.finditer(sentence.marked)
            ]
            small = [a for a in every if 0 < a.value < LEAST and not a.lasts]
            if len(every) >= 2 and small:
                told = ", ".join(a.text.strip() for a in small[:5])
                yield sentence.remark(f"{told}: fewer than {LEAST} people each")


def _is_small(column: Column, row: int) -> bool:
    cell = column.cells[row]
    return cell is not None and cell.unit == "" and cell.value.denominator == 1 and 0 < cell.value < LEAST


RULE = Rule(
    key="small-cells",
    title="Numbers small enough to identify somebody",
    severity="look",
    explanation="In a public paper a reader who knows the place may know the people. Group rows, or withhold these "
    "cells and one more so that they cannot be worked out.",
    read=read,
    kind="people",
    certainty="likely",
)
