"""The words of questionnaires: where a version stands, what becomes of an assessment, and why there is another."""

from __future__ import annotations

STATES = {"draft": "draft", "pilot": "pilot", "in_force": "in force", "withdrawn": "withdrawn"}
MOVES = {
    "draft": ("pilot", "in_force", "withdrawn"),
    "pilot": ("pilot", "in_force", "withdrawn"),
    "in_force": ("withdrawn",),
    "withdrawn": (),
}
"""From where a version stands to where it may go next. A pilot that begins again is on other units."""
IN_USE = ("pilot", "in_force")

TYPES = {"single": "one answer", "multi": "any that apply", "info": "asked for information"}
COUNTS = {"max": "the highest of them", "sum": "all of them together"}
KINDS_OF_MODIFIER = ("additive",)

STAGES = {
    "in_progress": "being answered",
    "scored": "waiting for a supervisor",
    "current": "current",
    "superseded": "superseded",
    "declined": "not assessed",
}
"""What becomes of an assessment (specs A.4). ``scored`` counts already: risk does not wait for a signature."""
COUNTING = ("scored", "current")

BECAUSE = {
    "first": "first assessment",
    "new_incident": "a new incident",
    "worse": "self-harm, violence or a weapon",
    "perpetrator": "something the perpetrator did, or that was done about them",
    "agreed": "the date agreed",
    "closure": "before the case is closed",
    "review": "asked for at a review",
}
"""Why a record is assessed, or assessed again."""

NOT_ASSESSED = {
    "declined": "they did not want to answer",
    "unable": "they were not able to answer",
    "partial": "they stopped part of the way",
}

OVERRIDES = {
    "new_information": "something the questions do not ask",
    "pattern": "a pattern over several incidents",
    "partner": "what another organisation knows",
    "safeguarding": "a child or an adult at risk",
    "protective": "something that protects them",
}
"""Why a band is set by judgement."""
UNASSESSED = "UNASSESSED"
