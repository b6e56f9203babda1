"""Cells so small that a reader may know the people in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.dates import DATE
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables import known_people
from bluelamp.board.proof_reading.tables.grid import Column
from bluelamp.board.proof_reading.tables.people import MEASURED, THINGS, is_of_people, is_private

LEAST = 5
"""Counts of people from 1 to 4 are withheld, as Bluelamp withholds them in its own public copies."""


def read(paper: Reading) -> Iterator[Remark]:
    yield from _in_words(paper)
    placed = list(_in_a_place(paper))
    yield from placed
    seen = {remark.sentence for remark in placed}
    yield from (remark for remark in known_people.told(paper) if remark.sentence not in seen)
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
    for before, sentence in zip((None, *paper.sentences), paper.sentences, strict=False):
        beside = before.text if before is not None and before.block == sentence.block else ""
        if SENSITIVE.search(f"{beside} {sentence.text}") and len(sentence.amounts) >= 3:
            every = [
                sentence.amounts[int((f["after"] or f["before"])[1:])]
                for f in NAMED.finditer(sentence.marked)
            ]
            small = [a for a in every if 0 < a.value < LEAST and not a.lasts]
            if len(every) >= 2 and small:
                told = ", ".join(a.text.strip() for a in small[:5])
                yield sentence.remark(f"{told}: fewer than {LEAST} people each")


PERSON = patterns.compile(
    r"⟦(c\d+)⟧ (?:[a-z-]+ ){0,3}?(?:girls?|boys?|wom[ae]n|m[ae]n|child(?:ren)?|pupils?|patients?|victims?|residents?|"
    r"students?|teenagers?|mothers?|prisoners?)\b"
)
AT = patterns.compile(r"\b(?:[Ii]n|[Aa]t|[Ff]rom) (?!the\b)[A-Z][a-z]+(?: [A-Z][a-z]+| of| on)*\b")
TOLD_OF_THEM = patterns.compile(
    r"\b(?:terminations?|abortions?|pregnan\w+|hiv|hepatitis|tuberculosis|suicide|self-harm\w*|overdos\w+|heroin|"
    r"sexually exploited|exploitation|raped?|transgender|muslims?|jewish|sikhs?|hindus?|buddhists?|roma|"
    r"traveller|harmed (?:her|him|them)sel\w+|"
    r"gyps(?:y|ies))\b",
    re.IGNORECASE,
)


def _in_a_place(paper: Reading) -> Iterator[Remark]:
    """“In Wick St Mary one girl of 14 had a termination”."""
    for sentence in paper.sentences:
        if not (TOLD_OF_THEM.search(sentence.text) and AT.search(DATE.sub("", sentence.text))):
            continue
        told = [sentence.amounts[int(found[1][1:])] for found in PERSON.finditer(sentence.marked)]
        small = [each.text.strip() for each in told if 0 < each.value < LEAST and not each.hedged]
        if small:
            yield sentence.remark(f"{', '.join(small)}: fewer than {LEAST} people, and the place is named")


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
