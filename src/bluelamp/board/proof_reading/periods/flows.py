"""Counts and sums of money with the stretch of time each was counted over, as a paragraph or a table tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.board.proof_reading.language import sizes
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.periods.named import Period, periods
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.grid import Grid

SMALLEST = 10
"""A smaller count is rather of things that are listed than of events in a period."""
FAR = 90
"""Signs from an amount within which its period stands."""
APART = 60
"""Signs that a word between which belongs to another amount counts for."""
PARTS = re.compile(
    r"[,;:]| (?:and|but|while|whereas|where|against|versus|than|compared (?:with|to)|to|from|as against) ",
    re.IGNORECASE,
)
STOCK = re.compile(
    r"\b(?:balance|waiting list|caseload|on (?:the|our) (?:list|books|roll)|in post|membership|population|"
    r"staff of|as at|a team of|in management|in stock)\b",
    re.IGNORECASE,
)
"""What is there on a day: it does not grow with the time it is counted over."""


@dataclass(frozen=True, slots=True)
class Flow:
    """An amount of the sentence at ``place`` of its paragraph, and the period it is of."""

    place: int
    sentence: Sentence
    amount: Amount
    period: Period


def flows(block: tuple[Sentence, ...], paper: Reading) -> list[Flow]:
    """Every amount of a paragraph whose period is told, in its order."""
    return [each for place, sentence in enumerate(block) for each in _of(place, sentence, paper)]


def _of(place: int, sentence: Sentence, paper: Reading) -> Iterator[Flow]:
    counted = [each for each in sentence.amounts if _counts(sentence.text, each)]
    if not counted:
        return
    told = periods(sentence.text, paper.meeting)
    spans = [(a.start, a.end) for a in sentence.amounts if a.unit != "count" or a in counted]
    for amount in counted:
        period = _nearest(sentence.text, amount, told, spans) or _in_tables(amount, sentence, paper)
        if period and period.months:
            yield Flow(place, sentence, amount, period)


def _counts(text: str, each: Amount) -> bool:
    if each.unit not in ("count", "money") or each.lasts or each.value < SMALLEST:
        return False
    return not sizes.is_of_change(text, each.start, each.end)


def _nearest(text: str, amount: Amount, told: list[Period], spans: list[tuple[int, int]]) -> Period | None:
    """The period nearest to an amount, before or after it, without passing another amount."""
    left = max((end for _, end in spans if end <= amount.start), default=0)
    right = min((start for start, _ in spans if start >= amount.end), default=len(text))
    away: list[tuple[int, Period]] = []
    for period in told:
        if left <= period.start and period.end <= amount.start:
            away.append((_away(text[period.end : amount.start], is_free=left == 0), period))
        elif amount.end <= period.start and period.end <= right + 1:
            away.append((_away(text[amount.end : period.start]), period))
    nearest = min(away, key=lambda each: each[0], default=None)
    return nearest[1] if nearest and nearest[0] <= FAR else None


def _away(between: str, *, is_free: bool = False) -> int:
    """How far: what opens the sentence may be parted from its amount by a comma."""
    return len(between) + (0 if is_free else APART * bool(PARTS.search(between)))


def _in_tables(amount: Amount, sentence: Sentence, paper: Reading) -> Period | None:
    """The period at the head of the one column, or row, of the section's tables that holds an amount."""
    found: list[Period] = []
    for grid in paper.grids:
        if grid.section.key == sentence.section.key:
            found += _heads(grid, amount, paper)
    return found[0] if len({each.months for each in found}) == 1 else None


def _heads(grid: Grid, amount: Amount, paper: Reading) -> Iterator[Period]:
    for column in grid.columns:
        for row, cell in enumerate(column.cells):
            if cell is not None and cell.value == amount.value and column.role == "count":
                told = periods(column.title, paper.meeting) or periods(grid.labels[row], paper.meeting)
                yield from told[:1]
