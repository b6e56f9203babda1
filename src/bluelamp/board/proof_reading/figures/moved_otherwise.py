"""A rolling average told to have moved otherwise than the month that came in, and the one that it took the place of,
can have moved it, wherever in the passage their figures stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.months import before
from bluelamp.board.proof_reading.figures.windows import Window
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.sentences import Sentence

OTHERS = patterns.compile(
    r"\b(?:corrected|restated|revised|late (?:entries|records|returns)|weighted|partly)\b", re.IGNORECASE
)


def moved_otherwise(every: tuple[Window, ...], block: tuple[Sentence, ...]) -> Iterator[Remark]:
    """Where one step alone is told of the average, and no reading of the months makes it."""
    told = {(window.level.old.value, window.level.new.value) for window in every}
    known = [window for window in every if window.newest]
    if len(told) != 1 or not known or any(_may_be(window, m) for window in known for m in window.newest):
        return
    window = known[0]
    is_here = window.level.sentence in block
    if is_here and not OTHERS.search(" ".join(sentence.text for sentence in window.passage)):
        yield window.level.sentence.remark(_working(window, window.newest[0]))


def _may_be(window: Window, month: date) -> bool:
    """Do they make the step, though the months be of unlike size?"""
    level, moves = window.level, window.moves(month)
    values = (window.months[month].value, window.months[before(month, window.n)].value)
    weights = max(abs(value - level.old.value) for value in values) / 2 / window.n
    rounding = level.slack + window.rounding(month)
    is_turned = level.step * moves[0] < 0 and abs(level.step - moves[0]) > rounding
    return not is_turned and any(abs(level.step - move) <= rounding + weights for move in moves)


def _working(window: Window, month: date) -> str:
    level = window.level
    alike = f" if the {window.n} weigh alike" if window.is_mean else ""
    return (
        f"{window.told(month)}{alike}; between {shown.said(level.old)} and "
        f"{shown.said(level.new)} lie {shown.number(abs(level.step), 2)}"
    )
