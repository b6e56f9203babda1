"""Mix and rate: did a share move because people answered differently, or because other people were asked?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bluelamp.analysis import comparing, mix
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures import tables
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import KindsDiffer, Period
from bluelamp.kernel.figures.readings import Reading
from bluelamp.performance import catalogue, words
from bluelamp.ui import charts, formats
from bluelamp.ui.charts import Chart


@dataclass(frozen=True)
class Group:
    """One group on both sides of a change. ``rate`` and ``mix`` are what it adds, in the unit of the measure."""

    name: str
    earlier: Reading
    later: Reading
    share_before: float
    share_after: float
    rate: float
    mix: float


@dataclass(frozen=True)
class MixAndRate:
    """A change between two periods of one kind, split exactly into rate and mix, group by group (Kitagawa 1955)."""

    measure: Measure
    earlier: Reading
    later: Reading
    groups: tuple[Group, ...]
    compared: comparing.Comparison

    @property
    def rate(self) -> float:
        return sum(g.rate for g in self.groups)

    @property
    def mix(self) -> float:
        return sum(g.mix for g in self.groups)

    @property
    def sentence(self) -> str:
        split = (
            f"Of that, {formats.change(self.rate)} comes from people within each group answering differently "
            f"and {formats.change(self.mix)} from a different mix of people asked."
        )
        return f"{words.change(self.measure, self.earlier, self.later, self.compared)} {split}"

    @cached_property
    def chart(self) -> Chart:
        return charts.mix(
            [charts.Part(g.name, g.rate, g.mix) for g in self.groups],
            unit=self.measure.unit,
            title=f"{self.measure.title}: {self.earlier.period.label} to {self.later.period.label}",
            sentence=self.sentence,
        )


@dataclass(frozen=True)
class Exclusion:
    """A whole, one part of it and the rest, on one time base; and what the three would imply if mixed up.

    ``actual`` is how large the part is; :meth:`implied_with` how large it would have to be for the three to agree.
    """

    whole: Reading
    part: Reading
    rest: Reading

    @property
    def actual(self) -> float:
        return (self.part.denominator or 0) / (self.whole.denominator or float("nan"))

    def implied_with(self, rest: float) -> float:
        """How large the part would have to be for whole and part to sit with ``rest``, a level of another period."""
        return float(mix.implied_share(_known(self.whole.value), _known(self.part.value), rest))


def mix_and_rate(
    scope: Scope, measure_key: str, breakdown: str, earlier: Period, later: Period
) -> MixAndRate:
    """The change of a measure over the categories of one of its breakdowns.

    Raises :class:`KindsDiffer` for two kinds of period, ``NoSuchFigure`` when one has no figure, nobody in it or
    a group withheld from the reader, ``ValueError`` when the measure has no such breakdown.
    """
    if type(earlier) is not type(later):
        raise KindsDiffer(earlier, later)
    measure = catalogue.measure(measure_key)
    if breakdown not in measure.tally.breakdowns:
        raise ValueError(f"{measure.title} is not broken down by {breakdown.replace('_', ' ')}.")
    sides = [_side(scope, measure, breakdown, period) for period in (earlier, later)]
    names = sorted(set(sides[0]) | set(sides[1]))
    before, after = (
        [side.get(c) or Reading(measure_key, p) for c in names]
        for side, p in zip(sides, (earlier, later), strict=True)
    )
    n_before, n_after = ([r.denominator or 0.0 for r in side] for side in (before, after))
    whole = [figures.reading(scope, measure_key, period) for period in (earlier, later)]
    for read, n, side in zip(whole, (n_before, n_after), (before, after), strict=True):
        if any(group.withheld for group in side):
            raise figures.NoSuchFigure(f"{read.period.label} cannot be split: a group in it is withheld.")
        if not sum(n):
            raise figures.NoSuchFigure(f"{read.period.label} cannot be split: nobody was counted in it.")
    split = mix.kitagawa(n_before, [r.value or 0.0 for r in before], n_after, [r.value or 0.0 for r in after])
    compared = comparing.two_shares(
        *(_known(value) for r in reversed(whole) for value in (r.value, _asked(r)))
    )
    groups = tuple(
        Group(
            measure.breakdown_words.get(name, name),
            before[i],
            after[i],
            n_before[i] / sum(n_before),
            n_after[i] / sum(n_after),
            float(split.rate[i]),
            float(split.mix[i]),
        )
        for i, name in enumerate(names)
    )
    return MixAndRate(measure, whole[0], whole[1], groups, compared)


def exclusion(scope: Scope, whole_key: str, part_key: str, rest_key: str, period: Period) -> Exclusion:
    """Three measures of one period: a whole, one part, and the whole without that part."""
    return Exclusion(*(figures.reading(scope, key, period) for key in (whole_key, part_key, rest_key)))


def _side(scope: Scope, measure: Measure, breakdown: str, period: Period) -> dict[str, Reading]:
    found = tables.of_categories(scope, measure.key, period, breakdown=breakdown)
    return {read.category: read for read in found}


def _known(value: float | None) -> float:
    """What is not known or not shown is not a number to reckon with."""
    return float("nan") if value is None else value


def _asked(read: Reading) -> float | None:
    return read.effective_n if read.effective_n is not None else read.n
