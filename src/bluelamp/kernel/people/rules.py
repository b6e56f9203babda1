"""When records may be linked, people joined and parted: each gives the reasons against, an empty list means yes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bluelamp.kernel.people.words import APART, DECISIONS, LINK

LEAST_REASON = 10
"""Signs. Whoever asks in three years why two people became one wants more than “ok”."""
SAY_WHY = "Say why in a sentence that somebody else can check."
CANNOT_JOIN = "These two cannot be joined: it would bring together records decided to be of different people."


def reasons_not_to_decide(*, decision: str, reason: str, is_pair: bool, is_one_person: bool) -> list[str]:
    """Against a decision on two records. ``is_one_person``: they are linked today, by whatever way."""
    against = []
    if decision not in DECISIONS:
        against.append("Choose what you have decided.")
    if not is_pair:
        against.append("A record is compared with another one, not with itself.")
    if decision == APART and is_one_person:
        against.append("They are one person today. Undo the merge that made them so, and say why there.")
    if len(reason.strip()) < LEAST_REASON:
        against.append(SAY_WHY)
    return against


def reasons_not_to_merge(*, are_two: bool, are_heads: bool, is_kept_apart: bool, reason: str) -> list[str]:
    """Against finding two people to be one. ``is_kept_apart``: records of both were decided to be of two."""
    against = []
    if not are_two:
        against.append("They are one person already.")
    if not are_heads:
        against.append("One of them has become part of another person since you looked. Look again.")
    if is_kept_apart:
        against.append(CANNOT_JOIN)
    if len(reason.strip()) < LEAST_REASON:
        against.append(SAY_WHY)
    return against


def reasons_not_to_unmerge(*, is_undone: bool, reason: str) -> list[str]:
    """Against taking a merge back."""
    against = ["This merge has been undone already."] if is_undone else []
    if len(reason.strip()) < LEAST_REASON:
        against.append(SAY_WHY)
    return against


def reasons_not_to_keep(values: Mapping[str, Any], *, organisation: str) -> list[str]:
    """Against a record as it was filled in. ``organisation`` empty: there is none that it could belong to."""
    against = []
    if not values.get("given") and not values.get("family"):
        against.append("Enter a given name or a family name.")
    if not organisation:
        against.append("A record belongs to an organisation, and you act for none.")
    return against


def stands_for(decision: str) -> bool:
    """Does this decision make the two one person?"""
    return decision == LINK
