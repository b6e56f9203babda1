"""Parts named in a sentence against the total it states: “45 posts: 20 officers, 15 wardens and 9 clerks”."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import marked
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

LIST = r"(?P<parts>(?:[^⟦.;:()]{0,60}⟦[KIND]\d+⟧){2,}[^⟦.;:()]{0,60})"
OPENS = (
    r"(?:,? (?:comprising|consisting of|consists of|comprises|comprised|made up of|composed of|"
    r"split (?:between|into|as follows|as)|broken down (?:as|into)(?: follows)?|"
    r"of which|being|namely|divided (?:between|into))|\s?:|\s[-–—]\s|\s?\()"
)
TOTAL_FIRST = rf"⟦(?P<total>[KIND]\d+)⟧(?P<between>[^⟦.;:(]{{0,60}}?){OPENS}{LIST}"
TOTAL_COMMA = (
    rf"\b(?:a total of|in total,?|altogether,?) ⟦(?P<total>[KIND]\d+)⟧(?P<between>[^⟦.;:(]{{0,60}}?),{LIST}"
)
TOTAL_PLAIN = (
    r"⟦(?P<total>[KIND]\d+)⟧(?P<between>[^⟦.;:(]{0,60}?)[,;:] (?P<parts>⟦[KIND]\d+⟧[^⟦.;:()]{0,50}"
    r"(?:, ⟦[KIND]\d+⟧[^⟦.;:()]{0,50})*,? and ⟦[KIND]\d+⟧[^⟦.;:()]{0,50})"
)
"""“614 replies were received, 398 on paper and 226 on line”: only where the sum is close."""
CLOSE = Fraction(1, 10)
TOTAL_LAST = (
    rf"{LIST}(?:,|\band\b|[-–—(])?\s?(?:(?:making|giving|gives|makes|for|with|which is|"
    rf"bringing) )?(?:an? |the )?(?:combined |overall |grand )?"
    r"total(?:s|ling)?(?: [a-z]+){0,3}? (?:of |to |is |was |at )?⟦(?P<total>[KIND]\d+)⟧"
)
NEAR = Fraction(3, 10)
INCOMPLETE = re.compile(
    r"\b(?:includ\w+|such as|for example|e\.g|at least|among them|mainly|mostly|compared|(?:from|to|"
    r"by)\s+#|up|down|than|last year|previous|by another|"
    r"target|against|per|rather|over|under|increase|decrease|rise|fall|aged|average)",
    re.IGNORECASE,
)


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        if len(sentence.amounts) < 3:
            continue
        for kind in "cm":
            yield from _sums(sentence, kind)


def _sums(sentence: Sentence, kind: str) -> Iterator[Remark]:
    for way in (TOTAL_FIRST, TOTAL_COMMA, TOTAL_LAST, TOTAL_PLAIN):
        found = re.search(way.replace("KIND", kind), sentence.marked, re.IGNORECASE)
        if not found:
            continue
        total = sentence.amounts[int(found["total"][1:])]
        inside = [sentence.amounts[int(m[0][2:-1])] for m in marked.MARK.finditer(found["parts"])]
        parts = [each for each in inside if LETTER[each.unit] == kind]
        words = marked.MARK.sub(" # ", found["parts"])
        others = {each.unit for each in inside} - {parts[0].unit, "percent"}
        if len(parts) < 2 or others or INCOMPLETE.search(words) or not _is_a_list(found["parts"], kind):
            continue
        if wrong := _working(total, parts, CLOSE if way is TOTAL_PLAIN else NEAR):
            yield sentence.remark(wrong)
            return


LETTER = marked.LETTERS


def _is_a_list(said: str, kind: str) -> bool:
    """Between two parts of a list stands a comma or an “and”."""
    between = re.split(rf"⟦{kind}\d+⟧", said)[1:-1]
    return all(re.search(r",|\band\b|&|\bplus\b|/", marked.MARK.sub(" ", each)) for each in between)


def _working(total: Amount, parts: list[Amount], reach: Fraction) -> str:
    if any(each.hedged for each in parts) or total.value <= max(each.value for each in parts):
        return ""
    low = sum((each.low for each in parts), Fraction(0))
    high = sum((each.high for each in parts), Fraction(0))
    added = sum((each.value for each in parts), Fraction(0))
    is_near = abs(added - total.value) <= total.value * reach
    if total.agrees(low, high) or not is_near:
        return ""
    terms = " + ".join(shown.said(each) for each in parts)
    return f"{terms} = {shown.like(added, total)}, and {shown.said(total)} is printed"


RULE = Rule(
    key="adding",
    title="Parts in a sentence that do not add up to its total",
    severity="wrong",
    explanation="Either a part is missing or wrong, or the total is.",
    read=read,
    kind="sums",
    certainty="likely",
)
