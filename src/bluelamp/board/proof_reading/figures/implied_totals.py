"""Shares of one whole that imply totals which cannot both be: 1.5% is 1,811 of a full year, 1.8% is 2,172 of
part of one."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.figures.parts_of import parts_of
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import marked
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.periods import is_part, spoken
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

WHOLE = (
    r"(?:of|in) (?:the |all |our |its |total )*(?P<whole>(?:[A-Za-z][\w'’-]* ?){1,4}?)(?:\s\([A-Z]{2,6}\))?"
)
SAID = re.compile(
    rf"⟦(?P<share>p\d+)⟧ {WHOLE}(?:,? (?:with|or|which is|equates to|equated to|equalled|representing|"
    rf"being|was|is|i\.e\.|equating to)| \(|, )"
    r"[^⟦.;]{0,20}⟦(?P<part>c\d+)⟧"
    rf"|⟦(?P<part2>c\d+)⟧[^⟦.;()%]{{0,50}}?(?:,? or|,(?=\s⟦)|,? which is|\(|,? equating to|, equal to|"
    rf",? representing|,? making up|,? accounting for)\s?⟦(?P<share2>p\d+)⟧ "
    r"(?:of|in) (?:the |all |our |its |total )*(?P<whole2>(?:[A-Za-z][\w'’-]* ?){1,4}?)(?=[,.;)]|\s(?:in|"
    r"for|during|to|was|were|is|are|and)\b|$)",
    re.IGNORECASE,
)
STEADY = re.compile(
    r"\b(?:hardly|barely|scarcely|little) (?:been )?chang\w+|\b(?:unchanged|stable|steady|no change|the "
    r"same number)\b",
    re.IGNORECASE,
)
EMPTY = re.compile(r"^(?:which|those|these|them|whom|cases|total|overall|time|people)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Implied:
    """A total that a share and its part imply, with the whole it is of and the period it is said of."""

    sentence: Sentence
    part: Amount
    share: Amount
    whole: str
    period: frozenset[str]
    is_part: bool

    @property
    def low(self) -> Fraction:
        return self.part.low * 100 / self.share.high

    @property
    def high(self) -> Fraction:
        return self.part.high * 100 / self.share.low if self.share.low > 0 else Fraction(10**12)

    @property
    def told(self) -> str:
        middle = self.part.value * 100 / self.share.value
        return f"{shown.said(self.part)} as {shown.said(self.share)} implies about {float(middle):,.0f}"


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        yield from _told_twice(block)
    implied = [each for sentence in paper.sentences for each in _implied(sentence)]
    by_whole: dict[str, list[Implied]] = {}
    for each in implied:
        by_whole.setdefault(each.whole, []).append(each)
    for whole, same in by_whole.items():
        for first, second in combinations(same[:30], 2):
            if why := _contradicts(first, second):
                yield second.sentence.remark(
                    f"{first.told} of {whole} (paragraph {paper.label(first.sentence.paragraph)}), "
                    f"{second.told}: {why}"
                )


BARE = marked.pattern(
    r"{part:c} (?:[a-z]+ ){0,3}?(?:out of|of|among(?:st)?) (?:the |all |our |these |"
    r"those )*{whole:c} (?!(?:per cent|points))",
    r"\bof (?:the |all |our |these |those )*{whole:c}[^⟦.;]{0,30}?, {part:c}(?![^⟦.;]{0,60}⟦[ps])",
)
SAME = 3
"""Words of four letters or more that two clauses must share, less those that any clause has, to be of one thing."""


def _told_twice(block: tuple[Sentence, ...]) -> Iterator[Remark]:
    """“One in five visits was declined, and 240 of 3,000 were declined”: a share in words, and counts of the same."""
    for before, sentence in zip((None, *block), block, strict=False):
        shares = [(sentence, a) for a in sentence.amounts if a.is_of_hundred]
        shares += [(before, a) for a in before.amounts if a.is_of_hundred] if before else []
        found = list(marked.found(BARE, sentence.marked, sentence.amounts))
        if len(shares) != 1 or len(found) != 1:
            continue
        (where, share), part, whole = shares[0], found[0]["part"], found[0]["whole"]
        if any(share is tied.share for tied in parts_of(sentence, before)):
            continue
        if part.value >= whole.value or share.agrees(part.value * 100 / whole.value) or part.hedged:
            continue
        if _is_said_again(where, share, sentence, part) or _of_one_thing(where, share, sentence, part):
            is_share = shown.percent(part.value * 100 / whole.value)
            yield sentence.remark(
                f"{shown.said(part)} of {shown.said(whole)} is {is_share}, and {shown.said(share)} is told of the same"
            )


def _is_said_again(where: Sentence, share: Amount, sentence: Sentence, part: Amount) -> bool:
    """“One in ten said so; that is 154 of the 512”."""
    before = sentence.text[share.end if where is sentence and share.end < part.start else 0 : part.start]
    return bool(
        re.search(
            r"(?:;|,|^)\s?(?:that|this|which|it) (?:is|was|means|represents|equates to)\s$", before, re.I
        )
    )


def _of_one_thing(where: Sentence, share: Amount, sentence: Sentence, part: Amount) -> bool:
    """Do the clauses of a share and of a count hold the same words?"""
    one, other = _clause(where, share), _clause(sentence, part)
    return bool(one) and bool(other) and len(one & other) * 2 >= min(len(one), len(other), SAME)


def _clause(sentence: Sentence, amount: Amount) -> frozenset[str]:
    rest = re.split(r"[,;:(]|\band\b|\bbut\b|\bwhile\b|\bwith\b", sentence.text[amount.end :])
    said = next((each for each in rest if re.search(r"[a-z]{4}", each)), "")
    return frozenset(word[:6] for word in re.findall(r"[a-z]{4,}", said.lower()) if word not in ANYWHERE)


ANYWHERE_SAID = """
were have been that which with from this these those they their made last year
"""
ANYWHERE = frozenset(ANYWHERE_SAID.split())


def _implied(sentence: Sentence) -> Iterator[Implied]:
    for found in SAID.finditer(sentence.marked):
        way = "" if found["share"] else "2"
        share, part = (sentence.amounts[int(found[name + way][1:])] for name in ("share", "part"))
        whole = re.sub(r"\W+", " ", found["whole" + way]).strip().lower()
        if whole and not EMPTY.match(whole) and share.value > 0 and part.value >= 1:
            yield Implied(sentence, part, share, whole, spoken(sentence.text), is_part(sentence.text))


def _contradicts(first: Implied, second: Implied) -> str:
    apart = first.low > second.high or second.low > first.high
    if first.period == second.period and first.is_part == second.is_part:
        return "of one period both cannot be" if apart else ""
    if apart and STEADY.search(f"{first.sentence.text} {second.sentence.text}"):
        return "and the whole is told to have hardly changed"
    later_is_part = second.is_part and not first.is_part
    if later_is_part and not apart:
        return "a part of a year would already be as large as a whole one"
    return ""


RULE = Rule(
    key="implied-totals",
    title="Shares that imply contradictory totals",
    severity="look",
    explanation="Each share and its count say how large the whole is. The two answers do not go together: a share, "
    "a count or a period is not what it says.",
    read=read,
    kind="sums",
    certainty="likely",
)
