"""A change said in a sentence against the two figures it lies between: its direction, its size, and points
for per cent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.pairs import TIMES, TIMES_SAID, Pair, changes, pairs
from bluelamp.board.proof_reading.figures.pairs_before import pairs_before
from bluelamp.board.proof_reading.figures.timed import timed_far
from bluelamp.board.proof_reading.figures.told_better import told_better
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import moving
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sense import judged, sense
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        for place, sentence in enumerate(block):
            found = (*pairs(sentence), *pairs_before(block, place))
            for pair in found or timed_far(_earlier(paper, sentence), sentence):
                if _is_span(pair):
                    continue
                if wrong := _direction(pair) or _size(pair) or _times(pair) or _unmoved(pair):
                    yield sentence.remark(wrong)
        yield from told_better(block)


NEAR_BLOCKS = 4
"""Paragraphs before one in which the earlier figure may be told."""


def _earlier(paper: Reading, sentence: Sentence) -> tuple[Sentence, ...]:
    if not changes(sentence):
        return ()
    return paper.before(sentence, NEAR_BLOCKS)


def _is_span(pair: Pair) -> bool:
    """“Over the three months … the same three months of 2024”: how long, and no figure of either."""
    return bool(pair.old.lasts) and pair.old.lasts == pair.new.lasts and pair.old.value == pair.new.value


def _direction(pair: Pair) -> str:
    """Told as up when it is down, or as better when it is worse."""
    if _are_of_two_things(pair) or _is_in_points_of_counts(pair):
        return ""
    moved = _moved(pair)
    went = {1: "higher", -1: "lower"}
    old, new = shown.said(pair.old), shown.said(pair.new)
    if pair.direction and moved is not None and moved != pair.direction:
        way = "a rise" if pair.direction > 0 else "a fall"
        return f"{new} is {went[moved]} than {old}, and {way} is told" if moved else ""
    if moved == 1 and any(f"saving of {by.text}" in pair.told for by in pair.by):
        return f"{new} is higher than {old}, and a saving is told"
    better = sense(re.split(r"[:;]", pair.told)[-1], pair.new) or sense(pair.told, pair.new)
    told = judged(pair.told)
    if not pair.direction and better and told and moved and moved * better != told:
        way = "better" if told > 0 else "worse"
        return f"{new} is {went[moved]} than {old}, and it is told as {way}"
    return ""


def _are_of_two_things(pair: Pair) -> bool:
    """“3,571 were in order (93.0%), 192 below it (5.0%)”: shares in brackets, too far apart to be of one thing."""
    both = (pair.old, pair.new)
    few, many = sorted(each.value for each in both)
    is_bracketed = all(f"({each.text.strip()})" in pair.told for each in both)
    return is_bracketed and many > FAR * few


def _is_in_points_of_counts(pair: Pair) -> bool:
    """“486 were satisfied. A rise of six points on 600 replies”: numbers of people do not move by points."""
    is_of_people = pair.old.unit == "count" and max(pair.old.value, pair.new.value) > HUNDRED
    return is_of_people and any(by.unit == "points" for by in pair.by)


FAR = 8
HUNDRED = 100


def _moved(pair: Pair) -> int | None:
    """1, -1 or 0; ``None`` when a hedge leaves it open."""
    if pair.old.hedged or pair.new.hedged:
        return 1 if pair.new.low > pair.old.high else -1 if pair.new.high < pair.old.low else None
    return (pair.new.value > pair.old.value) - (pair.new.value < pair.old.value)


def _size(pair: Pair) -> str:
    """A change that follows neither as a difference nor as a percentage; silent when any change near them
    fits."""
    loose = replace(pair, old=_loose(pair, pair.old), new=_loose(pair, pair.new))
    tried = [(by, _fits(loose, by)) for by in pair.by]
    known = [(by, fits) for by, fits in tried if fits is not None]
    tied = [
        b for (a, fits), (b, wrong) in pairwise(known) if fits and not wrong and 0 < b.start - a.end <= TIED
    ]
    if not known or (any(fits for _, fits in known) and not tied):
        return ""
    by = tied[0] if tied else known[0][0]
    step = f"from {shown.said(pair.old)} to {shown.said(pair.new)}"
    return f"{step} is {_right(pair, by)}, and {shown.said(by)} is printed"


EACH = re.compile(
    r"\b(?:per|an?) (?:day|week|month|shift|home|person|head|visit)\b|\b(?:averag\w+|mean)\b", re.IGNORECASE
)


def _loose(pair: Pair, amount: Amount) -> Amount:
    """So many a day were worked out and rounded, where a count is exact."""
    if amount.unit != "count" or amount.digits or amount.low != amount.high or not EACH.search(pair.told):
        return amount
    return replace(amount, low=amount.low - Fraction(1, 2), high=amount.high + Fraction(1, 2))


TIED = 6
"""Signs between a change and the same in per cent: “a drop of 23, or 24%”."""


def _fits(pair: Pair, by: Amount) -> bool | None:
    """Whether a change follows from the pair; ``None`` when it is of something else."""
    old, new = pair.old, pair.new
    if by.unit in ("percent", "share") and not old.is_of_hundred:
        return None if old.low <= 0 else by.agrees(*_ends(_relative, old, new))
    if by.unit in ("percent", "points") and old.is_of_hundred:
        is_points = by.agrees(*_ends(_difference, old, new))
        return is_points if by.unit == "points" else is_points or by.agrees(*_ends(_relative, old, new))
    is_score = by.unit == "points" and old.unit == "count" and max(old.value, new.value) <= 100
    if (by.unit == old.unit and by.unit in ("count", "money")) or is_score:
        return by.agrees(*_ends(_difference, old, new))
    return None


def _difference(old: Fraction, new: Fraction) -> Fraction:
    return abs(new - old)


def _relative(old: Fraction, new: Fraction) -> Fraction:
    return abs(new - old) * 100 / old if old > 0 else Fraction(10**9)


def _ends(
    how: Callable[[Fraction, Fraction], Fraction], old: Amount, new: Amount
) -> tuple[Fraction, Fraction]:
    """The smallest and largest change that the printed digits allow."""
    tried = [how(a, b) for a in (old.low, old.high) for b in (new.low, new.high)]
    crosses = old.low <= new.high and new.low <= old.high
    return (Fraction(0) if crosses else min(tried)), max(tried)


def _right(pair: Pair, by: Amount) -> str:
    old, new = pair.old, pair.new
    digits = max(by.digits, 1)
    if by.unit == "points":
        return f"{float(_difference(old.value, new.value)):,.{digits}f} points"
    if by.is_of_hundred and old.is_of_hundred:
        return (
            f"{float(_difference(old.value, new.value)):,.{digits}f} points, or "
            f"{shown.percent(_relative(old.value, new.value), digits)} of what it was"
        )
    if by.is_of_hundred:
        return shown.percent(_relative(old.value, new.value), digits)
    return shown.like(_difference(old.value, new.value), by)


def _times(pair: Pair) -> str:
    """“Doubled”, when it is not near it."""
    found = TIMES_SAID.search(pair.told)
    if not found or pair.old.value <= 0:
        return ""
    over, under = TIMES[found[1].lower()]
    times, said = pair.new.value / pair.old.value, Fraction(over, under)
    is_beyond = found[0].lower().startswith(("more", "over"))
    beyond = times > said if said > 1 else times < said
    near = said * Fraction(17, 20) <= times <= said * Fraction(6, 5)
    if (is_beyond and beyond) or (near and not is_beyond) or abs(times / said - 1) <= Fraction(1, 50):
        return ""
    new, old = shown.said(pair.new), shown.said(pair.old)
    return f"{new} is {float(times):.1f} times {old}, and “{found[1].lower()}” is told"


def _unmoved(pair: Pair) -> str:
    """“Stayed level”, and a tenth lies between them."""
    said = moving.UNMOVED.search(pair.told)
    if (
        not said
        or pair.direction
        or pair.by
        or pair.old.value <= 0
        or re.search(r"\b(?:but|while|whereas|though)\b", pair.told)
    ):
        return ""
    is_strict = bool(said["strict"]) and not said["hedge"]
    wide = Fraction(0) if is_strict else Fraction(1, 10)
    apart = max(pair.new.low - pair.old.high, pair.old.low - pair.new.high)
    if apart <= 0 or abs(pair.new.value - pair.old.value) <= pair.old.value * wide:
        return ""
    return f"{shown.said(pair.new)} is not {shown.said(pair.old)}, and “{said[0].strip()}” is told"


RULE = Rule(
    key="changes",
    title="A change that its two figures do not show",
    severity="wrong",
    explanation="One of the two figures, the size of the change or its direction is wrong, or the words compare "
    "other figures than those printed.",
    read=read,
    kind="sums",
    certainty="certain",
)
