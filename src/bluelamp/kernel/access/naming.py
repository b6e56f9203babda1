"""What records are called in a list that holds several kinds of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look, looks


def names(scope: Scope, holdings: Iterable[Holding], *, now: datetime) -> dict[int, str]:
    """By the number of the holding: the names of those of the reader's own organisation that show theirs.

    Each holding comes with its organisation, unit and team. However many there are, it takes four questions for each
    kind that has names.
    """
    by_kind: dict[str, dict[int, Holding]] = {}
    for held in holdings:
        by_kind.setdefault(held.kind, {})[held.pk] = held
    found: list[Look] = []
    for key, rows in by_kind.items():
        kind = kinds.called(key)
        if kind.names is not None:
            found += looks(scope, kind, rows.values(), now=now)
    return names_of(found)


def names_of(found: Iterable[Look]) -> dict[int, str]:
    """The same of records that were looked at already; one question for each kind that has names."""
    by_kind: dict[Kind, list[Look]] = {}
    for looked in found:
        if looked.is_own:
            by_kind.setdefault(looked.kind, []).append(looked)
    named: dict[int, str] = {}
    for kind, several in by_kind.items():
        named |= kind.names(several) if kind.names is not None else {}
    return named
