"""How many people live where, so that places of different size can be laid side by side.

Districts are counted (census of 2011); neighbourhoods and the units made of them are estimated, and pages say so.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib import resources
from typing import Any

import yaml

from bluelamp.kernel.places import queries as places

FORCE = "E23000014"


@cache
def _read() -> dict[str, Any]:
    return yaml.safe_load(resources.files(__package__).joinpath("residents.yaml").read_text(encoding="utf-8"))


def counted() -> dict[str, dict[str, int]]:
    """People by level and code at the census of 2011: districts, and the force under ``""``."""
    districts: dict[str, int] = _read()["residents"]["district"]
    return {"force": {"": sum(districts.values())}, "district": districts}


@cache
def by_place() -> dict[tuple[str, str], int]:
    """People by ``(level, code)``: the force and its districts as counted, units and neighbourhoods as estimated."""
    known = counted()
    neighbourhoods: dict[str, int] = _read()["estimated"]["residents"]["neighbourhood"]
    units: Counter[str] = Counter()
    for code, people in neighbourhoods.items():
        units[places.unit_of()[code]] += people
    levels = {
        "force": {FORCE: known["force"][""]},
        "district": known["district"],
        "lpu": dict(units),
        "neighbourhood": neighbourhoods,
    }
    return {(level, code): people for level, found in levels.items() for code, people in found.items()}
