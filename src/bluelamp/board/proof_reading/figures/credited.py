"""A move of a rolling average that is put down to the month that came in, or to what was done in it, though that month
was no better than the one before it, or than the average: it was the month that left which moved it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.claimed import REASON, called_better, claimed, is_explained, names
from bluelamp.board.proof_reading.figures.months import before
from bluelamp.board.proof_reading.figures.windows import Window, beside, is_hardly_any
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language.leaving import ENTERS
from bluelamp.board.proof_reading.language.sentences import Sentence


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
        is_whole = REASON.search(sentence.text) and names(sentence, before(month, window.n))
        if is_whole and not ENTERS.search(sentence.text) and f"{month:%B}" not in sentence.text:
            return sentence.remark(
                f"the month that left stood at {shown.number(gone.value)}, as the average did: what moved it is "
                f"{month:%B} coming in at {shown.number(window.months[month].value)}: {window.told(month)}"
            )
    return None


def _told(window: Window, month: date) -> str:
    """What the month stood at beside the one before it, or the average; empty where it went the way the average did."""
    way, old = window.level.step, window.level.old
    new, last, gone = (window.months.get(each) for each in (month, before(month), before(month, window.n)))
    value = window.months[month].value
    if new and last and ((value - last.value) * way <= 0 or (gone and is_hardly_any(new, last, gone))):
        how = f"is {beside(new, last, gone)} the month before it ({shown.number(last.value)})"
    elif last is None and (value - old.value) * way < 0:
        how = f"lies beyond the average, {shown.said(old)}"
    else:
        return ""
    left = f": {window.told(month)}" if month in window.newest else ""
    return (
        f"{month:%B} ({shown.number(value)}) {how}, and the average moved because the month {window.n} before left "
        f"it{left}"
    )


def _credit(window: Window, month: date) -> Sentence | None:
    """The sentence that gives another reason; none where the passage gives the right one."""
    gone, at = before(month, window.n), window.level.sentence
    if is_explained(window.passage, gone):
        return None
    return claimed(window.passage, at, gone) or called_better(window.passage, at, month, gone)
