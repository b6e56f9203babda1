"""A rebase looked at before it is decided: the chart without it and with it, and what speaks for and against."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bluelamp.analysis.spc.rebasing import Check, checks, position
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures import queries as figures
from bluelamp.kernel.figures.measures import Measure
from bluelamp.performance import catalogue, words
from bluelamp.performance.models import IDENTITY, Rebase
from bluelamp.performance.queries.rebases import Answers, answers, in_force, inside, series_of
from bluelamp.performance.queries.signals import Judged, judged


@dataclass(frozen=True)
class Review:
    """One rebase, and its series ``without`` and ``with_`` it, the others in force counting in both."""

    rebase: Rebase
    measure: Measure
    without: Judged
    with_: Judged
    answers: Answers

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """What the engine asks, and found. It advises; a person decides."""
        months = [reading.period.start for reading in self.without.readings]
        try:
            at = position(self.rebase.since, months)
        except ValueError as outside:
            return (Check("Is the month inside the series?", False, str(outside)),)
        return checks(
            self.without.signal,
            at,
            cause=self.rebase.cause,
            expected_to_last=self.rebase.expected_to_last,
            noun="month",
        )

    @property
    def is_advised(self) -> bool:
        return all(check.holds for check in self.checks)

    @property
    def cautions(self) -> tuple[str, ...]:
        """What new limits would do to what the page says: nobody should agree without having read it."""
        return words.rebase_cautions(self.without.signal, self.with_.signal)


def review(scope: Scope, rebase: Rebase) -> Review:
    """The rebase judged both ways. Raises ``NoSuchFigure`` when its series is gone."""
    measure = catalogue.measure(rebase.measure)
    place = {name: getattr(rebase, name) for name in IDENTITY[1:]}
    readings = figures.series(scope, rebase.measure, **place)
    if not readings:
        raise figures.NoSuchFigure(f"No figures of {measure.title} are known any more.")
    decided = in_force(scope, measure=rebase.measure, area_level=rebase.area_level, area=rebase.area)
    others = [one for one in decided.get(series_of(rebase), ()) if one.pk != rebase.pk]
    both = sorted([*others, *inside([rebase], readings)], key=lambda one: one.since)
    return Review(
        rebase,
        measure,
        judged(measure, readings, rebases=others),
        judged(measure, readings, rebases=both),
        answers(scope, rebase),
    )


def advice(scope: Scope, rebase: Rebase) -> tuple[str, ...]:
    """What the engine says against it; empty when nothing."""
    return tuple(check.found for check in review(scope, rebase).checks if not check.holds)
