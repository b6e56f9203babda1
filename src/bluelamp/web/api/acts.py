"""The acts a token can be for. What is not listed stays with people and their second factor."""

from __future__ import annotations

from bluelamp.kernel.access.permissions import IN_PERSON, MAY

OPEN_TO_PROGRAMS = (
    "figures.read",
    "people.search",
    "people.read",
    "people.edit",
    "asb.report",
    "asb.read",
    "asb.edit",
    "asb.progress",
    "asb.approve",
    "casework.read",
    "casework.write",
    "casework.assign",
    "casework.merge",
    "promises.read",
    "promises.keep",
    "promises.review",
    "instruments.read",
    "risk.read",
    "risk.assess",
    "risk.override",
    "risk.approve",
    "powers.read",
    "powers.use",
    "case_reviews.read",
    "case_reviews.apply",
    "case_reviews.decide",
)
SYSTEM = "partner"
"""A system does what anybody of its organisation may, and nothing that only somebody who leads there does."""
OPEN_TO_SYSTEMS = tuple(act for act in OPEN_TO_PROGRAMS if act in MAY[SYSTEM] - IN_PERSON)
"""What a system does that acts for an organisation and for nobody in it. What somebody answers for by name takes a
token that was given to that person."""
