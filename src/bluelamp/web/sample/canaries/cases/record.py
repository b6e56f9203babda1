"""The case itself: what it says, who is on it, how it was reported and how it came to be as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bluelamp.areas.asb import models as asb
from bluelamp.kernel.access.models import Holding
from bluelamp.web.sample.canaries.cases.words import DAY, By, Words

if TYPE_CHECKING:
    from bluelamp.web.sample.canaries.world import World


def make(holding: Holding, said: Words, by: By) -> asb.Case:
    case = asb.Case.objects.create(
        holding=holding,
        title=said("title"),
        summary=said("summary"),
        qualifier="nuisance",
        state="active",
        address=said("where"),
        opened_at=by.now - 20 * DAY,
        last_report_at=by.now - 20 * DAY,
        reports_count=1,
    )
    asb.AddressWord.objects.create(case=case, word=said("where", "word"))
    return case


def people(world: World, case: asb.Case, said: Words, by: By) -> None:
    of = {"complainant": "complainants", "witness": "household", "alleged": "alleged"}
    more: dict[str, Any] = {"case": case, "since": by.now, "by_name": by.name}
    for role, item in of.items():
        said.made("person", asb.Involved.objects.create(role=role, known_as=said(item), **more))
    ended = {"until": by.now, "outcome": said("alleged", "outcome")}
    asb.Involved.objects.create(role="offender", known_as=said("alleged", "before"), **more | ended)
    # Whoever is on a sealed record is not named through a case.
    asb.Involved.objects.create(role="victim", person=world.records["sealed"].person, **more)


def report(world: World, case: asb.Case, row: Mapping[str, Any], said: Words, by: By) -> None:
    report = asb.Report.objects.create(
        case=case,
        agency=world.bodies[row.get("reported_by", row["of"])],
        channel="phone",
        received_at=case.opened_at,
        happened_from=case.opened_at,
        what=said("reports", "what"),
        qualifier="nuisance",
        address=said("where", "report"),
        address_key=said("where", "key"),
        is_hate=True,
        crime="recorded",
        crime_note=said("reports", "crime"),
        has_landlord="known",
        landlord=said("reports", "landlord"),
        taken_by=by.user,
        taken_by_name=by.name,
    )
    asb.Answer.objects.create(report=report, question="vulnerable", answer="yes", note=said("risk", "script"))


def moves(case: asb.Case, said: Words, by: By) -> None:
    more: dict[str, Any] = {"at": by.now, "by_name": by.name}
    asb.StateChange.objects.create(case=case, state="open", reason=said("state", "move"), by=by.user, **more)
    proposed = asb.StateChange.objects.create(case=case, before="open", state="active", **more)
    asb.Approval.objects.create(proposal=proposed, note=said("state", "approval"), by=by.user, **more)
    asb.Aside.objects.create(
        case=case, what="referred_out", note=said("state", "aside"), since=by.now, by_name=by.name
    )
