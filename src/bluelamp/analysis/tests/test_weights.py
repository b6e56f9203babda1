import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.analysis.weights import (
    NobodyInterviewed,
    design_effect,
    effective_n,
    kish,
    post_stratify,
)


def test_equal_weights_cost_nothing() -> None:
    assert effective_n([2.5] * 40) == pytest.approx(40)
    assert design_effect(40, 100, 250) == pytest.approx(1)


def test_one_heavy_interview_costs_precision() -> None:
    """Nine interviews of weight 1 and one of 11: (20)² / (9 + 121) = 3.08 of 10."""
    weights = [1.0] * 9 + [11.0]
    assert effective_n(weights) == pytest.approx(400 / 130)
    assert design_effect(10, sum(weights), 130) == pytest.approx(3.25)


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=50))
def test_effective_n_lies_between_one_and_the_interviews(weights) -> None:
    assert 1 - 1e-9 <= effective_n(weights) <= len(weights) + 1e-9


def test_nobody_is_nobody() -> None:
    assert kish(0, 0) == 0
    assert np.isnan(design_effect(0, 0, 0))


def test_post_stratification_makes_the_interviews_stand_for_the_frame() -> None:
    frame, interviewed = {"Dudley": 600, "Solihull": 200, "Mounted": 0}, {"Dudley": 30, "Solihull": 40}
    weights = post_stratify(frame, interviewed)
    assert weights == {"Dudley": 20.0, "Solihull": 5.0}
    assert sum(weights[s] * n for s, n in interviewed.items()) == sum(frame.values())


def test_a_stratum_with_nobody_interviewed_is_named() -> None:
    with pytest.raises(NobodyInterviewed, match=r"“Walsall” \(90 people\)"):
        post_stratify({"Dudley": 600, "Walsall": 90}, {"Dudley": 30, "Walsall": 0})


def test_more_interviews_than_the_frame_holds_are_refused() -> None:
    with pytest.raises(ValueError, match="31 interviews in “Dudley”, where the frame has 30 people"):
        post_stratify({"Dudley": 30}, {"Dudley": 31})
