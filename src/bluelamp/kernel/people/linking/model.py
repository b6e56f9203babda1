"""The settings by which records are compared: versioned files, read here into what Splink takes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "settings"
CURRENT = "2026-11"
UNTRAINED = "untrained"
NOT_KNOWN = "not known for one of them"


@cache
def settings(version: str = CURRENT) -> Mapping[str, Any]:
    """One version as its file has it. ``LookupError`` when there is none of that name."""
    path = FOLDER / f"{version}.yaml"
    if version not in versions() and version != UNTRAINED:
        raise LookupError(f"There are no settings called {version}: there are {', '.join(versions())}.")
    read: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


def versions() -> list[str]:
    """Every trained version, oldest first."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != UNTRAINED)


def for_splink(given: Mapping[str, Any]) -> dict[str, Any]:
    """The same, in Splink's own words."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": given.get("prior", 0.0001),
        "blocking_rules_to_generate_predictions": list(given["blocking"]),
        "comparisons": [_comparison(one) for one in given["comparisons"]],
        "retain_intermediate_calculation_columns": True,
        "retain_matching_columns": True,
        "max_iterations": 40,
        "em_convergence": 0.0001,
    }


def _comparison(one: Mapping[str, Any]) -> dict[str, Any]:
    column = one["nothing"]
    counted = f" OR ({one['counted']})" if "counted" in one else ""
    nothing = {
        "sql_condition": f"{column}_l IS NULL OR {column}_r IS NULL{counted}",
        "label_for_charts": NOT_KNOWN,
        "is_null_level": True,
    }
    return {
        "output_column_name": one["of"],
        "comparison_description": one["title"],
        "comparison_levels": [nothing, *(_level(level) for level in one["levels"])],
    }


def _level(level: Mapping[str, Any]) -> dict[str, Any]:
    told = {"sql_condition": level.get("when", "ELSE"), "label_for_charts": level["says"]}
    told |= {f"{name}_probability": level[name] for name in ("m", "u") if name in level}
    if "common" in level:
        told |= {"tf_adjustment_column": level["common"], "tf_minimum_u_value": 0.0005}
    return told
