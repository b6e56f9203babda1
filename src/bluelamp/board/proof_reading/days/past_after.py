"""A date after the paper's own, said in the past tense."""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from bluelamp.board.proof_reading.days import events
from bluelamp.board.proof_reading.days.tense import BEFORE_DATE, tense
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns, verbs
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.ui import formats

AHEAD_VERB = patterns.compile(
    r"\b(?:will|shall|would|could|should|may|might|to be|due|planned|scheduled|expected|proposed|is|are)\b|['’]ll\b",
    re.IGNORECASE,
)
AFTER = 40
"""Signs after a date that opens its sentence, within which its verb stands."""
OPENING = len("By the end of ")
LEADS_AWAY = patterns.compile(r"\b(?:by|before|until|till|from|for|to|between)\b", re.IGNORECASE)
REACHED = patterns.compile(r"^\W*by\b", re.IGNORECASE)
HAD = patterns.compile(r"^[^.;:]{0,40}?\bhad (?:already |all |both |been )?(?P<done>\w+)", re.IGNORECASE)
FROM = patterns.compile(
    r"^\W*(?:from|between)\s(?:the\s)?(?:(?:start|end|middle) of )?(?:\d{1,2}\w{0,2} (?:to|and) )?$",
    re.IGNORECASE,
)
AT_A_MEETING = patterns.compile(
    r"^\W*(?:at|during|in) (?:its|the|their|our|a) (?:[\w’'-]+ ){0,3}(?:meeting|session|conference|hearing|visit|"
    r"inspection|workshop) (?:on|of|in)\s(?:the )?$",
    re.IGNORECASE,
)
"""“At its meeting on 5 November the Cabinet agreed …”"""
RANGE = patterns.compile(r"\b(?:from|between) \d{1,2}(?:st|nd|rd|th)? (?:to|and) $", re.IGNORECASE)
SINCE = patterns.compile(r"\bsince $", re.IGNORECASE)
FAR = timedelta(days=60)
"""A day without a year that is farther off than this, told as past, is of the year before."""


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        for dated in sentence.dates:
            if dated.first <= paper.meeting or (not dated.has_year and dated.first - paper.meeting > FAR):
                continue
            before, after = sentence.text[: dated.start], sentence.text[dated.end :]
            if _is_past(before, after, has_year=dated.has_year):
                written = sentence.text[dated.start : dated.end]
                yield sentence.remark(
                    f"{written} is after the meeting of {formats.day(paper.meeting)}, and the verb is in "
                    f"the past"
                )
                break


def _is_past(before: str, after: str, *, has_year: bool) -> bool:
    if AHEAD_VERB.match(after.lstrip(" ,")) and not (after.startswith(",") and "," in before[-OPENING * 3 :]):
        return False
    if AT_A_MEETING.match(before):
        return verbs.tells_past(after[:AFTER]) and not AHEAD_VERB.search(after[: 2 * AFTER])
    if (lasts := RANGE.search(before)) and events.PLANNED.search(before[: lasts.start()]):
        return False
    is_opening = len(before) <= OPENING or bool(BEFORE_DATE.match(before))
    if is_opening and _opens(before, after):
        return True
    if not is_opening and tense(before) == "past":
        return has_year or not SINCE.search(before)
    return has_year and events.happened(before, after)


def _opens(before: str, after: str) -> bool:
    """“On 3 November the panel met”, “By 3 November we had met twice”."""
    near = after[:AFTER]
    if AHEAD_VERB.search(near):
        return False
    if REACHED.match(before):
        had = HAD.match(after)
        done = had["done"].lower() if had else ""
        return verbs.is_past(done) and not events.PLANNED.search(done)
    if FROM.match(before):
        return verbs.tells_past(near) and not events.PLANNED.search(near)
    return not LEADS_AWAY.search(before) and not events.NAMES_A_DAY.search(before) and verbs.tells_past(near)


RULE = Rule(
    key="past-after",
    title="Said to have happened after the meeting",
    severity="wrong",
    explanation="What is dated after the meeting cannot have happened yet. The year is usually the slip.",
    read=read,
    kind="dates",
    certainty="certain",
)
