"""The words of case reviews: how an application stands, what may follow, who answers."""

from __future__ import annotations

STATES = {
    "applied": "received",
    "acknowledged": "acknowledged",
    "gathering": "waiting for the agencies",
    "met": "threshold met",
    "not_met": "threshold not met",
    "panel": "panel arranged",
    "reviewed": "reviewed",
    "outcome_sent": "outcome sent",
    "closed": "closed",
}

FOLLOWS = {
    "applied": ("acknowledged",),
    "acknowledged": ("gathering",),
    "gathering": ("met", "not_met"),
    "met": ("panel",),
    "not_met": ("closed",),
    "panel": ("reviewed",),
    "reviewed": ("outcome_sent",),
    "outcome_sent": ("closed",),
    "closed": (),
}
"""State → the states that may follow. An appeal that is upheld takes an application back to where it was decided."""

APPEALABLE = frozenset({"not_met", "outcome_sent", "closed"})
OPEN = frozenset(STATES) - {"closed"}

CAME = {
    "phone": "by telephone",
    "officer": "through an officer",
    "partner": "through a partner",
    "online": "online",
    "letter": "by letter",
}

ASKED_BY = {
    "victim": "the victim",
    "relative": "a relative or friend",
    "councillor": "a councillor or member of Parliament",
    "worker": "somebody who works with them",
}

AGENCIES = {
    "police": "police",
    "council": "council",
    "housing": "social landlord",
    "health": "health commissioner",
}
"""The relevant bodies of section 104."""

ANSWERS = {"": "not answered yet", "accepted": "accepted", "declined": "declined", "done": "carried out"}

APPEAL_OUTCOMES = {"": "not decided yet", "upheld": "upheld", "dismissed": "dismissed"}
