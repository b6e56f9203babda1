"""A whole, one part of it and everything else: the three imply how large the part is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from bluelamp.board.proof_reading.figures import shown
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.leaving import LEFT_OUT, WITHOUT
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

AT_A_START = (
    r"(?:(?<=^)|(?<=[,;:(] )|(?<=and )|(?<=but )|(?<=that )|(?<=rate )|(?<=figure )|(?<=score )|(?<=level ))"
)
"""“336 were missed without notice” leaves nothing out of a figure."""
REST = patterns.compile(
    rf"\b(?:(?:when|once|if|with) (?P<part>[\w' -]{{3,40}}?) (?:is |are |being )?{LEFT_OUT}|"
    rf"(?:{AT_A_START}without|(?!without){WITHOUT}) (?!(?:it|them|this|these|those|that)\b)(?P<part2>[\w' -]{{3,40}}?))"
    r"(?=\s?(?:[,(.:;]|is\b|was\b|are\b|were\b|the\b|it\b|stands|⟦|has\b|would\b|rises?|becomes))",
    re.IGNORECASE,
)
NEAR = Fraction(1, 2)
"""A share further from any that can be says that the figures are not of one thing."""
STOP_SAID = """
the a an of in for and our all with its is are crime crimes other rate level figure performance
satisfaction
"""
STOP = frozenset(STOP_SAID.split())


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        found = REST.search(sentence.text)
        rest = _percent_after(sentence, found.end() if found else 0)
        if not found or rest is None:
            continue
        around = paper.around(sentence, 4, 4)
        name = (found["part"] or found["part2"]).strip().lower()
        part = _of_part(around, name, sentence)
        wholes = _of_whole(around, name, sentence, rest, part)
        if part is None or not wholes:
            continue
        implied = [(whole, _share(whole, part, rest)) for whole in wholes]
        if working := _told(name, part, rest, implied):
            yield sentence.remark(working)


def _percent_after(sentence: Sentence, start: int) -> Amount | None:
    return next((a for a in sentence.amounts if a.unit == "percent" and a.start >= start), None)


def _of_part(around: tuple[Sentence, ...], name: str, at: Sentence) -> Amount | None:
    """The percentage told of the part by itself."""
    words = [word for word in re.findall(r"\w+", name) if word not in STOP] or re.findall(r"\w+", name)
    for sentence in around:
        if sentence is at or not all(word[:6] in sentence.text.lower() for word in words):
            continue
        percents = [a for a in sentence.amounts if a.unit == "percent"]
        if percents:
            return percents[-1] if len(percents) == 1 else percents[0]
    for before, after in pairwise(around):
        if (
            before.block == after.block
            and after is not at
            and all(w[:6] in before.text.lower() for w in words)
        ):
            percents = [a for a in after.amounts if a.unit == "percent"]
            if percents:
                return percents[0]
    return None


def _of_whole(
    around: tuple[Sentence, ...], name: str, at: Sentence, rest: Amount, part: Amount | None
) -> list[Amount]:
    """Percentages told of everything, before the sentence, in its section."""
    words = [word[:6] for word in re.findall(r"\w+", name) if word not in STOP]
    found = []
    for sentence in around:
        if (
            sentence is at
            or sentence.block > at.block
            or any(word in sentence.text.lower() for word in words)
        ):
            continue
        if re.search(
            r"\b(?:last|previous) (?:\w+ )?(?:satisfaction|year)|dropped out|removed\b",
            sentence.text,
            re.IGNORECASE,
        ):
            continue
        found += [a for a in sentence.amounts if a.unit == "percent" and a not in (rest, part)]
    return found[:3]


def _share(whole: Amount, part: Amount, rest: Amount) -> Fraction | None:
    return None if rest.value == part.value else (rest.value - whole.value) / (rest.value - part.value)


def _told(name: str, part: Amount, rest: Amount, implied: list[tuple[Amount, Fraction | None]]) -> str:
    shares = [(whole, share) for whole, share in implied if share is not None]
    impossible = shares and all(-NEAR <= share <= 1 + NEAR and not 0 <= share <= 1 for _, share in shares)
    shares_inside = [share for _, share in shares if 0 <= share <= 1]
    far_apart = len(shares_inside) > 1 and max(shares_inside) - min(shares_inside) > Fraction(1, 5)
    odd = any(share > Fraction(1, 2) for share in shares_inside)
    if not (impossible or far_apart or odd):
        return ""
    said = "; ".join(
        f"with {shown.said(whole)} overall it would be ({shown.said(rest)} - {shown.said(whole)}) / "
        f"({shown.said(rest)} - {shown.said(part)}) = {float(share) * 100:.0f}% of the whole"
        for whole, share in shares
    )
    return f"{shown.said(part)} for {name} and {shown.said(rest)} without it imply how large it is: {said}"


RULE = Rule(
    key="mixing",
    title="A part, the rest and the whole that imply an odd share",
    severity="look",
    explanation="The three figures can only be true of one period if the part is as large as the sum shows. Say "
    "which period each is of, or check that the share is so.",
    read=read,
    kind="sums",
    certainty="likely",
)
