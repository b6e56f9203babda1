"""What each month stood at, as a paper prints it: in a table of months, or in the sentences around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bluelamp.board.proof_reading.figures.pairs import changes
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.dates import Dated, dates
from bluelamp.board.proof_reading.language.sentences import Sentence
from bluelamp.board.proof_reading.reading import Reading

AVERAGE = patterns.compile(r"\b(?<!monthly )(?:averag\w+|mean|rolling)\b", re.IGNORECASE)
AFTER_MONTH = re.compile(
    r"(?:,? (?:itself )?(?:was|at|stood at|had|had been|with|saw|were|is)(?: just| only)? |"
    r",? when there were | |\s?\()$"
)
BEFORE_MONTH = re.compile(r"^(?: (?:days?|minutes?|weeks?|hours?|calls?|[a-z]+))? in $")


@dataclass(frozen=True)
class Series:
    """Months by their first day, and what each stood at."""

    unit: str
    values: Mapping[date, Fraction]

    def spans(self, level: Amount) -> bool:
        """Could ``level`` be an average of these months?"""
        low, high = min(self.values.values()), max(self.values.values())
        wide = (high - low) / 4
        return low - wide <= level.value <= high + wide


def month_of(dated: Dated, meeting: date) -> date:
    """The month, which without a year is the latest before the meeting."""
    first = dated.first.replace(day=1)
    is_next = not dated.has_year and first > meeting
    return first.replace(year=first.year - 1) if is_next else first


def before(month: date, n: int = 1) -> date:
    """The month ``n`` months earlier."""
    count = month.year * 12 + month.month - 1 - n
    return date(count // 12, count % 12 + 1, 1)


def of_tables(paper: Reading) -> Iterator[Series]:
    """Each column of a table whose rows are months, and each row of one whose columns are."""
    for grid in paper.grids:
        rows = [_named(label, paper.meeting) for label in grid.labels]
        for column in grid.columns:
            cells = zip(rows, column.cells, strict=True)
            yield from _series(column.role, [(month, cell.value) for month, cell in cells if month and cell])
        titles = [_named(column.title, paper.meeting) for column in grid.columns]
        for row in range(len(grid.labels)):
            across = [(m, c.cells[row]) for m, c in zip(titles, grid.columns, strict=True)]
            yield from _series("count", [(month, cell.value) for month, cell in across if month and cell])


def _named(label: str, meeting: date) -> date | None:
    found = list(dates(label, meeting))
    return month_of(found[0], meeting) if len(found) == 1 and not found[0].has_day else None


def _series(unit: str, told: list[tuple[date, Fraction]]) -> Iterator[Series]:
    if len(told) > 1 and len({month for month, _ in told}) == len(told):
        yield Series(unit, dict(told))


def of_sentences(around: tuple[Sentence, ...]) -> Iterator[Series]:
    """For each unit, the months that the sentences give a figure of."""
    told: dict[str, dict[date, Fraction]] = {}
    for (unit, month), amount in figures(around).items():
        told.setdefault(unit, {})[month] = amount.value
    for unit, values in told.items():
        yield Series(unit, values)


def figures(around: tuple[Sentence, ...]) -> dict[tuple[str, date], Amount]:
    """The figure beside each month that is named, by its unit; the first, where there are several."""
    found: dict[tuple[str, date], Amount] = {}
    for sentence in around:
        known = changes(sentence)
        told = [a for a in sentence.amounts if a not in known and a.lasts not in ("month", "year")]
        for dated in (each for each in sentence.dates if not each.has_day):
            for amount in sorted(told, key=lambda a: a.start > dated.start):
                if _is_beside(sentence, dated, amount):
                    found.setdefault((amount.unit, month_of(dated, sentence.meeting)), amount)
                    break
    return found


def _is_beside(sentence: Sentence, dated: Dated, amount: Amount) -> bool:
    """“September (73.1%)”, “41 falls in January”, but not “the average was 73.1% to September”."""
    if dated.end <= amount.start:
        return bool(AFTER_MONTH.fullmatch(sentence.text[dated.end : amount.start]))
    return bool(BEFORE_MONTH.fullmatch(sentence.text[amount.end : dated.start])) and not AVERAGE.search(
        sentence.text[: amount.start]
    )
