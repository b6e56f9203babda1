"""A surplus or deficit that is not what came in less what was spent, wherever the paper tells each."""

# ruff: noqa: RUF001 - papers are written with curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

OF = (
    r"(?: (?:for|in|over|during) (?:the |this |last )?(?:whole )?(?:year|[\d/-]+|financial year))?,?"
    r"(?: (?:was|were|is|of|at|to|came to|totalled|amounted to|stood at|reached|fell to|rose to))* $"
)
WHOSE = (
    r"(?:(?:^|[,;:] |\band |\bthat |\bshow |\bwith )(?:(?:the|our|its|total|all|gross|overall|year['’]s) )*)"
)
INCOME = patterns.compile(rf"{WHOSE}(?:income|receipts|turnover|revenue){OF}|\bincome of $", re.IGNORECASE)
SPENT = patterns.compile(
    rf"{WHOSE}(?:expenditure|spending|costs|outgoings|payments){OF}|\b(?:we|it|they) spent $|\bit cost (?:us )?$",
    re.IGNORECASE,
)
LEFT = patterns.compile(
    r"\b(?:surplus|deficit|shortfall|loss)(?: (?:for|in) (?:the |this )?(?:year|[\d/-]+))? (?:of|was|is|came to|at) "
    r"(?:therefore |thus |just |only )?$",
    re.IGNORECASE,
)
TO_COVER = patterns.compile(
    r"^[^.;⟦]{0,40} to (?:cover|meet|make up) the (?:shortfall|deficit|difference|gap|loss)\b", re.IGNORECASE
)
IN_ALL = patterns.compile(r"\b(?:altogether|in all|a total of|totalling|making)[ ,]+$", re.IGNORECASE)
EARNED = patterns.compile(r"\b(?:income|receipts|takings)\b", re.IGNORECASE)
OTHER = patterns.compile(
    r"\b(?:budget\w*|plan(?:ned)?|forecast|target|expected|year before|previous\w*|next year|will|would|"
    r"estimated?|projected|operating|trading|exceptional|depreciation|pension|capital|before|excluding|"
    r"reserves? (?:of|stood|stand))\b",
    re.IGNORECASE,
)
"""Of another year, of a plan, or of a part of the accounts."""


NEAR = 40
"""Signs on either side of a sum within which such a word is said of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sum of money and where it is told."""

    sentence: Sentence
    amount: Amount

    @property
    def led(self) -> str:
        return self.sentence.text[: self.amount.start]

    @property
    def after(self) -> str:
        return self.sentence.text[self.amount.end :]

    @property
    def is_other(self) -> bool:
        return bool(OTHER.search(self.led[-NEAR:]) or OTHER.search(self.after[: NEAR // 2]))

    @property
    def is_income(self) -> bool:
        return bool(INCOME.search(self.led) or (IN_ALL.search(self.led) and EARNED.search(self.led)))

    @property
    def is_spent(self) -> bool:
        return bool(SPENT.search(self.led))

    @property
    def is_left(self) -> bool:
        return bool(LEFT.search(self.led) or TO_COVER.match(self.after))


def surpluses(paper: Reading) -> Iterator[Remark]:
    """The surplus of a year, where the paper tells one income and one expenditure that make another."""
    money = [
        each
        for s in paper.sentences
        for a in s.amounts
        if a.unit == "money" and not a.hedged and not (each := Told(s, a)).is_other
    ]
    came = _only([told for told in money if told.is_income])
    went = _only([told for told in money if told.is_spent and not told.is_income])
    if came is None or went is None:
        return
    apart = abs(came.value - went.value)
    slack = (came.high - came.low + went.high - went.low) / 2
    for each in money:
        is_of_it = each.is_left and each.amount.value < max(came.value, went.value) / MANY
        if is_of_it and not each.amount.agrees(apart - slack, apart + slack):
            yield each.sentence.remark(
                f"{shown.said(came)} less {shown.said(went)} is {shown.like(apart, each.amount)}, and "
                f"{shown.said(each.amount)} is printed"
            )
            return


MANY = 3
"""What is left of a year is less than this part of what came in."""


def _only(told: list[Told]) -> Amount | None:
    """The one sum of its kind; none where two are told, which may be of two years."""
    return told[0].amount if told and len({each.amount.value for each in told}) == 1 else None
