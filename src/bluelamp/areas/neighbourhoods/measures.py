"""What published street crime tells a neighbourhood: how much was recorded, of what kind, and for how many residents.

It is by month recorded, at anonymised map points; a month the publisher lacks stays missing and is never zero.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import ibis.expr.types as ir

from bluelamp.areas.neighbourhoods.facts import RECORDED_CRIME
from bluelamp.areas.neighbourhoods.residents import counted
from bluelamp.areas.neighbourhoods.words import ANTI_SOCIAL_BEHAVIOUR, every_crime_type
from bluelamp.kernel.figures.measures import Measure
from bluelamp.warehouse.tallies import Tally

OUR_FORCE = "west-midlands"

TO_NEIGHBOURHOODS = ("force", "lpu", "district", "neighbourhood", "priority_area")

count_records = partial(
    Tally,
    fact=RECORDED_CRIME,
    kind="count",
    sources=(OUR_FORCE,),
    levels=("force", "lpu", "district", "ward", "neighbourhood", "lsoa", "priority_area"),
)
declare = partial(
    Measure,
    owner="Organisation and Service Development",
    subject="Recorded crime and anti-social behaviour",
    better="down",
    # data.police.uk publishes a month at the end of the next.
    lag_months=1,
    has_season=True,
    area_levels=TO_NEIGHBOURHOODS,
    # For each of 163 neighbourhoods: what is charted, and what is laid beside others.
    periods_at={"neighbourhood": ("month", "rolling_year")},
)


def crimes(t: ir.Table) -> ir.BooleanValue:
    return t.crime_type != ANTI_SOCIAL_BEHAVIOUR


def asb(t: ir.Table) -> ir.BooleanValue:
    return t.crime_type == ANTI_SOCIAL_BEHAVIOUR


def only(kind: str) -> Callable[[ir.Table], ir.BooleanValue]:
    """A kind of crime that means the same on every list the publisher has used, so that months can be compared."""
    return lambda t: t.crime_type == kind


CRIMES = count_records(key="recorded-crime", population=crimes, breakdowns={"crime_type": "crime_type"})
ASB = count_records(key="recorded-asb", population=asb)

MEASURES = (
    declare(
        key="recorded-crime",
        title="Recorded crime",
        meaning="How many crimes were recorded, as published at data.police.uk, anti-social behaviour apart.",
        tally=CRIMES,
        unit="number",
        breakdown_words={code: kind for kind, code in every_crime_type().items()},
        paragraphs="63",
    ),
    declare(
        key="recorded-burglary",
        title="Recorded burglary",
        meaning="How many burglaries were recorded, of homes and of other buildings, as published at data.police.uk.",
        tally=count_records(key="recorded-burglary", population=only("burglary"), levels=TO_NEIGHBOURHOODS),
        unit="number",
        paragraphs="63",
    ),
    declare(
        key="recorded-vehicle-crime",
        title="Recorded vehicle crime",
        meaning="How many thefts of and from vehicles were recorded, as published at data.police.uk.",
        tally=count_records(
            key="recorded-vehicle-crime", population=only("vehicle-crime"), levels=TO_NEIGHBOURHOODS
        ),
        unit="number",
        paragraphs="30, 63",
    ),
    declare(
        key="recorded-asb",
        title="Recorded anti-social behaviour",
        meaning="How many incidents of anti-social behaviour were recorded, as published at data.police.uk.",
        tally=ASB,
        unit="number",
        paragraphs="12, 63",
    ),
    declare(
        key="recorded-asb-rate",
        title="Recorded anti-social behaviour per 1,000 residents",
        meaning="Incidents of anti-social behaviour recorded in the period for each 1,000 people living there in 2011.",
        tally=ASB,
        unit="per_1000",
        per=counted(),
        area_levels=("force", "district"),
        paragraphs="63",
    ),
    declare(
        key="asb-per-crime",
        title="Anti-social behaviour for each recorded crime",
        meaning="How many incidents of anti-social behaviour were recorded for each recorded crime.",
        tally=ASB,
        over=CRIMES,
        unit="ratio",
        better="neither",
        area_levels=("force", "lpu"),
        paragraphs="9",
    ),
)
