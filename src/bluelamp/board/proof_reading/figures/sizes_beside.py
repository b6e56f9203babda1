"""The change that is told right after two figures: “231 against 248, a fall of 9.6%”, “from 13,980 to 14,820, which is
8%”."""

from __future__ import annotations

from bluelamp.board.proof_reading.language import marked
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.moving import A_CHANGE
from bluelamp.board.proof_reading.language.sentences import Sentence

CLOSE = marked.pattern(
    rf"{{last:cmp}}[^⟦.;,()]{{0,40}}, an? (?:[a-z]+ )?{A_CHANGE} of (?:just |only )?{{by:cpom}}(?! (?:on|over|since|"
    r"from|against|compared|of)\b)",
)
AS_WELL = 12
"""Signs between a change and the same told another way: “a fall of 56, or 4.0%”."""


def right_after(sentence: Sentence, old: Amount, new: Amount, changes: list[Amount]) -> tuple[Amount, ...]:
    """“231 against 248, a fall of 9.6%”: a change told right after the second figure is of the two and of no other."""
    later = max((old, new), key=lambda each: each.start)
    ways = marked.found(CLOSE, sentence.marked, sentence.amounts)
    first = next((found["by"] for found in ways if found["last"] is later), None)
    if first is None:
        return ()
    return (first, *(each for each in changes if 0 < each.start - first.end <= AS_WELL))


STRAIGHT = marked.pattern(
    r"{new:cm}[^⟦.;,()]{0,25}(?:, (?:which is|or|that is|equal to|equivalent to) | \(){by:p}",
    r"{new:cm}[^⟦.;,()]{0,25}, (?:or |which is )?{by:s}(?! of\b)",
    r"{new:p}[^⟦.;,()]{0,25}(?:, (?:which is|or|that is|equal to|equivalent to) | \(){by:o}",
)


def straight_after(sentence: Sentence, old: Amount, new: Amount) -> tuple[Amount, ...]:
    """“from 13,980 to 14,820, which is 8%”: the change of a pair of numbers needs no word for it."""
    if new.start < old.start:
        return ()
    ways = marked.found(STRAIGHT, sentence.marked, sentence.amounts)
    return tuple(found["by"] for found in ways if found["new"] is new)
