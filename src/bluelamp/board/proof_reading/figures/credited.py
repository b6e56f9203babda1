"""A move of a rolling average that is put down to the month that came in, or to what was done in it, though that month
was no better than the one before it, or than the average: it was the month that left which moved it."""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.months import before, month_of
from bluelamp.board.proof_reading.figures.windows import Window
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.leaving import ENTERS, LEAVES
from bluelamp.board.proof_reading.language.sentences import Sentence

CREDIT = patterns.compile(
    r"\b(?:reflect\w*|show\w*|thank\w*|due to|because|results? (?:of|from)|resulted|down to|owing to|credit\w*|"
    r"prov(?:es?|ed|en|ing)|demonstrat\w+|evidence\w*|driven|testa\w+|testif\w+|testimony|explain\w*|attribut\w+|brought|caused|"
    r"tribute|comes? from|came from|reason|paid off|confirm\w*|indicat\w+|suggest\w*|conclude\w*|tak(?:e|en) from|"
    r"tells? us|tak(?:en?|ing) effect|took effect|effect of|fruit|bears? out|success\w*|proof|a sign|"
    r"(?:is|are|has|have|been) work(?:ed|ing)|congratulat\w+|"
    r"pay(?:s|ing) off|turn\w* the corner|mak(?:es|ing) (?:a|the) difference)\b",
    re.IGNORECASE,
)
"""That a move comes from something, or says something."""
PRAISE = patterns.compile(
    r"\b(?:follow(?:s|ed|ing)|impact|benefits?|helped|achiev\w+|led to|deliver\w*|cutting|faster|quicker|slower|"
    r"pleased|improv(?:ed|ing)|getting (?:better|worse)|work(?:ed|s|ing)|made)\b",
    re.IGNORECASE,
)
"""The same, less surely."""
NOT_TOLD = patterns.compile(
    r"\b(?:not|no|nor|none|never|nothing|cannot|without|whether|if|would|could|should|(?-i:may)|might|will|shall|"
    r"(?:tables?|figures?|charts?|graphs?|columns?|paragraphs?) (?:\d+ )?(?:below |above )?(?:shows?|gives?))\b|"
    r"n[’']t\b",
    re.IGNORECASE,
)
REASON = patterns.compile(
    r"\b(?:because|explain\w*|due to|owing|reasons?|accounts?|accounted|only|entirely|wholly|none of|results?|"
    r"com(?:es?|ing) from|came from|down to|reflect\w*|why|therefore|caused|brought|not)\b",
    re.IGNORECASE,
)


def credited(told_of: tuple[Window, ...]) -> Iterator[Remark]:
    """The first sentence that puts a move of the average of this paragraph down to a month that did not make it."""
    for window in told_of:
        month = _came_in(window)
        if month and (blamed := _blamed(window, month)):
            yield blamed
            return
        told = _told(window, month) if month and window.level.step else ""
        if month and told and (sentence := _credit(window, month)):
            yield sentence.remark(told)
            return


def _came_in(window: Window) -> date | None:
    """The month that makes the step; the latest, where the one that it took the place of is not known."""
    if made := next((month for month in window.newest if window.fits(month)), None):
        return made
    latest = max(window.months)
    return None if latest in window.newest else latest


def _blamed(window: Window, month: date) -> Remark | None:
    """“The drop is explained by June leaving it”, where June stood at the average: its leaving moved nothing."""
    gone, level = window.months.get(before(month, window.n)), window.level
    if gone is None or not level.old.agrees(gone.value) or level.new.agrees(window.months[month].value):
        return None
    for sentence in window.passage[window.passage.index(level.sentence) :]:
        is_whole = REASON.search(sentence.text) and _names(sentence, before(month, window.n))
        if is_whole and not ENTERS.search(sentence.text) and f"{month:%B}" not in sentence.text:
            return sentence.remark(
                f"the month that left stood at {shown.number(gone.value)}, as the average did: what moved it is "
                f"{month:%B} coming in at {shown.number(window.months[month].value)}: {window.told(month)}"
            )
    return None


def _told(window: Window, month: date) -> str:
    """What the month stood at beside the one before it, or the average; empty where it went the way the average did."""
    way, old = window.level.step, window.level.old
    value, last = window.months[month].value, window.months.get(before(month))
    if last is not None and (value - last.value) * way <= 0:
        beside = f"is no better than the month before it ({shown.number(last.value)})"
    elif last is None and (value - old.value) * way < 0:
        beside = f"lies beyond the average, {shown.said(old)}"
    else:
        return ""
    left = f": {window.told(month)}" if month in window.newest else ""
    return (
        f"{month:%B} ({shown.number(value)}) {beside}, and the average moved because the month {window.n} before left "
        f"it{left}"
    )


def _credit(window: Window, month: date) -> Sentence | None:
    """The first sentence, from the one that tells of the move, that gives another reason; none where the passage gives
    the right one."""
    gone = before(month, window.n)
    if any(REASON.search(s.text) and _names(s, gone) for s in window.passage):
        return None
    after = window.passage[window.passage.index(window.level.sentence) :]
    may_be = [s for s in after if not NOT_TOLD.search(s.text) and not _names(s, gone)]
    surely = (s for s in may_be if CREDIT.search(s.text))
    return next(surely, None) or next((s for s in may_be[1:] if PRAISE.search(s.text)), None)


def _names(sentence: Sentence, gone: date) -> bool:
    """Does it speak of the month that left?"""
    named = {month_of(each, sentence.meeting) for each in sentence.dates if not each.has_day}
    return gone in named or bool(LEAVES.search(sentence.text))
