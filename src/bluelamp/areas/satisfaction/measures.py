"""What the satisfaction survey tells the force: how many were satisfied, with what, and how many were asked.

Satisfied is completely, very or fairly; “neither” stays in the base; don't know, refused and not applicable leave it.
By date of interview is what the board is given; by date of incident is what the service was like at the time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import ibis.expr.types as ir

from bluelamp.areas.satisfaction.facts import INTERVIEWS
from bluelamp.areas.satisfaction.words import CRIME_GROUPS, PARTS, SATISFIED, SURVEYS, VALID
from bluelamp.kernel.figures.measures import Measure, Milestone
from bluelamp.kernel.figures.periods import Month
from bluelamp.warehouse.tallies import Tally

Who = Callable[[ir.Table], ir.BooleanValue]

count_interviews = partial(
    Tally,
    fact=INTERVIEWS,
    dates={"interview": "interview_date", "incident": "incident_date"},
    # Interviews are held 6 to 12 weeks after the report: those about July fall from mid-August to late October.
    arrives={"incident": (1, 3)},
    levels=("force", "lpu", "district", "neighbourhood", "priority_area"),
)
declare = partial(
    Measure,
    owner="Quality of Service Bureau",
    # A month's interviews are coded and returned by the end of the next.
    lag_months=1,
    smallest_base=10,
    area_levels=("force", "lpu", "district"),
    breakdown_words=CRIME_GROUPS | SURVEYS,
)


def everyone(t: ir.Table) -> ir.BooleanValue:
    return t.survey.isin(list(SURVEYS))


def asb(t: ir.Table) -> ir.BooleanValue:
    return t.survey == "asb"


def crime(t: ir.Table) -> ir.BooleanValue:
    return t.survey == "crime"


def vehicle(t: ir.Table) -> ir.BooleanValue:
    return t.crime_group == "vehicle"


def crime_but_not_vehicle(t: ir.Table) -> ir.BooleanValue:
    return crime(t) & ~vehicle(t)


def satisfaction(
    key: str, title: str, who: Who, part: str, meaning: str, subject: str, **about: Any
) -> Measure:
    """The share satisfied with one part of the service, weighted, of those with a valid answer about it."""
    tally = count_interviews(
        key=key,
        kind="share",
        population=lambda t: who(t) & t[part].isin(VALID),
        value=lambda t: t[part].isin(SATISFIED),
        weight="weight",
        breakdowns=about.pop("breakdowns", {}),
    )
    return declare(
        key=key,
        title=title,
        meaning=meaning,
        tally=tally,
        unit="percent",
        better="up",
        subject=subject,
        **about,
    )


def satisfaction_with_each_part(key: str, title: str, who: Who, victims: str, **about: Any) -> list[Measure]:
    """The whole experience, then its four parts."""
    whole = satisfaction(
        key,
        title,
        who,
        "whole",
        f"Of each hundred {victims} interviewed, how many were satisfied with the whole experience.",
        title,
        **about,
    )
    parts = [
        satisfaction(
            f"{key}-{part.replace('_', '-')}",
            f"{title}: {asks[0].lower()}{asks[1:]}",
            who,
            part,
            f"Of each hundred {victims} interviewed, how many were satisfied with: {asks[0].lower()}{asks[1:]}.",
            title,
            paragraphs="27",
        )
        for part, asks in PARTS.items()
        if part != "whole"
    ]
    return [whole, *parts]


BY_CRIME_GROUP = {"crime_group": "crime_group"}
# A neighbourhood has two or three interviews a month: only a year of them says anything, and that with much doubt.
DOWN_TO_NEIGHBOURHOODS = {
    "area_levels": ("force", "lpu", "district", "neighbourhood"),
    "periods_at": {"neighbourhood": ("rolling_year",)},
}

MEASURES = (
    *satisfaction_with_each_part(
        "asb-satisfaction",
        "ASB satisfaction",
        asb,
        "people who reported anti-social behaviour and were",
        milestones=(
            Milestone(
                Month(2013, 4),
                0.80,
                "Board paper of 7 January 2014, paragraph 24; it does not say since when, and the start of the "
                "performance year is assumed",
            ),
        ),
        paragraphs="12, 24-27",
        **DOWN_TO_NEIGHBOURHOODS,
    ),
    *satisfaction_with_each_part(
        "crime-satisfaction",
        "Crime satisfaction",
        crime,
        "victims of crime",
        breakdowns=BY_CRIME_GROUP,
        paragraphs="28-29",
        **DOWN_TO_NEIGHBOURHOODS,
    ),
    satisfaction(
        "vehicle-crime-satisfaction",
        "Vehicle crime satisfaction",
        vehicle,
        "whole",
        "Of each hundred victims of vehicle crime interviewed, how many were satisfied with the whole experience.",
        "Crime satisfaction",
        paragraphs="30",
    ),
    satisfaction(
        "crime-satisfaction-excluding-vehicle",
        "Crime satisfaction without vehicle crime",
        crime_but_not_vehicle,
        "whole",
        "Of each hundred victims of other crime than vehicle crime interviewed, how many were satisfied with the "
        "whole experience.",
        "Crime satisfaction",
        breakdowns=BY_CRIME_GROUP,
        paragraphs="31",
    ),
    declare(
        key="survey-interviews",
        title="Survey interviews",
        meaning="How many interviews the Quality of Service Bureau completed, both surveys together.",
        tally=count_interviews(
            key="survey-interviews",
            kind="count",
            population=everyone,
            breakdowns={"survey": "survey"} | BY_CRIME_GROUP,
        ),
        unit="number",
        better="up",
        subject="The surveys themselves",
        smallest_base=0,
        paragraphs="23",
        is_plural=True,
    ),
    declare(
        key="interview-lag",
        title="Days from incident to interview, on average",
        meaning="How many days after the incident people were interviewed, on average: the lag in every result.",
        tally=count_interviews(
            key="interview-lag",
            kind="mean",
            population=everyone,
            value=lambda t: t.interview_date.delta(t.incident_date, unit="day"),
        ),
        unit="days",
        better="neither",
        subject="The surveys themselves",
        area_levels=("force", "lpu"),
        paragraphs="26",
        is_plural=True,
    ),
    declare(
        key="interview-lag-nine-in-ten",
        title="Days within which nine in ten were interviewed",
        meaning="Nine in ten people interviewed had been asked by this many days after the incident.",
        tally=count_interviews(
            key="interview-lag-nine-in-ten",
            kind="quantile",
            population=everyone,
            value=lambda t: t.interview_date.delta(t.incident_date, unit="day"),
            edges=tuple(float(day) for day in range(0, 183, 7)),
        ),
        unit="days",
        better="neither",
        subject="The surveys themselves",
        quantile=0.9,
        area_levels=("force",),
        paragraphs="26",
        is_plural=True,
    ),
)
