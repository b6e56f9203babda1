"""A bottom four with its doubt: who is in it, how surely, and when nothing may be ranked."""

from __future__ import annotations

import numpy as np
import pytest

from bluelamp.kernel.access.tests.factories import scope_of
from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.figures.readings import Reading
from bluelamp.performance import catalogue, queries
from bluelamp.performance.queries.ranks import RankedPlace, of_readings
from bluelamp.performance.tests.factories import Asked, taken

MONTH = Month(2013, 11)
UNITS = ("BE", "BN", "BS", "BW", "CV", "DY", "SH", "SW", "WS", "WV")


def shares(satisfied: list[int], n: int) -> list[Reading]:
    return [
        Reading("asb-satisfaction", MONTH, area_level="lpu", area=unit, value=x / n, n=n, effective_n=n)
        for unit, x in zip(UNITS, satisfied, strict=True)
    ]


def ranked(key: str, found: list[Reading], few: int = 4) -> dict[str, RankedPlace]:
    return {row.code: row for row in of_readings(catalogue.measure(key), found, few=few)}


def test_four_that_lie_far_below_are_surely_the_bottom_four() -> None:
    rows = ranked("asb-satisfaction", shares([500] * 4 + [800] * 6, 1000))
    assert {code: round(row.chance, 3) for code, row in rows.items()} == dict.fromkeys(
        UNITS[:4], 1.0
    ) | dict.fromkeys(UNITS[4:], 0.0)


def test_places_that_are_alike_are_in_it_by_chance() -> None:
    rows = ranked("asb-satisfaction", shares([40] * 10, 50)).values()
    assert max(abs(row.chance - 0.4) for row in rows) < 0.02
    assert {(row.low, row.high) for row in rows} == {(1, 10)}


def test_where_fewer_are_better_the_worst_are_the_highest_for_their_people() -> None:
    found = [
        Reading("recorded-asb", MONTH, area_level="lpu", area=unit, value=x, numerator=x, n=int(x))
        for unit, x in zip(UNITS, [9000.0, *[100.0] * 9], strict=True)
    ]
    rows = ranked("recorded-asb", found, few=1)
    assert (rows["BE"].high, rows["BE"].as_counted, round(rows["BE"].chance, 3)) == (1, True, 1.0)
    assert max(row.chance for code, row in rows.items() if code != "BE") < 0.001


@pytest.mark.parametrize("key", ["asb-per-crime", "interview-lag"])
def test_what_neither_way_is_better_has_no_bottom(key: str) -> None:
    found = [Reading(key, MONTH, area_level="lpu", area=unit, value=1.0, n=10) for unit in UNITS]
    assert ranked(key, found) == {}


def test_the_chances_come_true() -> None:
    """Of places said to be in it with a chance of about p, about p of them are (recovered from known truth)."""
    rng = np.random.default_rng(4)
    said, was = [], []
    for _ in range(60):
        true = rng.beta(60, 18, 10)
        rows = ranked("asb-satisfaction", shares(rng.binomial(150, true).tolist(), 150))
        said += [rows[unit].chance for unit in UNITS]
        was += (true.argsort().argsort() < 4).tolist()
    likely, was_in = np.array(said), np.array(was)
    for low, high in ((0, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 1)):
        among = (likely >= low) & (likely <= high)
        assert abs(likely[among].mean() - was_in[among].mean()) < 0.09


@pytest.mark.django_db
def test_the_sentence_says_who_is_counted_there_and_who_is_surely_there() -> None:
    taken([Asked(MONTH, 400, 200 if unit in "CV WS" else 330, lpu=unit) for unit in UNITS])
    found = queries.ranks(scope_of("board_member"), "asb-satisfaction", MONTH, few=2)
    assert found.sentence == (
        "As counted the two lowest over November 2013 are Coventry and Walsall. "
        "Each of them is truly there with a chance of 9 in 10 or more."
    )
    bound = queries.ranks(scope_of("neighbourhood_officer", ["CV"]), "asb-satisfaction", MONTH)
    assert (bound.rows, "cannot be ranked" in bound.sentence) == ((), True)
