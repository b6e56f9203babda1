"""An average that does not say of which months or years it is, or a level that does not say of what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.dates import ANY_MONTH, FINANCIAL_YEAR
from bluelamp.board.proof_reading.language.periods import YEAR
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

AVERAGE = patterns.compile(
    r"\b(?:(?:current|recent|usual|normal|historic\w*|long[- ]term) (?:\w+ )?average(?: of)?|(?:monthly|"
    r"weekly|quarterly) average(?: of)?|(?:below|above) (?:the )?average)\b",
    re.IGNORECASE,
)
WINDOW = patterns.compile(
    rf"\b(?:rolling|since|between|(?:over|of) (?:the )?(?:last|past|latest|previous)|(?:last|past|"
    rf"previous) (?:\w+ )?(?:months|years|weeks|quarters)|from {ANY_MONTH}|{ANY_MONTH} 20\d\d|"
    r"national|England|force average|peer|similar|most similar|regional|county|family group)\b|"
    rf"{FINANCIAL_YEAR.pattern.replace('?P<first>', '?:').replace('?P<second>', '?:')}|{YEAR.pattern}",
    re.IGNORECASE,
)
OF_A_WHOLE = patterns.compile(
    r"\b(?:half[- ]year|quarter|year|months) (?:as a whole|taken together|together)\b", re.IGNORECASE
)
"""“4,250 in the half year as a whole” says which months the average is of."""
AT_MOST = 12
"""The most months in an average over a table."""
ONLY_A_SPAN = patterns.compile(r"\blast \w+ months have been (?:below|above)", re.IGNORECASE)


def read(paper: Reading) -> Iterator[Remark]:
    for sentence in paper.sentences:
        if _is_of_table(paper, sentence):
            continue
        found = AVERAGE.search(sentence.text)
        if not found or OF_A_WHOLE.search(sentence.text):
            continue
        around = sentence.text[max(0, found.start() - 60) : found.end() + 70]
        is_bare = ONLY_A_SPAN.search(sentence.text) is not None
        has_figure = any(a.unit in ("percent", "rate", "money") or a.value >= 2 for a in sentence.amounts)
        if (
            has_figure
            and not OF_A_WHOLE.search(sentence.text)
            and (is_bare or not _has_window(around, sentence.text[: found.start()]))
        ):
            yield sentence.remark(f"“{found[0]}”: an average of which months, and of what, is not said")


def _is_of_table(paper: Reading, sentence: Sentence) -> bool:
    """An average right under a table, of a total that it prints, is of the months that the table names."""
    for grid in paper.grids:
        if grid.section is not sentence.section or not 0 <= sentence.block - grid.block <= 2:
            continue
        named = " ".join((grid.table.caption, *(c.title for c in grid.table.columns), *grid.labels))
        if not re.search(ANY_MONTH, named):
            continue
        totals = {cell.value for c in grid.columns for row in grid.totals if (cell := c.cells[row])}
        for amount in sentence.amounts:
            if amount.value > 1 and any(
                amount.low * n <= total <= amount.high * n for total in totals for n in range(2, AT_MOST + 1)
            ):
                return True
    return False


def _has_window(around: str, before: str) -> bool:
    """A month beside the figure compared is the month of that figure, not of the average."""
    return bool(WINDOW.search(around[len(before[-60:]) :])) or bool(
        re.search(r"\b(?:rolling|national|England|regional|peer)\b", around, re.IGNORECASE)
    )


RULE = Rule(
    key="averages",
    title="An average of nobody knows what",
    severity="ask",
    explanation="An average moves with the months that are in it. Name the first and the last of them.",
    read=read,
    kind="periods",
    certainty="likely",
)
