"""A record that was joined with another: read as before, and no longer written on, whatever is written and from where.

What began on it before is carried to its end there: a promise is kept, a measure ended.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.decision import Decision
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look, looked_for, permitted


class Joined(NotNow):
    """Nothing more is written on it. ``kept`` is the record to write on, where whoever asked may see that one."""

    def __init__(self, kept: Look | None) -> None:
        self.kept = kept
        super().__init__(
            f"It was joined with {kept.ref}: write on that one."
            if kept
            else "It was joined with another that is not open to you: nothing more is written on it."
        )


def kept_of(scope: Scope, looked: Look, *, now: datetime) -> Look | None:
    """What a record was joined with, at the end of however many steps; nothing where the reader may not see that."""
    held, kept = looked.holding, None
    while held.joined_with_id is not None:
        held = kept = Holding.objects.get(pk=held.joined_with_id)
    return looked_for(scope, kept.ref, looked.kind, now=now) if kept else None


def refuse_joined(scope: Scope, looked: Look, *, now: datetime) -> None:
    """``Joined`` where it was; for any other record nothing is asked of the database."""
    if looked.facts.is_joined:
        raise Joined(kept_of(scope, looked, now=now))


def to_write(scope: Scope, looked: Look, *, now: datetime, ends: bool = False) -> Decision:
    """Which items of it the reader may write. ``Joined``, or ``NotPermitted`` with why for those whose record it is.

    ``ends``: only something that began before is carried to its end.
    """
    looked = to_end(looked) if ends else looked
    refuse_joined(scope, looked, now=now)
    decision = permitted(scope, looked.kind.write, looked, now=now)
    if not decision.allowed:
        raise NotPermitted(" ".join(decision.reasons) if looked.is_own else NOT_THERE)
    return decision


def to_end(looked: Look) -> Look:
    """The same record for somebody who ends what began on it before it was joined."""
    return replace(looked, facts=replace(looked.facts, is_joined=False))
