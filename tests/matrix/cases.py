"""Cases of anti-social behaviour for the small world, with a row of everything that the practices keep of one.

A word is put under the item by which whoever reads that item may be shown it. Words of notes and files are put under
who hears of them too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from bluelamp.areas.asb import models as asb
from bluelamp.areas.asb.case_reviews import models as reviews
from bluelamp.kernel.access.models import Holding, User
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.practice.casework import models as casework
from bluelamp.practice.instruments.models import Answer, Assessment, Override, Version
from bluelamp.practice.instruments.tests import factories as instruments
from bluelamp.practice.powers import models as powers
from bluelamp.practice.promises import models as promises
from bluelamp.practice.promises.rules.cards import wordings
from tests.matrix.oracle import EXPECTED

if TYPE_CHECKING:
    from tests.matrix.world import World

DAY = timedelta(days=1)
AUTHORS = {"force": "officer", "landlord": "landlord", "stranger": "stranger", "council": "council"}
"""Who wrote what is on a case, for each that holds one."""


class Words:
    """Words for one case, each found nowhere else."""

    def __init__(self, world: World, number: int, name: str) -> None:
        self.world, self.number, self.name = world, number, name

    def __call__(self, item: str, field: str = "") -> str:
        from tests.matrix.world import Canary

        word = f"CNR{self.number:02}{item}{field}X".replace("_", "")
        self.world.canaries.append(Canary(word, self.name, item))
        return word

    def made(self, noun: str, *rows: Any) -> None:
        """Remember the numbers of rows, for addresses that name them."""
        self.world.numbers.setdefault((self.name, noun), []).extend(row.pk for row in rows)


class By:
    """Somebody who does everything on a case, and the moment they did it."""

    def __init__(self, user: User, body: Organisation, units: list[str]) -> None:
        self.user, self.body, self.units = user, body, units
        self.name, self.now = user.username.title(), timezone.now() - DAY

    def heard(self, holding: Holding, audience: str) -> dict[str, Any]:
        return {
            "holding": holding,
            "organisation": self.body,
            "department": self.body.key,
            "units": self.units,
            "author": self.user,
            "author_name": self.name,
            "audience": audience,
            "at": self.now,
        }


def fill(world: World, holding: Holding, name: str, row: Mapping[str, Any], said: Words) -> None:
    """A case, and everything on it."""
    by = author(world, row["of"])
    case = _case(holding, said, by)
    _people(world, case, said, by)
    _report(world, case, row, said, by)
    _moves(case, said, by)
    for audience in ("team", "organisation", "shared", "told"):
        _written(holding, audience, f"_{audience}", said, by)
    if "guest" in row:
        _written(holding, "organisation", "_guest", said, author(world, row["guest"]))
    _worked(world, holding, row, said, by)
    _promised(holding, said, by)
    _victim(holding, said, by)
    _assessed(holding, said, by)
    _ordered(world, holding, said, by)
    _remedied(holding, said, by)
    _reviewed(holding, said, by)


def author(world: World, of: str) -> By:
    user = world.users[AUTHORS[of]]
    assert user
    return By(user, world.bodies[of], list(EXPECTED["people"][AUTHORS[of]].get("lpus", ())))


def _case(holding: Holding, said: Words, by: By) -> asb.Case:
    return asb.Case.objects.create(
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


def _people(world: World, case: asb.Case, said: Words, by: By) -> None:
    of = {"complainant": "complainants", "witness": "household", "alleged": "alleged"}
    more: dict[str, Any] = {"case": case, "since": by.now, "by_name": by.name}
    for role, item in of.items():
        said.made("person", asb.Involved.objects.create(role=role, known_as=said(item), **more))
    ended = {"until": by.now, "outcome": said("alleged", "outcome")}
    asb.Involved.objects.create(role="offender", known_as=said("alleged", "before"), **more | ended)
    # Whoever is on a sealed record is not named through a case.
    asb.Involved.objects.create(role="victim", person=world.records["sealed"].person, **more)


def _report(world: World, case: asb.Case, row: Mapping[str, Any], said: Words, by: By) -> None:
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
        taken_by=by.user,
        taken_by_name=by.name,
    )
    asb.Answer.objects.create(report=report, question="vulnerable", answer="yes", note=said("risk", "script"))


def _moves(case: asb.Case, said: Words, by: By) -> None:
    more: dict[str, Any] = {"at": by.now, "by_name": by.name}
    asb.StateChange.objects.create(case=case, state="open", reason=said("state", "move"), by=by.user, **more)
    proposed = asb.StateChange.objects.create(case=case, before="open", state="active", **more)
    asb.Approval.objects.create(proposal=proposed, note=said("state", "approval"), by=by.user, **more)
    asb.Aside.objects.create(
        case=case, what="referred_out", note=said("state", "aside"), since=by.now, by_name=by.name
    )


def _written(holding: Holding, audience: str, suffix: str, said: Words, by: By) -> None:
    """A note with what it said before and an addendum, and a file, for one audience."""
    heard, item = by.heard(holding, audience), f"notes{suffix}"
    note = casework.Note.objects.create(words=said(item), nature="fact", **heard)
    casework.Note.objects.create(words=said(item, "addendum"), nature="opinion", adds_to=note, **heard)
    casework.NoteBefore.objects.create(
        note=note, words=said(item, "before"), audience=audience, nature="fact", until=by.now
    )
    content = said(f"files{suffix}", "content").encode()
    file = casework.CaseFile.objects.create(
        name=f"{said(f'files{suffix}')}.txt",
        says=said(f"files{suffix}", "says"),
        kind="txt",
        content_type="text/plain",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        state="clean",
        **heard,
    )
    casework.FileContent.objects.create(file=file, data=content)
    casework.Happening.objects.create(what="note", **heard)
    said.made("note", note)
    said.made("file", file)


def _worked(world: World, holding: Holding, row: Mapping[str, Any], said: Words, by: By) -> None:
    user = world.users[row.get("assigned", AUTHORS[row["of"]])]
    assert user
    about: dict[str, Any] = {"holding": holding, "organisation": by.body, "by_name": by.name}
    casework.Assignment.objects.create(
        user=user, user_name=user.username.title(), reason=said("notes", "assigned"), since=by.now, **about
    )
    ended = {"until": by.now, "ended_by_name": by.name, "ended_why": said("notes", "unassigned")}
    casework.Assignment.objects.create(
        user=by.user, user_name=by.name, reason=said("notes", "first"), since=by.now - DAY, **about | ended
    )
    casework.Following.objects.create(holding=holding, user=by.user, since=by.now)
    casework.HandedOn.objects.create(
        holding=holding,
        recipient=said("notes", "recipient"),
        basis="court",
        reason=said("notes", "handedon"),
        withheld=1,
        at=by.now,
        by_name=by.name,
    )


def _promised(holding: Holding, said: Words, by: By) -> None:
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


PLAN = (
    "risks", "objectives", "prevention", "intelligence", "enforcement", "reassurance", "perpetrator_plan",
    "victims_view", "exit_criteria",
)  # fmt: skip


def _victim(holding: Holding, said: Words, by: By) -> None:
    today = by.now.date()
    plan = promises.VictimPlan.objects.create(
        holding=holding,
        **{name: said("victim_plan", name.replace("_", "")) for name in PLAN},
        **_ended(said, by),
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


def _ended(said: Words, by: By) -> dict[str, Any]:
    """The plan of a closed case is over."""
    is_over = EXPECTED["cases"][said.name].get("state") == "closed"
    return {"ended_at": by.now, "ended_why": said("victim_plan", "over")} if is_over else {}


def _assessed(holding: Holding, said: Words, by: By) -> None:
    version = Version.objects.get(state="in_force")
    about: dict[str, Any] = {
        "holding": holding,
        "instrument": version,
        "organisation": by.body,
        "begun_at": by.now,
        "begun_by_name": by.name,
    }
    scored = Assessment.objects.create(
        stage="current", scored_at=by.now, base=12, added=0, band="standard", governing="medium", **about
    )
    open_ = Assessment.objects.create(why=said("risk", "why"), **about)
    for field, row in (("answer", scored), ("open", open_)):
        for question, item in (("q1", "risk"), ("q4", "risk_offences")):
            Answer.objects.create(
                assessment=row,
                question=question,
                options=list(instruments.LOWEST[question]),
                text=said(item, field),
                at=by.now,
                by_name=by.name,
                points=0,
            )
    Override.objects.create(
        assessment=scored,
        before="standard",
        after="medium",
        code="pattern",
        reason=said("risk", "override"),
        at=by.now,
        by=by.user,
        by_name=by.name,
    )
    said.made("assessment", scored, open_)


def _ordered(world: World, holding: Holding, said: Words, by: By) -> None:
    about: dict[str, Any] = {"holding": holding, "power": "civil-injunction", "applicant": "police"}
    moment: dict[str, Any] = {"considered_at": by.now, "considered_by_name": by.name}
    orders = powers.Order.objects
    thought = orders.create(described=said("orders", "thought"), age=30, **about, **moment)
    order = orders.create(
        described=said("orders", "described"),
        age=30,
        state="in_force",
        said={"behaviour": said("orders", "behaviour")},
        starts_at=by.now,
        ends_at=by.now + 90 * DAY,
        served_at=by.now,
        **about,
        **moment,
    )
    orders.create(person=world.records["sealed"].person, age=30, **about, **moment)
    powers.Step.objects.create(
        order=order,
        state="in_force",
        at=by.now,
        note=said("orders", "step"),
        written_at=by.now,
        by_name=by.name,
    )
    powers.Term.objects.create(
        order=order,
        kind="requirement",
        text=said("orders", "term"),
        supervisor=said("orders", "supervisor"),
        added_at=by.now,
    )
    powers.Service.objects.create(
        order=order,
        what="order",
        on=said("orders", "servedon"),
        how="in_person",
        at=by.now,
        note=said("orders", "served"),
        by_name=by.name,
    )
    breach = powers.Breach.objects.create(
        order=order, at=by.now, evidence=said("orders", "breach"), written_at=by.now, by_name=by.name
    )
    said.made("order", thought, order)
    said.made("breach", breach)


def _remedied(holding: Holding, said: Words, by: By) -> None:
    remedy = powers.Remedy.objects.create(
        holding=holding,
        document="default-2014",
        described=said("orders", "remedyof"),
        evidence=said("orders", "evidence"),
        terms=said("orders", "remedyterms"),
        departs_because=said("orders", "departs"),
        if_not_done=said("orders", "ifnotdone"),
        opened_at=by.now,
        opened_by_name=by.name,
    )
    powers.VictimView.objects.create(
        remedy=remedy,
        described=said("orders", "victim"),
        result="told",
        view=said("orders", "view"),
        at=by.now,
        by_name=by.name,
    )
    said.made("remedy", remedy)


def _reviewed(holding: Holding, said: Words, by: By) -> None:
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


def questionnaire() -> None:
    """The one in force, by which every case is assessed."""
    instruments.version()


def join(world: World) -> None:
    """Cases found to be one, and cases that belong together: as somebody who sees them all would have said."""
    now: datetime = timezone.now() - DAY
    for name, row in EXPECTED["cases"].items():
        if "joined" not in row:
            continue
        kept, gone = world.holdings[row["joined"]], world.holdings[name]
        said = Words(world, list(world.holdings).index(name), name)
        merge = casework.CaseMerge.objects.create(
            kept=kept, gone=gone, reason=said("notes", "merged"), at=now, by_name="Colin"
        )
        for one in (row["joined"], name):
            world.numbers.setdefault((one, "merge"), []).append(merge.pk)
    names = [name for name in EXPECTED["cases"] if name not in ("case_erased",)]
    for left, right in pairwise(names):
        said = Words(world, list(world.holdings).index(left), left)
        about: dict[str, Any] = {"left": world.holdings[left], "right": world.holdings[right], "since": now}
        link = casework.Link.objects.create(
            how="related", reason=said("about", "linked"), by_name="Colin", **about
        )
        for one in (left, right):
            world.numbers.setdefault((one, "link"), []).append(link.pk)
        ended = {"until": now, "ended_by_name": "Colin", "ended_why": said("about", "unlinked")}
        casework.Link.objects.create(
            how="same_place", reason=said("about", "waslinked"), by_name="Colin", **about | ended
        )
    _parted(world, now)


def _parted(world: World, now: datetime) -> None:
    """Two cases that were joined, and are two again."""
    said = Words(world, list(world.holdings).index("case_closed"), "case_closed")
    casework.CaseMerge.objects.create(
        kept=world.holdings["case_far"],
        gone=world.holdings["case_closed"],
        reason=said("about", "joined"),
        at=now,
        by_name="Colin",
        undone_at=now,
        undone_by_name="Colin",
        undone_why=said("about", "parted"),
    )
