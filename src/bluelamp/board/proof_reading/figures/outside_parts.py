"""A figure of the whole that lies above or below those of all its parts: “88% of town buses and 84% of rural buses
were on time, which makes 90% for the whole network”."""

from __future__ import annotations

import re
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.overall import Overall, is_of_another_time, overalls, stems
from bluelamp.board.proof_reading.language import moving, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence

MOVES = patterns.compile(
    r"from ⟦|\b(?:than|compared|against|up|down|target|last year|previous\w*|national\w*|england|rose|"
    r"fell|increase|decrease|improvement|rise|fall|drop|reduction|points?)\b|\((?:19|20)\d\d",
    re.IGNORECASE,
)
MEAN = patterns.compile(r"\b(?:averag\w+|mean|scor\w+)\b", re.IGNORECASE)
MEDIAN = patterns.compile(r"\bmedian\b", re.IGNORECASE)
NESTED = patterns.compile(
    r"\b(?:of|among) (?:these|them|whom|which|those(?! (?:who|in|on|with|aged|from|of|at|for|over|under|"
    r"between|above|below|sent|held|kept|left|"
    r"put|\w+(?:ed|en|n))\b))",
    re.IGNORECASE,
)
NO_VERB = r"(?![^⟦;.,]*\b(?:is|are|was|were|has|have|had|did|do|does|said|say|felt|feel|would|could)\b)"
SHORT = patterns.compile(
    rf"\s?(?:for|in|at|among(?:st)?|of|on|by|from|with|across|over)\b{NO_VERB}", re.IGNORECASE
)
"""“81% for those on other courses”: a figure with no verb of its own says what another says."""
SHORT_BEFORE = patterns.compile(
    rf"(?:^|[,;:]|\band) (?:for|in|at|among(?:st)?|of|on)\b{NO_VERB}[^⟦;.,]*$", re.IGNORECASE
)
BACK = patterns.compile(
    r"\b(?:it|this|they|the (?:figure|rate|share|proportion|result|score)s?) (?:is|are|was|were|stood)\b",
    re.I,
)
NEAR = 15
"""Points, or hundredths of it, by which a figure of the same may lie outside its parts."""
ROUNDING = 2
"""Points by which shares that make up a whole may miss it: “85% satisfied overall, 9% not and 6% neither”."""

Told = tuple[Sentence, Amount]


def outside(block: tuple[Sentence, ...]) -> tuple[Sentence, str] | None:
    """The sentence with a whole that lies outside its parts, and what to say of it; the first of a paragraph."""
    for whole in overalls(block):
        parts = _parts(block, whole)
        if len(parts) < 2 or not _is_of_one_measure(block, whole, parts):
            continue
        values = [amount for _, amount in parts]
        low, high = min(a.low for a in values), max(a.high for a in values)
        if _is_beyond(whole.amount, low, high) and not _are_shares(whole.amount, values):
            told = " and ".join(shown.said(a) for a in values)
            return whole.sentence, f"{shown.said(whole.amount)} overall lies outside its parts, {told}"
    return None


def _is_beyond(whole: Amount, low: Fraction, high: Fraction) -> bool:
    apart = max(low - whole.high, whole.low - high)
    wide = NEAR if whole.unit == "percent" else abs(whole.value) * NEAR * 2 / 100
    return 0 <= apart <= wide


def _are_shares(whole: Amount, parts: list[Amount]) -> bool:
    """Do they make up a hundred, with the whole or without?"""
    added = sum((a.value for a in parts), Fraction(0))
    wide = Fraction(1, 2) if len(parts) == 2 else ROUNDING
    return whole.unit == "percent" and (
        abs(added - 100) <= wide or abs(added + whole.value - 100) <= ROUNDING
    )


def _parts(block: tuple[Sentence, ...], whole: Overall) -> list[Told]:
    """The figures of the same kind in its sentence, or else in those around it."""
    place = block.index(whole.sentence)
    own = _levels(block, whole.sentence, whole)
    if len(own) >= 2:
        return own
    nearby = (*block[max(0, place - 2) : place], *block[place + 1 : place + 2])
    return [*own, *(each for s in nearby for each in _levels(block, s, whole))]


def _levels(block: tuple[Sentence, ...], sentence: Sentence, whole: Overall) -> list[Told]:
    if MOVES.search(moving.NOT_A_MOVE.sub(" ", sentence.marked)) or NESTED.search(sentence.marked):
        return []
    return [
        (sentence, a)
        for a in sentence.amounts
        if a is not whole.amount
        and a.unit == whole.amount.unit
        and a.lasts == whole.amount.lasts
        and not sentence.text[: a.start].endswith("out of ")
        and not is_of_another_time(sentence, a)
        and _is_level(block, a, whole.amount)
    ]


def _is_level(block: tuple[Sentence, ...], amount: Amount, whole: Amount) -> bool:
    """Percentages and rates are levels; counts and money are where an average or a score is spoken of."""
    if amount.unit in ("percent", "rate"):
        return True
    text = " ".join(sentence.text for sentence in block)
    is_fine = bool(whole.digits or whole.lasts or whole.unit == "money")
    near = whole.value / 5 <= amount.value <= whole.value * 5
    return is_fine and near and bool(MEAN.search(text)) and not MEDIAN.search(text)


def _is_of_one_measure(block: tuple[Sentence, ...], whole: Overall, parts: list[Told]) -> bool:
    """Do the parts speak of what the whole does, or leave it, or does the whole leave it, to the other?"""
    around = _without(whole, parts)
    if any(
        re.search(rf"\b(?:of|among) (?:the|our) {re.escape(word)}", around, re.IGNORECASE)
        for word in whole.says
    ):
        return False
    if not whole.says:
        return True
    shared = whole.says & stems(around)
    return bool(shared) or all(_follows(block, whole, each) and _is_short(*each) for each in parts)


def _follows(block: tuple[Sentence, ...], whole: Overall, part: Told) -> bool:
    sentence, amount = part
    if sentence is whole.sentence:
        return amount.start > whole.amount.start
    return block.index(sentence) > block.index(whole.sentence)


def _without(whole: Overall, parts: list[Told]) -> str:
    """What the sentences of the parts say, but for the clause of the whole."""
    said = [s.text for s in dict.fromkeys(s for s, _ in parts) if s is not whole.sentence]
    if any(s is whole.sentence for s, _ in parts):
        text, amounts = whole.sentence.text, [a for s, a in parts if s is whole.sentence]
        before = [a for a in amounts if a.end <= whole.amount.start]
        after = [a for a in amounts if a.start >= whole.amount.end]
        said += [text[: before[-1].end]] if before else []
        said += [text[whole.amount.end :]] if after else []
    return " ".join(said)


def _is_short(sentence: Sentence, amount: Amount) -> bool:
    stop = min([a.start for a in sentence.amounts if a.start >= amount.end], default=len(sentence.text))
    start = max([a.end for a in sentence.amounts if a.end <= amount.start], default=0)
    before, after = sentence.text[start : amount.start], sentence.text[amount.end : stop]
    return bool(SHORT.match(after) or SHORT_BEFORE.search(before) or BACK.search(before))
