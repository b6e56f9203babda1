"""A percentage of a few who were counted before it: “The intake was 38. … By Easter 85% of the intake were in work”."""

from __future__ import annotations

from collections.abc import Iterator

from bluelamp.board.proof_reading.figures.bases_before import FAR, beside_it, roots
from bluelamp.board.proof_reading.figures.parts_nearby import counted
from bluelamp.board.proof_reading.figures.whole_numbers import ASKED, MEASURED, WEIGHTED, beside
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

OF_NOUN = patterns.compile(
    r"⟦(?P<share>p\d+)⟧ of (?P<the>(?:(?:the|our|its|these|those|all) )*)(?P<noun>[a-z-]{4,}(?: [a-z-]{4,})?)"
)
OF_THOSE = patterns.compile(
    rf"\b(?:[Oo]f|[Aa]mong|[Oo]ut of) (?:those|the \w+|all) (?:who|that) (?P<noun>{ASKED}|voted|came|took part)\b"
    r"[^⟦.;]{0,40}?⟦(?P<share>p\d+)⟧"
)
TOLD_OF = patterns.compile(rf"\b(?:{ASKED}|visit(?:ed|s)?|bought|held|joined|looked at)\b")
"""What is done to each of a few, so that a share “of homes” is of those."""
FEW, FEWEST = 100, 5
"""How many they may be: of more, nearly every percentage is possible, and of fewer hardly any is meant."""
NO_BASE_SAID = """
total people cases time budget year income population target cost residents work
"""
NO_BASE = frozenset(NO_BASE_SAID.split())
"""What no count told before is sure to be the whole of."""


def few_before(paper: Reading, sentence: Sentence) -> Iterator[Remark]:
    """A percentage of what is counted only once before it, where no number of those is so many per cent."""
    if WEIGHTED.search(sentence.text) or any(map(_counts, sentence.amounts)):
        return
    for way in (OF_NOUN, OF_THOSE):
        for found in way.finditer(sentence.marked):
            share = sentence.amounts[int(found["share"][1:])]
            is_bare = way is OF_NOUN and not found["the"]
            if share.hedged or found["noun"].split()[0] in NO_BASE:
                continue
            if ends := _ends(paper, sentence, share, roots(found["noun"]), is_bare=is_bare):
                yield sentence.remark(f"{ends}, and {share.text.strip()} is printed")
                return


def _ends(paper: Reading, sentence: Sentence, share: Amount, said: frozenset[str], *, is_bare: bool) -> str:
    """The possible percentages on either side of a share of what is called ``said``; empty where it may be one."""
    wanted = REPLIES if said & REPLIES and not is_bare else said
    every = {
        amount.value: (other, amount)
        for other in paper.sentences
        for amount in counted(other)
        if amount.unit == "count" and amount.value >= FEWEST and wanted & beside_it(other, amount)
    }
    if len(every) != 1:
        return ""
    (base, (other, amount)), *_ = every.items()
    is_near = other.section is sentence.section and 0 <= sentence.block - other.block <= FAR
    is_exact = base <= FEW and base.denominator == 1 and not amount.hedged and other is not sentence
    if not is_near or not is_exact or MEASURED.match(other.text[amount.end :]):
        return ""
    if is_bare and not TOLD_OF.search(other.text):
        return ""
    ends = beside(share.low, share.high, int(base))
    return ends and f"of {int(base)}, {ends}"


def _counts(amount: Amount) -> bool:
    """Is something else counted beside the share? “At least one adult” counts nothing."""
    return amount.unit == "count" and not amount.lasts and amount.text.split()[-1].lower() != "one"


REPLIES = roots("replies replied answers answered responded respondents answering wrote")
