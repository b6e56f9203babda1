"""What records are called in a list that holds several kinds of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import looks


def names(scope: Scope, holdings: Iterable[Holding], *, now: datetime) -> dict[int, str]:
    """By the number of the holding: the names of those of the reader's own organisation that show theirs.

    Each holding comes with its organisation, unit and team. However many there are, it takes four questions for each
    kind that has names.
    """
    by_kind: dict[str, dict[int, Holding]] = {}
    for held in holdings:
        by_kind.setdefault(held.kind, {})[held.pk] = held
    found: dict[int, str] = {}
    for key, rows in by_kind.items():
        kind = kinds.called(key)
        if kind.names is not None:
            found |= kind.names([one for one in looks(scope, kind, rows.values(), now=now) if one.is_own])
    return found
