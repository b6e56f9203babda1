"""Numbers beside a share that are no part of a whole: how long somebody waited, how old they are, the one they took;
and what all but so many are of."""

from __future__ import annotations

import re

from bluelamp.board.proof_reading.figures.parts_of import PartOf
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.sentences import Sentence

AGES = patterns.compile(
    r"\b(?:aged?|ages) (?:from |between |of )?(?:\d{1,3} (?:to|and|or|-|–) )?$|"  # noqa: RUF001 - as printed
    r"\b(?:from|between) \d{1,2} (?:to|and) $",
    re.IGNORECASE,
)
IT = patterns.compile(r"^\s?[([,;.]")
"""After “one”: “took one (49.4%)” counts nothing."""
ALL_BUT = patterns.compile(
    r"\b(?:all but|all except|all bar|except for|other than|apart from) $", re.IGNORECASE
)
IN_A_ROW = re.compile(r"⟦[ps]\d+⟧(?:,? and|, or|,) (?=⟦[ps]\d+⟧)")


def is_no_part(said: PartOf, sentence: Sentence) -> bool:
    """Is what is taken for the part, or for its share, something else?"""
    before, after = sentence.text[: said.part.start], sentence.text[said.part.end :]
    if said.part.lasts and not any(whole.lasts for whole in said.wholes):
        return True
    if AGES.search(before) or (said.part.text.strip().lower() == "one" and IT.match(after)):
        return True
    return (ALL_BUT.search(before) is not None and _is_of_the_rest(said)) or _is_in_a_row(said, sentence)


def _is_of_the_rest(said: PartOf) -> bool:
    rests = ((whole.value - said.part.value, whole.value) for whole in said.wholes if whole.value > 0)
    return any(said.share.agrees(100 * rest / whole) for rest, whole in rests)


def _is_in_a_row(said: PartOf, sentence: Sentence) -> bool:
    """“620, 372 and 248, or 50%, 30% and 20%”: each share is of the count in its own place."""
    places = {n for n, a in enumerate(sentence.amounts) if a is said.share}
    rows = (m for m in IN_A_ROW.finditer(sentence.marked))
    beside = {
        int(n) for m in rows for n in re.findall(r"⟦[ps](\d+)⟧", sentence.marked[m.start() : m.end() + 8])
    }
    return bool(places & beside)
