"""Wrong input gets a sentence or a stated behaviour, and NumPy spills no warning."""

from datetime import date

import numpy as np
import pytest

from bluelamp.analysis import spc
from bluelamp.analysis.spc import rebasing

pytestmark = pytest.mark.filterwarnings("error")
NAN = float("nan")
USUAL = [80, 81, 79, 82, 80, 81, 79, 80, 82, 81, 79, 80]
EVERY_CHART = [kind for kind in spc.KINDS if kind != "seasonal"]


def of(chart, values):
    """These values as ``chart`` takes them."""
    kind = spc.KINDS[chart]
    y = [v if v is None or kind.takes != "share" else v / 100 for v in values]
    return spc.judge(y, 100 if kind.n == "needed" else None, chart=chart)


@pytest.mark.parametrize("chart", EVERY_CHART)
@pytest.mark.parametrize("gap", [NAN, None])
def test_a_gap_stays_a_gap_and_its_neighbours_become_neighbours(chart, gap):
    whole, gapped = of(chart, USUAL), of(chart, [*USUAL[:5], gap, *USUAL[5:]])
    assert np.isnan(gapped.values[5])
    assert gapped.marks[5] == ""
    assert np.delete(gapped.z, 5) == pytest.approx(whole.z)
    assert gapped.variation == whole.variation


@pytest.mark.parametrize("chart", EVERY_CHART)
@pytest.mark.parametrize("values", [[80] * 30, [0] * 30])
def test_a_series_that_never_varies_raises_nothing(chart, values):
    assert of(chart, values).variation == "common"


@pytest.mark.parametrize("chart", EVERY_CHART)
def test_one_point_and_no_point_are_too_few(chart):
    assert of(chart, [80]).variation == "none"
    assert of(chart, [None, NAN]).variation == "none"
    assert of(chart, [None]).last is None


@pytest.mark.parametrize("chart", EVERY_CHART)
def test_two_points_give_trial_limits_and_no_signal(chart):
    signal = of(chart, [80, 82])
    assert (signal.variation, signal.trial, signal.baseline) == ("common", True, 2)


@pytest.mark.parametrize("chart", ["p", "p-prime", "u", "u-prime", "i-prime"])
def test_a_month_in_which_nobody_was_asked_is_a_gap(chart):
    n = [100] * 12
    n[4] = 0
    signal = spc.judge([v / 100 for v in USUAL], n, chart=chart)
    assert (np.isnan(signal.values[4]), signal.marks[4], signal.baseline) == (True, "", 11)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"values": [3, -1], "chart": "c"}, "below zero|negative|nought"),
        ({"values": [0.3, -0.1], "n": 10, "chart": "u"}, "below zero|negative|nought"),
        ({"values": [0.3, 0.2], "n": [10, -1], "chart": "p"}, "below zero|negative|nought"),
        ({"values": [0.3, 1.2], "n": 10, "chart": "p"}, "1.2"),
        ({"x": [3, 12], "n": [10, 10], "chart": "p"}, "1.2"),
        ({"values": [3, 2.5], "chart": "c"}, "2.5 is not a whole number"),
        ({"values": [3, np.inf]}, "infinite"),
        ({"values": []}, "empty"),
        ({"values": [0.3, 0.2], "n": 10, "chart": "p", "milestones": 80}, "milestone of 80 lies outside the scale"),
        ({"values": [3, 2], "chart": "c", "milestones": -1}, "milestone of -1 lies outside the scale"),
        ({"values": [3, 2], "milestones": np.inf}, "milestone of inf lies outside the scale"),
        ({"values": USUAL, "phases": [12]}, "A rebase must fall after the first"),
        ({"values": USUAL, "phases": [0]}, "A rebase must fall after the first"),
        ({"values": USUAL, "phases": [-3]}, "A rebase must fall after the first"),
        ({"values": USUAL, "rolling": True}, "about 96 of 100 charts of pure chance"),
        ({"values": USUAL, "rules": "lucky"}, "There is no rule set “lucky”"),
        ({"values": USUAL, "chart": "pie"}, "There is no chart “pie”"),
    ],
)  # fmt: skip
def test_what_cannot_be_charted_is_refused_in_a_sentence(told, words):
    with pytest.raises(ValueError, match=words):
        spc.judge(**told)


@pytest.mark.parametrize(
    "months",
    [
        [date(2013, 1, 1), date(2013, 1, 1), date(2013, 2, 1)],
        [date(2013, 2, 1), date(2013, 1, 1), date(2013, 3, 1)],
    ],
)
def test_months_out_of_order_or_twice_cannot_hold_a_rebase(months):
    with pytest.raises(ValueError, match="give the months in order, each once"):
        rebasing.position(date(2013, 3, 1), months)
