import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from bluelamp.analysis.intervals import finite_n, korn_graubard, margin, n_to_detect, newcombe, wilson

shares = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)
sizes = st.floats(1, 1e5)


@pytest.mark.parametrize("interval", [wilson, korn_graubard])
def test_nobody_interviewed_leaves_no_interval(interval) -> None:
    assert np.isnan(interval(0.5, 0)).all()
    assert np.isnan(interval([np.nan, 0.5], [10, 0])).all()


@pytest.mark.parametrize("interval", [wilson, korn_graubard])
@pytest.mark.parametrize(("share", "end"), [(1.0, 1), (0.0, 0)])
def test_one_interview_or_everybody_agreeing_still_leaves_doubt_on_one_side(interval, share, end) -> None:
    for n in (1, 50):
        ends = interval(share, n)
        assert ends[end] == share
        assert 0 < ends[1 - end] < 1


@given(shares, sizes, sizes)
def test_an_interval_holds_its_share_and_narrows_as_interviews_grow(share, n, more) -> None:
    for interval in (wilson, korn_graubard):
        few, many = interval(share, n), interval(share, n + more)
        assert 0 <= few.low <= share + 1e-12
        assert share - 1e-12 <= few.high <= 1
        assert many.high - many.low <= few.high - few.low + 1e-9


@given(shares, sizes)
def test_more_confidence_takes_a_wider_interval(share, n) -> None:
    for interval in (wilson, korn_graubard):
        narrow, wide = interval(share, n, confidence=0.8), interval(share, n, confidence=0.95)
        assert wide.low <= narrow.low + 1e-12
        assert wide.high >= narrow.high - 1e-12


def test_intervals_take_an_array_of_areas_at_once() -> None:
    together = wilson([0.7, 0.8], [40, 400])
    assert_allclose(together.low, [wilson(0.7, 40).low, wilson(0.8, 400).low])


def test_the_finite_population_correction_starts_above_five_per_cent() -> None:
    assert finite_n(50, 1000) == 50
    assert finite_n(51, 1000) == pytest.approx(51 * 999 / 949)


def test_interviewing_everybody_leaves_no_doubt() -> None:
    assert tuple(wilson(0.75, 40, population=40)) == (0.75, 0.75)


def test_the_finite_population_correction_of_a_weighted_survey_counts_interviews_not_effective_ones() -> None:
    assert finite_n(30, 400, interviewed=100) == pytest.approx(30 * 399 / 300)
    assert wilson(0.8, 30, population=400, interviewed=100) == wilson(0.8, 30 * 399 / 300)


def test_more_interviews_than_people_are_refused() -> None:
    with pytest.raises(ValueError, match="More people were interviewed"):
        wilson(0.8, 41, population=40)


def test_korn_graubard_cuts_an_effective_n_back_to_the_interviews() -> None:
    assert korn_graubard(0.8, 130, interviewed=100) == korn_graubard(0.8, 100)


def test_few_degrees_of_freedom_widen_korn_graubard_as_the_ratio_of_t_says() -> None:
    """t at 2.5%: 2.2622 on 9 degrees, 1.9842 on 99; so 100 interviews count as 76.93."""
    assert_allclose(
        korn_graubard(0.8, 100, degrees_of_freedom=9),
        korn_graubard(0.8, 100 * (1.984217 / 2.262157) ** 2),
        rtol=1e-6,
    )
    assert_allclose(korn_graubard(0.8, 100, degrees_of_freedom=99), korn_graubard(0.8, 100))


def test_a_percentage_given_as_a_share_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match=r"80 does not\. Divide a percentage by 100"):
        wilson(80, 100)


def test_confidence_must_be_one() -> None:
    with pytest.raises(ValueError, match="95 does not"):
        wilson(0.8, 100, confidence=95)


@given(shares, sizes, shares, sizes)
def test_a_difference_turned_round_is_its_own_mirror(p, n, q, m) -> None:
    there, back = newcombe(p, n, q, m), newcombe(q, m, p, n)
    assert_allclose([there.low, there.high], [-back.high, -back.low], atol=1e-12)


def test_planning_sizes_stay_open_where_nothing_can_be_planned() -> None:
    assert np.isnan(margin(0.8, 0))
    assert n_to_detect(0.8, 0.8) == np.inf
