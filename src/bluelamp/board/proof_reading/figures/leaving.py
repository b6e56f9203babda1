"""A rolling year explained by the month that leaves it: what that month can have moved, and what it leaves
out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.averages_of_rows import averages_of_rows
from bluelamp.board.proof_reading.figures.credited import credited
from bluelamp.board.proof_reading.figures.moved_otherwise import moved_otherwise
from bluelamp.board.proof_reading.figures.no_better import no_better
from bluelamp.board.proof_reading.figures.pairs import pairs
from bluelamp.board.proof_reading.figures.rolled import rolled, working
from bluelamp.board.proof_reading.figures.too_far import too_far
from bluelamp.board.proof_reading.figures.windows import windows
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

CAUSE = patterns.compile(
    r"\b(?:due to|because(?: of)?|since|as|owing to|result of|caused by|explained by|reflects?|driven by|"
    r"attribut\w+ to)\b[^;]{0,80}?\b(?:(?:has |have )?(?:dropped|fallen|rolled|gone) (?:out|off)|los(?:ing|"
    r"s)|leaving|drop(?:ping|ped)?|removal|removing|fall(?:ing)?|exit|roll(?:ing|ed)? off|going)\b|"
    r"\b(?:drops?|dropped|falls?|fell|rolls?|rolled|dropping|falling|leaves|left|leaving|removed) (?:out|"
    r"off|from) (?:of )?(?:the )?(?:rolling|12|twelve)",
    re.IGNORECASE,
)
ROLLING = patterns.compile(r"\brolling\b|\b(?:12|twelve)[- ]months?\b|\bannual average\b", re.IGNORECASE)
MONTHLY = patterns.compile(r"\bin[- ]month\b|\bmonthly\b|\bthis month\b", re.IGNORECASE)


ROUNDING = Fraction(3, 20)
"""Points by which two rounded levels and two rounded months may disagree."""


def read(paper: Reading) -> Iterator[Remark]:
    known: set[int] = set()
    for block in paper.blocks:
        every = windows(paper, block)
        is_explained = any(window.is_explained for window in every)
        found = None if is_explained else rolled(block)
        wrong = working(found) if found else None
        if wrong is not None:
            known.add(block[0].block)
        if found and wrong:
            yield found.sentence.remark(wrong)
        elif found is None and not is_explained and (remark := too_far(block)):
            known.add(block[0].block)
            yield remark
        else:
            others = () if wrong is not None else tuple(moved_otherwise(every, block))
            yield from others or tuple(credited(every)) or no_better(paper, block)
    yield from _unshown(paper, known)
    yield from averages_of_rows(paper)


def _unshown(paper: Reading, known: set[int]) -> Iterator[Remark]:
    """Where a month that left is told as the reason, and the step it explains is not printed whole."""
    for led, sentence in paper.led:
        if sentence.block in known:
            continue
        cause = CAUSE.search(sentence.text)
        if (
            not cause
            or not ROLLING.search(f"{led.text if led else ''} {sentence.text}")
            or not re.search(
                r"\b(?:due|because|owing|result|caused|explain|reflect|driven|attribut)",
                sentence.text,
                re.IGNORECASE,
            )
        ):
            continue
        after = [a for a in sentence.amounts if a.unit == "percent" and a.start >= cause.start()]
        year = next((a for a in sentence.amounts if a.unit == "percent" and a.start < cause.start()), None)
        if year is None and led is not None:
            year = next((a for a in reversed(led.amounts) if a.unit == "percent"), None)
        if not after or year is None:
            continue
        arriving = after[1] if len(after) > 1 else _arriving(paper, sentence)
        if not _explains(led, sentence, after[0], arriving):
            yield sentence.remark(_working(after[0], arriving))


def _explains(led: Sentence | None, sentence: Sentence, leaving: Amount, arriving: Amount | None) -> bool:
    """Does the month explain the step that the sentence, or the one before it, prints? Then nothing is missing."""
    printed = (*pairs(sentence), *(pairs(led) if led and arriving else ()))
    pair = next((p for p in printed if leaving not in (p.old, p.new)), None)
    if pair is None:
        return False
    step = pair.new.value - pair.old.value
    if arriving is not None and arriving not in (pair.old, pair.new):
        return abs((arriving.value - leaving.value) / 12 - step) <= ROUNDING
    implied = leaving.value + 12 * step
    return 0 <= implied <= 100 and abs(implied - pair.new.value) < abs(leaving.value - pair.new.value)


def _arriving(paper: Reading, sentence: Sentence) -> Amount | None:
    """The month that takes its place, when one of the next sentences says it."""
    for near in paper.around(sentence, 0, 2):
        if near is not sentence and MONTHLY.search(near.text):
            return next((a for a in near.amounts if a.unit == "percent"), None)
    return None


def _working(leaving: Amount, arriving: Amount | None) -> str:
    if arriving is None:
        return (
            f"{shown.said(leaving)} leaving moves a year of twelve equal months by a twelfth of its "
            f"distance from the month "
            "that arrives, which is not given"
        )
    step = (arriving.value - leaving.value) / Fraction(12)
    return (
        f"({shown.said(arriving)} - {shown.said(leaving)}) / 12 = {float(step):+.2f} points if the twelve "
        f"months weigh alike; "
        "the rest of any gap to the milestone comes from other months"
    )


RULE = Rule(
    key="leaving",
    title="A rolling year explained by the month that leaves it",
    severity="look",
    explanation="One month moves a rolling year by a twelfth of the distance between the month that leaves and the "
    "one that arrives. Show that sum, and name the months that make up the rest.",
    read=read,
    kind="periods",
    certainty="likely",
)
