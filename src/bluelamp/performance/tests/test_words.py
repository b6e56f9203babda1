"""Sentences about measures: what is said can be checked against what is shown."""

from __future__ import annotations

import pytest

from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.figures.readings import Reading
from bluelamp.performance import catalogue, words

ASB = catalogue.measure("asb-satisfaction")
LEFT = Reading("asb-satisfaction", Month(2012, 11), value=0.849)
CAME = Reading("asb-satisfaction", Month(2013, 11), value=0.764)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (0.778, 0.771, "The rolling year fell by 0.7 percentage points, from 77.8% to 77.1%: "),
        (0.73640, 0.72551, "The rolling year fell, from 73.6% to 72.6%: "),
        (0.92149, 0.92151, "The rolling year rose, from 92.1% to 92.2%: "),
        (0.92141, 0.92144, "The rolling year hardly moved and stands at 92.1%: "),
        (0.8, 0.8, "The rolling year stood still at 80.0%: "),
    ],
)
def test_a_step_is_never_said_to_be_other_than_its_two_levels_show(
    before: float, after: float, said: str
) -> None:
    came = "November 2012 (84.9%) left it and November 2013 (76.4%) came in."
    assert words.step(ASB, before, after, LEFT, CAME) == said + came
