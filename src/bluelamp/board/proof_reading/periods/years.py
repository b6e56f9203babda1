"""The same count told of a calendar year in one place and of a financial year in another."""

from __future__ import annotations

from collections.abc import Iterator

from bluelamp.board.proof_reading.finding import Remark, Rule
from bluelamp.board.proof_reading.language.dates import FINANCIAL_YEAR
from bluelamp.board.proof_reading.language.periods import YEAR
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading
from bluelamp.board.proof_reading.tables.columns import added

SMALLEST = 20


def read(paper: Reading) -> Iterator[Remark]:
    of_calendar = dict(_of_calendar_years(paper))
    if not of_calendar:
        return
    for grid in paper.grids:
        for column in grid.columns:
            year = FINANCIAL_YEAR.search(column.title)
            total = added(column, grid.parts) if year and column.role == "count" else None
            if total and int(total[0]) in of_calendar and not total[1]:
                sentence, said = of_calendar[int(total[0])]
                if said == year["first"]:  # type: ignore[index]
                    yield sentence.remark(
                        f"{int(total[0]):,} is told of {said} here and adds up in {grid.name}, column "
                        f"“{column.title}”: "
                        "a calendar year and a financial year share nine months"
                    )
                    return


def _of_calendar_years(paper: Reading) -> Iterator[tuple[int, tuple[Sentence, str]]]:
    """Counts in a paragraph that opens with “In 2012”."""
    for block in paper.blocks:
        opening = block[0].text[:40]
        year = YEAR.search(opening)
        if not year or FINANCIAL_YEAR.search(opening):
            continue
        for sentence in block:
            for amount in sentence.amounts:
                if amount.unit == "count" and amount.value >= SMALLEST and amount.value.denominator == 1:
                    yield int(amount.value), (sentence, year[1])


RULE = Rule(
    key="years",
    title="A calendar year here, a financial year there",
    severity="look",
    explanation="The same number is told of two different years. Say which it is of, and compare like with like.",
    read=read,
    kind="periods",
    certainty="likely",
)
