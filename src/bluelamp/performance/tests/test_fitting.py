"""Which chart a series is judged on, and where its limits begin anew."""

from __future__ import annotations

import numpy as np
import pytest

from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.figures.readings import Reading
from bluelamp.kernel.figures.tables import Sheet
from bluelamp.performance import catalogue
from bluelamp.performance.queries.cohort import judge_sheet
from bluelamp.performance.queries.fitting import breaks, chart_for
from bluelamp.performance.queries.signals import judge

SUMMERS = [round(400 + 150 * np.sin(m * np.pi / 6)) + (m * 7919 % 29) - 14 for m in range(48)]
EVENTS = [12, 9, 15, 11, 8, 14, 10, 13, 9, 12, 11, 16, 10, 12, 9, 13, 11, 10]
WILD = [2, 40, 5, 33, 1, 48, 3, 29, 6, 51, 2, 37, 4, 30, 1, 44, 5, 39]


@pytest.mark.parametrize(
    ("measure", "level", "values", "chart"),
    [
        ("asb-satisfaction", "lpu", [0.8, 0.7], "p"),
        ("recorded-asb", "force", EVENTS, "xmr"),
        ("recorded-asb", "lpu", EVENTS, "xmr"),
        ("recorded-asb", "neighbourhood", EVENTS, "c"),
        ("recorded-asb", "neighbourhood", WILD, "xmr"),
        ("recorded-asb", "neighbourhood", [0, 0, 1, 0, 0, 0, 1, 0], "c"),
        ("recorded-asb", "neighbourhood", [*[82.0] + [None] * 10, *EVENTS], "c"),
        ("interview-lag", "lpu", [60.0, 61.0], "xmr"),
        ("recorded-asb", "force", SUMMERS, "seasonal"),
        ("recorded-asb", "neighbourhood", SUMMERS, "seasonal"),
        ("recorded-asb", "force", SUMMERS[:35], "xmr"),
        ("survey-interviews", "force", SUMMERS, "xmr"),
    ],
)
def test_a_series_goes_on_the_chart_that_fits_it(measure, level, values, chart):
    assert chart_for(catalogue.measure(measure), level, values) == chart


@pytest.mark.parametrize(
    ("values", "points"),
    [
        ([], ()),
        ([None, 1.0, None], ()),
        ([1.0, *[None] * 5, 2.0], ()),
        ([1.0, *[None] * 6, 2.0, 3.0], (7,)),
        ([None, 1.0, *[None] * 7, 2.0, *[None] * 6, 3.0], (9, 16)),
        (np.array([np.nan, 1.0, 2.0]), ()),
    ],
)
def test_half_a_year_of_nothing_parts_a_series_and_less_does_not(values, points):
    assert breaks(values) == points


def test_what_comes_every_summer_is_no_signal_and_what_does_not_is():
    measure = catalogue.measure("recorded-asb")
    usual, unusual = ([reading(month, value) for month, value in enumerate(series)] for series in (
        SUMMERS, [*SUMMERS[:-1], SUMMERS[-1] + 300]
    ))  # fmt: skip
    assert [judge(measure, readings).variation for readings in (usual, unusual)] == ["common", "concern"]


def test_a_sheet_is_judged_like_each_of_its_series():
    values = np.array([SUMMERS, [*SUMMERS[:-1], SUMMERS[-1] + 300]], dtype=float)
    keys = (("recorded-asb", "lpu", "DY"), ("recorded-asb", "lpu", "CV"))
    flagged, _ = judge_sheet(Sheet(keys, 12 * 2010, values, np.full_like(values, np.nan)))
    assert list(flagged) == [1]
    assert flagged[1].chart == "seasonal"


def reading(month: int, value: float) -> Reading:
    return Reading("recorded-asb", Month(2010, 1).shift(month), value=value, n=1, id=month + 1)
