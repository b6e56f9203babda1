"""What kinds of organisation work on neighbourhood policing, and which data-protection law each works under."""

from __future__ import annotations

KINDS = {
    "force": "police force",
    "department": "department of the force",
    "council": "council",
    "housing_association": "housing association",
    "nhs": "NHS body",
    "probation": "probation",
    "charity": "charity",
    "board": "board",
    "fire": "fire and rescue",
    "court": "court or prosecution",
}

PARTS = frozenset({"department"})
"""Kinds that are part of another organisation: in law the parent answers for them."""

REGIMES = {
    "part_3": "Data Protection Act 2018, Part 3 (a competent authority)",
    "uk_gdpr": "UK GDPR and Data Protection Act 2018, Part 2",
}
"""Every organisation carries its regime, because what may be shared with it, and what must be logged, hangs on it."""

TEAM_KINDS = {
    "lpu": "local policing unit",
    "neighbourhood": "neighbourhood policing team",
    "department": "department team",
}
