"""A number typed into prose, where a figure should have been cited or a source named."""

# ruff: noqa: RUF001 - papers are written with dashes and curly quotes
from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.dates import DATE
from bluelamp.board.proof_reading.language.sentences import NOT_TYPED
from bluelamp.board.proof_reading.reading import Reading

NUMBER = patterns.compile(r"(?<![\w./])[£$]?\d[\d,]*(?:\.\d+)?\s?(?:%|per cent|m\b|k\b)?|[¼½¾⅓⅔]")
UNITS = "two|three|four|five|six|seven|eight|nine|ten"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
SPELLED = patterns.compile(
    rf"\b(?:(?:{UNITS}|(?:{TENS})(?:[- ]\w+)?|hundred) per cent"
    r"|(?:one|two|three)[- ](?:half|halves|thirds?|quarters?|fifths?)"
    rf"|one (?:\w+ )?in (?:every )?(?:{UNITS}|twenty|hundred))\b",
    re.IGNORECASE,
)
"""“eighty per cent”, “two thirds”, “one victim in three”."""

NAMES = patterns.compile(
    r"\b(?:paragraphs?|sections?|items?|tables?|charts?|phases?|parts?|nos?\.?|number|schedule|version|page)\s+"
    r"\d+(?:(?:,| and| to|-|–)\s?\d+)*"
    r"|\b(?:19|20)\d\d(?:/\d\d)?\b|\b(?:999|101)\b|\b95% intervals?\b",
    re.IGNORECASE,
)
"""Digits that name something rather than count it: a paragraph, a year, a telephone number, a kind of interval."""


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        typed = NAMES.sub(_blot, DATE.sub(_blot, sentence.typed))
        for found in (*NUMBER.finditer(typed), *SPELLED.finditer(typed)):
            yield sentence.remark(f"“{found[0].strip()}” is neither cited nor quoted from a named source")


def _blot(found: re.Match[str]) -> str:
    return NOT_TYPED * len(found[0])


RULE = Rule(
    key="typed-number",
    title="A number without a source",
    severity="wrong",
    explanation="A number typed into a sentence stays when the figures change, and nobody can say where it came "
    "from. Cite the figure, or quote the number with its source.",
    read=read,
    kind="wording",
)
