"""Findings that were looked at and stay: a file that names each with a reason, and if wished a day on which it
is asked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

import yaml

from bluelamp.board.proof_reading import OF_SENSE
from bluelamp.board.proof_reading.finding import Finding

LEAST_REASON = 10
"""Signs, as when a finding of our own papers is settled."""
RULES = frozenset(rule.key for rule in OF_SENSE)
KNOWN = {"finding", "rule", "paragraph", "reason", "until"}


class BadWaivers(ValueError):
    """The file of waivers cannot be used; carries the sentence its author is told."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """By the ``finding``'s key, or by a ``rule`` and the ``paragraph`` as printed. Holds to the end of ``until``."""

    reason: str
    finding: str = ""
    rule: str = ""
    paragraph: str = ""
    until: date | None = None

    def fits(self, found: Finding, label: str) -> bool:
        """Is it about this finding?"""
        if self.finding:
            return self.finding == found.key
        return self.rule == found.rule and self.paragraph in ("", label)


def read(text: str) -> tuple[Waiver, ...]:
    """The waivers of a YAML file: a list of entries. Raises :class:`BadWaivers` with the place of the first fault."""
    try:
        listed = yaml.safe_load(text) or []
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else "somewhere"
        raise BadWaivers(f"The waivers are no YAML: look at {where}.") from wrong
    if not isinstance(listed, list):
        raise BadWaivers("The waivers must be a list; begin each with “- ”.")
    return tuple(_read(entry, place) for place, entry in enumerate(listed, 1))


def _read(entry: Any, place: int) -> Waiver:
    if not isinstance(entry, dict) or not set(entry) <= KNOWN:
        raise BadWaivers(f"Waiver {place} may hold {', '.join(sorted(KNOWN))}, and nothing else.")
    said = {name: str(entry.get(name) or "").strip() for name in ("finding", "rule", "paragraph", "reason")}
    until = entry.get("until")
    if len(said["reason"]) < LEAST_REASON:
        raise BadWaivers(f"Waiver {place} needs a reason that somebody else can check.")
    if bool(said["finding"]) == bool(said["rule"]):
        raise BadWaivers(f"Waiver {place} names either a finding or a rule.")
    if said["rule"] and said["rule"] not in RULES:
        near = get_close_matches(said["rule"], RULES, 1)
        raise BadWaivers(
            f"Waiver {place}: no rule is called “{said['rule']}”." + f" Is it {near[0]}?" * bool(near)
        )
    if isinstance(until, datetime) or not isinstance(until, date | None):
        raise BadWaivers(f"Waiver {place}: “until” is a day, like 2015-03-31.")
    return Waiver(until=until, **said)
