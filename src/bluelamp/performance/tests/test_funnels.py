"""Places in a funnel: which stand out for their size, by a funnel that fits the measure."""

from __future__ import annotations

import numpy as np
import pytest

from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.figures.readings import Reading
from bluelamp.performance import catalogue
from bluelamp.performance.queries import funnels
from bluelamp.performance.queries.funnels import Funnelled

PERIOD = Month(2013, 11)
UNITS = ("BE", "BN", "BS", "BW", "CV", "DY", "SW", "SH", "WS", "WV")


def of(area: str, x: float, n: float, *, level: str = "lpu", withheld: str = "") -> Reading:
    value = None if withheld else x / n
    return Reading(
        "asb-satisfaction", PERIOD, area_level=level, area=area, value=value, numerator=x, denominator=n,
        n=None if withheld else int(n), effective_n=n, withheld=withheld, id=1,
    )  # fmt: skip


def laid_out(measure: str, force: Reading, found: list[Reading]) -> Funnelled:
    laid = funnels.in_funnel(catalogue.measure(measure), PERIOD, force, found)
    assert laid is not None
    return laid


def alike(n: float = 400, share: float = 0.8) -> list[Reading]:
    return [of(unit, n * share, n) for unit in UNITS]


FORCE = of("E23000014", 3200, 4000, level="force")


def test_places_within_what_chance_explains_are_not_told_apart() -> None:
    laid = laid_out("asb-satisfaction", FORCE, alike())
    assert laid.sentence == (
        "The force as a whole stood at 80.0%. No place lies outside the limits for its size."
    )
    assert not laid.is_widened


def test_one_place_far_below_is_named_and_counts_as_a_concern() -> None:
    found = [*alike()[:-1], of("WV", 270, 400)]
    laid = laid_out("asb-satisfaction", FORCE, found)
    assert laid.sentence == (
        "The force as a whole stood at 80.0%. Wolverhampton lies below the 99.8% limits, where chance puts one place "
        "in 500. The order of the others says nothing."
    )
    assert laid.chart.definition["datasets"]["points"][-1]["shape"] == "diamond"


def test_places_that_differ_even_taken_together_get_a_wider_funnel_and_say_so() -> None:
    shares = [0.70, 0.74, 0.76, 0.78, 0.79, 0.81, 0.82, 0.84, 0.86, 0.90]
    found = [of(unit, 400 * share, 400) for unit, share in zip(UNITS, shares, strict=True)]
    laid = laid_out("asb-satisfaction", FORCE, found)
    assert laid.is_widened
    assert "the limits are widened" in laid.sentence
    assert laid.chart.definition["datasets"]["curve"][0]["exact_low"] is not None


def test_counts_are_laid_out_for_each_resident_and_not_as_they_are() -> None:
    from bluelamp.areas.neighbourhoods import residents

    people = {unit: residents.by_place()["lpu", unit] for unit in UNITS}
    found = [of(unit, people[unit] * 0.002, 1) for unit in UNITS]
    total = residents.by_place()["force", "E23000014"] * 0.002
    laid = laid_out("recorded-asb", of("E23000014", total, 1, level="force"), found)
    assert laid.unit == "per_1000"
    assert laid.level == pytest.approx(2.0)
    assert laid.found.values * laid.per == pytest.approx(np.full(10, 2.0))


def test_a_withheld_place_is_left_out_and_named() -> None:
    found = [*alike()[:-1], of("WV", 3, 4, withheld="Withheld: it rests on fewer than 5.")]
    laid = laid_out("asb-satisfaction", FORCE, found)
    assert laid.unplaced == ("Wolverhampton",)
    assert "Wolverhampton" not in laid.chart.svg
    assert "WV" not in [placed.area for placed in laid.readings]


def test_a_reader_of_one_unit_sees_it_in_the_funnel_of_the_force() -> None:
    laid = laid_out("asb-satisfaction", FORCE, [of("CV", 330, 400)])
    assert laid.found.target == pytest.approx(0.8)
    assert laid.found.outside.tolist() == [0]


def test_nothing_is_laid_in_a_funnel_round_a_force_that_is_not_known() -> None:
    nobody = of("E23000014", 0, 1, level="force", withheld="Withheld: it rests on fewer than 5.")
    assert funnels.in_funnel(catalogue.measure("asb-satisfaction"), PERIOD, nobody, alike()) is None
