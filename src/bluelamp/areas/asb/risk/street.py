"""Incidents of anti-social behaviour as published at data.police.uk, as points that a repeat location is told by.

They are the publisher's map points, each shared by several addresses, and known to the month alone.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bluelamp.kernel.places import outlines

ASB = "Anti-social behaviour"


def points(rows: pa.Table, *, until: date, days: int) -> NDArray[np.float64]:
    """Eastings and northings, n rows of 2, of the incidents in ``rows`` (the fact ``recorded_crime``) whose month began
    within so many days before a day."""
    months = np.asarray(rows["month"].to_numpy(), "datetime64[D]")
    day = np.datetime64(until, "D")
    kept = (np.asarray(rows["crime_type"].to_pylist()) == ASB) & (months <= day)
    kept &= months > day - np.timedelta64(days, "D")
    longitude = np.asarray(rows["longitude"].to_numpy(), float)[kept]
    latitude = np.asarray(rows["latitude"].to_numpy(), float)[kept]
    placed = ~(np.isnan(longitude) | np.isnan(latitude))
    return np.column_stack(outlines.in_metres(longitude[placed], latitude[placed]))
