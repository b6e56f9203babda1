"""The facts as they are declared: their columns, the date that decides the month, and the areas stamped on them."""

from __future__ import annotations

from bluelamp.warehouse.facts import Column, Fact

KEY = Column("record_key", "string", "Tells rows apart; cannot be led back to the record.", "internal", True)
STAMPS = {name: name for name in ("neighbourhood", "lpu", "district", "priority_area")}
PLACES = (
    Column("neighbourhood", "string", "Neighbourhood."),
    Column("lpu", "string", "Local policing unit."),
    Column("district", "string", "District."),
    Column("priority_area", "string", "Priority Area."),
)
UNIT = (Column("lpu", "string", "Local policing unit."),)
BAND = Column("band", "string", "Band of risk: high, medium, standard or unassessed.")

REPORTS = Fact(
    name="asb_reports",
    title="Reports of anti-social behaviour",
    meaning="A report as it was taken, by telephone, by an officer or by a partner.",
    columns=(
        KEY,
        Column("received_on", "date", "The day it was reported.", required=True),
        Column("channel", "string", "How it came in.", required=True),
        Column("qualifier", "string", "Personal, nuisance or environmental.", required=True),
        Column("is_hate", "boolean", "Perceived as hate by the caller or anybody else.", "special"),
        Column("questions", "int32", "Of the prompted questions, how many were asked."),
        Column("all_asked", "boolean", "All of them were asked."),
        Column("is_repeat", "boolean", "The third or later by the same person within three months."),
        Column(
            "days_to_contact",
            "float64",
            "Days until somebody spoke with those who reported; none yet: empty.",
        ),
        Column("is_assessed", "boolean", "The risk was assessed by the matrix within 48 hours."),
        *PLACES,
    ),
    dated="received_on",
    key="record_key",
    arrives="whole",
    areas=STAMPS,
)

ASSESSMENTS = Fact(
    name="asb_assessments",
    title="Assessments of risk",
    meaning="An assessment of a case of anti-social behaviour that was scored.",
    columns=(
        KEY,
        Column("scored_on", "date", "The day it was scored.", required=True),
        BAND,
        Column("base", "int32", "Points of the answers."),
        Column("added", "int32", "Points added for the place."),
        Column("moved_by_place", "boolean", "The place moved it up one band."),
        Column("overridden", "boolean", "Somebody judged otherwise than the score."),
        *PLACES,
    ),
    dated="scored_on",
    key="record_key",
    arrives="whole",
    areas=STAMPS,
)

PROMISES = Fact(
    name="asb_promises",
    title="Promises to people who reported",
    meaning="A promise on a case of anti-social behaviour that has fallen due, or was kept before.",
    columns=(
        KEY,
        Column("due_on", "date", "The day it was due.", required=True),
        Column("kept", "boolean", "It was kept in time."),
        Column("timer", "string", "Which rule set its time; empty where somebody chose the day."),
        BAND,
        *UNIT,
    ),
    dated="due_on",
    key="record_key",
    arrives="whole",
    areas={"lpu": "lpu"},
)

REVIEWS = Fact(
    name="asb_supervisor_reviews",
    title="Reviews by supervisors",
    meaning="A review of a case of anti-social behaviour that has fallen due.",
    columns=(
        KEY,
        Column("due_on", "date", "The day it was due.", required=True),
        Column("on_time", "boolean", "It was done by then."),
        Column("rank", "string", "Whose review it is."),
        BAND,
        *UNIT,
    ),
    dated="due_on",
    key="record_key",
    arrives="whole",
    areas={"lpu": "lpu"},
)

CASE_REVIEWS = Fact(
    name="asb_case_reviews",
    title="Applications for a case review",
    meaning="Somebody asked that the response to their reports be reviewed (the community trigger).",
    columns=(
        KEY,
        Column("applied_on", "date", "The day of the application.", required=True),
        Column("is_met", "boolean", "The threshold was met; empty while it is not decided."),
        *UNIT,
    ),
    dated="applied_on",
    key="record_key",
    arrives="whole",
    areas={"lpu": "lpu"},
)

ORDERS = Fact(
    name="asb_orders",
    title="Orders and other uses of power",
    meaning="A power that came into force on a case of anti-social behaviour.",
    columns=(
        KEY,
        Column("began_on", "date", "The day it came into force.", required=True),
        Column("power", "string", "Which power.", required=True),
        Column("breaches", "int32", "How often it was broken so far."),
        *UNIT,
    ),
    dated="began_on",
    key="record_key",
    arrives="whole",
    areas={"lpu": "lpu"},
)
