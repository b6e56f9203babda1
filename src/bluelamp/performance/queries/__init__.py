"""What the pages and papers ask about performance. Scope comes first; answers are frozen values, words included."""

from bluelamp.performance.queries.areas import AreaRow, ByArea, by_area
from bluelamp.performance.queries.cohort import Cohort, Flagged, cohort
from bluelamp.performance.queries.mix import Exclusion, MixAndRate, exclusion, mix_and_rate
from bluelamp.performance.queries.pooled import Pooled, PooledPlace, pooled
from bluelamp.performance.queries.ranks import RankedPlace, Ranking, ranks
from bluelamp.performance.queries.rebases import (
    NoSuchRebase,
    all_rebases,
    answers,
    in_force,
    last_deed,
    rebase,
    rebases,
    series_of,
    waiting,
)
from bluelamp.performance.queries.reviewing import Review, advice, review
from bluelamp.performance.queries.rolling import (
    Fall,
    NoTarget,
    Takes,
    TooFewMonths,
    latest_step,
    rolling_chart,
    what_it_takes,
)
from bluelamp.performance.queries.rows import Rows, rows
from bluelamp.performance.queries.signals import Ahead, Judged, LagView, judged, lag_view, place_name, signal
from bluelamp.performance.queries.sources import FactSheet, ImportRow, facts, imports, partitions_behind
from bluelamp.performance.queries.summary import SummaryRow, latest_month, summary
from bluelamp.performance.queries.week import Thing, Week, week

__all__ = [
    "Ahead",
    "AreaRow",
    "ByArea",
    "Cohort",
    "Exclusion",
    "FactSheet",
    "Fall",
    "Flagged",
    "ImportRow",
    "Judged",
    "LagView",
    "MixAndRate",
    "NoSuchRebase",
    "NoTarget",
    "Pooled",
    "PooledPlace",
    "RankedPlace",
    "Ranking",
    "Review",
    "Rows",
    "SummaryRow",
    "Takes",
    "Thing",
    "TooFewMonths",
    "Week",
    "advice",
    "all_rebases",
    "answers",
    "by_area",
    "cohort",
    "exclusion",
    "facts",
    "imports",
    "in_force",
    "judged",
    "lag_view",
    "last_deed",
    "latest_month",
    "latest_step",
    "mix_and_rate",
    "partitions_behind",
    "place_name",
    "pooled",
    "ranks",
    "rebase",
    "rebases",
    "review",
    "rolling_chart",
    "rows",
    "series_of",
    "signal",
    "summary",
    "waiting",
    "week",
    "what_it_takes",
]
