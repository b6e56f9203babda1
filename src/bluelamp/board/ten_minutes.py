"""A paper in ten minutes: what changed, what is late, what you asked, and what nobody knows, each line with its place.

Nothing is worked out here that the paper does not hold: a line is a figure of the paper, a sentence that came with one,
a minute, or a part of the paper that says itself that it is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bluelamp.board.document import Document, Note, Paragraph, Passport, Picture, words
from bluelamp.board.queries import Correction
from bluelamp.board.queries.comments import Commented
from bluelamp.board.queries.minutes import Asked
from bluelamp.board.words import DECISION
from bluelamp.kernel.figures.periods import Period, parse
from bluelamp.ui import formats

MOST = 6
"""Lines to a quarter of the sheet, so that it stays one sheet; how many more there are is said."""
NOT_REPORTED = "Not yet reported."
STILL = "Nothing in this paper is set against an earlier time."
NOT_ASKED = "No meeting has asked for anything yet."
KNOWN = "Every section is reported, and nothing is marked untested."
UNKNOWN = re.compile(r"untested|not known", re.IGNORECASE)
SAYS_WHAT_CHANGED = ("signal", "mix")
"""The charts whose first sentence says whether something changed. The step of a rolling year is told by its figures."""
SENTENCE = re.compile(r"(?<=[.!?])\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, and where in the paper it comes from: an anchor, or the number of a figure."""

    text: str
    anchor: str = ""
    figure: int | None = None
    minute: Asked | None = None


@dataclass(frozen=True, slots=True)
class Quarter:
    """One question of four. ``nothing`` is what is said when there is no line; ``more`` did not fit."""

    key: str
    title: str
    lines: tuple[Line, ...]
    nothing: str
    more: int = 0


def sheet(
    document: Document,
    *,
    asked: Sequence[Asked] = (),
    comments: Sequence[Commented] = (),
    corrections: Sequence[Correction] = (),
) -> tuple[Quarter, ...]:
    """The four quarters of the sheet, for the day of the meeting."""
    late = [one for one in asked if one.is_late(document.meeting)]
    return (
        _quarter("changed", "What changed", _changed(document, corrections), STILL),
        _quarter("late", "What is late", map(_as_late, late), "Nothing that was asked for is late."),
        _quarter("asked", "What you asked", map(_as_asked, _open_first(asked)), NOT_ASKED),
        _quarter("unknown", "What we do not know", _unknown(document, comments), KNOWN),
    )


def _quarter(key: str, title: str, lines: Iterable[Line], nothing: str) -> Quarter:
    every = tuple(lines)
    return Quarter(key, title, every[:MOST], nothing, max(0, len(every) - MOST))


def _changed(document: Document, corrections: Sequence[Correction]) -> Iterator[Line]:
    """Figures taken again since, then each measure against its like before, then what the charts say."""
    for one in corrections:
        now = formats.value(one.now.value, one.passport.unit)
        yield Line(
            f"{one.passport.title}, {one.passport.period_label}: {one.passport.shown} in this paper, {now} now.",
            figure=one.now.id,
        )
    yield from _steps(document.passports)
    for _, block in document.blocks():
        if isinstance(block, Picture) and block.kind in SAYS_WHAT_CHANGED:
            yield Line(SENTENCE.split(block.sentence)[0], f"chart-{block.number}")


def _steps(passports: Sequence[Passport]) -> Iterator[Line]:
    """Each measure of the whole force: its latest figure, beside the last of the same kind before it."""
    whole = [p for p in passports if p.kind == "figure" and p.area_level == "force" and not p.category]

    def series(passport: Passport) -> tuple[str, str, str]:
        return passport.title, passport.period.partition(":")[0], passport.basis

    for (title, *_), group in groupby(sorted(whole, key=series), key=series):
        ordered: list[tuple[Period, Passport]] = sorted(
            ((parse(p.period), p) for p in group), key=lambda pair: pair[0].ordinal
        )
        if len(ordered) > 1:
            (_, before), (when, now) = ordered[-2:]
            if when.length > 1 and now.value is not None and before.value is not None:
                change = formats.change(now.value - before.value, now.unit)
                yield Line(
                    f"{title}: {now.shown} in {when.label}, {change} on {before.shown}.", figure=now.figure
                )


def _as_late(one: Asked) -> Line:
    assert one.due is not None
    return Line(f"{one.called}, {one.owner}, due {formats.day(one.due)}: {one.words}", minute=one)


def _open_first(asked: Sequence[Asked]) -> list[Asked]:
    """What nobody has ended before what has, and decisions last: they ask for nothing."""
    return sorted(asked, key=lambda one: (one.kind == DECISION, one.has_ended))


def _as_asked(one: Asked) -> Line:
    last = f"{one.state_in_words}." if one.kind != DECISION or one.state else "Decided."
    asked = one.words if one.words.endswith(("?", ".")) else f"{one.words}."
    return Line(f"{asked} {last}", minute=one)


def _unknown(document: Document, comments: Sequence[Commented]) -> Iterator[Line]:
    """Notes that say so themselves, comments whose figures moved, then the sections that report nothing."""
    for section, block in document.blocks():
        if isinstance(block, Note) and UNKNOWN.search(block.label):
            said = " ".join(SENTENCE.split(words(block.runs))[:2])
            yield Line(f"{block.label}: {said}", section.key)
    for comment in comments:
        if comment.is_stale:
            yield Line(f"A comment was written before its figures changed: {comment.words}", comment.section)
    silent = [
        (section, block)
        for section, block in document.blocks()
        if isinstance(block, Paragraph) and words(block.runs).startswith(NOT_REPORTED)
    ]
    if silent:
        names = ", ".join(section.title for section, _ in silent)
        yield Line(f"Not yet reported: {names}.", f"p{silent[0][1].number}")
