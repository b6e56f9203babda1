"""The acts a token can be for. What is not listed stays with people and their second factor."""

from __future__ import annotations

OPEN_TO_PROGRAMS = (
    "figures.read",
    "people.read",
    "people.edit",
    "asb.report",
    "asb.read",
    "asb.edit",
    "casework.write",
    "risk.assess",
)
