"""A rolling year explained by the month that leaves it: what that month can have moved, and what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

CAUSE = re.compile(
    r"\b(?:due to|because of|owing to|result of|caused by|explained by|reflects?|driven by|"
    r"attribut\w+ to)\b[^.;]{0,60}?"
    r"\b(?:los(?:ing|s)|leaving|drop(?:ping|ped)?|removal|removing|fall(?:ing)?|exit|roll(?:ing|ed)? off|"
    r"going)\b|"
    r"\b(?:drops?|dropped|falls?|fell|rolls?|rolled|dropping|falling|leaves|left|leaving|removed) (?:out|"
    r"off|from) (?:of )?(?:the )?(?:rolling|12|twelve)",
    re.IGNORECASE,
)
ROLLING = re.compile(r"\brolling\b|\b(?:12|twelve)[- ]months?\b|\bannual average\b", re.IGNORECASE)
MONTHLY = re.compile(r"\bin[- ]month\b|\bmonthly\b|\bthis month\b", re.IGNORECASE)


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        cause = CAUSE.search(sentence.text)
        if (
            not cause
            or not ROLLING.search(sentence.text)
            or not re.search(
                r"\b(?:due|because|owing|result|caused|explain|reflect|driven|attribut)",
                sentence.text,
                re.IGNORECASE,
            )
        ):
            continue
        after = [a for a in sentence.amounts if a.unit == "percent" and a.start >= cause.start()]
        year = next((a for a in sentence.amounts if a.unit == "percent" and a.start < cause.start()), None)
        if not after or year is None:
            continue
        arriving = _arriving(paper, sentence)
        yield sentence.remark(_working(after[0], arriving))


def _arriving(paper: Reading, sentence: Sentence) -> Amount | None:
    """The month that takes its place, when one of the next sentences says it."""
    for near in paper.section_of(sentence):
        if 0 <= near.block - sentence.block <= 2 and near is not sentence and MONTHLY.search(near.text):
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
    "one that "
    "arrives. Show that sum, and name the months that make up the rest.",
    read=read,
    kind="periods",
    certainty="likely",
)
