"""What is left of a total when a part is taken away: “13,800 places, 12,696 filled, which leaves 1,204”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

LEFT = patterns.compile(
    r"\b(?:leav(?:es|ing)|left|(?:the )?remaining|(?:the )?remainder(?: of)?|(?:the )?balance(?: of)?|"
    r"(?:the )?(?:other|rest),?) (?:just |only |a (?:balance|gap|shortfall) of )?⟦(?P<left>[cm]\d+)⟧"
    r"|⟦(?P<left2>[cm]\d+)⟧ (?:[a-z]+ ){0,2}?(?:vacan(?:cies|t)|unfilled|outstanding|remain(?:s|ed|ing)?|"
    r"free|unspent|left|to go|still to|short|in hand|spare)\b"
    r"|\b(?:leaves?|leaving|left|gives?|giving) (?:[a-z]+ ){0,3}?⟦(?P<left3>[cm]\d+)⟧"
    r"|\b(?:surplus|deficit|shortfall|gap|difference|headroom|margin|underspend|overspend|variance|"
    r"savings?|net "
    r"(?:increase|"
    r"gain|loss|reduction|decrease)) (?:of |was |is |to |at |being )*⟦(?P<left4>[cm]\d+)⟧"
    r"|\bthe ⟦(?P<left5>[c]\d+)⟧ (?:(?:it|they|we|which|that) )?(?:(?:was|were|did|had|are) )?(?:missed|"
    r"not|failed|unmet|fell)\b"
    r"|⟦(?P<left6>[cm]\d+)⟧ after ⟦[cm]\d+⟧ (?:[a-z]+ ){0,4}?(?:taken|drawn|used|spent|withdrawn|released|"
    r"moved)\b",
    re.IGNORECASE,
)
PART_OF = patterns.compile(r"⟦(c\d+)⟧ of (?:the |its |our )?⟦(c\d+)⟧")
FAR = 0.75
SLIP = 0.4
"""A remainder further from the difference than this share of it is of something else."""


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        for place, sentence in enumerate(block):
            every = list(LEFT.finditer(sentence.marked))
            found = next((f for f in every if f["left4"]), every[0] if every else None)
            if found and (wrong := _working(block[max(0, place - 2) : place], sentence, found)):
                yield sentence.remark(wrong)


def _working(earlier: tuple[Sentence, ...], sentence: Sentence, found: re.Match[str]) -> str:
    left = sentence.amounts[int(next(mark for mark in found.groups() if mark)[1:])]
    known = [a for s in earlier for a in s.amounts] + [
        a for a in sentence.amounts if a.start < left.start or (found["left6"] and a is not left)
    ]
    same = [
        a for a in known if a.unit == left.unit and a.value > left.value / 20 and not a.hedged and not a.lasts
    ]
    named = [m for s in earlier for m in PART_OF.finditer(s.marked)] if found["left5"] else []
    if len(named) == 1:
        same = [a for s in earlier for n, a in enumerate(s.amounts) if f"c{n}" in named[0].groups()]
    pairs = [(max(p, key=_value), min(p, key=_value)) for p in combinations(same, 2)]
    fits = any(left.agrees(t.low - p.high, t.high - p.low) for t, p in pairs) or any(_is_sum(left, same))
    if left.hedged or len(same) != 2 or fits or _is_in_a_list(sentence):
        return ""
    total, part = pairs[0]
    gap = total.value - part.value
    if (
        gap <= 0
        or abs(gap - left.value) > gap * (FAR if found["left3"] or found["left4"] else SLIP)
        or total.value < left.value
    ):
        return ""
    return f"{shown.said(total)} - {shown.said(part)} = {shown.like(gap, left)}, and {shown.said(left)} is printed"


def _value(amount: Amount) -> float:
    return float(amount.value)


def _is_in_a_list(sentence: Sentence) -> bool:
    """“Fifty-three withdrew, of whom 22 changed employer, 19 left the trade and 12 …”: the parts make the whole."""
    for unit in ("count", "money"):
        told = [a.value for a in sentence.amounts if a.unit == unit and not a.lasts]
        if len(told) > 3 and 2 * max(told) == sum(told):
            return True
    return False


def _is_sum(left: Amount, same: list[Amount]) -> Iterator[bool]:
    """With more than one part taken away, any set of them may leave what is left."""
    for total in same:
        parts = [a for a in same if a is not total]
        yield bool(parts) and left.agrees(total.value - sum(a.value for a in parts))


RULE = Rule(
    key="remainders",
    title="What is left is not the total less its part",
    severity="wrong",
    explanation="The total, the part or what is left of it is wrong.",
    read=read,
    kind="sums",
    certainty="likely",
)
