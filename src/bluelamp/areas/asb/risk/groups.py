"""The groups the bias monitor compares: how deprived the place of a case is.

``data/deprivation.csv`` is the tenth of England that each LSOA of 2011 lies in by the English Indices of Deprivation
2019 (Ministry of Housing, Communities and Local Government; Open Government Licence v3.0), 1 the most deprived. They
are later than 2014: they compare places with each other, and say nothing of a year.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from bluelamp.areas.asb.models import Report

DATA = Path(__file__).parent / "data"
TENTH = "Deprivation of the place, in tenths of England"
ENDS = {"1": "1 (most deprived)", "10": "10 (least deprived)"}


@cache
def tenths() -> dict[str, str]:
    """LSOA → tenth, in words."""
    with (DATA / "deprivation.csv").open(encoding="utf-8", newline="") as file:
        return {row["lsoa"]: ENDS.get(row["decile"], row["decile"]) for row in csv.DictReader(file)}


def of_holdings(holdings: Sequence[int]) -> Mapping[int, Mapping[str, str]]:
    """The groups each case is in, by the number of its holding; by where it was last reported. One question."""
    located = Report.objects.filter(case__holding__in=holdings).exclude(lsoa="").order_by("received_at", "pk")
    last = dict(located.values_list("case__holding", "lsoa"))
    return {holding: {TENTH: tenths().get(last.get(holding, ""), "")} for holding in holdings}
