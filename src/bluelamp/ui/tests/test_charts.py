"""Every kind of chart can be read without being seen, and is the same bytes each time."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Never

import pytest

from bluelamp.ui import charts
from bluelamp.ui.charts import drawing
from bluelamp.ui.formats import MINUS

MONTHS = [date(2012 + (i + 10) // 12, (i + 10) % 12 + 1, 1) for i in range(13)]
SATISFIED: list[float | None] = [
    .849, .83, .82, .80, .79, None, None, .78, .79, .77, .71, .72, .764,
]  # fmt: skip
FLAGS: list[charts.Flag] = ["improvement", *[""] * 9, "concern", "concern", ""]  # type: ignore[list-item]
STEPS = [charts.Level(date(2011, 4, 1), 0.78), charts.Level(date(2013, 4, 1), 0.80)]
POINTS = charts.points(
    MONTHS, SATISFIED, n=[600] * 13, low=[None if v is None else v - 0.03 for v in SATISFIED],
    high=[None if v is None else v + 0.03 for v in SATISFIED], centre=[0.79] * 13, lower=[0.73] * 13,
    upper=[0.85] * 13, flags=FLAGS,
)  # fmt: skip
PLACED = [
    charts.Placed("Walsall", "WS", 0.70, 400, -2, "concern"),
    charts.Placed("Coventry", "CV", 0.77, 600),
    charts.Placed("Dudley", "DY", 0.82, 500, 1, "improvement"),
]
CURVE = charts.Curve([300, 700], [0.72, 0.74], [0.82, 0.80], [0.69, 0.72], [0.84, 0.82])
SAID = {"title": "ASB satisfaction", "sentence": "September and October 2013 fell below the usual range."}


@pytest.fixture(autouse=True)
def drawn_in_a_folder_of_its_own(tmp_path: Path) -> Iterator[Path]:
    charts.configure(tmp_path / "charts")
    yield tmp_path / "charts"
    charts.configure(None)


def each_kind(**said: str) -> dict[str, charts.Chart]:
    said = {**SAID, **said}
    ahead = [charts.Quantiles(date(2013, 12, 1), 0.74, 0.76, 0.77, 0.78, 0.80)]
    places = [charts.Area("Walsall", 0.76, 0.72, 0.80, 500), charts.Area("Coventry", 0.79, 0.75, 0.83, 510)]
    parts = [charts.Part("Burglary", 0.002, -0.001), charts.Part("Vehicle crime", -0.012, -0.004)]
    return {
        "control": charts.control(POINTS, unit="percent", milestones=STEPS, **said),
        "rolling": charts.rolling(POINTS, POINTS, unit="percent", milestones=STEPS, **said),
        "areas": charts.areas(places, unit="percent", force=0.771, milestone=0.8, **said),
        "mix": charts.mix(parts, **said),
        "sparkline": charts.sparkline(POINTS, unit="percent", milestones=STEPS, **said),
        "counts": charts.counts(charts.points(MONTHS, [640, *[None] * 11, 1100]), **said),
        "fan": charts.fan(POINTS, ahead, unit="percent", milestones=STEPS, **said),
        "funnel": charts.funnel(
            PLACED, CURVE, target=0.771, milestone=0.8, unit="percent", size_word="Interviews", **said
        ),
        "ranks": charts.ranks(
            [charts.Ranked("Walsall", 1, 2, 2, 0.97), charts.Ranked("Coventry", 1, 1, 2, 0.4)],
            few=1,
            few_words="Lowest one",
            **said,
        ),
        "two_dates": charts.two_dates(POINTS, POINTS[2:], unit="percent", milestones=STEPS, **said),
    }


KINDS = ["control", "rolling", "areas", "mix", "sparkline", "counts", "fan", "two_dates", "funnel", "ranks"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_has_a_name_a_sentence_and_a_table(kind) -> None:
    chart = each_kind()[kind]
    opening = re.match(r"<svg[^>]*>", chart.svg)[0]
    assert 'role="img"' in opening
    assert f'aria-label="{SAID["title"]}. {chart.alt}"' in opening
    assert f"<title>{SAID['title']}</title><desc>{chart.alt}</desc>" in chart.svg
    assert chart.sentence == SAID["sentence"]
    assert {len(row) for row in chart.rows} == {len(chart.headers)}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_values_give_the_same_bytes(kind, drawn_in_a_folder_of_its_own) -> None:
    first = each_kind()[kind]
    svg, png = first.svg, first.png(1)
    for kept in drawn_in_a_folder_of_its_own.iterdir():
        kept.unlink()
    again = each_kind()[kind]
    assert (again.svg, again.png(1)) == (svg, png)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_needs_nothing_a_strict_content_policy_forbids(kind) -> None:
    chart = each_kind()[kind]
    for svg in (chart.svg, chart.svg_narrow):
        assert not re.search(r"<(style|script|image|foreignObject)|\s(style|on\w+|id|href)=|url\(", svg)


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawn_chart_is_kept_and_read_back(kind, drawn_in_a_folder_of_its_own, monkeypatch) -> None:
    svg = each_kind()[kind].svg

    def nothing_left(*given) -> Never:
        raise AssertionError("drawn twice")

    monkeypatch.setattr(drawing, "_draw", nothing_left)
    assert each_kind()[kind].svg == svg


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_without_a_sentence_is_refused(kind) -> None:
    with pytest.raises(charts.Undrawable, match="has no sentence"):
        each_kind(sentence=" ")[kind]


def test_a_chart_without_rows_or_with_ragged_rows_is_refused() -> None:
    chart = each_kind()["control"]
    for rows in ((), (("one cell",),)):
        with pytest.raises(charts.Undrawable, match="has no table"):
            replace(chart, rows=rows)


def test_a_chart_of_nothing_is_refused() -> None:
    with pytest.raises(charts.Undrawable, match="nothing to draw"):
        charts.control([], unit="percent", **SAID)


def test_the_table_holds_each_value_the_picture_shows() -> None:
    chart = each_kind()["control"]
    assert chart.headers == (
        "Month", "Value", "95% interval", "Interviews", "Usual range", "Milestone", "Reading",
    )  # fmt: skip
    assert chart.rows[-1] == (
        "November 2013", "76.4%", "73.4% to 79.4%", "600", "73.0% to 85.0%", "80.0%",
        "Within its usual range",
    )  # fmt: skip
    assert chart.rows[10][-1] == "Signal of concern"
    assert chart.rows[5] == ("April 2013", "no data", "", "600", "73.0% to 85.0%", "80.0%", "")


def test_a_month_without_data_says_so_and_is_not_nought() -> None:
    chart = each_kind()["counts"]
    assert chart.rows[1] == ("December 2012", "no data")
    assert chart.svg.count(">no data<") == 1
    assert len(chart.definition["datasets"]["points"]) == 2


def test_a_series_without_any_value_is_drawn_as_no_data() -> None:
    chart = charts.control(charts.points(MONTHS, [None] * 13), unit="percent", **SAID)
    assert "no data" in chart.svg
    assert chart.alt.startswith("Control chart, November 2012 to November 2013. No data.")


def test_places_stand_in_order_of_name_whatever_their_values() -> None:
    assert [row[0] for row in each_kind()["areas"].rows] == ["Coventry", "Walsall"]


def test_a_milestone_changes_where_it_changed() -> None:
    corners = each_kind()["control"].definition["datasets"]["steps"]
    assert corners == [{"x": -0.5, "y": 0.78}, {"x": 4.5, "y": 0.80}, {"x": 12.5, "y": 0.80}]


def test_mix_and_rate_add_up_in_the_table() -> None:
    assert each_kind()["mix"].rows[-1] == (
        "All together",
        *(f"{MINUS}{part} points" for part in ("1.0", "0.5", "1.5")),
    )


def test_labels_at_the_edge_keep_a_line_between_them() -> None:
    axis = {"y_domain": [0.70, 0.90]}
    near = [{"x": 1, "y": y, "text": "80%", "colour": "", "weight": ""} for y in (0.8, 0.801, 0.799, 0.9)]
    frame = charts.axes.WIDE
    heights = [label["y"] for label in charts.axes.spread(near, axis, frame)]
    least = 0.2 * 17 / (frame.height - 110)
    assert min(b - a for a, b in itertools.pairwise(heights)) >= least - 1e-12


def test_a_line_that_ends_early_is_labelled_where_it_ends():
    ends_early = charts.points(MONTHS, [0.8] * 10 + [None] * 3)
    labels = charts.two_dates(POINTS, ends_early, unit="percent", **SAID).definition["datasets"]["labels"]
    assert {one["text"]: one["x"] for one in labels} == {"80.0%": 9, "76.4%": 12.5}


def test_a_definition_with_a_word_left_open_is_refused() -> None:
    with pytest.raises(KeyError):
        drawing.fill("control", {"width": 680})


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="2 values for 13 months"):
        charts.points(MONTHS, [0.8, 0.9])


def test_a_definition_is_plain_json() -> None:
    for kind, chart in each_kind().items():
        assert json.loads(json.dumps(chart.definition)) == chart.definition, kind


def test_places_in_a_funnel_stand_by_name_with_where_they_lie_beside_the_force() -> None:
    chart = charts.funnel(PLACED, CURVE, target=0.771, unit="percent", size_word="Interviews", **SAID)
    assert chart.headers == ("Local policing unit", "Value", "Interviews", "Beside the force")
    assert [(row[0], row[3]) for row in chart.rows] == [
        ("Coventry", "Within the limits"),
        ("Dudley", "Above the 95% limit"),
        ("Walsall", "Below the 99.8% limit"),
    ]


def test_a_place_outside_a_funnel_is_told_by_shape_as_well_as_by_colour() -> None:
    chart = charts.funnel(PLACED, CURVE, target=0.771, unit="percent", size_word="Interviews", **SAID)
    shapes = [point["shape"] for point in chart.definition["datasets"]["points"]]
    assert shapes == ["circle", "square", "diamond"]


def test_names_of_neighbouring_points_do_not_lie_over_each_other() -> None:
    close = [charts.Placed(f"Place {i}", f"P{i}", 0.77 + i / 500, 500 + i) for i in range(4)]
    chart = charts.funnel(close, CURVE, target=0.771, unit="percent", size_word="Interviews", **SAID)
    names = chart.definition["datasets"]["names"]
    assert len({(name["align"], name["dx"], name["dy"]) for name in names}) == 4


def test_exact_limits_are_dotted_only_where_the_funnel_was_widened() -> None:
    widened = replace(CURVE, exact_low=[0.73, 0.75], exact_high=[0.81, 0.79])
    drawn = [
        charts.funnel(PLACED, curve, target=0.771, unit="percent", size_word="Interviews", **SAID)
        for curve in (CURVE, widened)
    ]
    assert [c.definition["datasets"]["curve"][0]["exact_low"] for c in drawn] == [None, 0.73]


@pytest.mark.parametrize(("share", "words"), [(0.004, "under 1%"), (0.38, "38%"), (0.999, "over 99%")])
def test_a_chance_is_never_told_as_certain(share, words) -> None:
    assert charts.chance(share) == words
