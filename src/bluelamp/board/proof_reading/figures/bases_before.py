"""A share whose base was told paragraphs before it: “We have 1,340 berths. … Of the berths 911 (73%) were let”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures.described import content
from bluelamp.board.proof_reading.figures.nouns import UNITS
from bluelamp.board.proof_reading.figures.parts_nearby import CHANGED, TIED, counted
from bluelamp.board.proof_reading.figures.parts_of import IS_SHARE, PartOf
from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

ABOUT = r"(?:just |only |about |nearly |around |some |fully )?"
OF_ALL = r"(?:the total|them|those|these|all|the whole|which|whom)"
TIES = marked.pattern(
    rf"{{part:c}}\)?[^⟦.;()]{{0,90}}?(?:,|;) ?(?:being |making |so |or |that is,? |i\.e\.,? |"
    r"a (?:share|proportion|rate) of )?"
    rf"{ABOUT}{{share:p}}(?=\)|[,;.]|$| of (?:the|those|these|them|all|our|its)\b)",
    r"{part:c}[^⟦.;()]{0,60}?\((?:an? (?:share|proportion|rate) of |that is |or )?{share:p}\)",
    rf"{{part:c}}[^⟦.;()]{{0,60}}?,? (?:and )?so {ABOUT}{{share:p}} of (?:[a-z]+s|the|our|its|all)\b",
    r"{share:p},? {part:c} [^⟦.;()]{3,60}?,",
)
AFTER = marked.pattern(
    rf"^(?:that (?:is|was|makes)|this (?:is|was|makes)|which is|at|it follows that|so) {ABOUT}{{share:p}}{IS_SHARE}"
)
FAR = 5
"""Paragraphs before a share in which its base may be told."""
WIDE = Fraction(8, 5)
"""A base further than this from what the share implies, up or down, is the base of something else."""
NEAR = 6
"""Words beside a number that say what is counted."""
ANOTHER = patterns.compile(
    r"\b(?:target|last year|year (?:before|earlier|ago)|previous\w*|forecast|plan(?:ned)?|budget|national\w*|england|"
    r"compared|against|elsewhere|other|per|average)\b",
    re.IGNORECASE,
)
BACK = patterns.compile(rf"\b(?:of|out of|among) {OF_ALL}\b", re.IGNORECASE)


class Bases:
    """Every count of a paper, so that the base of a share can be looked for before it."""

    def __init__(self, paper: Reading) -> None:
        self.paper = paper
        self.every = {a.value for s in paper.sentences for a in counted(s)} | paper.printed

    def of_parts(self, block: tuple[Sentence, ...], place: int) -> Iterator[PartOf]:
        """The parts of a sentence, each with the one count before it that it can be of; none where any count of the
        paper fits."""
        sentence = block[place]
        for part, share in _tied(block, place):
            if part.hedged or share.hedged or share.value <= 0 or CHANGED.search(_led(sentence, part, share)):
                continue
            if any(share.agrees(100 * part.low / v, 100 * part.high / v) for v in self.every if v > 0):
                continue
            near = {a.value: a for a in self._before(block, place, part, share)}
            if len(near) == 1:
                yield PartOf(part, share, tuple(near.values()))

    def _before(
        self, block: tuple[Sentence, ...], place: int, part: Amount, share: Amount
    ) -> Iterator[Amount]:
        sentence, implied = block[place], part.value * 100 / share.value
        told = sentence if part in sentence.amounts else block[place - 1]
        said = roots(told.text + " " + sentence.text)
        is_back = bool(BACK.search(sentence.text) or BARE.match(told.text, part.end))
        before = (*self.paper.before(sentence, FAR), *block[:place])
        last = next((s for s in reversed(before) if any(True for _ in counted(s))), None)
        for other in before:
            if ANOTHER.search(other.text):
                continue
            for amount in counted(other):
                if amount.hedged or amount.unit != "count" or amount.value <= part.value:
                    continue
                is_meant = other is last and is_back
                is_near = amount.value / WIDE <= implied <= amount.value * WIDE
                if is_near and (is_meant or said & beside_it(other, amount)):
                    yield amount


def _tied(block: tuple[Sentence, ...], place: int) -> Iterator[tuple[Amount, Amount]]:
    sentence = block[place]
    seen: set[int] = set()
    for found in marked.found((*TIED, *TIES), sentence.marked, sentence.amounts):
        part, share = found["part"], found["share"]
        if part.unit == "count" and share.unit == "percent" and not {part.start, share.start} & seen:
            seen |= {part.start, share.start}
            yield part, share
    before = list(counted(block[place - 1])) if place else []
    if len(before) == 1 and len(sentence.amounts) == 1:
        for found in marked.found(AFTER, sentence.marked, sentence.amounts):
            yield before[0], found["share"]


def _led(sentence: Sentence, part: Amount, share: Amount) -> str:
    first = min(part.start, share.start) if part in sentence.amounts else share.start
    return HELD_BY.sub("", sentence.text[:first])


HELD_BY = patterns.compile(
    r"\b(?!(?:increas|decreas|reduc|improv|grow|rais|lower|exceed|miss|drop|declin|chang)\w*)\w+(?:ed|ld|en|de) by $",
    re.IGNORECASE,
)
"""“Votes are held by 15,530 electors”: no change by so many."""
BARE = patterns.compile(r"^ (?:had|have|has|were|was|are|did|of (?:them|these|those))\b")
"""“1,147 had been checked”: of those counted last."""


def beside_it(sentence: Sentence, amount: Amount) -> frozenset[str]:
    """The words next to a number."""
    known = "words beside", amount.start
    if known not in sentence.worked_out:
        before, after = (
            sentence.text[: amount.start].split()[-NEAR:],
            sentence.text[amount.end :].split()[:NEAR],
        )
        sentence.worked_out[known] = roots(" ".join((*before, *after)))
    found: frozenset[str] = sentence.worked_out[known]
    return found


def roots(text: str) -> frozenset[str]:
    """The words of a text that may name what is counted, each by its beginning."""
    return frozenset(word[:6] for word in content(text) if len(word) > 3 and word not in UNITS)
