"""Street-level crime and anti-social behaviour as published at data.police.uk, by month, force and LSOA.

Points are the publisher's map points, shared by many addresses; the street named beside them is not kept.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bluelamp.areas.neighbourhoods.words import FORCES, OUTCOMES, crime_types_in, every_crime_type
from bluelamp.warehouse.columns import Codes, Key, MonthStart, Number, Pattern, Reads
from bluelamp.warehouse.facts import Column, Fact
from bluelamp.warehouse.layouts import Areas, Check, Defect, Given, Layout, Rows, blank, not_earlier, present

RECORDED_CRIME = Fact(
    name="recorded_crime",
    title="Recorded crime and anti-social behaviour",
    meaning="A crime or an incident of anti-social behaviour, as published at data.police.uk.",
    columns=(
        Column("record_key", "string", "The publisher's crime ID; none for anti-social behaviour.", "open"),
        Column(
            "month",
            "date",
            "First day of the month it was recorded in; no nearer date is published.",
            "open",
            True,
        ),
        Column("reported_by", "string", "The force that gave the record.", "open", True),
        Column("crime_type", "string", "Kind, from the publisher's list of the time.", "open", True),
        Column("lsoa", "string", "Lower-layer super output area of 2011.", "open"),
        Column("longitude", "float64", "Degrees (WGS84) of the publisher's map point.", "open"),
        Column("latitude", "float64", "Degrees (WGS84) of the publisher's map point.", "open"),
        Column("outcome", "string", "The last outcome when the file was made, not in that month.", "open"),
        Column("ward", "string", "Ward of 2013.", "open"),
        Column("neighbourhood", "string", "Neighbourhood.", "open"),
        Column("lpu", "string", "Local policing unit.", "open"),
        Column("district", "string", "District.", "open"),
        Column("priority_area", "string", "Priority Area.", "open"),
        Column("boundaries", "string", "Version of the boundaries the areas are taken from.", "open"),
    ),
    dated="month",
    key="record_key",
    arrives="whole",
    areas={
        "lsoa": "lsoa",
        "ward": "ward",
        "neighbourhood": "neighbourhood",
        "lpu": "lpu",
        "district": "district",
        "priority_area": "priority_area",
    },
    licence="Open Government Licence v3.0",
)

# The rectangle that holds the United Kingdom, in degrees and in metres of the British National Grid.
WEST, EAST, SOUTH, NORTH = -8.7, 1.8, 49.8, 60.9
LSOA = Pattern("an LSOA code such as E01009417", shape="[EWS]01[0-9]{6}|N[0-9]{8}")
FORCE = Codes("a force's name as data.police.uk writes it", accepts={name: name for name in FORCES})
KIND = Codes("a kind of crime on the publisher's lists", accepts=every_crime_type())
PUBLISHED_NAME = r"(?P<month>\d{4}-\d{2})-(?P<source>[a-z-]+)-street\.csv(\.gz)?$"


def _kind_of_another_time(rows: Rows) -> pa.Array:
    wrong = pa.repeat(pa.scalar(False), len(rows["month"]))
    for month in pc.unique(rows["month"]):
        kinds = pa.array(sorted(crime_types_in(f"{month.as_py():%Y-%m}")), pa.string())
        unlisted = pc.invert(pc.is_in(rows["crime_type"], kinds))
        wrong = pc.or_(wrong, pc.and_(pc.equal(rows["month"], month), unlisted))
    return wrong


def _outcome_off_the_list(rows: Rows) -> pa.Array:
    return pc.and_not(pc.is_valid(rows["outcome"]), pc.is_in(rows["outcome"], pa.array(OUTCOMES)))


DEFECTS = (
    Defect("without an ID", blank("record_key")),
    Defect("without an LSOA", blank("lsoa")),
    Defect("without coordinates", blank("longitude")),
    Defect("with an LSOA outside the boundary set", present("lsoa", "district")),
    Defect("of a kind not on the list in use that month", _kind_of_another_time),
    Defect("with an outcome not on the list", _outcome_off_the_list),
)


def _half_a_point(one: str, other: str) -> Check:
    return Check(
        one,
        f"{one.capitalize()} and {other} are given together or not at all.",
        lambda rows: pc.xor(pc.is_null(rows[one]), pc.is_null(rows[other])),
    )


BEGINNING = not_earlier("month", date(2010, 12, 1), "Nothing was published by street before December 2010.")


def _common(*, between: tuple[Given, ...], after: tuple[Given, ...]) -> tuple[Given, ...]:
    """The columns both layouts share, around those in which they differ."""
    return (
        Given("Month", "The month.", MonthStart(), "month", required=True),
        Given(
            "Reported by",
            "The force that gave the record; it is the source.",
            FORCE,
            "reported_by",
            required=True,
        ),
        Given("Falls within", "The force it falls within, at present always the same."),
        *between,
        Given("Location", "The street or place nearest the map point."),
        *after,
    )


STREET = Layout(
    key="street",
    title="Street crime, 2011 onwards",
    meaning="The street file of a force and month from data.police.uk, in twelve columns.",
    fact=RECORDED_CRIME,
    columns=(
        Given("Crime ID", "The publisher's key; blank for anti-social behaviour.",
              Key("a crime ID of up to 64 characters"), "record_key", distinct=True),
        *_common(
            between=(
                Given("Longitude", "Degrees.", Number("a longitude in the United Kingdom, in degrees",
                      low=WEST, high=EAST), "longitude", distinct=True),
                Given("Latitude", "Degrees.", Number("a latitude in the United Kingdom, in degrees",
                      low=SOUTH, high=NORTH), "latitude", distinct=True),
            ),
            after=(
                Given("LSOA code", "The LSOA of the map point.", LSOA, "lsoa"),
                Given("LSOA name", "Its name."),
                Given("Crime type", "Kind of crime.", KIND, "crime_type", required=True),
                Given("Last outcome category", "What became of it.", Reads("text"), "outcome"),
                Given("Context", "A remark, mostly blank."),
            ),
        ),
    ),
    checks=(_half_a_point("longitude", "latitude"), BEGINNING),
    defects=DEFECTS,
    source_from="reported_by",
    sources=FORCES,
    file_name=PUBLISHED_NAME,
)  # fmt: skip


@cache
def _to_degrees() -> Any:
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


def _on_the_map(rows: Rows, areas: Areas) -> dict[str, pa.Array]:
    """Degrees for metres, then the LSOA each point lies in: the older files name none."""
    known = np.asarray(pc.is_valid(rows["easting"]))
    degrees = np.full((2, len(known)), np.nan)
    metres = [np.asarray(rows[name].filter(pa.array(known))) for name in ("easting", "northing")]
    degrees[:, known] = _to_degrees().transform(*metres)
    lsoa = np.full(len(known), "", object)
    if areas.locate is not None and known.any():
        lsoa[known] = areas.locate(*degrees[:, known])
    kept = {name: values for name, values in rows.items() if name not in ("easting", "northing")}
    return {
        **kept,
        "record_key": pa.nulls(len(known), pa.string()),
        "outcome": pa.nulls(len(known), pa.string()),
        "longitude": pa.array(degrees[0], from_pandas=True),
        "latitude": pa.array(degrees[1], from_pandas=True),
        "lsoa": pa.array([code or None for code in lsoa], pa.string()),
    }


STREET_2010 = Layout(
    key="street-2010",
    title="Street crime, December 2010 to 2011",
    meaning="The older street file from data.police.uk, in eight columns: grid references, no ID and no LSOA.",
    fact=RECORDED_CRIME,
    columns=_common(
        between=(
            Given("Easting", "Metres, British National Grid.",
                  Number("an easting in the United Kingdom, in metres", low=0, high=700_000), "easting"),
            Given("Northing", "Metres, British National Grid.",
                  Number("a northing in the United Kingdom, in metres", low=0, high=1_300_000), "northing"),
        ),
        after=(
            Given("Crime type", "Kind of crime.", KIND, "crime_type", required=True),
            Given("Context", "A remark, mostly blank."),
        ),
    ),
    checks=(_half_a_point("easting", "northing"), BEGINNING),
    defects=DEFECTS,
    source_from="reported_by",
    sources=FORCES,
    file_name=PUBLISHED_NAME,
    finish=_on_the_map,
)  # fmt: skip

LAYOUTS = (STREET, STREET_2010)
