"""Two shares of few, or two small counts, that a paragraph sets against each other in whatever words, and what it makes
of them there or straight after: “19 swimmers were rescued last summer; this summer it was 24. Our beaches have become
more dangerous”.

Two shares of different wholes of one size, told one after the other, are compared unless one is a part of the other.
Where nothing is claimed, or chance is spoken of, there is nothing to ask.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bluelamp.board.proof_reading.claims import chance_of_events, verdicts
from bluelamp.board.proof_reading.claims.chance_of_events import LEAST, MEASURED, MOST
from bluelamp.board.proof_reading.claims.proportions import (
    SMALLEST,
    Proportion,
    is_compared,
    is_of_stock,
    proportions,
)
from bluelamp.board.proof_reading.figures.overall import stems
from bluelamp.board.proof_reading.figures.pairs import pairs
from bluelamp.board.proof_reading.figures.two_levels import levels
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import moving, patterns, sense
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

Share = tuple[int, int]
ByChance = Callable[[Share, Share], str]
OF_THEM = patterns.compile(r"\bof (?:them|these|those|whom|which)\b", re.IGNORECASE)
REFERS = patterns.compile(
    r"^(?:this|that|these|those|it|they|such|so|therefore|clearly|here|the (?:\w+ )?(?:improvement|rise|"
    r"fall|increase|"
    r"decrease|drop|change|gain|reduction|difference|result|figures?))\b|\btherefore\b",
    re.IGNORECASE,
)
OF_ONE = 3
"""How many times as large one whole, or one count, may be as the other."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Where the second of two figures stands in its paragraph, and what the test says of them."""

    place: int
    wrong: str


def read(paper: Reading, by_chance: ByChance) -> Iterator[Remark]:
    """``by_chance`` tests two shares, and says so in words where chance would often make them differ so."""
    for block, following in zip(
        paper.blocks, (*paper.blocks[1:], ()), strict=False
    ):  # a paper may hold tables alone
        if len(block) > LONGEST or not any(s.amounts for s in block):
            continue
        if verdicts.CAUTION.search(" ".join(s.text for s in (*block, *following[:2]))):
            continue
        for found in _contrasts(block, by_chance):
            if claim := _claim(block, found.place, following):
                yield claim.remark(found.wrong)
                break


LONGEST = 40


def _contrasts(block: tuple[Sentence, ...], by_chance: ByChance) -> Iterator[Contrast]:
    shares = proportions(block)
    for first, second in pairwise(shares):
        if (
            _are_set_against(block, first, second)
            and not any(is_of_stock(block, each) for each in (first, second))
            and (wrong := by_chance((first.part, first.whole), (second.part, second.whole)))
        ):
            yield Contrast(second.place, wrong)
    taken = {n for each in shares for n in (each.part, each.whole)}
    for place, old, new in _counts(block):
        if not {int(old.value), int(new.value)} & taken and (wrong := _of_events(old, new)):
            yield Contrast(place, wrong)


def _are_set_against(block: tuple[Sentence, ...], first: Proportion, second: Proportion) -> bool:
    if is_compared(block, first, second):
        return True
    if first.whole == second.whole or second.place - first.place > 1 or first.whole < SMALLEST:
        return False
    if first.whole in (second.part, second.whole) or second.whole == first.part:
        return False
    text = " ".join(s.text for s in block[first.place : second.place + 1])
    offset = len(block[first.place].text) + 1 if second.place > first.place else 0
    if OF_THEM.search(text[first.end : offset + second.end]):
        return False
    return second.whole / OF_ONE < first.whole < second.whole * OF_ONE


def _counts(block: tuple[Sentence, ...]) -> Iterator[tuple[int, Amount, Amount]]:
    """Two counts of events of one thing and two times."""
    for place, sentence in enumerate(block):
        told = [(pair.old, pair.new) for pair in pairs(sentence)]
        near = [each for each in levels(block, place, ("count",)) if len(each.each) == 2]
        told += [(each.amounts[0], each.amounts[1]) for each in near if sentence in each.sentences]
        for old, new in told:
            whose = [s for s in block[max(0, place - 1) : place + 1] if old in s.amounts or new in s.amounts]
            if (
                whose
                and any(HAPPENS.search(s.text) for s in whose)
                and all(_is_event(s, a) for a in (old, new) for s in whose if a in s.amounts)
            ):
                yield place, old, new


def _is_event(sentence: Sentence, count: Amount) -> bool:
    if count.unit != "count" or count.lasts or count.hedged or count.value.denominator > 1:
        return False
    before, after = sentence.text[: count.start], sentence.text[count.end :]
    if verdicts.OWNING.search(before) or MEASURED.search(sentence.text) or IS_PART.match(after):
        return False
    if DONE.search(before):
        return False
    if verdicts.WEIGHED.match(after) or verdicts.STOCK.match(after):
        return False
    return not re.search(r"\d (?:out )?of (?:the )?$", before)


HAPPENS = patterns.compile(
    rf"{moving.BAD.pattern}|{sense.LESS_IS_BETTER.pattern}|\b(?:rescue\w*|lost|mistakes?|raids|break-ins|"
    rf"stabbings|overdoses|"
    r"outbreaks?|spills?|attacks|homicides?|murders?|shootings?|drownings?|suicides?)\b",
    re.IGNORECASE,
)
"""What befalls people, where benches and meetings are as many as somebody chose."""
DONE = patterns.compile(
    r"\b(?:helped|supported|visited|trained|ran|run|delivered|provided|held|gave|offered|opened|bought|"
    r"built|planted|paid|"
    r"installed|appointed|recruited|employed)\b",
    re.IGNORECASE,
)
IS_PART = re.compile(r"\s(?:out )?of\b|\sin\s\d{1,2}\b")


def _of_events(old: Amount, new: Amount) -> str:
    few, many = sorted((old.value, new.value))
    if few == many or not few or not LEAST <= many <= MOST or many >= few * OF_ONE:
        return ""
    return chance_of_events.by_chance(old, new)


def _claim(block: tuple[Sentence, ...], place: int, following: tuple[Sentence, ...]) -> Sentence | None:
    """The sentence that makes something of two figures: theirs, one of the two after, or the first of the next
    paragraph where it speaks of them."""
    here = block[place]
    if verdicts.is_verdict(here.text) and not verdicts.NO_CLAIM.search(here.text):
        return here
    for sentence in block[place + 1 : place + 3]:
        if verdicts.claims(sentence.text):
            return sentence
    beside = following[0] if following and following[0].section is here.section else None
    if beside and not beside.is_item and not _figures(beside) and verdicts.claims(beside.text):
        told = stems(" ".join(s.text for s in block))
        return beside if REFERS.search(beside.text) or stems(beside.text) & told else None
    return None


def _figures(sentence: Sentence) -> bool:
    return sum(not a.lasts and a.text.lower() != "one" for a in sentence.amounts) > 1
