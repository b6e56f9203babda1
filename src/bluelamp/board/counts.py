"""Counts that follow from others: the year to November less the year to October tells November."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations

from bluelamp.board.document import Count
from bluelamp.kernel.figures.periods import Period


def periods_apart(counts: Sequence[Count], periods: Mapping[str, tuple[str, Period]]) -> tuple[Count, ...]:
    """``counts``, and what lies between two periods of one series that begin or end together, the one in the other.

    ``periods`` gives the series and the period of a count by its key; those of tables have none.
    """
    known = {count.key: count for count in counts}
    for long, short in permutations(periods, 2):
        (series, whole), (other, part) = periods[long], periods[short]
        between = known[long].value - known[short].value
        if series == other and _lies_at_an_end(part, whole) and between >= 0:
            rest = Count(
                f"{long} less {short}", f"{known[long].title}, less {part.label}", between, known[long].family
            )
            known[rest.key] = replace(rest, is_printed=False)
            known[long] = replace(known[long], sums=(*known[long].sums, (short, rest.key)))
    return tuple(known.values())


def _lies_at_an_end(part: Period, whole: Period) -> bool:
    starts = part.last_month.shift(1 - part.length) == whole.last_month.shift(1 - whole.length)
    return part.length < whole.length and (starts or part.last_month == whole.last_month)
