"""Whether the record that a kept answer is about is still within reach of whoever asks for that answer again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bluelamp.kernel.access import finding, kinds
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import Look


def opened(scope: Scope, ref: str, *, now: datetime) -> list[str]:
    """The items that others opened to the caller on this record; none on one of its own, nor on one it cannot see."""
    looked = _look(scope, ref, now) if ref else None
    return [] if looked is None or looked.is_own else sorted(looked.decision.items)


def is_within(scope: Scope, ref: str, items: Collection[str], *, now: datetime) -> bool:
    """Is the record the caller's own, or are at least these items of it open to them?

    What was done to it since, such as closing it, does not count: the answer tells of the moment it was given.
    """
    looked = _look(scope, ref, now)
    return looked is not None and (looked.is_own or (bool(items) and looked.decision.items.issuperset(items)))


def _look(scope: Scope, ref: str, now: datetime) -> Look | None:
    """As the caller sees it, whatever the token was issued for: a token that only reports is told of its report."""
    try:
        return finding.one_of(replace(scope, only=None), ref, kinds.every(), now=now)
    except NotPermitted:
        return None
