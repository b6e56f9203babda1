"""The words of anti-social behaviour: what it is, how it is reported, and the way of a case."""

from __future__ import annotations

QUALIFIERS = {
    "personal": "personal: aimed at, or felt by, a person or a group",
    "nuisance": "nuisance: trouble to the people around in general",
    "environmental": "environmental: harm to the surroundings, aimed at nobody",
}
"""National Standard for Incident Recording 2011: each incident has exactly one of the three."""

CHANNELS = {
    "phone": "by telephone",
    "officer": "to an officer",
    "partner": "by a partner",
    "online": "online",
}

ANSWERS = {
    "yes": "yes",
    "no": "no",
    "unsure": "not sure",
    "refused": "did not want to say",
    "not_asked": "not asked",
}
"""Of a prompted question. What was asked is told apart from what was not: the share asked is a measure."""
ASKED = frozenset(ANSWERS) - {"not_asked"}

CRIME = {
    "no_crime": "no crime in it",
    "recorded": "a crime is recorded",
    "to_decide": "to be decided by a supervisor",
}
"""Whether a crime hides in the report was considered: with the crime's number, or with the reason why there is none."""

LANDLORD = {
    "not_asked": "not asked",
    "not_known": "not known",
    "none": "no landlord: the home is their own",
    "known": "known",
}
"""Whether the home that a report is about has a landlord, who could be told and could act."""
LANDLORDS = ("housing_association", "council")
"""Kinds of organisations that let homes."""

ROLES = {
    "complainant": "complainant",
    "victim": "victim",
    "witness": "witness",
    "alleged": "alleged to have done it",
    "offender": "found to have done it",
    "household": "member of the household",
}
"""What somebody is in one case. They stay *alleged* until an outcome says otherwise."""
HARMED = frozenset({"complainant", "victim"})
BLAMED = frozenset({"alleged", "offender"})

STATES = {
    "reported": "Reported",
    "triage": "Being sorted",
    "assessed": "Risk assessed",
    "open": "Open",
    "plan_agreed": "Plan agreed",
    "active": "Active",
    "monitoring": "Being watched",
    "closure_proposed": "Closing proposed",
    "closed": "Closed",
}
LIVE = frozenset(STATES) - {"closed"}

WAYS = {
    "reported": ("triage", "assessed", "closure_proposed"),
    "triage": ("assessed", "open", "closure_proposed"),
    "assessed": ("open", "closure_proposed"),
    "open": ("plan_agreed", "closure_proposed"),
    "plan_agreed": ("active", "closure_proposed"),
    "active": ("monitoring", "closure_proposed"),
    "monitoring": ("active", "closure_proposed"),
    "closure_proposed": ("active", "open", "closed"),
    "closed": ("triage",),
}
"""The way of a case, state by state. From closed it goes back to be sorted anew, as a reoccurrence."""

ASIDES = {
    "referred_out": "referred to somebody else",
    "case_review": "case review asked for",
    "legal_action": "before a court",
}
"""What can be true of a case beside its state."""

ERASED = "erased"
