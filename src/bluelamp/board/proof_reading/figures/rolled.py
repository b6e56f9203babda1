"""An average over the latest months, before and after one month left it and another came in: “it fell from 52.0 to
49.0 days, because January at 66 has dropped out and this January, at 60, has taken its place”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.pairs import Pair, changes, pairs
from bluelamp.board.proof_reading.figures.spans import NUMBER, how_many, spans
from bluelamp.board.proof_reading.figures.swapped_months import nearest, told_by_name
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.leaving import ENTERS, LEAVES
from bluelamp.board.proof_reading.language.sentences import Sentence

OTHERS = patterns.compile(
    rf"\b(?:other|remaining) (?:{NUMBER})\b|\b(?:{NUMBER}) (?:others?|remaining)\b", re.IGNORECASE
)
MEAN = patterns.compile(r"\b(?:averag\w+|mean)\b|%|per cent", re.IGNORECASE)
ALIKE = patterns.compile(
    r"\b(?:equal(?:ly)?|same) weight|\bweigh\w* (?:the same|alike|equally)|\bcount\w* equally\b",
    re.IGNORECASE,
)
REACHED = patterns.compile(
    r"\b(?:to|becomes|became|now|is now|will be|makes|made) (?:just |only )?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Rolled:
    """A month that left and one that came, of ``n``; ``levels`` are every two figures that may be the average
    before and after, and ``steps`` the changes told of it."""

    sentence: Sentence
    n: int
    out: Amount
    come: Amount
    levels: tuple[Pair | tuple[Amount, Amount], ...]
    steps: tuple[Amount, ...]
    is_mean: bool
    is_alike: bool
    reached: tuple[Amount, ...]
    """Figures that the average is told to come to."""

    @property
    def moves(self) -> tuple[Fraction, ...]:
        """What the average can have moved by; a total moves by the whole difference."""
        apart = self.come.value - self.out.value
        return (apart / self.n,) if self.is_mean else (apart / self.n, apart)


def rolled(block: tuple[Sentence, ...]) -> Rolled | None:
    """The month that left and the month that came, where a paragraph gives both with what they did."""
    text = " ".join(sentence.text for sentence in block)
    n = how_many(text)
    if n is None or not (LEAVES.search(text) or ENTERS.search(text)):
        return None
    for unit in ("percent", "count", "money"):
        of_unit = [(s, a) for s in block for a in _candidates(s, n) if a.unit == unit]
        if named := told_by_name(block, unit):
            out, come, others = named
            return _read(block, n, [(s, a) for s, a in of_unit if a not in others], out, come)
        if swap := nearest(of_unit):
            return _read(block, n, of_unit, *swap)
    return None


def _candidates(sentence: Sentence, n: int) -> list[Amount]:
    """Its amounts, but for those that say how many months there are, and for “one” in place of a noun."""
    others = [found.span() for found in OTHERS.finditer(sentence.text)]
    held = spans(sentence.text)
    told = changes(sentence)
    return [
        a
        for a in sentence.amounts
        if not a.hedged
        and a not in told
        and a.text.lower() != "one"
        and a.lasts not in ("month", "quarter", "year")
        and not any(start <= a.start < end for start, end in others)
        and not (a.value == n and (a.text.isalpha() or any(start <= a.start < end for start, end in held)))
    ]


def _read(
    block: tuple[Sentence, ...], n: int, of_unit: list[tuple[Sentence, Amount]], out: Amount, come: Amount
) -> Rolled:
    text = " ".join(sentence.text for sentence in block)
    gone = {out.value, come.value}
    levels = {a.value: a for _, a in of_unit if a.value not in gone}
    if len(levels) < 2:  # the month that comes may stand where the average does
        levels = {a.value: a for _, a in of_unit if a is not out and a is not come}
    every = [pair for sentence in block for pair in pairs(sentence)]
    paired = [p for p in every if p.old.unit == out.unit and _is_of_level(p, out, come)]
    tried: list[Pair | tuple[Amount, Amount]] = [*paired] or [*combinations(levels.values(), 2)]
    steps = [
        by
        for s in block
        for by in changes(s)
        if by.unit in ("points", out.unit) and by.value not in gone and by.lasts not in ("month", "year")
    ]
    where = next((s for s, a in of_unit if a.value in levels), block[0])
    told = paired[0].old if paired else None
    at = next((s for s, a in of_unit if a is told), where)
    reached = tuple(a for s, a in of_unit if REACHED.search(s.text[: a.start]))
    is_mean, is_alike = bool(MEAN.search(text)), bool(ALIKE.search(text))
    return Rolled(at, n, out, come, tuple(tried), tuple(steps), is_mean, is_alike, reached)


def _is_of_level(pair: Pair, out: Amount, come: Amount) -> bool:
    """Is it a step of the average? One of its figures may be the same as a month's."""
    ends, gone = {pair.old.value, pair.new.value}, {out.value, come.value}
    return (
        ends != gone
        and not any(each in (out, come) for each in (pair.old, pair.new))
        and not pair.old.lasts.startswith(("month", "quarter", "year"))
    )


