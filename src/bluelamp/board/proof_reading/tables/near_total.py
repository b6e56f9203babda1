"""A count in the text that nearly, but not quite, agrees with the total of a table of the same section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables import made_of, slips
from bluelamp.board.proof_reading.tables.columns import Column, added
from bluelamp.board.proof_reading.tables.grid import Grid
from bluelamp.board.proof_reading.tables.in_text import points_at

CLOSE = Fraction(1, 20)
"""Nearer than this share of the total, a count is probably meant to be the total."""

FAR = 8
"""How many paragraphs and list items away a sentence may still speak of the table."""

SMALLEST = 20
"""Below it two counts are near each other by chance."""


def read(paper: Reading) -> Iterator[Remark]:
    known = paper.printed
    for grid in paper.grids:
        said = [(c, p) for c, p in _counts(paper, grid)]
        exact = {
            int(a.value)
            for s in paper.section_of_key(grid.section.key)
            for a in s.amounts
            if a.unit == "count" and a.value.denominator == 1
        }
        every = {
            int(cell.value)
            for column in grid.columns
            for cell in column.cells
            if cell and cell.value.denominator == 1
        }
        totals = [total for column in grid.columns if (total := _total(grid, column)) is not None]
        every |= set(totals) | {int(value) for value in known if value.denominator == 1}
        for column in grid.columns:
            total = _total(grid, column)
            if total is None or total < SMALLEST or total in exact:
                continue
            near = sorted(
                {(count, p) for count, p in said if 0 < abs(count - total) <= max(Fraction(1), CLOSE * total)}
            )
            near = [
                (count, p) for count, p in near if count not in every and _nearest(count, totals) == total
            ]
            if near:
                where = " and ".join(
                    f"paragraph {paper.label(paragraph)} says {count:,}" for count, paragraph in near
                )
                yield grid.remark(f"column “{column.title}”", f"it adds up to {total:,}; {where}")


def _nearest(count: int, totals: list[int]) -> int:
    """A count that is near two columns is of the nearer."""
    return min(totals, key=lambda total: abs(total - count))


def _total(grid: Grid, column: Column) -> int | None:
    kinds = {re.sub(r"\W*\b(?:19|20)\d\d\b.*$", "", grid.labels[row]) for row in grid.parts}
    if len(kinds) == 1 and all(kinds):  # “Burglary, 2024” and “Burglary, 2025” are not added up
        return None
    found = added(column, grid.parts) if column.role == "count" and len(grid.parts) > 1 else None
    return int(found[0]) if found and found[0].denominator == 1 and not found[1] else None


def _years(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b(?:19|20)\d\d(?:/\d\d)?\b", text))


def _words(grid: Grid) -> frozenset[str]:
    """The words a table is about: a number told of something else is not its total."""
    said = " ".join((grid.table.caption, *(c.title for c in grid.table.columns))).lower()
    return frozenset(word[:7] for word in re.findall(r"[a-z]{5,}", said) if word not in ANYTHING)


ELSEWHEN = patterns.compile(
    r"\b(?:last year|(?:previous|preceding|prior|same) (?:year|quarter|month|period)|"
    r"(?:a|one) year (?:ago|before|earlier)|(?:year|quarter|month) (?:before|earlier)|"
    r"same (?:[a-z]+ ){1,3}(?:of|in|last)|target|expect\w*|forecast|plan(?:ned)?|predict\w*|"
    r"project(?:ed|ions?)|budget(?:ed)? for|would|will|normal\w*|usual\w*|typical\w*)\b",
    re.IGNORECASE,
)
"""A count of another time, or of what was meant to be, may be near the total and be right."""
ANYTHING = ("total", "number", "staff", "people", "percent", "cases")


def _counts(paper: Reading, grid: Grid) -> Iterator[tuple[int, int]]:
    """Every whole number in the sentences of a table's section that is neither a date nor a name, with its
    paragraph."""
    words, years = (
        _words(grid),
        _years(f"{grid.table.caption} {' '.join(c.title for c in grid.table.columns)}"),
    )
    known = paper.printed
    parts = {
        a.value
        for sentence in paper.section_of_key(grid.section.key)
        for a in sentence.amounts
        if a.unit == "count" and _is_a_part(sentence, a, known)
    }
    for sentence in paper.section_of_key(grid.section.key):
        is_named = any(word in sentence.text.lower() for word in words) or points_at(sentence, grid)
        said = _years(sentence.text)
        is_elsewhen = bool(years and said and not years & said) or not made_of.is_of_its_time(sentence, grid)
        if is_elsewhen or ELSEWHEN.search(sentence.text):
            continue
        if abs(sentence.block - grid.block) <= FAR and not slips.slip(sentence, grid, known):
            for a in sentence.amounts:
                is_of_it = not words or is_named or sentence.text[: a.start].lower().endswith("of the ")
                if (
                    is_of_it
                    and a.value not in parts
                    and a.unit == "count"
                    and a.value.denominator == 1
                    and not a.hedged
                ):
                    yield int(a.value), sentence.paragraph


def _is_a_part(sentence: Sentence, amount: Amount, known: frozenset[Fraction]) -> bool:
    """“186 of the 1,240 records”, of which a table prints 1,240: a part told by a name of its own."""
    if not PART_OF.match(sentence.text[amount.end :]):
        return False
    whole = next((a for a in sentence.amounts if a.start >= amount.end), None)
    return whole is not None and whole.value > amount.value and whole.value in known


PART_OF = patterns.compile(r"\s(?:out )?of (?:the |all |our |its |these |those )*\d")


RULE = Rule(
    key="near-total",
    title="A total in the text that is not quite that of the table",
    severity="look",
    explanation="Two numbers this close are usually meant to be the same one, taken on different days or counted "
    "differently. Use one, or say why they differ.",
    read=read,
    kind="tables",
    certainty="likely",
)
