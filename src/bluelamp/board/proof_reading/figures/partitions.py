"""Shares of one whole in a sentence that do not make up the whole, and an overall share outside its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.mixed import passages
from bluelamp.board.proof_reading.figures.outside_parts import MOVES, outside
from bluelamp.board.proof_reading.figures.overall import overalls
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import marked, moving, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

LIST = patterns.compile(
    r"⟦p\d+⟧ of [^⟦.;:]{3,60}?(?:, ⟦p\d+⟧(?! of)[^⟦.;:]{0,50}?)+,? and (?:the (?:remaining|"
    r"other) )?⟦p\d+⟧(?! of)"
)
RESTS = (
    r"(?:the (?:rest|remainder|remaining|others?|balance)|"
    r"everything else|everyone else|all other|remaining|others?)"
)
REST_BEFORE = patterns.compile(rf"\b{RESTS}\b[^⟦.]{{0,45}}$", re.IGNORECASE)
REST_AFTER = patterns.compile(
    rf"^(?:(?!\band\b|\bwith\b)[^⟦.,;()]){{0,25}}\b(?:{RESTS}|unknown|not known|not stated|something "
    rf"else)\b(?! \w* ?⟦)",
    re.IGNORECASE,
)
"""A list that ends in “the rest” makes a whole, however far from it the sum is."""
FAR = 25
NEAR = 6


def read(paper: Reading) -> Iterator[Remark]:
    for block in passages(paper):
        beyond = outside(block)
        if beyond:
            yield beyond[0].remark(beyond[1])
        for before, sentence in zip((None, *block), block, strict=False):
            if beyond and sentence is beyond[0]:
                continue
            if wrong := _of_named(before, sentence) or (_is_of_one_time(sentence) and _whole(sentence)):
                yield sentence.remark(wrong)


def _is_of_one_time(sentence: Sentence) -> bool:
    """Two shares or more, and no word of a change between them."""
    is_pair = sum(a.unit == "percent" for a in sentence.amounts) >= 2
    return is_pair and not MOVES.search(moving.NOT_A_MOVE.sub(" ", sentence.marked))


def _whole(sentence: Sentence) -> str:
    """“74% came from away, 15% from here and 6% from abroad”."""
    rest = _with_rest(sentence)
    if over := _over(sentence):
        return over
    found = LIST.search(sentence.marked)
    if not found and not rest:
        return ""
    parts = rest or [sentence.amounts[int(mark[0][2:-1])] for mark in marked.MARK.finditer(found[0])]  # type: ignore[index]
    added = sum((a.value for a in parts), Fraction(0))
    low, high = sum((a.low for a in parts), Fraction(0)), sum((a.high for a in parts), Fraction(0))
    if len(parts) < (2 if rest else 3) or low <= 100 <= high or abs(added - 100) > (FAR if rest else NEAR):
        return ""
    return f"{' + '.join(shown.said(a) for a in parts)} = {float(added):g}%, and the whole is 100%"


SPLIT = patterns.compile(
    r"\b(?:account(?:s|ed|ing)? for|(?:made|makes?|making) up|split|came from|come from|broken down)\b",
    re.IGNORECASE,
)


def _over(sentence: Sentence) -> str:
    """“28% came by ambulance, 61% by themselves and 14% from a GP”: more than there are."""
    parts = [a for a in sentence.amounts if a.unit == "percent"]
    between = marked.MARK.sub("", sentence.marked)
    is_list = len(parts) >= 3 and SPLIT.search(between) and len({a.unit for a in sentence.amounts}) == 1
    added = sum((a.value for a in parts), Fraction(0))
    if not is_list or sum((a.low for a in parts), Fraction(0)) <= 100 or added > 100 + FAR:
        return ""
    return f"{' + '.join(shown.said(a) for a in parts)} = {float(added):g}%, and the whole is 100%"


SAID_AGAIN = patterns.compile(r"^[^⟦.;]{0,50}\(⟦p\d+⟧")


def _with_rest(sentence: Sentence) -> list[Amount]:
    """Every percentage of a sentence whose last is told of “the rest”; empty when none is."""
    percents = [
        m
        for m in marked.MARK.finditer(sentence.marked)
        if m[0][1] == "p" or (m[0][1] == "s" and not SAID_AGAIN.match(sentence.marked[m.end() :]))
    ]
    if len(percents) < 2:
        return []
    last = percents[-1]
    if any(sentence.amounts[int(last[0][2:-1])] is whole.amount for whole in overalls((sentence,))):
        return []
    is_rest = REST_BEFORE.search(sentence.marked[: last.start()]) or REST_AFTER.match(
        sentence.marked[last.end() :]
    )
    return [sentence.amounts[int(m[0][2:-1])] for m in percents] if is_rest else []


def _of_named(before: Sentence | None, sentence: Sentence) -> str:
    """“The recycling rate was 47.3%. Eastdale recycled 52%, Northwick 50% and Stour 48%”: the one, and each named."""
    if before is None or before.block != sentence.block:
        return ""
    whole = [a for a in before.amounts if a.unit == "percent"]
    parts = [a for a in sentence.amounts if a.unit == "percent"]
    if len(whole) != 1 or len(parts) < 3 or MOVES.search(sentence.marked):
        return ""
    edges = [0, *(a.end for a in parts)]
    named = [NAME.search(sentence.text[left : a.start + 1]) for left, a in zip(edges, parts, strict=False)]
    one, other = (
        {w[:6] for w in re.findall(r"[a-z]{5,}", s.text.lower())} - {"which", "there", "percen"}
        for s in (before, sentence)
    )
    low, high = min(a.low for a in parts), max(a.high for a in parts)
    if not all(named) or not one & other or (low <= whole[0].high and whole[0].low <= high):
        return ""
    told = " and ".join(shown.said(a) for a in parts)
    return f"{shown.said(whole[0])} overall lies outside its parts, {told}"


NAME = patterns.compile(r"(?<!^)\b[A-Z][a-z]+")

RULE = Rule(
    key="partitions",
    title="Shares that do not make up their whole",
    severity="look",
    explanation="A share is missing or wrong, or they are not shares of one whole.",
    read=read,
    kind="sums",
    certainty="likely",
)
