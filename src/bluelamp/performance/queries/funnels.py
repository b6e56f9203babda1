"""Places in a funnel: who differs from the force by more than their size explains, and who only seems to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from bluelamp.analysis import funnel as analysis
from bluelamp.analysis.funnel import Funnel
from bluelamp.analysis.spc.sentences import listed
from bluelamp.areas.neighbourhoods import residents
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import Period
from bluelamp.kernel.figures.readings import Reading
from bluelamp.kernel.places import queries as places
from bluelamp.ui import charts, formats
from bluelamp.ui.charts import Chart
from bluelamp.ui.charts.series import Flag

SPREAD = 0.05
"""The funnel is widened when places together vary so much that chance alone gives it less often than this."""
POINTS = 60
_BY_CHANCE = {2: ", where chance puts one place in 500", 1: ", where chance puts one place in 20"}
SIZE_WORDS = {
    "shares": "Interviews (weighted)",
    "ratios": "Number expected from the residents",
    "ratios-of-counts": "Both counts together",
}


@dataclass(frozen=True)
class Funnelled:
    """The places of one level in a funnel round the force; ``unplaced`` names those withheld or not counted."""

    measure: Measure
    period: Period
    force: Reading
    readings: tuple[Reading, ...]
    found: Funnel
    per: float
    unplaced: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        """The unit the values are read in: a count is laid beside others for each 1,000 residents."""
        return self.measure.unit if self.found.kind != "ratios" else "per_1000"

    @property
    def level(self) -> float:
        """Where the force stands, in that unit."""
        return self.found.target * self.per

    @property
    def is_widened(self) -> bool:
        """Whether places differ by more than chance even together, so that the limits allow for it."""
        return self.found.is_widened

    @property
    def rows(self) -> tuple[tuple[Reading, int], ...]:
        """Each place with where it lies: 0 within, ±1 past the 95% limit, ±2 past 99.8%."""
        return tuple(zip(self.readings, self.found.outside.tolist(), strict=True))

    @property
    def sentence(self) -> str:
        """What the funnel shows, plainly; never an order of places."""
        said = [f"The force as a whole stood at {formats.value(self.level, self.unit)}."]
        if self.is_widened:
            said.append(
                "Places differ by more than chance even taken together, so the limits are widened by how much they "
                "do; the dotted lines are the limits of chance alone."
            )
        far, near = self._named(2), self._named(1)
        if far:
            said.append(f"{far} the 99.8% limits{'' if self.is_widened else _BY_CHANCE[2]}.")
        if near:
            said.append(f"{near} the 95% limits{'' if self.is_widened else _BY_CHANCE[1]}.")
        if not far and not near:
            said.append("No place lies outside the limits for its size.")
        elif (self.found.outside == 0).any():
            said.append("The order of the others says nothing.")
        return " ".join(said)

    def _named(self, far: int) -> str:
        """“Dudley lies above and Walsall lies below”, of the places past one pair of limits only."""
        parts = []
        for side, word in ((1, "above"), (-1, "below")):
            names = sorted(self._name(read) for read, beyond in self.rows if beyond == side * far)
            if names:
                parts.append(f"{listed(names)} {'lies' if len(names) == 1 else 'lie'} {word}")
        return " and ".join(parts)

    def _name(self, read: Reading) -> str:
        return places.names(read.area_level)[read.area]

    @cached_property
    def chart(self) -> Chart:
        """The funnel, with its sentence and table."""
        milestone = self.measure.milestone_at(self.period)
        return charts.funnel(
            [self._placed(read, i) for i, read in enumerate(self.readings)],
            self._curve(),
            target=self.level,
            unit=self.unit,
            milestone=milestone.level if milestone else None,
            size_word=SIZE_WORDS[self.found.kind],
            title=f"{self.measure.title} by place and size, {self.period.label}",
            sentence=self.sentence,
        )

    def _placed(self, read: Reading, i: int) -> charts.Placed:
        beyond = int(self.found.outside[i])
        return charts.Placed(
            name=self._name(read),
            code=read.area,
            value=float(self.found.values[i]) * self.per,
            size=float(self.found.size[i]),
            beyond=beyond,
            flag=self._flag(beyond),
        )

    def _flag(self, beyond: int) -> Flag:
        better = self.measure.better
        if not beyond:
            return ""
        if better == "neither":
            return "neutral"
        return "improvement" if (beyond > 0) == (better == "up") else "concern"

    def _curve(self) -> charts.Curve:
        size = self.found.size
        sizes = np.geomspace(max(size.min() * 0.75, 1.0), size.max() * 1.15, POINTS)
        limits = self.found.curve(sizes)
        exact = self.found.exact_curve(sizes)
        of = [(limit * self.per).tolist() for limit in limits]
        dotted = [(limit * self.per).tolist() for limit in exact[:2]] if self.is_widened else [(), ()]
        return charts.Curve(sizes.tolist(), *of, *dotted)


def in_funnel(measure: Measure, period: Period, force: Reading, found: Sequence[Reading]) -> Funnelled | None:
    """The readings in a funnel round the force's; None where nothing can be laid in one, as with a mean."""
    known = tuple(r for r in found if r.value is not None and (r.n or 0) > 0)
    if not known or force.value is None:
        return None
    fitted = _fitted(measure, force, known)
    if fitted is None:
        return None
    names = places.names(found[0].area_level)
    unplaced = tuple(sorted(names.get(r.area, r.area) for r in found if r not in known))
    return Funnelled(measure, period, force, known, *fitted, unplaced)


def _fitted(measure: Measure, force: Reading, known: Sequence[Reading]) -> tuple[Funnel, float] | None:
    """The funnel that fits this sort of measure, and what its values are multiplied by to be read."""
    level = force.value or 0.0
    over = np.array([r.numerator or 0 for r in known], dtype=float)
    if measure.kind == "share" and 0 < level < 1:
        n = np.array([r.effective_n or r.n for r in known], dtype=float)
        share = np.array([r.value for r in known])
        return _widened_if_need_be(partial(analysis.shares, share * n, n, target=level)), 1.0
    if measure.kind == "ratio" and level > 0:
        under = np.array([r.denominator or 0 for r in known], dtype=float)
        return _widened_if_need_be(partial(analysis.ratios_of_counts, over, under, target=level)), 1.0
    people = [residents.by_place().get((r.area_level, r.area), 0) for r in known]
    if measure.kind not in ("count", "rate") or not all(people) or not force.numerator:
        return None
    each = force.numerator / residents.by_place()["force", force.area]
    return _widened_if_need_be(partial(analysis.ratios, over, np.array(people) * each)), each * 1000


def _widened_if_need_be(fit: Callable[..., Funnel]) -> Funnel:
    """The funnel of chance alone, or the wider one when places together vary by more than chance explains."""
    found = fit(widen=False)
    return fit(widen=True) if found.tau2 > 0 and found.chance_of_spread < SPREAD else found
