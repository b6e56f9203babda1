"""How somebody is kept in touch with: the plan, what to know before ringing, and the attempts so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.models import Attempt, ContactPlan, SupervisorTask
from bluelamp.practice.promises.queries import promises, records
from bluelamp.practice.promises.rules import contact as rules
from bluelamp.practice.promises.rules import promises as ledger
from bluelamp.practice.promises.rules import timers


@dataclass(frozen=True)
class Touch:
    """Keeping in touch about one record. ``plan`` is none where nobody agreed one, or it is not for this reader."""

    plan: ContactPlan | None
    every_days: int
    warnings: tuple[str, ...]
    attempts: tuple[Attempt, ...]
    failed: int
    task: SupervisorTask | None
    is_late: bool

    @property
    def version(self) -> int:
        return self.plan.version if self.plan else 0


def of_record(scope: Scope, record: str | Look, *, now: datetime) -> Touch:
    """The attempts go with the promises; the plan is an item of its own."""
    looked = records.seen(scope, record, records.PROMISES, now=now)
    holding = looked.holding
    plan = (
        ContactPlan.objects.filter(holding=holding).first()
        if records.shows(looked, records.CONTACT)
        else None
    )
    attempts = tuple(Attempt.objects.filter(holding=holding).order_by("-at", "-pk"))
    rhythm = timers.rhythm(promises.band_of(holding.pk), clocks.on(now))
    due = plan.next_due_at if plan else None
    return Touch(
        plan=plan,
        every_days=(plan.every_days if plan else None) or rhythm.contact_days,
        warnings=tuple(warnings(plan)) if plan else (),
        attempts=attempts,
        failed=ledger.failed_in_a_row([one.outcome for one in reversed(attempts)]),
        task=SupervisorTask.objects.filter(holding=holding, done_at__isnull=True).first(),
        is_late=due is not None and due < now,
    )


def warnings(plan: ContactPlan) -> list[str]:
    return rules.warnings(
        method=plan.method,
        safe_times=plan.safe_times,
        voicemail_ok=plan.voicemail_ok,
        not_to_contact=plan.not_to_contact,
        interpreter=plan.interpreter,
        format=plan.format,
    )


def late(scope: Scope, *, now: datetime) -> Q:
    """The condition on a contact plan that its next contact is late, on an open record of the reader's."""
    own = Q(holding__state="open", holding__organisation__key=scope.body, next_due_at__lt=now)
    return own & records.within(scope, records.CONTACT, now=now)
