"""Which tables count people, and which of those tell of each person what nobody else should know."""

from __future__ import annotations

import re

from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.people import PERSONS
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.grid import Grid

PEOPLE = patterns.compile(
    rf"\b(?:{PERSONS}|offenders?|staff|officers?|suspects?|survivors?|religion|faith|ethnic\w*|race|gender|sex|"
    r"disab\w+|sexual|age|nationalit\w+|diagnos\w+|deaths?|births?|cases of|hate|arrests?|under-?\d+s|admissions?|"
    r"in treatment)\b",
    re.IGNORECASE,
)
THINGS = patterns.compile(
    r"\b(?:officers?|staff|posts?|courses?|meetings?|risks?|vacanc\w+|fte|days|weeks|rank|target|rating|"
    r"score|actions?|milestones?|sites?|vehicles?)\b",
    re.IGNORECASE,
)
MEASURED = patterns.compile(
    r"£|\b(?:costs?|spend|budget|hours|days|minutes|years|months|km|miles|posts?|vacanc\w+)\b", re.IGNORECASE
)
"""A table of these is not of private lives, and small numbers in it harm nobody."""
GROUPS = patterns.compile(
    r"\b(?:muslims?|islam|jewish|jews|judaism|sikhs?|sikhism|hindus?|hinduism|christians?|christianity|buddhists?|"
    r"buddhism|white (?:british|irish|other)|pakistani|bangladeshi|indian|chinese|black (?:african|caribbean|british|"
    r"other)|asian|roma|gyps(?:y|ies)|travellers?|(?:dual|mixed) (?:heritage|race|ethnic\w*)|gay|lesbians?|bisexual|"
    r"transgender|heterosexual|men|women|boys?|girls?|males?|females?|aged? \d+)\b",
    re.IGNORECASE,
)
"""Headings under which each number is of some group of people."""
PRIVATE = patterns.compile(
    r"\b(?:religion|faith|ethnic\w*|sexual\w*|gender|disab\w+|nationalit\w+|transgender|diagnos\w+|exploit\w+|"
    r"terminations?|abortions?|pregnan\w+|conceptions?|suicid\w+|self-harm\w*|overdos\w+|hiv|hepatitis|tuberculosis|"
    r"traffick\w+|modern slavery|genital mutilation|fgm|forced marriages?|honour[- ]based|rapes?|domestic (?:abuse|"
    r"violence|homicides?)|child protection|in care|looked[- ]after|excluded|exclusions|special educational|asylum|"
    r"disciplin\w+|grievances?|dismiss\w+|mental health|addict\w+|heroin|drug[- ]related deaths?)\b",
    re.IGNORECASE,
)
"""What somebody would not want their neighbours to read of them."""


def is_of_people(paper: Reading, grid: Grid) -> bool:
    """Does it count people, by its headings or by what leads to it?"""
    headings = " ".join((grid.table.caption, *(c.title for c in grid.table.columns)))
    lead = _lead(paper, grid, blocks=1)
    if is_private(paper, grid):
        return True
    if THINGS.search(headings):
        return False
    return bool(PEOPLE.search(headings)) or bool(PEOPLE.search(lead) and not THINGS.search(lead))


def is_private(paper: Reading, grid: Grid) -> bool:
    """Are its columns or rows groups of people, or is it of people and what is private to them?"""
    titles = [column.title for column in grid.table.columns]
    if any(map(GROUPS.search, titles)) or sum(bool(GROUPS.search(label)) for label in grid.labels) >= 2:
        return True
    headings = " ".join((grid.table.caption, *titles))
    told = f"{headings} {_lead(paper, grid, blocks=0)}"
    return bool(PRIVATE.search(headings)) or bool(PRIVATE.search(told) and PEOPLE.search(told))


def _lead(paper: Reading, grid: Grid, *, blocks: int) -> str:
    """The paragraphs that lead to a table: the last, and ``blocks`` more before it."""
    near = (s.text for s in paper.section_of_key(grid.section.key) if 0 <= grid.block - s.block <= blocks)
    return " ".join(near)
