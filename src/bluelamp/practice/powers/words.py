"""The words of powers and orders: how an order stands, what may follow, who applies, who authorises."""

from __future__ import annotations

STATES = {
    "considered": "being considered",
    "consulted": "consulted on",
    "authorised": "authorised",
    "warned": "warned in writing",
    "drafted": "drafted",
    "served": "served",
    "applied": "applied for",
    "interim": "interim order made",
    "in_force": "in force",
    "breached": "in force, breached",
    "varied": "in force, varied",
    "extended": "in force, extended",
    "expired": "expired",
    "discharged": "discharged",
    "quashed": "quashed",
    "dropped": "not pursued",
}

BEFORE = ("considered", "consulted", "authorised", "warned", "drafted", "served", "applied", "interim")
"""Before an order is in force, in the order in which they come; which of them a power wants is in its data."""
LIVE = ("in_force", "breached", "varied", "extended")
BINDS = frozenset({"interim", *LIVE})
"""Somebody has to obey it."""
ENDED = frozenset({"expired", "discharged", "quashed", "dropped"})

NOT_BEGUN = "made, not begun"
"""How an order is told that was made and begins on a later day. Nobody writes it down: the day alone decides."""
TOLD = {**STATES, NOT_BEGUN: "made, not yet in force"}

DOES = {
    "consulted": "Consulted",
    "authorised": "Authorised",
    "warned": "Warned in writing",
    "drafted": "Drafted",
    "served": "Served",
    "applied": "Applied for",
    "interim": "Interim order made",
    "in_force": "Made: it is in force",
    "breached": "Breached",
    "varied": "Varied",
    "extended": "Extended",
    "expired": "Expired",
    "discharged": "Discharged",
    "quashed": "Quashed on appeal",
    "dropped": "Not pursued",
}
"""What somebody writes down as having happened to an order."""

RANKS = {
    "constable": "constable",
    "pcso": "designated PCSO",
    "officer": "authorised officer of a partner",
    "sergeant": "sergeant",
    "inspector": "inspector",
    "chief_inspector": "chief inspector",
    "superintendent": "superintendent",
    "chief_superintendent": "chief superintendent",
    "chief_executive": "chief executive, or somebody they designate",
}
LADDERS = (
    (
        "pcso",
        "constable",
        "sergeant",
        "inspector",
        "chief_inspector",
        "superintendent",
        "chief_superintendent",
    ),
    ("officer", "chief_executive"),
)
"""Who stands above whom, in the police and at a partner. A rank authorises what any rank below it on its ladder may."""

APPLICANTS = {
    "police": "the police",
    "btp": "British Transport Police",
    "council": "the council",
    "housing": "a housing provider",
    "pcso": "a designated PCSO",
    "prosecutor": "the prosecutor",
    "court": "the court of its own motion",
    "transport": "Transport for London",
    "environment": "the Environment Agency or Natural Resources Wales",
    "nhs": "an NHS security body",
    "landlord": "the landlord",
}

SUBJECTS = {
    "person": "a person",
    "body": "a business or organisation",
    "premises": "premises",
    "place": "a public place",
    "tenancy": "a tenancy",
}

PROOFS = {
    "criminal": "beyond reasonable doubt",
    "civil": "on the balance of probabilities",
    "grounds": "reasonable grounds",
    "none": "no proof is asked for",
}

CLOCKS = {
    "hours": "hours, as the clock runs",
    "days": "days, beginning with the day itself",
    "months": "months, beginning with the day itself",
}

PLACES = {"england": "England", "wales": "Wales"}

KINDS_OF_TERM = {"prohibition": "must not", "requirement": "must"}

HOW_SERVED = {
    "in_person": "handed to them",
    "left": "left at their address",
    "posted": "sent by post",
    "affixed": "fixed to the premises",
    "electronic": "sent electronically",
    "in_court": "told in court",
    "spoken": "given by word of mouth",
}

OUTCOMES_OF_BREACH = {
    "reported": "reported, not decided yet",
    "no_action": "no further action",
    "warned": "warned",
    "penalty": "fixed penalty",
    "arrested": "arrested",
    "charged": "charged",
    "proved": "proved in court",
    "not_proved": "not proved in court",
}

VIEWS = {
    "told": "told us what they want",
    "no_view": "did not want to say",
    "not_reached": "could not be reached",
}

AIMS = {"rehabilitation": "rehabilitation", "reparation": "reparation", "punishment": "punishment"}

REMEDY_STATES = {
    "opened": "being prepared",
    "offered": "offered",
    "accepted": "accepted",
    "refused": "refused",
    "completed": "done",
    "breached": "not done",
}
