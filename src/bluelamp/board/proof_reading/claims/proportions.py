"""Proportions as a paragraph tells them one after another: “41 of the 48 patients … in September it was 38 of 47”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.board.proof_reading.claims import verdicts
from bluelamp.board.proof_reading.figures.parts_of import parts_of
from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.dates import ANY_MONTH
from bluelamp.board.proof_reading.language.sentences import Sentence

THE = r"(?:the |these |those |our |its |all |a random |a sample of )?(?:first |last |next |latest )?"
LOOKED_AT = r"(?:looked at|checked|sampled|examined|audited|reviewed|asked|surveyed|inspected|tested)"
BARE = marked.pattern(
    rf"{{x:c}} (?:[a-z]+ ){{0,3}}?(?:out )?of {THE}{{n:c}}",
    rf"\bof {THE}{{n:c}}[^⟦.;]{{0,80}}?, (?:only |just |some )?{{x:c}}(?! per cent)",
    rf"\bof {THE}{{n:c}} (?:[a-z]+ ){{1,3}}{{x:c}} (?:was|were|had|did|passed|said|came|went|got|stayed|"
    rf"left)\b",
    rf"(?:^|[,;:] (?:and |while |but )?)(?:out )?of {THE}{{n:c}} [^⟦.;]{{0,80}}? ?{{x:c}} (?!per cent|%|"
    rf"years?|months?|"
    r"weeks?|days?|hours?)(?:[a-z]+ly )?(?:was|were|had|did|have|are|got|went|came|said|took|made|left|"
    r"stayed|passed|"
    r"found|[a-z]{2,}ed)\b",
    rf"\bof {THE}{{n:c}} (?:[a-z]+ ){{1,3}}(?:only |just )?{{x:c}}(?=[.,;]|$)",
    r"{x:c} in {n:c}(?! (?:minutes|hours|days|weeks|months|years|places|of))",
    r"{n:c}[^⟦.;]{1,60}?,? (?:out )?of (?:whom|which|these|those|them),? (?:only |just |some )?{x:c}",
    rf"\b{LOOKED_AT} {THE}{{n:c}}[^⟦.;]{{1,60}}?(?:,| and) (?:only |just |some )?{{x:c}} "
    r"(?:met|passed|were|was|had|said)\b",
)
SHARE_OF = marked.pattern(r"{share:p} of (?:the |just |only )?{n:c}(?! (?:per cent|points))")
CONTRAST = patterns.compile(
    r"\b(?:against|compared|whereas|while|versus|from|ago|before|earlier|previous\w*|last|this year|then|now|"
    rf"(?:19|20)\d\d(?:/\d\d)?|(?:in|for|to|by) (?-i:{ANY_MONTH})|(?:at|in|on|and) (?-i:[A-Z])\w+|it was|up|"
    rf"down|quarter|"
    r"the (?:figure|number|share|proportion)\w* (?:was|were|had)|to (?:just |only )?$)(?:\b|$)",
    re.IGNORECASE,
)
"""What sets a proportion against the one before it, rather than beside it."""


PAIRED = patterns.compile(
    r"\bto (?:just |only )?(?:[\d.]+ ?(?:%|per cent) ?)?\(?(?:of )?$|\b(?:and|while|"
    r"but) (?:out )?of (?:the )?$",
    re.IGNORECASE,
)
"""“from 75% (18 of 24) to 84% (21 of 25)”, “of 54 in spring 35 were, and of 55 in autumn 38”."""
ANOTHER_TIME = patterns.compile(
    r"\b(?:in|for|at|by) the (?:second|later|next|new|latest|last|previous|earlier)\b|"
    r"\b(?:this|last) (?:time|year|quarter|month)",
    re.IGNORECASE,
)
OF_SO_MANY = patterns.compile(r"^(?:Of|Among|Out of) (?:the )?\d", re.IGNORECASE)
"""“Of 60 on the new course … Of 60 on the old one …”: two groups told in the same words."""
SMALLEST = 8
"""Fewer than these are listed by name rather than counted: “on four of the six measures”."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """``part`` of ``whole`` in the sentence at ``place`` of its paragraph, from ``start`` to ``end`` in it."""

    place: int
    start: int
    end: int
    part: int
    whole: int


def proportions(block: tuple[Sentence, ...]) -> list[Proportion]:
    """Every proportion of a paragraph in its order, each once."""
    found: dict[tuple[int, int, int], Proportion] = {}
    for place, before in enumerate((None, *block[:-1])):
        for each in _in(place, block[place], before):
            if 0 < each.part <= each.whole >= SMALLEST and not _follows(verdicts.WEIGHED, block[place], each):
                found.setdefault((place, each.part, each.whole), each)
    return sorted(found.values(), key=lambda each: (each.place, each.start))


def _in(place: int, sentence: Sentence, before: Sentence | None) -> Iterator[Proportion]:
    for each in parts_of(sentence, before):
        if len(each.wholes) == 1:
            whole = each.wholes[0]
            yield Proportion(place, each.part.start, each.part.end, int(each.part.value), int(whole.value))
    for slots in marked.found(BARE, sentence.marked, sentence.amounts):
        x, n = slots["x"], slots["n"]
        if x.value.denominator == n.value.denominator == 1 and not (x.lasts or n.lasts):
            yield Proportion(place, min(x.start, n.start), max(x.end, n.end), int(x.value), int(n.value))
    for slots in marked.found(SHARE_OF, sentence.marked, sentence.amounts):
        share, n = slots["share"], slots["n"]
        if n.value.denominator == 1:
            part = round(share.value * n.value / 100)
            yield Proportion(place, share.start, n.end, part, int(n.value))


def is_of_stock(block: tuple[Sentence, ...], each: Proportion) -> bool:
    """Is it a part of what somebody owns or employs, and so counted whole?"""
    return _follows(verdicts.STOCK, block[each.place], each)


def _follows(words: re.Pattern[str], sentence: Sentence, each: Proportion) -> bool:
    return any(
        words.match(sentence.text[a.end :])
        for a in sentence.amounts
        if a.unit == "count" and a.value in (each.part, each.whole)
    )


def is_compared(block: tuple[Sentence, ...], first: Proportion, second: Proportion) -> bool:
    """Are they set against each other: neither a part of the other, nor two parts of one whole side by side?"""
    if second.place - first.place > 1 or first.whole in (second.part, 0) or second.whole == first.part:
        return False
    if not first.whole / 3 < second.whole < first.whole * 3:
        return False
    text = " ".join(s.text for s in block[first.place : second.place + 1])
    offset = len(block[first.place].text) + 1 if second.place > first.place else 0
    between = text[first.end : offset + second.start]
    if (
        all(OF_SO_MANY.match(block[each.place].text) for each in (first, second))
        and first.place < second.place
    ):
        return True
    if PAIRED.search(between):
        return True
    if ANOTHER_TIME.search(between):
        return True
    return bool(CONTRAST.search(between)) and not (";" in between and first.whole == second.whole)
