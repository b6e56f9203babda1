"""What stands on pages about no one record, for the small world: registers, searches that are kept, notices, requests.

A word is put under the name by which ``expected.yaml`` says who reads it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from bluelamp.kernel.access.models import Clearance, Notice, RoleRequest, Transfer
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.keeping.models import LegalHold
from bluelamp.kernel.sign_in.models import NewStart
from bluelamp.practice.casework.models import BulkRun, SavedSearch
from bluelamp.practice.instruments.models import Move, Version
from bluelamp.practice.promises.models import Finding, ReviewRun, Sample, SampledRecord, SupervisorReview
from bluelamp.web.sample.canaries.canary import Canary
from bluelamp.web.sample.canaries.cases import Words, author

if TYPE_CHECKING:
    from bluelamp.web.sample.canaries.world import World


def fill(world: World) -> None:
    said = Words(world, "")
    _registers(world, said)
    _searches(world, said)
    _asked(world, said)
    _sample(world)
    _reviewed(world, said)


def _registers(world: World, said: Words) -> None:
    """Agreements, questionnaires, what somebody is cleared for, and the audit record."""
    written = [(one.ended_why, "agreement") for one in world.agreements.values()]
    written += [(one.why, "clearance") for one in Clearance.objects.all()]
    world.canaries += [Canary(word, "", item) for word, item in written if word]
    for agreement in world.agreements.values():
        agreement.summary = said("agreement", agreement.key.replace("-", ""))
        agreement.save()
    now, version = timezone.now(), Version.objects.get(state="in_force")
    Move.objects.create(
        version=version, state="in_force", reason=said("questionnaire"), at=now, by_name="Anna"
    )
    said.made("version", version)
    officer = world.user("officer")
    until = now.date() + timedelta(days=900)
    Clearance.objects.create(
        user=officer, what="vetting", until=until, why=said("clearance"), since=now, by_name="Ada"
    )
    audit.record(
        by=Scope.system("the sample"),
        operation="sample.canaries",
        kind="other",
        reason=said("audit"),
        payload={"before": said("audit", "before"), "after": said("audit", "after")},
    )


def _searches(world: World, said: Words) -> None:
    """Searches by audience, and what somebody did to many cases at once."""
    for name, audience in (
        ("officer", "own"),
        ("officer", "team"),
        ("officer", "organisation"),
        ("landlord", "organisation"),
    ):
        by = author(world, "force" if name == "officer" else "landlord")
        item = f"search_{audience}" if name == "officer" else "search_of_homes"
        made = SavedSearch.objects.create(
            worklist="asb-cases",
            title=said(item),
            owner=by.user,
            owner_name=by.name,
            organisation=by.body,
            department=by.body.key,
            units=by.units,
            audience=audience,
            saved_at=by.now,
        )
        said.made("search", made)
    by = author(world, "force")
    run = BulkRun.objects.create(
        worklist="asb-cases",
        act="assign",
        said={"reason": said("done")},
        chosen=said("done", "chosen"),
        seal="canaries",
        at=by.now,
        by=by.user,
        by_name=by.name,
        undo_until=timezone.now() + timedelta(minutes=20),
    )
    near = Words(world, "case_near")
    run.rows.create(
        holding=world.holdings["case_near"],
        outcome="done",
        why=near("notes", "bulk"),
        back={"assignment": 0, "before": None},
    )
    said.made("done", run)


def _asked(world: World, said: Words) -> None:
    """What waits for a second person, and notices."""
    now, by = timezone.now(), author(world, "force")
    Notice.objects.create(organisation=by.body, user=by.user, words=said("notice"), address="/", at=now)
    Notice.objects.create(
        organisation=by.body, act="audit.read", words=said("notice_of_an_act"), address="/", at=now
    )
    asked = {"asked_by": world.user("administrator"), "asked_at": now}
    role = RoleRequest.objects.create(
        user=world.user("analyst"), organisation=by.body, role="governance", **asked
    )
    said.made("role", role)
    said.made("start", NewStart.objects.create(user=world.user("board"), why=said("new_start"), **asked))
    offered = Transfer.objects.create(
        holding=world.holdings["councils"],
        to=world.bodies["force"],
        reason=Words(world, "councils")("offer", "reason"),
        offered_at=now,
        offered_by=world.user("council"),
    )
    said.made("transfer", offered)
    for name in world.holdings:
        if "sealed" in name or name in ("near", "case_far"):
            LegalHold.objects.create(
                holding=world.holdings[name],
                reason=Words(world, name)("hold"),
                since=now,
                by=world.user("governance"),
                by_name="Gita",
            )


def _sample(world: World) -> None:
    """A sample of the force's records, with what was found in each."""
    by, today = author(world, "force"), timezone.now().date()
    sample = Sample.objects.create(
        body=by.body.key,
        kind="asb-case",
        since=today,
        until=today,
        of_each=2,
        seed="canaries",
        standards="2014-01",
        drawn_at=by.now,
        drawn_by=by.user,
        drawn_by_name=by.name,
    )
    for position, name in enumerate(("case_near", "case_sealed", "case_far"), 1):
        record = SampledRecord.objects.create(
            sample=sample, holding=world.holdings[name], band="high", position=position
        )
        words = Words(world, name)
        Finding.objects.create(
            record=record, standard="card", result="fail", note=words("reviews", "finding"), at=by.now,
            by=by.user, by_name=by.name,
        )  # fmt: skip
    world.numbers["", "sample"] = [sample.pk]


def _reviewed(world: World, said: Words) -> None:
    """What a sergeant reviewed together, not so long ago that it stays."""
    now, user = timezone.now(), world.user("sergeant")
    run = ReviewRun.objects.create(
        note=said("reviewed"),
        seal="canaries",
        at=now,
        by=user,
        by_name="Simon",
        undo_until=now + timedelta(hours=1),
    )
    near = Words(world, "case_near")
    review = SupervisorReview.objects.filter(holding=world.holdings["case_near"]).earliest("pk")
    run.rows.create(review=review, outcome="done", why=near("reviews", "together"))
    said.made("reviewed", run)
