"""Finding a case by its reference, whatever kind it is of, and what the reader may do with it."""

from __future__ import annotations

from datetime import datetime

from bluelamp.kernel.access import finding
from bluelamp.kernel.access.joining import Joined, kept_of
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look, permitted
from bluelamp.practice.casework.models import Assignment
from bluelamp.practice.casework.words import ITEMS


def kind_of(scope: Scope, ref: str, *, now: datetime) -> Kind:
    """The kind of the case with this reference. A kind is worked on as a case when it has the items casework needs."""
    return finding.kind_of(scope, ref, finding.kinds_with(*ITEMS), now=now)


def case(scope: Scope, ref: str, *, now: datetime) -> Look:
    """One case as the reader may see it."""
    return finding.one_of(scope, ref, finding.kinds_with(*ITEMS), now=now)


def works_on(scope: Scope, looked: Look) -> bool:
    """Is the case assigned to the reader?"""
    if scope.actor_id is None:
        return False
    return Assignment.objects.filter(holding=looked.holding, user=scope.actor_id, until__isnull=True).exists()


def reasons_not_to_add(scope: Scope, looked: Look, item: str, *, now: datetime) -> list[str]:
    """Why the reader of a case cannot add something to it under one of its items; empty when they can.

    Those whose record it is need to be able to write it. Whoever sees the item through a grant adds what is their own.
    """
    if not scope.may("casework.write") or not looked.shows(item):
        return ["It is not open to you to write here."]
    if looked.facts.is_joined:
        return _joined(scope, looked, now)
    if looked.is_own:
        decision = permitted(scope, looked.kind.write, looked, now=now)
        return list(decision.reasons) if item not in decision.items else []
    if not any(way.startswith("grant:") for way in looked.decision.via):
        return ["What was opened in an emergency is only read."]
    return ["It is closed."] if looked.holding.state != "open" else []


def reasons_not_to_lead(scope: Scope, act: str, looked: Look, *, now: datetime) -> list[str]:
    """Why the reader cannot do something to the case as a whole, such as link or join it: it has to be theirs."""
    if not scope.may(act):
        return ["Your role does not let you do this."]
    if looked.facts.is_joined:
        return _joined(scope, looked, now)
    decision = permitted(scope, looked.kind.write, looked, now=now)
    if not decision.allowed:
        return list(decision.reasons) if looked.is_own else [NOT_THERE]
    return []


def _joined(scope: Scope, looked: Look, now: datetime) -> list[str]:
    return [str(Joined(kept_of(scope, looked, now=now)))]
