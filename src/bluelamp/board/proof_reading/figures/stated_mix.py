"""An overall percentage, the two parts it mixes, and the share that one of them is said to have: “80%
overall, 88% for burglary and 78% for vehicle crime, so that half of those asked are burglary victims”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import marked
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

OVERALL = re.compile(
    r"\b(?:overall|in all|altogether|combined|all \w+|the whole|average)\b[^⟦.;]{0,50}?⟦(?P<all>p\d+)⟧",
    re.IGNORECASE,
)
PARTS = marked.pattern(
    r"{one:p} (?:for|of|among|in|with|from)~(?:and|while|whereas|,|against|but)~{two:p} (?:for|of|among|"
    r"in|with|from)",
)
SHARE = marked.pattern(
    r"{share:sp} of (?:those|all|the|our|them|respondents|interviews|replies|people|victims|cases|"
    r"patients|tenants)\b",
)
SLACK = Fraction(8)
"""Points by which rounding of the three percentages may move the share, besides what is worked out."""


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        overall = _overall(block)
        parts = next((f for s in block for f in marked.found(PARTS, s.marked, s.amounts)), None)
        if overall is None or parts is None or overall in (parts["one"], parts["two"]):
            continue
        for sentence in block:
            for found in marked.found(SHARE, sentence.marked, sentence.amounts):
                if found["share"] in (overall, parts["one"], parts["two"]):
                    continue
                if wrong := _working(overall, parts["one"], parts["two"], found["share"]):
                    yield sentence.remark(wrong)


def _overall(block: tuple[Sentence, ...]) -> Amount | None:
    for sentence in block:
        if found := OVERALL.search(sentence.marked):
            return sentence.amounts[int(found["all"][1:])]
    return None


def _working(overall: Amount, one: Amount, two: Amount, share: Amount) -> str:
    apart = one.value - two.value
    if abs(apart) < 3 or not min(one.value, two.value) < overall.value < max(one.value, two.value):
        return ""
    implied = (overall.value - two.value) * 100 / apart
    slack = SLACK + 100 * (overall.high - overall.value) * 2 / abs(apart)
    if any(share.agrees(each - slack, each + slack) for each in (implied, 100 - implied)):
        return ""
    return (
        f"({shown.said(overall)} - {shown.said(two)}) / ({shown.said(one)} - {shown.said(two)}) = "
        f"{shown.percent(implied, 0)} of the whole, and {shown.said(share)} is told"
    )


RULE = Rule(
    key="stated-mix",
    title="Parts that make their whole only with another mix than told",
    severity="look",
    explanation="The overall figure says how large each part is. It is not as large as the paper says.",
    read=read,
    kind="sums",
    certainty="likely",
)
