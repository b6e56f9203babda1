"""What one record of each kind weighs, so that places can be laid beside each other by harm as well as by number."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def about() -> dict[str, Any]:
    """The file as it is: version, date, source, and whether anybody has verified it."""
    return yaml.safe_load(resources.files(__package__).joinpath("harm.yaml").read_text(encoding="utf-8"))


@cache
def days() -> dict[str, float]:
    """Days of harm by kind of crime, in its short form."""
    return {kind: float(weight) for kind, weight in about()["days"].items()}


def found_by_police() -> frozenset[str]:
    """The kinds whose number follows where officers look."""
    return frozenset(about()["found_by_police"])
