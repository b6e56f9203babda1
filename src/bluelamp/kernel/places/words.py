"""What the levels of area are called."""

from __future__ import annotations

LEVELS = {
    "force": "force",
    "lpu": "local policing unit",
    "district": "district",
    "ward": "ward",
    "neighbourhood": "neighbourhood",
    "lsoa": "LSOA",
    "priority_area": "Priority Area",
}
PLURALS = {
    "force": "Forces",
    "lpu": "Local policing units",
    "district": "Districts",
    "ward": "Wards of 2013",
    "neighbourhood": "Neighbourhoods",
    "lsoa": "LSOAs of 2011",
    "priority_area": "Priority Areas",
}
