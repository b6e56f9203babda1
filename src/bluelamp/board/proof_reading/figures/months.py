"""What each month stood at, where a paper prints its figure right beside it."""

from __future__ import annotations

import re
from datetime import date

from bluelamp.board.proof_reading.figures.pairs import changes
from bluelamp.board.proof_reading.language import patterns
from bluelamp.board.proof_reading.language.amounts import Amount
from bluelamp.board.proof_reading.language.dates import Dated
from bluelamp.board.proof_reading.language.sentences import Sentence

AVERAGE = patterns.compile(r"\b(?<!monthly )(?:averag\w+|mean|rolling)\b", re.IGNORECASE)
AFTER_MONTH = re.compile(
    r"(?:,? (?:itself )?(?:was|at|stood at|had|had been|with|saw|were|is)(?: just| only)? |"
    r",? when there were | |\s?\()$"
)
BEFORE_MONTH = re.compile(r"^(?: (?:days?|minutes?|weeks?|hours?|calls?|[a-z]+))? in $")


def month_of(dated: Dated, meeting: date) -> date:
    """The month, which without a year is the latest before the meeting."""
    first = dated.first.replace(day=1)
    is_next = not dated.has_year and first > meeting
    return first.replace(year=first.year - 1) if is_next else first


def before(month: date, n: int = 1) -> date:
    """The month ``n`` months earlier."""
    count = month.year * 12 + month.month - 1 - n
    return date(count // 12, count % 12 + 1, 1)


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
