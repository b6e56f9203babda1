"""The rows that a sentence speaks of: by their names, by the words that no other row has, or all of them together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.remembered import remembered
from bluelamp.board.proof_reading.tables.bottom_row import MONTH
from bluelamp.board.proof_reading.tables.grid import Grid
from bluelamp.board.proof_reading.tables.naming import row_named

OVER_PERIOD = patterns.compile(
    r"\b(?:(?:year|months?|quarters?|weeks?|half|period|days) (?:to|ending|ended|up to)(?: the end of)?|since|until|by|"
    r"from|after|before|between|and|to) $",
    re.IGNORECASE,
)
"""“In the year to March” is told of more than the row of March."""
A_MONTH = re.compile(rf"{MONTH}\b", re.IGNORECASE)
ALL = patterns.compile(
    r"\b(?:all|every|both|altogether|together|in all|in total|a total of|the total|overall|across|between them|"
    r"combined|as a whole)\b",
    re.IGNORECASE,
)
ANYWHERE_SAID = """
other others total number average their which with from that this year month quarter rate cent than
"""
ANYWHERE = frozenset(ANYWHERE_SAID.split())
ENOUGH = 3
"""Words of a label, of which the most must stand in a sentence that names the row by them."""


@dataclass(frozen=True, slots=True)
class Named:
    """A row where a text names it. ``is_by_words`` where words of its name stand here and there in it."""

    row: int
    start: int
    end: int
    is_by_words: bool = False


def rows_named(text: str, grid: Grid) -> tuple[Named, ...]:
    """The rows named in a text, in its order; a name within another's is not counted."""
    found = [Named(row, m.start(), m.end()) for row, m in _by_name(text, grid)]
    found = found or _by_first_word(text, grid) or _by_words(text, grid) or _all_together(text, grid)
    taken: list[Named] = []
    for each in sorted(found, key=lambda n: n.start - n.end):
        if all(each.end <= other.start or other.end <= each.start for other in taken):
            taken.append(each)
    return tuple(sorted(taken, key=lambda n: n.start))


def named_by_words(text: str, grid: Grid) -> bool:
    """Is a row named by words here and there, and none in any other way?"""
    return bool(_by_words(text, grid)) and all(each.is_by_words for each in rows_named(text, grid))


def _by_name(text: str, grid: Grid) -> list[tuple[int, re.Match[str]]]:
    every = ((row, row_named(text, label)) for row, label in enumerate(grid.labels))
    return [(row, m) for row, m in every if m and not is_of_period(text, m)]


def is_of_period(text: str, named: re.Match[str]) -> bool:
    """Does a month that names a row begin or end a longer time here?"""
    return bool(A_MONTH.match(named[0]) and OVER_PERIOD.search(text[: named.start()]))


def _by_first_word(text: str, grid: Grid) -> list[Named]:
    """“Riverside” is Riverside Gym, if no other row has the word and no other name follows."""
    found = []
    for row, first in _first_words(grid.labels, grid.parts):
        if first in text and (m := re.search(rf"\b{re.escape(first)}\b(?! [A-Z])", text)):
            found.append(Named(row, m.start(), m.end()))
    return found


@remembered
def _first_words(labels: tuple[str, ...], parts: tuple[int, ...]) -> tuple[tuple[int, str], ...]:
    """The rows that begin with a capital and a longer word that no other row has."""
    found = []
    for row in parts:
        first, _, rest = labels[row].partition(" ")
        alone = sum(first.lower() in label.lower() for label in labels) == 1
        if rest and len(first) >= LONG and first[0].isupper() and alone:
            found.append((row, first))
    return tuple(found)


LONG = 5


def _by_words(text: str, grid: Grid) -> list[Named]:
    """“It took 33 days to re-let a home” names “Average days to re-let a council home”."""
    said = stems(text)
    scores = []
    for row, label in enumerate(grid.labels):
        words = stems(label).keys()
        if len(words) >= ENOUGH:
            scores.append((len(words & said.keys()) / len(words), row, words & said.keys()))
    best = sorted(scores, key=lambda each: -each[0])[:2]
    if not best or best[0][0] < MOST or len(best[0][2]) < ENOUGH - 1:
        return []
    if len(best) > 1 and best[1][0] > best[0][0] - MOST / 2:
        return []
    first = min(said[word] for word in best[0][2])
    return [Named(best[0][1], first, first, is_by_words=True)]


MOST = 0.6


def _all_together(text: str, grid: Grid) -> list[Named]:
    """“Across the two hospitals” names the only total."""
    m = ALL.search(text)
    return [Named(grid.totals[0], m.start(), m.end())] if m and len(grid.totals) == 1 else []


@remembered
def stems(text: str) -> Mapping[str, int]:
    """The beginnings of its longer words with their places; “re-let” is one word."""
    words = ((m[0].replace("-", ""), m.start()) for m in re.finditer(r"[a-z]+(?:-[a-z]+)*", text.lower()))
    said = [(word, place) for word, place in words if len(word) >= 4 and word not in ANYWHERE]
    return {word.rstrip("s")[:6]: place for word, place in reversed(said)}
