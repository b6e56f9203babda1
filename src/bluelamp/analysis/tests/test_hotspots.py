import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy import sparse

from bluelamp.analysis import hotspots, poisson


def slowly(values, weights):
    """Gi* place by place, as it is written: (Σwx - x̄W) / (S √((nΣw² - W²) / (n - 1)))."""
    n, mean = len(values), np.mean(values)
    spread = np.sqrt(np.mean(np.square(values)) - mean**2)
    found = []
    for row in weights:
        total = sum(row)
        above = sum(w * x for w, x in zip(row, values, strict=True)) - mean * total
        found.append(above / (spread * np.sqrt((n * sum(w * w for w in row) - total**2) / (n - 1))))
    return found


def near(height, width, reach, shape):
    places = [(i, j) for i in range(height) for j in range(width)]
    return np.array(
        [
            [
                max(abs(i - k), abs(j - m)) <= reach
                if shape == "square"
                else (i - k) ** 2 + (j - m) ** 2 <= reach**2
                for k, m in places
            ]
            for i, j in places
        ],
        dtype=float,
    )


@given(
    st.integers(3, 8),
    st.integers(3, 8),
    st.integers(1, 3),
    st.sampled_from(["square", "disc"]),
    st.integers(0, 99),
)
@settings(max_examples=25, deadline=None)
def test_gi_star_is_what_its_formula_says(height, width, reach, shape, seed):
    values = np.random.default_rng(seed).poisson(3, (height, width)).astype(float)
    values[0, 0] += 1  # never all equal
    weights = near(height, width, reach, shape)
    if (weights.sum(axis=1) == height * width).any():
        return
    told = slowly(values.ravel(), weights)
    assert_allclose(hotspots.on_grid(values, reach=reach, shape=shape).z.ravel(), told, atol=1e-9)
    assert_allclose(hotspots.among(values.ravel(), weights).z, told, atol=1e-9)


def test_weights_need_not_be_noughts_and_ones_and_a_place_is_its_own_neighbour():
    rng = np.random.default_rng(1)
    weights = rng.uniform(size=(20, 20)) * (rng.uniform(size=(20, 20)) < 0.3)
    np.fill_diagonal(weights, 0)
    values = rng.poisson(5, 20).astype(float)
    own = weights + np.diag(np.where(weights.max(axis=1) > 0, weights.max(axis=1), 1))
    assert_allclose(hotspots.among(values, sparse.csr_array(weights)).z, slowly(values, own), atol=1e-9)


def test_cells_outside_the_force_neither_count_nor_are_counted():
    values = np.random.default_rng(1).poisson(3, (8, 9)).astype(float)
    inside = np.ones((8, 9), dtype=bool)
    inside[:, 6:] = False
    alone, masked = hotspots.on_grid(values[:, :6]), hotspots.on_grid(values, inside=inside)
    assert_allclose(masked.z[:, :6], alone.z)
    assert np.isnan(masked.z[:, 6:]).all()
    assert (masked.found[:, 6:] == 0).all()


def test_noise_has_next_to_no_hot_spots_and_a_true_one_is_found():
    values = np.random.default_rng(1).poisson(3, (60, 60)).astype(float)
    noise = hotspots.on_grid(values)
    assert (noise.raw < 0.05).sum() > 100
    assert (noise.found != 0).sum() <= 10
    values[20:23, 30:33] += 12
    assert (hotspots.on_grid(values).found[20:23, 30:33] == 1).all()


def test_counts_and_harm_are_two_layers_each_with_its_own_findings():
    counts = np.random.default_rng(1).poisson(3, (30, 30)).astype(float)
    harm = counts.copy()
    harm[5:8, 5:8] += 100
    both = hotspots.on_grid(np.stack([counts, harm]))
    assert_allclose(both.z[0], hotspots.on_grid(counts).z)
    assert (both.found[1, 5:8, 5:8] == 1).all()
    assert both.found[0, 6, 6] == 0


@pytest.mark.filterwarnings("error")
def test_a_grid_that_does_not_vary_has_none():
    found = hotspots.on_grid(np.full((5, 5), 3.0))
    assert np.isnan(found.z).all()
    assert (found.found == 0).all()


def test_change_carries_the_exact_interval_of_two_counts_and_holds_false_findings_down():
    before, after = np.array([20, 5, 0, 0, 40]), np.array([60, 6, 4, 0, 41])
    change = hotspots.change(before, after)
    for i in (0, 1, 4):
        ours = poisson.ratio(int(after[i]), int(before[i]))
        assert_allclose((change.ratio[i], change.low[i], change.high[i]), ours[:3])
    assert change.found.tolist() == [1, 0, 0, 0, 0]
    assert (np.isnan(change.ratio[3]), change.low[3], change.high[3], change.raw[3]) == (True, 0, np.inf, 1)
    longer = hotspots.change(before, after, exposure_after=3)
    assert longer.ratio[0] == pytest.approx(1)


def test_a_place_that_rose_with_all_others_did_not_change_beside_them():
    before = np.full(20, 40)
    doubled = hotspots.change(before, before * 2)
    assert doubled.found.all()
    assert not hotspots.change(before, before * 2, beside_all=True).found.any()


def test_the_life_of_a_hot_spot():
    history = np.array([[0, 1, 0, 1, 1, 0], [0, 1, 0, 1, 0, 0], [0, 1, 1, 0, 0, 1], [0, 1, 1, 0, 0, 0]])
    assert hotspots.life(history).tolist() == [
        "never",
        "persistent",
        "emerging",
        "fading",
        "fading",
        "emerging",
    ]
    assert hotspots.life([[1], [0], [0], [0], [0], [0]]).tolist() == ["sporadic"]
    with pytest.raises(ValueError, match="four periods"):
        hotspots.life(history[:3])


def test_what_published_points_cannot_show_is_said():
    assert len(hotspots.cautions()) == 2
    assert "Cells of 100 metres are finer" in hotspots.cautions(cell_m=100)[1]
    assert hotspots.cautions(snapped=False, monthly=False) == ()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: hotspots.on_grid([1, 2]), "rows and columns"),
        (lambda: hotspots.on_grid([[1, 2]], reach=0), "at least one cell"),
        (lambda: hotspots.among([1, 2], [[1]]), "weights of each to each"),
        (lambda: hotspots.among([1, 2], [[1, -1], [0, 1]]), "below zero"),
        (lambda: hotspots.change([1], [-1]), "below zero"),
        (lambda: hotspots.change([0], [1], beside_all=True), "exposure above nought"),
    ],
)
def test_what_cannot_be_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
