"""Two figures for two periods without saying which is of which: “71/72% in the previous two months”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.reading import Reading

SLASHED = patterns.compile(
    r"\b\d+(?:\.\d+)?\s?%?\s?/\s?\d+(?:\.\d+)?\s?%[^.;]{0,30}?\b(?:previous|last|past|preceding|these|"
    r"those|both) (?:two )?(?:months|quarters|years|weeks)\b",
    re.IGNORECASE,
)


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        if found := SLASHED.search(sentence.text):
            yield sentence.remark(f"“{found[0]}” does not say which figure is of which")


RULE = Rule(
    key="which-is-which",
    title="Two figures, and not which is of which",
    severity="ask",
    explanation="Name the period of each.",
    read=read,
    kind="periods",
    certainty="certain",
)
