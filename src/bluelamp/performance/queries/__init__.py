"""What the pages and papers ask about performance. Scope comes first; answers are frozen values, words included."""

from bluelamp.performance.queries.areas import AreaRow, ByArea, by_area
from bluelamp.performance.queries.mix import Exclusion, MixAndRate, exclusion, mix_and_rate
from bluelamp.performance.queries.ranks import RankedPlace, Ranking, ranks
from bluelamp.performance.queries.rolling import (
    Fall,
    NoTarget,
    Takes,
    latest_step,
    rolling_chart,
    what_it_takes,
)
from bluelamp.performance.queries.rows import Rows, rows
from bluelamp.performance.queries.signals import Judged, LagView, lag_view, place_name, signal
from bluelamp.performance.queries.sources import FactSheet, ImportRow, facts, imports, partitions_behind
from bluelamp.performance.queries.summary import SummaryRow, latest_month, summary

__all__ = [
    "AreaRow",
    "ByArea",
    "Exclusion",
    "FactSheet",
    "Fall",
    "ImportRow",
    "Judged",
    "LagView",
    "MixAndRate",
    "NoTarget",
    "RankedPlace",
    "Ranking",
    "Rows",
    "SummaryRow",
    "Takes",
    "by_area",
    "exclusion",
    "facts",
    "imports",
    "lag_view",
    "latest_month",
    "latest_step",
    "mix_and_rate",
    "partitions_behind",
    "place_name",
    "ranks",
    "rolling_chart",
    "rows",
    "signal",
    "summary",
    "what_it_takes",
]
