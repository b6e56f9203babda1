"""Counts that follow from others: a year from its months, a force from its units, a whole from its kinds.

Whoever holds a paper subtracts, between its tables, its sentences and its charts, and between papers. So each count of
a measure is made the sum of the smallest ones there are, by month, place and kind. These have the same keys in every
paper and are printed nowhere by being here: they let all that was ever let out be weighed as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from bluelamp.board.document import Count
from bluelamp.kernel.figures.periods import Month, Period
from bluelamp.kernel.figures.queries import FORCE
from bluelamp.kernel.places import queries as places

WHOLE = "force"


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count of a measure is of: by which date, where, of which kind, in which period."""

    measure: str
    period: Period
    basis: str = ""
    area_level: str = WHOLE
    area: str = FORCE
    breakdown: str = ""
    category: str = ""

    @property
    def series(self) -> str:
        parts = (self.measure, self.basis, self.area_level, self.area, self.breakdown, self.category)
        return " ".join(filter(None, parts))

    @property
    def key(self) -> str:
        return f"{self.series} {self.period}"

    def title(self, of: str) -> str:
        """``Walsall, burglary, Recorded crime, November 2013``: where, which kind, ``of`` what, when."""
        where = "" if self.area_level == WHOLE else places.names(self.area_level).get(self.area, self.area)
        return ", ".join(filter(None, (where, self.category.replace("-", " "), of, self.period.label)))

    @property
    def month(self) -> str:
        """``2013-11`` for a count of one month; nothing for one of a longer period."""
        return str(self.period).partition(":")[2] if isinstance(self.period, Month) else ""


Value = Callable[[Counted], int | None]
"""The count itself; None where it is not known, or too small to be told."""
Kinds = Callable[[Counted], Iterable[str]]
"""Every kind there is of the breakdown of a count."""


def linked(
    printed: Sequence[Count], of: Mapping[str, Counted], value: Value, kinds: Kinds
) -> tuple[Count, ...]:
    """``printed`` counts with the sums they stand in, and after them what these sums are made of.

    ``of`` says what each count of a measure is of, by its key; a count of any other sort comes with its sums.
    """
    linking = _Linking(printed, value, kinds)
    whole = [what for what in of.values() if not linking.by_month(what)]
    linking.into_wholes([*whole, *linking.months])
    return periods_apart(tuple(linking.counts.values()), {what.key: what for what in whole})


class _Linking:
    """The counts of a paper while they are hung together."""

    def __init__(self, printed: Sequence[Count], value: Value, kinds: Kinds) -> None:
        self.counts = {count.key: count for count in printed}
        self.value, self.kinds = value, kinds
        self.months: list[Counted] = []

    def by_month(self, what: Counted) -> bool:
        """Make it the sum of its months. False where none of them is known."""
        found = [replace(what, period=month) for month in what.period.months()]
        known = [month for month in found if self._know(month, self.counts[what.key])]
        self.months += known
        if known and what.period.length > 1:
            self._sum(what, known, "in other months")
        return bool(known)

    def into_wholes(self, cells: Iterable[Counted]) -> None:
        """Make the force the sum of its places and a whole the sum of its kinds, where any of the parts is here."""
        left, done = list(dict.fromkeys(cells)), set[tuple[str, str]]()
        while left:
            part = left.pop()
            for split, whole, parts in self._wholes(part):
                near = self.counts[part.key]
                if (whole.key, split) not in done and self._know(whole, near):
                    done.add((whole.key, split))
                    self._sum(whole, [one for one in parts if self._know(one, near)], f"not by {split}")
                    left.append(whole)

    def _wholes(self, part: Counted) -> Iterator[tuple[str, Counted, list[Counted]]]:
        """By what it is a part, of what, and all of the parts."""
        if part.area_level != WHOLE:
            whole, codes = _around(part)
            yield part.area_level, whole, [replace(part, area=code) for code in codes]
        if part.breakdown:
            whole = replace(part, breakdown="", category="")
            yield part.breakdown, whole, [replace(part, category=kind) for kind in self.kinds(part)]

    def _know(self, what: Counted, near: Count) -> bool:
        """Have it among the counts, printed or not. False where it is not known."""
        if what.key not in self.counts:
            value = self.value(what)
            if value is None:
                return False
            self._keep(what, value, near)
        self.counts[what.key] = replace(self.counts[what.key], series=what.series, month=what.month)
        return True

    def _sum(self, whole: Counted, parts: Sequence[Counted], rest: str) -> None:
        """The whole is the sum of these and of what is in none of them. Figures of two days may not add up at all."""
        total = self.counts[whole.key]
        keys = [part.key for part in parts]
        missing = total.value - sum(self.counts[key].value for key in keys)
        if missing < 0:
            return
        if missing:
            other = replace(whole, measure=f"{rest}: {whole.measure}")
            self._keep(other, missing, total)
            keys.append(other.key)
        self.counts[whole.key] = replace(total, sums=(*total.sums, tuple(keys)))

    def _keep(self, what: Counted, value: int, near: Count) -> None:
        self.counts[what.key] = Count(
            what.key, what.title(near.family), value, near.family, (), False, what.series, what.month
        )


def _around(part: Counted) -> tuple[Counted, list[str]]:
    """What lies around a place, and every place of its level in there."""
    if part.area_level == "neighbourhood":
        unit = places.unit_of()[part.area]
        return replace(part, area_level="lpu", area=unit), places.neighbourhoods_of([unit])
    return replace(part, area_level=WHOLE, area=FORCE), list(places.names(part.area_level))


def periods_apart(counts: Sequence[Count], of: Mapping[str, Counted]) -> tuple[Count, ...]:
    """``counts``, and what lies between two periods of one series that begin or end together, the one in the other.

    For counts whose months are not known.
    """
    known = {count.key: count for count in counts}
    for long, short in permutations(of, 2):
        whole, part = of[long], of[short]
        between = known[long].value - known[short].value
        if whole.series == part.series and _lies_at_an_end(part.period, whole.period) and between >= 0:
            title = f"{known[long].title}, less {part.period.label}"
            rest = Count(f"{long} less {short}", title, between, known[long].family, is_printed=False)
            known[rest.key] = rest
            known[long] = replace(known[long], sums=(*known[long].sums, (short, rest.key)))
    return tuple(known.values())


def _lies_at_an_end(part: Period, whole: Period) -> bool:
    starts = part.last_month.shift(1 - part.length) == whole.last_month.shift(1 - whole.length)
    return part.length < whole.length and (starts or part.last_month == whole.last_month)
