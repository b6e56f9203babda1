"""The plan for whoever suffers, with an action and a measure."""

from __future__ import annotations

from typing import Any

from bluelamp.kernel.access.models import Holding
from bluelamp.practice.promises import models as promises
from bluelamp.web.sample.canaries.cases.words import DAY, By, Words, over

PLAN = (
    "risks", "objectives", "prevention", "intelligence", "enforcement", "reassurance", "perpetrator_plan",
    "victims_view", "exit_criteria",
)  # fmt: skip


def fill(holding: Holding, said: Words, by: By) -> None:
    today = by.now.date()
    plan = promises.VictimPlan.objects.create(
        holding=holding,
        **{name: said("victim_plan", name.replace("_", "")) for name in PLAN},
        **over(said, "victim_plan", by),
        review_on=today + DAY,
        made_at=by.now,
        changed_at=by.now,
        changed_by=by.user,
        changed_by_name=by.name,
    )
    actions = promises.PlanAction.objects
    about: dict[str, Any] = {"plan": plan, "agency": by.body, "due_on": today}
    open_ = actions.create(does=said("victim_plan", "does"), owner=said("victim_plan", "owner"), **about)
    actions.create(
        does=said("victim_plan", "did"),
        owner=by.name,
        state="done",
        ended_at=by.now,
        ended_note=said("victim_plan", "ended"),
        **about,
    )
    measure = promises.SafetyMeasure.objects.create(
        plan=plan, kind="patrol", says=said("victim_plan", "measure"), since=today, by_name=by.name
    )
    said.made("action", open_)
    said.made("measure", measure)
