"""Charts for page and paper: each call gives picture, sentence and table made from the same values.

chart = charts.control(points, unit="percent", title="ASB satisfaction by month", sentence="…")
chart.svg, chart.svg_narrow, chart.png(scale=2), chart.pdf()
chart.alt, chart.sentence, chart.headers, chart.rows, chart.definition
"""

from bluelamp.ui.charts.axes import named
from bluelamp.ui.charts.comparing import BEYOND, Curve, Placed, Ranked, chance, funnel, ranks
from bluelamp.ui.charts.drawing import Chart, Undrawable, configure
from bluelamp.ui.charts.judged import judged, points_of
from bluelamp.ui.charts.maps import Ground, Map, Shaded, Shape, draw_map, square
from bluelamp.ui.charts.over_time import control, counts, fan, rolling, sparkline, two_dates
from bluelamp.ui.charts.series import Area, Flag, Level, Moment, Part, Point, Quantiles, Turn, points
from bluelamp.ui.charts.side_by_side import areas, mix

__all__ = [
    "BEYOND",
    "Area",
    "Chart",
    "Curve",
    "Flag",
    "Ground",
    "Level",
    "Map",
    "Moment",
    "Part",
    "Placed",
    "Point",
    "Quantiles",
    "Ranked",
    "Shaded",
    "Shape",
    "Turn",
    "Undrawable",
    "areas",
    "chance",
    "configure",
    "control",
    "counts",
    "draw_map",
    "fan",
    "funnel",
    "judged",
    "mix",
    "named",
    "points",
    "points_of",
    "ranks",
    "rolling",
    "sparkline",
    "square",
    "two_dates",
]
