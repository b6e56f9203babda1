"""A figure that a paper has from elsewhere, told again as if it had been measured here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bluelamp.board.proof_reading.claims import belonging
from bluelamp.board.proof_reading.figures.parts_of import PartOf, parts_of
from bluelamp.board.proof_reading.finding import Remark
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.grid import Grid

AIMED = patterns.compile(
    r"\b(?:target|standard|ambition|threshold|ceiling|minimum|limit|requires?|required|should|must|"
    r"expects?)\b",
    re.IGNORECASE,
)
"""“The national standard is 95%” is no measurement."""
SET_BESIDE = patterns.compile(
    r"\b(?:also|too(?= *(?:[,.;]|$))|same as|similar|identical|equal to|in line|matches|likewise|as well|nationally|"
    r"national|compared|than|against|(?<!on )average)\b",
    re.IGNORECASE,
)
SUPPOSED = patterns.compile(
    r"\b(?:if|would|could|assum\w+|appl(?:y|ied|ying)|estimat\w+|suppos\w+|held)\b", re.IGNORECASE
)
"""“If the rate of 17% held here”: said in the clause of the figure."""
HEDGED = patterns.compile(r"\b(?:more|less|fewer|better|other) than (?=an?\b|one\b|\d|half\b)", re.IGNORECASE)
THEREFORE = patterns.compile(
    r"\b(?:therefore|so|thus|hence|accordingly|means?|this shows|as (?:the|this) \w+ (?:shows|says|tells us))\b",
    re.IGNORECASE,
)
NEAR = 90
"""Signs from a figure within which a word says whose it is."""
COMMON_WORDS = """
    that this with have were been from than their they what which when would about there these those only more most
    other total figure figures table shows cent people number
"""
COMMON = frozenset(COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Foreign:
    """A figure from elsewhere: its value (in hundredths for a share) and what it is of, the words around it, whence,
    and where the paper says so."""

    value: Fraction
    of: str
    digits: int
    stems: frozenset[str]
    whence: str
    where: str
    block: int
    is_alone: bool = False
    """Does the paper say that there is no such figure of its own?"""


def borrowed(paper: Reading) -> Iterator[tuple[Sentence, Remark]]:
    """Each sentence that tells a figure from elsewhere of here, with what is to be said of it."""
    ours = belonging.ours(belonging.own_names(paper))
    foreign = [*_in_sentences(paper, ours), *_in_tables(paper, ours)]
    measured = {part.share.value for s in paper.sentences for part in _measured(s)}
    for sentence in paper.sentences:
        if said := _said_of_both(sentence, ours):
            yield sentence, sentence.remark(said)
            continue
        for amount in sentence.amounts:
            told = _told_here(sentence, amount, ours)
            source = next((f for f in foreign if told and _is_same(f, sentence, amount)), None)
            if source and amount.value not in measured:
                said = amount.text.strip()
                yield (
                    sentence,
                    sentence.remark(
                        f"{said} is told of “{told}”; {source.where} it is from “{source.whence}”"
                    ),
                )
                break


IS_THEIRS = patterns.compile(
    r",? (?:which is|this being|being|as) (?:also )?(?:the )?(?:figure|number|rate|percentage|result)s? "
    r"(?:\w+ )?(?:in|from|of|for|given in|printed in) ",
    re.IGNORECASE,
)


def _said_of_both(sentence: Sentence, ours: re.Pattern[str]) -> str:
    """“83,630 children looked after by us, which is the figure in the Department's release”."""
    theirs = IS_THEIRS.search(sentence.text)
    source = belonging.RELEASE.search(sentence.text, theirs.end()) if theirs else None
    here = list(ours.finditer(sentence.text[: theirs.start()])) if theirs else []
    figures = [a for a in sentence.amounts if theirs and a.end <= theirs.start()]
    if not source or not here or not figures:
        return ""
    return f"{figures[-1].text.strip()} is told of “{here[-1][0]}”, and is from “{source[0]}”"


def _measured(sentence: Sentence) -> list[PartOf]:
    """A share that is printed with its count and base was counted by somebody here."""
    return [] if belonging.ELSEWHERE.search(sentence.text) else list(parts_of(sentence))


def _told_here(sentence: Sentence, amount: Amount, ours: re.Pattern[str]) -> str:
    text = sentence.text
    if (
        not (amount.unit == "share" or _of(sentence, amount))
        or belonging.ELSEWHERE.search(text)
        or SET_BESIDE.search(HEDGED.sub(" ", text))
        or SUPPOSED.search(text[: amount.end] + text[amount.end :].partition(",")[0])
    ):
        return ""
    found = [
        m for m in ours.finditer(text) if m.start() < amount.end + NEAR and m.end() > amount.start - NEAR
    ]
    return found[0][0] if found else ""


