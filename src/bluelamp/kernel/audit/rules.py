"""When a record has to say why: a policy with dates, because the law has changed and will again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Policy:
    """What has to give a reason from a day on: operations by pattern, statutory classes, sensitivities."""

    since: date
    operations: tuple[str, ...]
    kinds: frozenset[str]
    sensitivities: frozenset[str]
    shortest_reason: int


def dated(name: str) -> list[dict[str, Any]]:
    """A file of dated rows from this drawer's data, oldest first."""
    rows: list[dict[str, Any]] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return sorted(rows, key=lambda row: row["since"])


@cache
def policies() -> tuple[Policy, ...]:
    return tuple(
        Policy(
            since=row["since"],
            operations=tuple(row["reason_for"]["operations"]),
            kinds=frozenset(row["reason_for"]["kinds"]),
            sensitivities=frozenset(row["reason_for"]["sensitivities"]),
            shortest_reason=row["shortest_reason"],
        )
        for row in dated("policy")
    )


def policy_on(day: date) -> Policy:
    """The policy in force on a day; before the first one, the first."""
    return next((each for each in reversed(policies()) if each.since <= day), policies()[0])


@cache
def needs_reason(policy: Policy, operation: str, kind: str, sensitivity: str) -> bool:
    """Does this have to say why?"""
    return (
        kind in policy.kinds
        or sensitivity in policy.sensitivities
        or any(fnmatchcase(operation, pattern) for pattern in policy.operations)
    )


def reasons_against(*, operation: str, kind: str, sensitivity: str, reason: str, day: date) -> list[str]:
    """Why this cannot be recorded as it stands; an empty list means it can."""
    policy = policy_on(day)
    if len(reason.strip()) >= policy.shortest_reason:
        return []
    if not needs_reason(policy, operation, kind, sensitivity):
        return []
    return [f"Say why, in at least {policy.shortest_reason} characters: this is kept with your name."]
