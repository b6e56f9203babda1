"""Which control chart a monthly series is judged on: one choice for every page that judges it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from bluelamp.analysis import spc
from bluelamp.analysis.arrays import floats
from bluelamp.kernel.figures.measures import Measure
from bluelamp.warehouse.tallies import WHOLE

LONG_GAP = 6
"""Months without any figure that part a series in two."""
COUNTS_OF_SEPARATE_EVENTS = ("c", "t")


def chart_for(measure: Measure, level: str, values: Sequence[float | None] | Any) -> spc.Chart:
    """A p chart for shares, whose limits follow n; an XmR chart for other numbers of the force and its parts.

    Counts whose months of the year differ are judged against the same month of other years, once three are known.

    The few events of a neighbourhood are judged on a c chart, with limits that fit small counts, unless its months vary
    by more than separate events do: then an XmR chart asks nothing of them. Where events are rare enough for a t chart,
    the exact limits of a c chart serve as well, and its months stay months.
    """
    if measure.unit == "percent":
        return "p"
    if measure.kind != "count":
        return "xmr"
    if measure.has_season and not breaks(values) and _differ_by_season(floats(list(values)).tobytes()):
        return "seasonal"
    if level in (WHOLE, "lpu", "district"):
        return "xmr"
    return _of_few(floats(list(values))[(0, *breaks(values))[-1] :].tobytes())


def breaks(values: Sequence[float | None] | Any) -> tuple[int, ...]:
    """The points at which a series is taken up again after half a year or more of which nothing is known.

    Limits begin anew there, as after a rebase, but nobody has to decide so: what lies beyond such a gap is no
    neighbour of what follows, and a moving range across it would measure nothing.
    """
    known = np.flatnonzero(~np.isnan(floats(list(values))))
    return tuple(known[1:][np.diff(known) > LONG_GAP].tolist())


@lru_cache(maxsize=20_000)
def _differ_by_season(series: bytes) -> bool:
    return spc.propose("count", np.frombuffer(series)).chart == "seasonal"


@lru_cache(maxsize=20_000)
def _of_few(series: bytes) -> spc.Chart:
    """Kept by the values themselves: a page asks it of hundreds of series, and each changes once a month."""
    proposed = spc.propose("count", np.frombuffer(series), months=False).chart
    return "c" if proposed in COUNTS_OF_SEPARATE_EVENTS else "xmr"