def _is_same(foreign: Foreign, sentence: Sentence, amount: Amount) -> bool:
    common = len(foreign.stems & _stems(sentence.text))
    if amount.unit == "share":
        return common > 1 and bool(THEREFORE.search(sentence.text)) and amount.agrees(foreign.value)
    of = _of(sentence, amount)
    is_printed_so = (amount.value, amount.digits) == (foreign.value, foreign.digits) and (
        foreign.of == of or (foreign.of == BARE and of != "%")
    )
    is_exact = foreign.digits or (foreign.value > 100 and foreign.value % 10)
    if foreign.of == BARE or foreign.is_alone:
        return is_printed_so and common > 0 and sentence.block >= foreign.block
    if is_exact and 0 < sentence.block - foreign.block <= SOON:
        return is_printed_so
    if foreign.digits and POINTED_AT.search(sentence.text[: amount.start]):
        return is_printed_so
    return is_printed_so and common > (0 if foreign.digits else 1)


BARE = "any"
"""What a figure is of that has no noun: “the average for England and Wales is 137.”"""
NONE_HERE = patterns.compile(
    r"\b(?:(?:no|not|never|cannot|nobody|(?:do|have|has|is)n.t|none|nor)\b[^.;]{0,60}?\b"
    r"(?:figure|count|survey|know\w*|measur\w+|asked|counted|made|collect\w*|available|record\w*|data|sampl\w+|estimate\w*)|"
    r"too (?:small|few) to)\b",
    re.IGNORECASE,
)
POINTED_AT = patterns.compile(r"\b(?:the|our|its|this|that) (?:own )?$", re.IGNORECASE)
"""“The 61.8% achieved by the Trust”: a figure that was told before."""


SOON = 3
"""Paragraphs after a figure within which the same decimals, or the same 137, are no coincidence."""
ENDS = re.compile(r"[,.;)](?!\d)|$")
LEAST = 20
"""A smaller whole number may be the same by chance."""


def _of(sentence: Sentence, amount: Amount) -> str:
    """What an amount is of, by its unit or the noun after it; nothing where it might be any number."""
    if amount.unit == "percent":
        return "%"
    if amount.unit != "count" or amount.hedged or not (amount.digits or amount.value >= LEAST):
        return ""
    if not amount.lasts and ENDS.match(sentence.text[amount.end :]):
        return BARE if amount.value > 100 and amount.value % 10 else ""
    noun = re.match(r"[\s-]([a-z]{2,})\b", sentence.text[amount.end :])
    return amount.lasts or (noun[1].rstrip("s")[:6] if noun and noun[1] not in COMMON else "")


def _in_sentences(paper: Reading, ours: re.Pattern[str]) -> Iterator[Foreign]:
    for place, sentence in enumerate(paper.sentences):
        text = sentence.text
        away = belonging.ELSEWHERE.search(text)
        if not away or AIMED.search(text):
            continue
        beside = [s for s in paper.sentences[place + 1 : place + 3] if s.block == sentence.block]
        is_alone = any(NONE_HERE.search(s.text) and not s.amounts for s in beside)
        for amount in sentence.amounts:
            of = _of(sentence, amount)
            if of and _away(amount, away) <= min(
                (_away(amount, m) for m in ours.finditer(text)), default=len(text)
            ):
                where = f"in paragraph {paper.label(sentence.paragraph)}"
                led = paper.sentences[place - 1] if of == BARE and place else sentence
                stems = _stems(f"{led.text} {text}" if led.block == sentence.block else text)
                yield Foreign(
                    amount.value, of, amount.digits, stems, away[0], where, sentence.block, is_alone
                )


def _away(amount: Amount, found: re.Match[str]) -> int:
    return max(found.start() - amount.end, amount.start - found.end(), 0)


def _in_tables(paper: Reading, ours: re.Pattern[str]) -> Iterator[Foreign]:
    """Cells of a table that its caption, or the label of the row or column, says to be of elsewhere."""
    for grid in paper.grids:
        for column in grid.columns:
            for row, cell in enumerate(column.cells):
                label = grid.labels[row]
                whence = _whence(grid.table.caption) or _whence(label) or _whence(column.title)
                if (
                    cell is None
                    or not whence
                    or column.role == "count"
                    or ours.search(f"{label} {column.title}")
                ):
                    continue
                stems = _stems(f"{grid.table.caption} {label} {column.title}")
                yield Foreign(
                    Fraction(cell.value), "%", cell.digits, stems, whence, f"in {_short(grid)}", grid.block
                )


def _whence(title: str) -> str:
    found = belonging.ELSEWHERE.search(title)
    return found[0] if found else ""


def _short(grid: Grid) -> str:
    return f"Table {grid.table.number}"


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[a-z]{4,}", text.lower())
    return frozenset(word[:5] for word in words if word not in COMMON)
