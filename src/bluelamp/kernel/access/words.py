"""The words of who may see what: how sensitive a record is, what it holds, and on what ground it may be passed on."""

from __future__ import annotations

CATEGORIES = {
    "identity": "name, date of birth and other ways to tell who it is",
    "contact": "address, telephone and how to get in touch",
    "household": "who lives there, and who belongs to whom",
    "housing": "tenancy and property",
    "victimisation": "what was done to them",
    "offences": "offences, and allegations of them",
    "risk": "risk, need and safety",
    "health": "physical and mental health, and disability",
    "equality": "ethnicity, religion, sexual orientation and other protected characteristics",
    "professional": "who works with them, and whom to ring",
    "intelligence": "intelligence",
}
"""Categories of data: agreements are made in them, roles read and write by them, and every item has one."""

SPECIAL = frozenset({"offences", "health", "equality", "intelligence"})
"""Special-category and criminal-offence data, which ask for more than an ordinary ground."""

CLEARANCES = {"vetting": "vetting", "training": "training in handling people's data"}
"""What somebody has to have beside a role, each until a day. It is a person's own, and outlives a change of role."""

ASK_CLEARANCE = {"intelligence": "vetting"} | dict.fromkeys(("offences", "health", "equality"), "training")
"""Category → the clearance that it asks for. Whatever they hold, restricted and sealed records ask for vetting."""

SENSITIVITIES = {
    "normal": "normal",
    "restricted": "restricted to those named on it",
    "sealed": "sealed: unseen by all but those named on it",
}

STATES = {"open": "open", "closed": "closed: read, no longer changed", "erased": "erased"}

STANCES = {"named": "needs to know", "barred": "must not see it: a conflict of interest"}

PURPOSES = {
    "asb": "dealing with anti-social behaviour",
    "hate_crime": "supporting victims of hate crime",
    "offender_management": "managing offenders",
    "families": "working with families",
    "mental_health": "responding to people in mental-health crisis",
    "restorative_justice": "restorative justice",
    "safeguarding": "safeguarding children and adults at risk",
}
"""What an agreement is for. A request that states its purpose is held to it."""

BASES = {
    "agreement": "an information-sharing agreement",
    "safeguarding": "safeguarding of a child or an adult at risk",
    "court": "an order of a court",
    "consent": "consent of the person",
    "vital_interests": "life or limb is in danger",
}
"""On what ground something is passed on. All but the first stand without an agreement, and want their own reason."""

GLASS_OUTCOMES = {
    "justified": "justified",
    "not_justified": "not justified: referred to Professional Standards",
    "needs_access": "justified, and shows that their usual access is too narrow",
}
