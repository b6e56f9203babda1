import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bluelamp.analysis import mix

groups = arrays(float, 4, elements=st.floats(0, 1))
amounts = arrays(float, 4, elements=st.floats(0, 500))


@given(amounts, groups, amounts, groups)
def test_rate_and_mix_add_up_to_the_change_exactly(n, p, m, q) -> None:
    assume(n.sum() > 1e-6 and m.sum() > 1e-6)
    change = mix.kitagawa(n, p, m, q)
    assert change.rate.sum() + change.mix.sum() == pytest.approx(change.total, abs=1e-12)


@given(amounts, groups, groups)
def test_the_same_mix_leaves_only_rate(n, p, q) -> None:
    assume(n.sum() > 1e-6)
    assert mix.kitagawa(n, p, n, q).mix == pytest.approx(0, abs=1e-12)


def test_growth_of_a_group_that_does_worse_counts_down() -> None:
    """The whole goes from 80% to 78%, its midpoint is 79%: (90 - 79) x -10% and (70 - 79) x 10%."""
    change = mix.kitagawa([50, 50], [0.9, 0.7], [40, 60], [0.9, 0.7])
    assert change.rate.tolist() == [0, 0]
    assert change.mix == pytest.approx([-0.011, -0.009])


def test_a_group_that_appears_is_all_mix() -> None:
    change = mix.kitagawa([100, 0], [0.8, np.nan], [80, 20], [0.8, 0.5])
    assert change.rate.tolist() == [0, 0]
    assert change.total == pytest.approx(-0.06)


def test_a_change_from_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="one side of it has nobody"):
        mix.kitagawa([0, 0], [0.8, 0.7], [1, 1], [0.8, 0.7])


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 0.99))
def test_leaving_a_part_out_and_finding_its_share_are_inverses(rest, part, share) -> None:
    whole = share * part + (1 - share) * rest
    assert mix.excluding(whole, part, share) == pytest.approx(rest, abs=1e-9)
    if abs(rest - part) > 1e-6:
        assert mix.implied_share(whole, part, rest) == pytest.approx(share, abs=1e-6)


def test_what_cannot_be_told_is_nan() -> None:
    assert np.isnan(mix.excluding(0.8, 0.8, 1.0))
    assert np.isnan(mix.implied_share(0.8, 0.75, 0.75))
    assert np.isnan(mix.overall([0.8, 0.7], [0, 0]))


@given(groups, amounts, st.floats(0, 1))
def test_contributions_add_up_to_the_gap(p, n, reference) -> None:
    assume(n.sum() > 1e-6)
    gap = mix.overall(p, n) - reference
    assert mix.contributions(p, n, reference).sum() == pytest.approx(gap, abs=1e-9)


def test_a_month_without_interviews_contributes_nothing() -> None:
    assert mix.contributions([0.7, None], [50, 0], 0.8).tolist() == pytest.approx([-0.1, 0])
