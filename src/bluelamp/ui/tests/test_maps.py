"""Maps: readable without being seen, the same bytes each time, light, and refused without a sentence or a table."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from bluelamp.ui import charts
from bluelamp.ui.charts import Ground, Map, Shaded, Shape, cartography, drawing
from bluelamp.ui.charts.cartography import Paper
from bluelamp.ui.charts.maps import SHADES

SQUARE = np.array([(0, 0), (20_000, 0), (20_000, 12_000), (0, 12_000), (0, 0)], dtype=float)
DUDLEY = Shape((SQUARE,), "Dudley", "DY", (10_000, 6_000))
WALSALL = Shape((SQUARE + np.array([20_000, 0]),), "Walsall & elsewhere, north", "WS", (30_000, 6_000))
GROUND = Ground((DUDLEY, WALSALL), "Lines by somebody.", (Shape((SQUARE / 4,)),), "Priority Area")
HOT = Shaded("Hot spots", "hot", [charts.square(5_250, 5_250, 500), charts.square(5_750, 5_250, 500)])


def drawn(**given: Any) -> Map:
    said = {
        "title": "By number",
        "sentence": "Two squares stand out.",
        "headers": ("Place", "Number"),
        "rows": [("SP 052 052", "90"), ("SP 057 052", "70")],
    }
    return charts.draw_map(given.pop("ground", GROUND), given.pop("shaded", [HOT]), **said | given)


def test_a_map_is_named_and_described_and_leads_to_its_table() -> None:
    opening = re.match(r"<svg[^>]*>", drawn().svg)[0]
    assert 'role="img"' in opening
    assert 'aria-label="By number. A map with 2 hot spots. Every place marked is in the table' in opening
    assert "<title>By number</title><desc>A map with 2 hot spots." in drawn().svg


@pytest.mark.parametrize("wrong", [{"sentence": " "}, {"rows": []}, {"rows": [("one cell",)]}])
def test_a_map_without_a_sentence_or_a_whole_table_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(charts.Undrawable):
        drawn(**wrong)


def test_a_map_of_nowhere_is_refused() -> None:
    with pytest.raises(charts.Undrawable, match="no ground to stand on"):
        drawn(ground=Ground((), ""))


def test_the_same_places_give_the_same_bytes_without_ids_scripts_or_addresses() -> None:
    svg = drawn().svg
    assert svg == drawn().svg
    assert not re.search(r"<(style|script|image|foreignObject)|\s(style|on\w+|id|href)=|url\(", svg)


def test_north_is_up_and_metres_are_even_both_ways() -> None:
    on = Paper((0.0, 0.0, 40_000.0, 20_000.0))
    (west, south), (east, north) = on.place(np.array([(0.0, 0.0), (40_000.0, 20_000.0)]))
    assert north < south
    assert (east - west) / 40 == pytest.approx((south - north) / 20, rel=0.01)


def test_what_colour_tells_is_told_by_darkness_too() -> None:
    def light(name: str) -> float:
        red, green, blue = (int(drawing.PALETTE[name][i : i + 2], 16) for i in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    for together in (("hot", "cold"), ("up", "down"), ("persistent", "emerging", "fading")):
        shades = sorted(light(SHADES[one][0]) for one in together)
        assert min(b - a for a, b in pairwise(shades)) > 50


def test_a_name_has_a_code_to_stand_for_it_on_a_telephone() -> None:
    svg = drawn().svg
    assert 'class="bl-map__name"' in svg
    assert 'class="bl-map__code"' in svg
    assert "Walsall &amp;" in svg


def test_the_scale_is_a_round_length() -> None:
    assert ">5 km<" in drawn().svg


def test_the_key_says_what_each_shade_and_outline_means() -> None:
    assert [words for words, _ in drawn().key] == ["Hot spots", "Priority Area"]


def test_a_shape_too_small_to_see_is_left_out() -> None:
    speck = SQUARE / 10_000
    assert cartography.path(Paper(GROUND.bounds), [speck], ("none", "none"), 1.0) == ""


def test_of_many_names_none_lies_over_another() -> None:
    on = Paper(GROUND.bounds)
    here, beside, away = (10_000.0, 6_000.0), (10_100.0, 6_000.0), (35_000.0, 6_000.0)
    assert cartography.roomy(on, [(here, "Wordsley"), (beside, "Gornal"), (away, "Norton")]) == [0, 2]
