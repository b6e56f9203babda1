"""Parts of wholes said in a sentence: “63 of 2,172 (4%)”, “2,172 crimes, of which 63 (4%)”, “one in four of
the 252”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bluelamp.board.proof_reading.language import marked, patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence

THE = (
    r"(?:(?:the|these|those|all|our|its|their|a total of|a cohort of|a sample of|a possible|an eligible|"
    r"every one of the)\s)*"
)
OUT_OF = r"\s?(?:,\s)?(?:out of|of|/|from)\s?"
SO = (
    r"(?:\s?\(|\s?\[|,? (?:or|i\.e\.|that is|making|giving|equating to|equivalent to|representing|equal to|"
    r"being|amounting to)\s(?:a \w+ of )?|,? which (?:is|was|represents|represented|equates to|equated to|"
    r"equals|makes|gives|amounts to|means)\s(?:a \w+ of )?| (?:is|are|was|were|represents|represent|"
    r"equates to|equals|equal|makes|gives)\s(?:a (?:\w+ ){1,2}of )?|\s?[-–—=:]\s?|, )(?:(?:an?|the|our|"
    r"its) (?:[\w-]+ ){0,3}(?:rate|share|proportion|percentage|level|turnout|take-up|uptake) of |just |only |"
    r"around )?"
)
IS_SHARE = (
    r"(?!\) (?:lower|higher|more|fewer|less|(?:increase|decrease|reduction|rise|fall|drop)\b)|"
    r"\s?(?:lower|higher|more|fewer|less|up|down|increase|decrease|reduction|rise|fall|drop|"
    r"improvement|growth|below|above|target|"
    r"points|better|worse|ahead|behind|over|under|against|on (?:last|the previous))\b|\s?of (?:which|"
    r"those|them|these)\b)"
)
"""What follows a share of a whole; “4% lower” is a change."""
PARTS = marked.pattern(
    rf"{{part:cm}}_{OUT_OF}{THE}{{whole:cm}}[^⟦.;:()]{{0,60}}?{SO}{{share:ps}}{IS_SHARE}",
    rf"{{part:cm}}_{OUT_OF}{THE}{{whole:cm}}[^⟦.;:()]{{0,60}}?⟦s\d+⟧ ?\({{share:p}}\)",
    rf"{{part:cm}}_\({{share:ps}}\)_{OUT_OF}{THE}{{whole:cm}}",
    rf"{{part:cm}}_,? or {{share:ps}},?{OUT_OF}{THE}{{whole:cm}}",
    rf"{{part:cm}}[^⟦.;()]{{0,60}}?(?:\(|, (?:or |equal to |that is )?){{share:ps}} of {THE}(?:[a-z]+ ){{0,3}}?"
    r"{whole:cm}",
    rf"{{share:ps}}_\s?\({{part:cm}}_{OUT_OF}{THE}{{whole:cm}}",
    rf"{{share:ps}}_\s?\({{part:cm}}[^⟦.;:)]{{0,30}}?\)_{OUT_OF}{THE}{{whole:cm}}",
    rf"{{share:ps}}[,;]?\s?(?:or|[-–—])\s{{part:cm}}_{OUT_OF}{THE}{{whole:cm}}",
    rf"{{share:ps}} of {THE}{{whole:cm}}[^⟦.;:(){{}}]{{0,60}}?(?:\(|,? (?:or|i\.e\.|equating to|equates to|"
    rf"which is|that is|being) |\s?=\s?){{part:cm}}(?! (?:per cent|points))",
    rf"{{whole:cm}}[^⟦.;]{{1,80}}?[,(–-]? ?(?:of|out of|from) (?:which|whom|these|those|them),? (?:just |"
    rf"only |some )?{{part:cm}}[^⟦.;()]{{0,60}}?(?:\(|,? (?:or|i\.e\.|that is|which is|equal to|"
    rf"equivalent to|being) |, |\s[-–]\s){{share:ps}}{IS_SHARE}",
    r"{whole:cm}[^⟦.;]{1,80}?[,(–-]? ?(?:of|out of) (?:which|whom|these|those|them),? (?:just |only |"
    r"some )?{share:ps}[^⟦.;()]{0,40}?\({part:cm}",
    rf"\b(?:of|out of|from|"
    rf"among(?:st)?) {THE}{{whole:cm}}[^⟦.;]{{0,80}}?,\s[^⟦.;]{{0,40}}?{{part:cm}}[^⟦.;()]{{0,60}}?(?:\(|"
    rf",? (?:or|i\.e\.|that is|which (?:is|was)|equal to|equivalent to|being) |, |\s[-–]\s){{share:ps}}{IS_SHARE}",
    rf"\b(?:of|out of|from|"
    rf"among(?:st)?) {THE}{{whole:cm}}[^⟦.;]{{0,80}}?,\s[^⟦.;]{{0,40}}?{{share:ps}}[^⟦.;()]{{0,40}}?\({{part:cm}}",
    r"{whole:cm}[^⟦.;]{1,80}?,? (?:and |with )?(?:just |only )?{share:ps} of (?:which|whom|these|"
    r"those|them|the total)[^⟦.;()]{0,30}?\({part:cm}",
    r"{whole:cm}[^⟦.;]{1,80}?[,;(] ?(?:with |and )?{part:cm} of (?:them|these|those|which|whom)\b[^⟦.;()]{0,60}?"
    r"(?:\(|,? or |, that is |, ){share:ps}" + IS_SHARE,
    r"{part:cm}_ (?:and|but) {whole:cm} (?:in total|overall|altogether)_\({share:ps}\)",
)
"""Ways of saying a part, its whole and the share in one breath."""
ALSO = marked.pattern(
    r"\({part:cm}\) (?:for |at |with |making up |made up |was |were |is |are |to |account\w* for |"
    r"represent\w* )*{share:ps}" + IS_SHARE,
    r"\({part:cm}, (?:or |that is )?{share:p}\)",
    r"{part:cm}[^⟦.;()]{0,40}?\({share:ps}" + IS_SHARE + r"[^⟦]{0,30}?\)",
    r"{share:ps}[^⟦.;()]{0,40}?\({part:cm}[^⟦%]{0,30}?\)",
)
"""Further parts of a whole that was named earlier in the sentence: “… 90 (25%) were let and 40 (10%)
void”."""
WHOLE_FIRST = marked.pattern(
    rf"\b(?:of|out of|from|among(?:st)?) {THE}{{whole:cm}}(?! of (?:them|these|those|which|whom)\b)",
    r"{whole:cm}[^⟦.;]{1,80}?[,(–-]? ?(?:of|out of) (?:which|whom|these|those|them)\b",
)
BACK = patterns.compile(r"^\W*(?:of|out of|from|among(?:st)?) (?:these|those|them|which)\b", re.IGNORECASE)
BACK_WAYS = marked.pattern(
    r"^\W*(?:of|out of|from|among(?:st)?) (?:these|those|them|"
    r"which)\b[^⟦.;]{0,40}?{part:c}[^⟦.;()]{0,60}?(?:\(|,? (?:or|i\.e\.|that is|which is|equal to|"
    r"equivalent to|being) |, |\s[-–]\s){share:ps}" + IS_SHARE,
    r"^\W*(?:of|out of|from|among(?:st)?) (?:these|those|them|"
    r"which)\b[^⟦.;]{0,40}?{share:ps}[^⟦.;()]{0,40}?\({part:c}",
)


@dataclass(frozen=True, slots=True)
class PartOf:
    """A part and its share of one of several possible wholes: where more than one could be meant, all are
    named."""

    part: Amount
    share: Amount
    wholes: tuple[Amount, ...]


def parts_of(sentence: Sentence, before: Sentence | None = None) -> tuple[PartOf, ...]:
    """Every part of a whole in a sentence. “Of those” looks back to the counts of the sentence ``before``."""
    if not any(each.is_of_hundred for each in sentence.amounts):
        return ()
    asked = ("parts of", before.text if before is not None else "")
    if asked not in sentence.worked_out:
        sentence.worked_out[asked] = tuple(_parts_of(sentence, before))
    found: tuple[PartOf, ...] = sentence.worked_out[asked]
    return found


def _parts_of(sentence: Sentence, before: Sentence | None) -> Iterator[PartOf]:
    seen: set[tuple[int, int, str]] = set()
    for found in marked.found(PARTS, sentence.marked, sentence.amounts):
        made = PartOf(found["part"], found["share"], (found["whole"],))
        if _is_new(made, seen):
            yield made
    if before is not None and BACK.match(sentence.text):
        wholes = tuple(each for each in before.amounts if each.unit == "count")
        for found in marked.found(BACK_WAYS, sentence.marked, sentence.amounts):
            made = PartOf(found["part"], found["share"], wholes)
            if wholes and _is_new(made, seen):
                yield made
    if before is not None:
        yield from _told_after(sentence, before, seen)
    yield from _further(sentence, seen)
    if before is not None and before.block == sentence.block:
        yield from _carried(sentence, before, seen)


AFTER = marked.pattern(
    r"^\W*(?:at|that is|this is|this was|that was|this represents|this equates to|this gives|"
    r"which is|a rate of|a) (?:a [a-z ]{1,30} of )?{share:ps}" + IS_SHARE,
)
OF_THEM = marked.pattern(
    r"{share:ps} of (?:them|these|those|the total)\b[^⟦.;()]{0,30}\({part:c}\)",
    r"{part:c} of (?:them|these|those)\b[^⟦.;()]{0,60}\({share:ps}" + IS_SHARE,
)


def _told_after(sentence: Sentence, before: Sentence, seen: set[tuple[int, int, str]]) -> Iterator[PartOf]:
    """“Of 1,120 assessments, 952 were in time. At 75% …”; “369 children. … Three quarters of them (203)
    …”."""
    counts = [each for each in before.amounts if each.unit == "count" and not each.lasts]
    for found in marked.found(AFTER, sentence.marked, sentence.amounts):
        if len(counts) == 2 and WHOLE_FIRST[0].search(before.marked):
            part, whole = sorted(counts, key=lambda each: each.value)
            made = PartOf(part, found["share"], (whole,))
            if part.value < whole.value and _is_new(made, seen):
                yield made
    for found in marked.found(OF_THEM, sentence.marked, sentence.amounts):
        wholes = tuple(each for each in counts if each.value > found["part"].value)
        made = PartOf(found["part"], found["share"], wholes)
        if wholes and _is_new(made, seen):
            yield made


OPENS = marked.pattern(
    r"^\W*(?:a further |another |some |only |just )?{part:c}[^⟦.;()]{0,60}?(?:\(|, or |, that is |"
    r", i\.e\. ){share:ps}" + IS_SHARE
)


def _carried(sentence: Sentence, before: Sentence, seen: set[tuple[int, int, str]]) -> Iterator[PartOf]:
    """“We had 300 complaints. 45 (12%) were about noise”: the one count of the sentence before is the
    whole."""
    wholes = [each for each in before.amounts if each.unit == "count" and not each.lasts and each.value >= 10]
    for found in marked.found(OPENS, sentence.marked, sentence.amounts):
        made = PartOf(found["part"], found["share"], tuple(wholes))
        implied = made.part.value * 100 / made.share.value if made.share.value else 0
        near = len(wholes) == 1 and wholes[0].value / 3 <= implied <= wholes[0].value * 3
        if near and wholes[0].value > made.part.value and _is_new(made, seen):
            yield made


def _further(sentence: Sentence, seen: set[tuple[int, int, str]]) -> Iterator[PartOf]:
    wholes = [found["whole"] for found in marked.found(WHOLE_FIRST, sentence.marked, sentence.amounts)]
    for found in marked.found(ALSO, sentence.marked, sentence.amounts):
        first = min(found["part"].start, found["share"].start)
        unit = found["part"].unit
        earlier = tuple(w for w in wholes if w.start < first and w is not found["part"] and w.unit == unit)
        made = PartOf(found["part"], found["share"], earlier)
        if earlier and _is_new(made, seen):
            yield made


def _is_new(made: PartOf, seen: set[tuple[int, int, str]]) -> bool:
    """Once for each pair of part and share, and only for whole counts, or money of money."""
    key = (made.part.start, made.share.start, made.share.unit)
    is_counted = all(each.value.denominator == 1 for each in (made.part, *made.wholes))
    is_alike = all(each.unit == made.part.unit for each in made.wholes)
    if key in seen or not is_counted or not is_alike or made.part in made.wholes:
        return False
    if made.share.unit == "percent":
        seen -= {other for other in seen if other[0] == key[0] and other[2] == "share"}
    if any(key[0] == other[0] or key[1] == other[1] for other in seen):
        return False  # each number has one partner
    seen.add(key)
    return True
