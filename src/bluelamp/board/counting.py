"""The counts behind those a paper prints, as the records have them.

They are asked for by Bluelamp itself, not by the author: what has to be protected may lie in a place or a month that
the author may not read. None of them is printed.
"""

from __future__ import annotations

from collections.abc import Mapping

from bluelamp.board.counts import Counted
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.periods import Period
from bluelamp.performance import catalogue


class Values:
    """Counts by what they are of, each series asked for once."""

    def __init__(self) -> None:
        self.scope = Scope.system("linking the counts of a paper")
        self._series: dict[tuple[str, str], Mapping[Period, int]] = {}

    def of(self, what: Counted) -> int | None:
        """The count; None where it is not known or rests on too few to be told."""
        asked = what.series, what.period.kind
        if asked not in self._series:
            self._series[asked] = self._asked(what)
        return self._series[asked].get(what.period)

    def kinds(self, what: Counted) -> list[str]:
        """Every kind that the breakdown of a count may have, its own first."""
        return list(dict.fromkeys([what.category, *catalogue.KEYS[what.measure].breakdown_words]))

    def _asked(self, what: Counted) -> Mapping[Period, int]:
        found = figures.series(
            self.scope,
            what.measure,
            kind=what.period.kind,
            basis=what.basis,
            area_level=what.area_level,
            area=what.area,
            breakdown=what.breakdown,
            category=what.category,
        )
        return {reading.period: round(reading.value) for reading in found if reading.value is not None}
