"""What the people of the sample decided about limits, done by themselves through the force's own actions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures.periods import Month
from bluelamp.performance import actions, catalogue, queries

LISTED = Path(__file__).with_name("rebases.yaml")


def decide_rebases() -> int:
    """Propose and approve what ``rebases.yaml`` lists and nobody has yet; how many were. Figures come first."""
    return sum(_decide(each) for each in yaml.safe_load(LISTED.read_text(encoding="utf-8"))["rebases"])


def _decide(each: dict[str, Any]) -> bool:
    since = Month(*map(int, str(each["since"]).split("-")))
    analyst = _scope(each["proposed"]["by"])
    series = queries.series_of(queries.signal(analyst, each["measure"]).last)
    if any(one.from_month == since for one in queries.rebases(analyst, series)):
        return False
    rebase = actions.rebases.propose(
        by=analyst,
        measure=catalogue.measure(each["measure"]).key,
        since=since,
        cause=each["cause"],
        evidence=each["evidence"],
        expected_to_last=each["expected_to_last"],
        now=each["proposed"]["at"],
    )
    if agreed := each.get("approved"):
        actions.rebases.approve(
            by=_scope(agreed["by"]), rebase=rebase, because=agreed["because"], now=agreed["at"]
        )
    return True


def _scope(name: str) -> Scope:
    return Scope.of(User.objects.get(username=name))