def working(found: Rolled) -> str | None:
    """The sum, where no reading of the paragraph bears the step out; empty where one does; ``None`` where the
    paragraph gives no step to compare."""
    made = [_step(each) for each in found.levels]
    if any(_fits(found, step, slack, level) for step, slack, level in made):
        return _turned(found) if _is_turned(found, made) else ""
    told = [
        by
        for by in found.steps
        if any(
            by.agrees(abs(move) - _weights(found, None), abs(move) + _weights(found, None))
            for move in found.moves
        )
    ]
    if not made:
        if not found.steps:
            return None
        return "" if told else f"{_sum(found)}, and {shown.said(found.steps[0])} is told"
    if len(made) > 1 and not isinstance(found.levels[0], Pair):
        return None
    (step, _, _), level = made[0], found.levels[0]
    old, new = (level.old, level.new) if isinstance(level, Pair) else level
    return f"{_sum(found)}; between {shown.said(old)} and {shown.said(new)} lie {shown.number(abs(step), 2)}"


def _is_turned(found: Rolled, made: list[tuple[Fraction, Fraction, Fraction]]) -> bool:
    """Is the average told to go one way, from one figure to another, while the months say the other?"""
    wide = abs(found.moves[0]) / 2
    return all(_is_in_order(found, each) for each in found.levels) and all(
        step * found.moves[0] < 0 and abs(step - found.moves[0]) > slack + wide for step, slack, _ in made
    )


def _is_in_order(found: Rolled, level: Pair | tuple[Amount, Amount]) -> bool:
    """Is it sure which of the two was before?"""
    if isinstance(level, Pair):
        is_told = level.direction * (level.new.value - level.old.value) > 0
        return is_told or level.old.start < level.new.start
    return level[1] in found.reached


def _turned(found: Rolled) -> str:
    way, told = ("up", "down") if found.moves[0] > 0 else ("down", "up")
    return f"{_sum(found)}: that takes the average {way}, and it is told to go {told}"


def _sum(found: Rolled) -> str:
    unit = " points" if found.out.is_of_hundred else ""
    return (
        f"({shown.said(found.come)} - {shown.said(found.out)}) / {found.n} = {float(found.moves[0]):+.2f}{unit} "
        f"if the {found.n} weigh alike"
    )


def _step(level: Pair | tuple[Amount, Amount]) -> tuple[Fraction, Fraction, Fraction]:
    """How far apart the two are, by how much rounding may change it, and where they are."""
    old, new = (level.old, level.new) if isinstance(level, Pair) else level
    slack = (old.high - old.low + new.high - new.low) / 2
    return new.value - old.value, slack, old.value


def _fits(found: Rolled, step: Fraction, slack: Fraction, level: Fraction) -> bool:
    rounding = (found.out.high - found.out.low + found.come.high - found.come.low) / 2 / found.n
    wide = slack + rounding + _weights(found, level)
    return any(abs(abs(step) - abs(move)) <= wide for move in found.moves)


def _weights(found: Rolled, level: Fraction | None) -> Fraction:
    """What months of unlike size may change, unless they are told to weigh the same: half of the furthest."""
    if found.is_alike:
        return Fraction(1, 20)
    middle = (found.out.value + found.come.value) / 2 if level is None else level
    return max(abs(found.out.value - middle), abs(found.come.value - middle)) / 2 / found.n
