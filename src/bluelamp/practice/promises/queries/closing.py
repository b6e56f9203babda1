"""What decides whether records may be closed: what is overdue, who reviews it first, whether the victim was reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.models import Attempt, ContactPlan, PlanAction, Promise, SupervisorReview
from bluelamp.practice.promises.queries import promises, records
from bluelamp.practice.promises.queries.reviews import OPEN
from bluelamp.practice.promises.words import REACHED


@dataclass(frozen=True)
class Before:
    """One record: is contact agreed, when was the victim last spoken with, what is late, whose review it waits for."""

    has_contact_plan: bool = False
    last_contact_at: datetime | None = None
    overdue: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()


def before(scope: Scope, looked: Sequence[Look], *, now: datetime) -> Mapping[int, Before]:
    """Holding → what stands, as far as it is for this reader; five questions, however many there are."""
    shown = [one for one in looked if scope.may("promises.read") and records.shows(one, records.PROMISES)]
    held = [one.holding.pk for one in shown]
    planned = [one.holding.pk for one in shown if records.shows(one, records.CONTACT)]
    helped = [one.holding.pk for one in shown if records.shows(one, records.PLAN)]
    plans = ContactPlan.objects.filter(holding__in=planned, ended_at__isnull=True)
    agreed = set(plans.values_list("holding", flat=True))
    spoken = Attempt.objects.filter(holding__in=held, outcome__in=REACHED).order_by().values_list("holding")
    last = dict(spoken.annotate(Max("at")))
    late = _late(held, helped, now)
    waits = _waits(held)
    return {
        pk: Before(pk in agreed, last.get(pk), tuple(late.get(pk, ())), tuple(waits.get(pk, ())))
        for pk in held
    }


def _waits(held: Sequence[int]) -> dict[int, list[str]]:
    """Holding → the ranks that are to review it before it is closed."""
    rows = SupervisorReview.objects.filter(OPEN, holding__in=held, is_for_closing=True).order_by("pk")
    found: dict[int, list[str]] = {}
    for holding, rank in rows.values_list("holding", "rank"):
        found.setdefault(holding, []).append(rank)
    return found


def _late(held: Sequence[int], helped: Sequence[int], now: datetime) -> dict[int, list[str]]:
    """Holding → promises that were missed, then actions of the plan for the victim that are late."""
    missed = Promise.objects.filter(promises.WHEN["overdue"](now), holding__in=held)
    actions = PlanAction.objects.filter(plan__holding__in=helped, state="open", due_on__lt=clocks.on(now))
    found: dict[int, list[str]] = {}
    for holding, says in missed.order_by("due_at", "pk").values_list("holding", "says"):
        found.setdefault(holding, []).append(says)
    for holding, does in actions.values_list("plan__holding", "does"):
        found.setdefault(holding, []).append(does)
    return found
