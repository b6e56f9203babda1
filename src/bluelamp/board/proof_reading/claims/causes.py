"""A cause told as likely with nothing that tests it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.reading import Reading

CAUSE = patterns.compile(
    r"\b(?:(?:is|are) (?:therefore )?(?:likely|believed|thought|considered|assumed|"
    r"felt) to be (?:because of|due to|the result of|a (?:key |major )?factor in|caused by|down to)|"
    r"(?:reasonable|fair) (?:inference|assumption)|(?:it is|we) (?:believed?|"
    r"assumed?) (?:that )?[^.;]{0,80}?(?:contributed to|caused|led to|resulted in))\b",
    re.IGNORECASE,
)
TESTED = patterns.compile(
    r"\b(?:test(?:ed|ing)?|analys[ie]s|evidence|correlat\w+|data shows?|evaluat\w+|hypothes[ie]s)\b",
    re.IGNORECASE,
)


def read(paper: Reading) -> Iterator[Remark]:
    for block in paper.blocks:
        text = " ".join(s.text for s in block)
        for sentence in block:
            found = CAUSE.search(sentence.text)
            if found and not TESTED.search(text):
                yield sentence.remark(f"“{found[0]}” names a cause, and no test of it")
                break


RULE = Rule(
    key="causes",
    title="A cause without a test",
    severity="ask",
    explanation="Say that it is a hypothesis, what would show it to be wrong, and when that will be known.",
    read=read,
    kind="claims",
    certainty="possible",
)
