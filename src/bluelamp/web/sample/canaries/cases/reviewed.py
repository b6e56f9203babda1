"""An application for a case review, from what was asked to what the panel recommended."""

from __future__ import annotations

from bluelamp.areas.asb.case_reviews import models as reviews
from bluelamp.kernel.access.models import Holding
from bluelamp.web.sample.canaries.cases.words import By, Words


def fill(holding: Holding, said: Words, by: By) -> None:
    today = by.now.date()

    def word(field: str) -> str:
        return said("case_reviews", field)

    asked = reviews.Application.objects.create(
        holding=holding,
        policy="general",
        victim_described=word("victim"),
        asked_by="councillor",
        asked_by_name=word("askedby"),
        came="letter",
        says=word("says"),
        wants=word("wants"),
        contact=word("contact"),
        applied_on=today,
        state="panel",
        is_met=True,
        decided_on=today,
        decided_why=word("decidedwhy"),
        decided_by_name=by.name,
        written_at=by.now,
        written_by_name=by.name,
    )
    reviews.Progress.objects.create(
        application=asked, state="panel", on=today, note=word("progress"), written_at=by.now, by_name=by.name
    )
    reviews.Return.objects.create(
        application=asked, agency="council", name=word("agency"), asked_on=today, due=today,
        returned_on=today, says=word("returned"), by_name=by.name,
    )  # fmt: skip
    reviews.Appeal.objects.create(
        application=asked, made_on=today, grounds=word("grounds"), outcome="dismissed", decided_on=today,
        decided_why=word("appealwhy"), decided_by_name=by.name,
    )  # fmt: skip
    reviews.Panel.objects.create(
        application=asked, meets_on=today, chair=word("chair"), is_independent=True, members=word("members"),
        is_victim_invited=False, not_invited_because=word("notinvited"), findings=word("findings"),
    )  # fmt: skip
    given = reviews.Recommendation.objects.create(
        application=asked, to=word("to"), says=word("recommends"), due=today, note=word("answered")
    )
    said.made("application", asked)
    said.made("recommendation", given)
