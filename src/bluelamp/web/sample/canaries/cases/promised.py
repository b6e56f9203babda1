"""What was promised, how somebody is kept in touch with, and what a supervisor looks at."""

from __future__ import annotations

from typing import Any

from bluelamp.kernel.access.models import Holding
from bluelamp.practice.promises import models as promises
from bluelamp.practice.promises.rules.cards import wordings
from bluelamp.web.sample.canaries.cases.words import DAY, By, Words, over


def fill(holding: Holding, said: Words, by: By) -> None:
    made: dict[str, Any] = {
        "holding": holding,
        "to_role": "complainant",
        "made_at": by.now,
        "made_by": by.user,
        "made_by_name": by.name,
        "made_for": by.body.key,
        "owner": by.user,
        "started_at": by.now,
        "due_at": by.now + 3 * DAY,
    }
    objects = promises.Promise.objects
    due = objects.create(says=said("promises"), paused_at=by.now, **made)
    promises.Pause.objects.create(
        promise=due, since=by.now, reason=said("promises", "pause"), by_name=by.name
    )
    promises.PassedOn.objects.create(
        promise=due,
        before_name=by.name,
        to=by.user,
        to_name=by.name,
        at=by.now,
        by_name=by.name,
        why=said("promises", "passedon"),
    )
    kept = {"kept_at": by.now, "kept_how": "phone", "kept_note": said("promises", "keptnote")}
    gone = {"cancelled_at": by.now, "cancelled_why": said("promises", "cancelledwhy")}
    said.made("promise", due, objects.create(says=said("promises", "kept"), **made, **kept))
    said.made("promise", objects.create(says=said("promises", "gone"), **made, **gone))
    plain = objects.create(says=said("promises", "plain"), **made)
    said.made("promise", plain)
    card = promises.Card.objects.create(
        holding=holding,
        wording=wordings()[0].name,
        method="print",
        fields={"officer": said("promises", "officer"), "contact": said("promises", "contact")},
        promises=[{"says": said("promises", "cardline"), "due_at": by.now.isoformat()}],
        issued_at=by.now,
        issued_by_name=by.name,
    )
    said.made("card", card)
    _contact(holding, plain, said, by)


def _contact(holding: Holding, promise: promises.Promise, said: Words, by: By) -> None:
    promises.ContactPlan.objects.create(
        holding=holding,
        **{
            name: said("contact_plan", name[:8].replace("_", ""))
            for name in (
                "safe_times",
                "safe_contact",
                "interpreter",
                "format",
                "may_be_told",
                "not_to_contact",
            )
        },
        **over(said, "contact_plan", by),
        since=by.now,
        changed_at=by.now,
        changed_by_name=by.name,
    )
    promises.Attempt.objects.create(
        holding=holding,
        promise=promise,
        method="phone",
        outcome="spoke",
        note=said("promises", "attempt"),
        at=by.now,
        by_name=by.name,
        by_organisation=by.body.key,
    )
    promises.Banding.objects.create(holding=holding, band="high", since=by.now, by_name=by.name)
    done = {"done_at": by.now, "done_by": by.user, "done_by_name": by.name}
    about: dict[str, Any] = {"holding": holding, "rank": "sergeant", "band": "high", "due_at": by.now}
    rows = promises.SupervisorReview.objects
    rows.create(note=said("reviews", "done"), **about, **done)
    said.made("review", rows.create(**about))
    tasks = promises.SupervisorTask.objects
    tasks.create(
        holding=holding, kind="contact_failed", raised_at=by.now, note=said("reviews", "task"), **done
    )
    said.made("task", tasks.create(holding=holding, kind="contact_failed", raised_at=by.now))
