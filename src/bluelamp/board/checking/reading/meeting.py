"""The date of the meeting a paper was written for, found in the paper itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from bluelamp.board.checking.reading import pieces
from bluelamp.board.proof_reading.language.dates import Dated, dates

AT_ONCE = 4
FIRST = 25
"""Where a meeting's date stands: among the first pieces of a paper."""
NAMED = re.compile(
    r"\b(?:date of meeting|meeting date|meeting of|meeting on|board meeting|committee meeting|"
    r"meeting to be held|to be held on|held on|for meeting|"
    r"meeting|board|committee|cabinet|panel|council|agenda|governing body|forum)\b|^\s*date\b|\bdate:",
    re.IGNORECASE,
)
OF_OTHERS = re.compile(
    r"\b(?:previous|last|next|minutes of|published|deadline|as at|data to|since|review(?:ed)? (?:on|date)|"
    r"drafted|prepared|period|reporting|until|by)\b",
    re.IGNORECASE,
)
TELLING = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|will|would|asked|agreed|met|held|at (?:its|their|our|the))\b",
    re.IGNORECASE,
)
"""What stands in a sentence, and in no head."""
LITTLE = 25
"""Signs beside a date that stands alone."""
LISTED = re.compile(r"[,:|]\s*(?:[A-Z]\w+day,? )?$")
SENTENCE = re.compile(r"\w{3}\.\s*$")
"""“The drill was held on 6 November.” tells of a meeting only where no line at the head does."""


def meeting(found: Iterable[pieces.Piece]) -> date | None:
    """The day, or ``None`` when the paper does not say it. What stands at the very head goes before all else."""
    opening = [_text(piece) for piece in list(found)[:FIRST]]
    dated = [
        (text, day)
        for text in opening
        for day in dates(text, date(2000, 1, 1))
        if day.has_day and day.has_year
    ]
    short = [(text, day) for text, day in dated if len(text) < 140]
    lines = [(text, day) for text, day in short if not SENTENCE.search(text)]
    head = [(text, day) for text, day in dated if text in opening[:AT_ONCE] and _is_of_a_head(text, day)]
    told = [
        day
        for some in (head, lines, short)
        for fits in (_is_named, _is_alone)
        for text, day in some
        if fits(text, day)
    ]
    if told:
        return told[0].first
    mid = [
        day for text, day in dated if re.search(r"\bmeeting\b[^.]{0,60}$", text[: day.start], re.IGNORECASE)
    ]
    if mid or short:
        return mid[0].first if mid else short[0][1].first
    return dated[0][1].first if dated and dated[0][0] in opening[:AT_ONCE] else None


def _is_of_a_head(text: str, day: Dated) -> bool:
    """Lines of a head may have been put together to one long piece; no sentence tells of the day there."""
    return not TELLING.search(text[: day.start] + text[day.end :].partition(".")[0])


def _is_named(text: str, day: Dated) -> bool:
    near = text[max(0, day.start - 60) : day.end + 10]
    return bool(NAMED.search(near)) and not OF_OTHERS.search(text[max(0, day.start - 30) : day.start])


def _is_alone(text: str, day: Dated) -> bool:
    """With little beside it, or the last of several things: “Principal Transport Planner, 11 June 2025”."""
    before, after = text[: day.start], text[day.end :]
    is_last = bool(LISTED.search(before)) and not after.strip(" .*_)")
    return is_last or len(" ".join(f"{before} {after}".split())) < LITTLE


def _text(piece: pieces.Piece) -> str:
    if isinstance(piece, pieces.Table):
        return " ".join(cell for row in piece.rows[:12] for cell in row)
    return piece.text
