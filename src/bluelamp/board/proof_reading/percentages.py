"""Percentages against the counts they stand beside, by the digits printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.analysis.percentages import is_feasible, percentage
from bluelamp.board.document import Document, words
from bluelamp.board.proof_reading import tabled
from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.sentences import sentences

N = r"\d{1,3}(?:,\d{3})+|\d+"
SAID = re.compile(
    rf"\b(?P<whole_first>{N})\b(?! ?%)[^.;%]{{1,40}}?\bof (?:which|those)\b (?P<part>{N})\b"
    rf"[^.;%\d]{{0,40}}\((?P<percent>\d+(?:\.\d+)?) ?%\)"
    rf"|\b(?P<part2>{N}) (?:out )?of (?:the |all )?(?P<whole2>{N})\b[^.;%\d]{{0,40}}\((?P<percent2>\d+(?:\.\d+)?) ?%\)"
    rf"|\b(?P<part3>{N}) (?:out )?of (?:the |all )?(?P<whole3>{N})(?: [a-z]+){{0,3}},? (?:or|is|are|equates to) "
    r"(?P<percent3>\d+(?:\.\d+)?) ?%"
)
"""“63 of 2,172 (2.9%)”, “2,172 crimes, of which 63 (2.9%)” and “63 of 2,172 is 2.9%”."""


def read(document: Document) -> Iterator[Remark]:
    yield from _tables(document)
    for sentence in sentences(document):
        for found in SAID.finditer(sentence.text):
            part, whole, percent = (
                (found["part"], found["whole_first"], found["percent"])
                if found["percent"]
                else (found["part2"], found["whole2"], found["percent2"])
                if found["percent2"]
                else (found["part3"], found["whole3"], found["percent3"])
            )
            wrong = _working(int(part.replace(",", "")), int(whole.replace(",", "")), percent)
            if wrong:
                yield sentence.remark(wrong)


def _tables(document: Document) -> Iterator[Remark]:
    for section, table in tabled.tables(document):
        for place, column in enumerate(table.columns):
            if column.percent_of is None:
                continue
            counts = [tabled.printed(row[column.percent_of]) for row in table.rows]
            if not all(counts) or any(tabled.digits(count) for count in counts):
                continue
            base = int(counts[-1]) if table.totalled else sum(map(int, counts))
            for row, count in zip(table.rows, counts, strict=True):
                percent = tabled.printed(row[place])
                wrong = _working(int(count), base, percent) if percent else ""
                if wrong:
                    yield tabled.remark(
                        section, table, f"row “{words(row[0])}”, column “{column.title}”", wrong
                    )


def _working(count: int, base: int, percent: str) -> str:
    """What the percentage should be; empty when it follows from its count."""
    digits = tabled.digits(percent)
    if not base or is_feasible(count, percent, digits, base):
        return ""
    return f"{count:,} of {base:,} is {percentage(count, base, max(digits, 1))}%, and {percent}% is printed"


RULE = Rule(
    key="percentages",
    title="A percentage that does not follow from its count",
    severity="wrong",
    explanation="The percentage, the count or the base is wrong, or they are of different things.",
    read=read,
)
