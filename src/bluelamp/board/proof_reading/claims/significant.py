"""“Significant” with no test: the word has a meaning, and readers take it to have been used so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import moving, patterns
from bluelamp.board.proof_reading.reading import Reading

WORD = patterns.compile(
    r"\b(?:statistically )?significant(?:ly)? (?:\w+ )?(?:higher|lower|better|worse|fewer|further|more|less|"
    rf"{moving.CHANGE}|change[ds]?|difference|above|below)\b|"
    r"\b(?:gone|went|come|came|is|are) (?:up|down) significantly\b|"
    r"significantly(?=,? (?:from|since|over|in the)\b)|"
    r"\b(?:fell|rose|reduced|increased|improved|declined|dropped|fallen|risen) significantly\b",
    re.IGNORECASE,
)
TESTED = patterns.compile(
    r"\bp\s?[<=]|\btest(?:ed|s)?\b|\binterval|95\s?(?:%|per cent)|standard deviation|control limit|"
    r"\bchance\b|\bn\s?=",
    re.IGNORECASE,
)
MEASURED = patterns.compile(
    r"\b(?:performance|satisf\w+|confidence|rates?|levels?|numbers?|crime|offences|complaints|waiting|"
    r"percentage|score|figures?|results?|offending)\b",
    re.IGNORECASE,
)


def read(paper: Reading) -> Iterator[Remark]:
    told: set[str] = set()
    for block in paper.blocks:
        text = " ".join(s.text for s in block)
        for sentence in block:
            found = WORD.search(sentence.text)
            if (
                found
                and (MEASURED.search(sentence.text) or any(a.is_of_hundred for a in sentence.amounts))
                and not TESTED.search(text)
                and sentence.section.key not in told
            ):
                told.add(sentence.section.key)
                yield sentence.remark(f"“{found[0]}” stands without a test or an interval")
                break


RULE = Rule(
    key="significant",
    title="“Significant” without a test",
    severity="ask",
    explanation="Readers take the word to mean that chance was ruled out. Say by which test, or use another word.",
    read=read,
    kind="claims",
    certainty="possible",
)
