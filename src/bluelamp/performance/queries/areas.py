"""Places side by side with the doubt in each: never a league table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bluelamp.analysis.spc.signal import in_words
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures import tables
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import Period
from bluelamp.kernel.figures.readings import Reading
from bluelamp.kernel.places import queries as places
from bluelamp.performance import catalogue
from bluelamp.performance.queries import funnels
from bluelamp.performance.queries.funnels import Funnelled
from bluelamp.performance.queries.ranks import LAST, Ranking, of_readings
from bluelamp.ui import charts, formats
from bluelamp.ui.charts import Chart


@dataclass(frozen=True)
class AreaRow:
    """One place: how far outside the funnel it lies (None when in none), and the chance that it is truly among the
    last four (None when nothing could be ranked)."""

    code: str
    name: str
    reading: Reading
    beyond: int | None
    chance: float | None

    @property
    def chance_words(self) -> str:
        """The chance in whole per cent, never quite certain."""
        return "" if self.chance is None else charts.chance(self.chance)

    @property
    def beyond_words(self) -> str:
        """Where it lies in the funnel."""
        return "" if self.beyond is None else charts.BEYOND[self.beyond]


@dataclass(frozen=True)
class ByArea:
    """The places of one level in one period, by name, with the force beside them, a funnel and their ranks' doubt."""

    measure: Measure
    period: Period
    force: Reading
    rows: tuple[AreaRow, ...]
    funnel: Funnelled | None
    ranking: Ranking

    @cached_property
    def ranks_chart(self) -> Chart | None:
        """The rank each place may truly have; none when nothing could be ranked."""
        if not self.ranking.rows:
            return None
        return charts.ranks(
            [charts.Ranked(r.name, r.low, r.median, r.high, r.chance) for r in self.ranking.rows],
            few=self.ranking.few,
            few_words=self.few_words,
            title=f"Which places are truly the {self.few_words.lower()}",
            sentence=self.ranking.sentence,
        )

    @property
    def few_words(self) -> str:
        """“Lowest four”, or “Highest four” where fewer are better."""
        return f"{self.ranking.end.capitalize()} {in_words(self.ranking.few)}"

    @property
    def sentence(self) -> str:
        apart = [r.name for r in self.rows if _is_apart(r.reading, self.force)]
        level = f"The force as a whole stood at {formats.value(self.force.value, self.measure.unit)}."
        if len(self.rows) == 1:
            differs = "differs" if apart else "does not differ"
            return f"{level} {self.rows[0].name} {differs} from it by more than its margin of error."
        if not apart:
            return (
                f"{level} No place differs from it by more than its own margin of error: "
                "the order of the places is mostly chance."
            )
        names = apart[0] if len(apart) == 1 else f"{', '.join(apart[:-1])} and {apart[-1]}"
        stands = "lies" if len(apart) == 1 else "lie"
        if len(apart) == len(self.rows):
            return f"{level} Every place lies further from it than the margin of error."
        return (
            f"{level} {names} {stands} further from it than the margin of error; "
            "the order of the others is mostly chance."
        )

    @cached_property
    def chart(self) -> Chart:
        return charts.areas(
            [
                charts.Area(r.name, r.reading.value, r.reading.low, r.reading.high, r.reading.n)
                for r in self.rows
            ],
            unit=self.measure.unit,
            force=self.force.value,
            milestone=milestone.level if (milestone := self.measure.milestone_at(self.period)) else None,
            title=f"{self.measure.title} by place, {self.period.label}",
            sentence=self.sentence,
        )


def by_area(scope: Scope, measure_key: str, period: Period, *, level: str = "lpu", basis: str = "") -> ByArea:
    """Every place of one level that the reader may see, in one period.

    Nothing is ranked for a reader who may not see every place. Raises ``NoSuchFigure`` when there is no figure for the
    force to lay beside them.
    """
    measure = catalogue.measure(measure_key)
    force = figures.reading(scope, measure_key, period, basis=basis)
    found = tables.of_places(scope, measure_key, period, area_level=level, basis=basis)
    names = places.names(level)
    funnel = funnels.in_funnel(measure, period, force, found) if found else None
    ranked = of_readings(measure, found) if {r.area for r in found} == set(names) else ()
    beyond = {read.area: far for read, far in funnel.rows} if funnel else {}
    chances = {row.code: row.chance for row in ranked}
    rows = [
        AreaRow(r.area, names.get(r.area, r.area), r, beyond.get(r.area), chances.get(r.area)) for r in found
    ]
    ordered = tuple(sorted(rows, key=lambda r: r.name))
    return ByArea(measure, period, force, ordered, funnel, Ranking(measure, period, LAST, ranked))


def _is_apart(read: Reading, force: Reading) -> bool:
    if read.low is None or read.high is None or force.value is None:
        return False
    return not read.low <= force.value <= read.high
