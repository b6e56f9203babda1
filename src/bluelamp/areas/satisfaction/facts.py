"""Satisfaction interviews, one row each: no name, no telephone number, no free text, and never only one date."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from bluelamp.areas.satisfaction.words import CRIME_GROUPS, PARTS, SURVEYS, spellings
from bluelamp.warehouse.columns import Codes, Day, Number, Opaque, Pattern
from bluelamp.warehouse.facts import Column, Fact
from bluelamp.warehouse.layouts import (
    Check,
    Defect,
    Given,
    Layout,
    Rows,
    blank,
    not_after,
    not_before,
    not_earlier,
)

QUALITY_OF_SERVICE_BUREAU = "quality-of-service-bureau"

INTERVIEWS = Fact(
    name="survey_interviews",
    title="Satisfaction interviews",
    meaning="An interview with someone who reported a crime or anti-social behaviour.",
    columns=(
        Column("record_key", "string", "Keyed digest of the interview number.", required=True),
        Column("survey", "string", "Which survey: asb or crime.", required=True),
        Column(
            "crime_group",
            "string",
            "What was reported: asb, burglary, violence, vehicle or hate.",
            required=True,
        ),
        Column("incident_date", "date", "When it happened.", required=True),
        Column("report_date", "date", "When it was reported.", required=True),
        Column("closed_date", "date", "When the case was closed."),
        Column("interview_date", "date", "When the interview was held.", required=True),
        *(Column(part, "int8", f"{asks}: 1 to 7, or 97 to 99.") for part, asks in PARTS.items()),
        Column("stratum", "string", "The stratum it was drawn from."),
        Column("weight", "float64", "How many such people the interview stands for.", required=True),
        Column("lsoa", "string", "Lower-layer super output area of 2011."),
        Column("ward", "string", "Ward of 2013."),
        Column("neighbourhood", "string", "Neighbourhood."),
        Column("lpu", "string", "Local policing unit."),
        Column("district", "string", "District."),
        Column("priority_area", "string", "Priority Area."),
        Column("boundaries", "string", "Version of the boundaries the areas are taken from."),
    ),
    dated="interview_date",
    key="record_key",
    arrives="merge",
    areas={
        "lsoa": "lsoa",
        "ward": "ward",
        "neighbourhood": "neighbourhood",
        "lpu": "lpu",
        "district": "district",
        "priority_area": "priority_area",
    },
)


def interview_file(*, key: bytes, today: date, areas: pa.Table) -> Layout:
    """The layout of an interviews file. ``key`` makes interview numbers opaque; ``areas`` are the stamps in force."""
    answer = Codes("an answer: 1 to 7, 97 to 99, or its words", accepts=spellings(), type=pa.int8())
    return Layout(
        key="interviews",
        title="Satisfaction interviews",
        meaning="One row an interview, as the survey house returns them, in CSV or Parquet. "
        "A later file corrects earlier ones by interview number.",
        fact=INTERVIEWS,
        columns=(
            Given("interview_id", "The survey house's number.", Opaque(key=key), "record_key", required=True,
                  distinct=True),
            Given("survey", "Which survey.", Codes("asb or crime", accepts=_same(SURVEYS)), "survey", required=True),
            Given("crime_group", "What was reported.",
                  Codes(f"one of {', '.join(CRIME_GROUPS)}", accepts=_same(CRIME_GROUPS)), "crime_group",
                  required=True),
            Given("incident_date", "When it happened.", Day(), "incident_date", required=True),
            Given("report_date", "When it was reported.", Day(), "report_date", required=True),
            Given("closed_date", "When the case was closed.", Day(), "closed_date", optional=True),
            Given("interview_date", "When the interview was held.", Day(), "interview_date", required=True),
            Given("lsoa", "Where, as an LSOA of 2011.", _known(areas, "lsoa"), "lsoa", optional=True),
            Given("lpu", "Local policing unit; used where the LSOA is blank.", _known(areas, "lpu"), "lpu",
                  optional=True),
            Given("neighbourhood", "Neighbourhood; used where the LSOA is blank.", _known(areas, "neighbourhood"),
                  "neighbourhood", optional=True),
            *(Given(part, f"{asks}.", answer, part, required=part == "whole", optional=part != "whole")
              for part, asks in PARTS.items()),
            Given("stratum", "The stratum it was drawn from.",
                  Pattern("a stratum of up to 40 letters, digits, spaces and marks", shape="[\\w .:/&+-]{1,40}"),
                  "stratum", optional=True),
            Given("weight", "How many people it stands for; 1 where blank.",
                  Number("a weight above 0 and at most 100000", low=1e-9, high=100_000), "weight", optional=True),
        ),
        checks=(
            not_earlier("incident_date", date(1900, 1, 1), "The incident is dated before 1900."),
            not_before("report_date", "incident_date", "The report is dated before the incident."),
            not_before("interview_date", "incident_date", "The interview is dated before the incident."),
            not_before("interview_date", "report_date", "The interview is dated before the report."),
            not_before("closed_date", "report_date", "The case is closed before it was reported."),
            not_after("closed_date", today, "The case is closed after the day of import."),
            not_after("interview_date", today, "The interview is dated after the day of import."),
            Check("crime_group", "The asb survey asks about asb, and the crime survey about the other groups.",
                  _of_the_other_survey),
        ),
        defects=(Defect("without an area", blank("lpu")),),
        source=QUALITY_OF_SERVICE_BUREAU,
        finish=_complete,
    )  # fmt: skip


def _complete(rows: Rows, _areas: object) -> dict[str, pa.Array]:
    return {**rows, "weight": pc.fill_null(rows["weight"], 1.0)}


def _of_the_other_survey(rows: Rows) -> pa.Array:
    about_asb = pc.equal(rows["crime_group"], "asb")
    return pc.fill_null(pc.xor(pc.equal(rows["survey"], "asb"), about_asb), False)


def _same(codes: dict[str, str]) -> dict[str, str]:
    return {code: code for code in codes}


def _known(areas: pa.Table, level: str) -> Codes:
    names = {
        "lsoa": "an LSOA of the force area",
        "lpu": "a local policing unit",
        "neighbourhood": "a neighbourhood",
    }
    codes = pc.unique(pc.drop_null(areas[level])).to_pylist()
    return Codes(f"the code of {names[level]}", accepts={code: code for code in codes})
