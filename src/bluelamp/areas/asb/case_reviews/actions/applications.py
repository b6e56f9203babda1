"""Taking an application, acknowledging it, asking the agencies, and deciding whether the threshold is met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from bluelamp.areas.asb.case_reviews import clock, policies
from bluelamp.areas.asb.case_reviews.actions.writing import (
    LEAST_REASON,
    move,
    own,
    put,
    refuse,
    step,
    today,
    write,
)
from bluelamp.areas.asb.case_reviews.models import Appeal, Application, Return
from bluelamp.areas.asb.case_reviews.queries import applications, complaints, records
from bluelamp.areas.asb.case_reviews.rules import Verdict
from bluelamp.areas.asb.case_reviews.words import AGENCIES
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.powers.queries.records import people


def apply(
    *,
    by: Scope,
    record: str | Look,
    came: str,
    says: str,
    now: datetime,
    victim: int | None = None,
    victim_described: str = "",
    asked_by: str = "victim",
    asked_by_name: str = "",
    has_consented: bool = True,
    wants: str = "",
    contact: str = "",
    applied_on: date | None = None,
    submission: str | None = None,
) -> Application:
    """Write down an application, by telephone, through an officer or by a partner. One submission makes one.

    ``NotNow`` before there was a law, and when somebody else asks without the victim's agreement.
    """
    looked = records.open_to(by, record, "case_reviews.apply", now=now)
    if submission and (
        made := Application.objects.filter(submission=submission, holding=looked.holding).first()
    ):
        return made
    day = applied_on or today(now)
    policy = policies.in_force(day, complaints.district(looked))
    known = victim is None or victim in {each.person for each in people(by, looked)}
    refuse(
        sentence
        for is_wrong, sentence in (
            (policy is None, "There was no right to a case review on that day: it began on 20 October 2014."),
            (day > today(now), "An application lies in the past."),
            (not says.strip(), "Say what they complain of."),
            (not known or not (victim or victim_described.strip()), "Say who the victim is."),
            (asked_by != "victim" and not has_consented, "Somebody else may ask only if the victim agrees."),
        )
        if is_wrong
    )
    assert policy is not None  # refused above
    fields = {
        "policy": policy.key, "victim_id": victim, "victim_described": victim_described.strip(), "asked_by": asked_by,
        "asked_by_name": asked_by_name.strip(), "has_consented": has_consented, "came": came, "says": says.strip(),
        "wants": wants.strip(), "contact": contact.strip(), "applied_on": day, "written_at": now,
        "written_by_name": by.actor_name, "submission": submission or None,
    }  # fmt: skip
    try:
        with transaction.atomic():
            row = Application.objects.create(holding=looked.holding, **fields)
            step(by, row, "applied", now)
            write(by, looked, row, "apply", kind="collection")
    except IntegrityError:
        return Application.objects.get(submission=submission, holding=looked.holding)
    return row


def acknowledge(
    *, by: Scope, record: str | Look, number: int, version: int, now: datetime, note: str = ""
) -> Application:
    """The letter that it came has been sent."""
    looked, line = own(by, record, number, now)
    with transaction.atomic():
        move(by, looked, line.application, "acknowledged", version, now, note)
    return line.application


def ask_agencies(
    *, by: Scope, record: str | Look, number: int, agencies: Iterable[str], version: int, now: datetime
) -> Application:
    """Ask each relevant body for its complaints and actions, by the day the procedure gives."""
    looked, line = own(by, record, number, now)
    asked = sorted(set(agencies))
    refuse(["Choose at least one agency."] if not asked or set(asked) - set(AGENCIES) else [])
    due = clock.working_days_after(line.application.applied_on, line.policy.timings.returns) or today(now)
    with transaction.atomic():
        move(by, looked, line.application, "gathering", version, now)
        Return.objects.bulk_create(
            Return(application=line.application, agency=agency, asked_on=today(now), due=due)
            for agency in asked
        )
    return line.application


def take_return(
    *, by: Scope, record: str | Look, number: int, agency: str, says: str, now: datetime
) -> Return:
    """What an agency answered."""
    looked, line = own(by, record, number, now)
    refuse(["Write down what the agency answered."] if len(says.strip()) < LEAST_REASON else [])
    with transaction.atomic():
        rows = Return.objects.filter(application=line.application, agency=agency)
        if not rows.update(says=says.strip(), returned_on=today(now), by_name=by.actor_name):
            raise NotNow("This agency was not asked.")
        write(by, looked, line.application, "take_return", kind="collection")
    return rows.get()


def counted(*, by: Scope, record: str | Look, number: int, now: datetime) -> Verdict:
    """The threshold as counted today over the complaints made to all agencies, for whoever is about to decide."""
    looked, line = own(by, record, number, now)
    row = line.application
    return complaints.judge(by, looked, line.policy, at=row.applied_on, victim=row.victim_id)


def decide(
    *, by: Scope, record: str | Look, number: int, is_met: bool, why: str, version: int, now: datetime
) -> Application:
    """Decide on the threshold. Where the count meets it, the law leaves no choice; below it, judgement may say yes.

    Persistence, harm and the response so far may meet a threshold that the count does not. Where the victim is not
    named, the count is of the whole record and binds nobody. It is kept as it stood.
    """
    looked, line = own(by, record, number, now)
    row = line.application
    verdict = complaints.judge(by, looked, line.policy, at=row.applied_on, victim=row.victim_id)
    refuse(
        [
            *(
                ["The count meets the threshold: a review has to be held."]
                if verdict.is_met and not is_met
                else []
            ),
            *(["Say why."] if len(why.strip()) < LEAST_REASON else []),
        ]
    )
    changes = {
        "is_met": is_met, "decided_on": today(now), "decided_why": why.strip(), "decided_by_name": by.actor_name,
        "verdict": _kept(verdict),
    }  # fmt: skip
    with transaction.atomic():
        move(by, looked, row, "met" if is_met else "not_met", version, now, why, changes, "decide")
    return row


def _kept(verdict: Verdict) -> dict[str, Any]:
    """A verdict as it is kept: sentences and dates, and of whom nothing."""
    return {
        "says": verdict.says(),
        "found": [asdict(each) for each in verdict.found],
        "counted": [
            {
                "on": each.complaint.on.isoformat(),
                "incident_on": each.complaint.incident_on.isoformat(),
                "agency": each.complaint.agency,
                "is_hate": each.complaint.is_hate,
                "counts": each.counts,
                "why": each.why,
            }
            for each in verdict.counted
        ],
    }


def appeal(*, by: Scope, record: str | Look, number: int, grounds: str, now: datetime) -> Appeal:
    """Whoever applied does not agree. ``NotNow`` when it is too late, or one is open already."""
    looked = records.open_to(by, record, "case_reviews.apply", now=now)
    line = applications.of(by, looked, number, today=today(now), now=now)
    against = [] if line.can_appeal else ["It is too late to appeal, or there is nothing to appeal against."]
    refuse([*against, *(["Say what they do not agree with."] if len(grounds.strip()) < LEAST_REASON else [])])
    with transaction.atomic():
        made = Appeal.objects.create(
            application=line.application, made_on=today(now), grounds=grounds.strip()
        )
        write(by, looked, line.application, "appeal", kind="collection")
    return made


def decide_appeal(
    *, by: Scope, record: str | Look, number: int, outcome: str, why: str, version: int, now: datetime
) -> Appeal:
    """Uphold an appeal, and the application goes back to be decided or reviewed again; or dismiss it.

    Whoever decided on the threshold does not decide on the appeal.
    """
    looked, line = own(by, record, number, now)
    row, open_one = line.application, line.open_appeal
    if open_one is None:
        raise NotNow("There is no appeal to decide.")
    decided = [each.by_id for each in row.steps.all() if each.state in ("met", "not_met")]
    if by.actor_id is None or by.actor_id in decided:
        raise NotPermitted("Somebody else has to decide on the appeal than decided on the threshold.")
    refuse(
        [
            *(["Choose what was decided."] if outcome not in ("upheld", "dismissed") else []),
            *(["Say why."] if len(why.strip()) < LEAST_REASON else []),
        ]
    )
    with transaction.atomic():
        Appeal.objects.filter(pk=open_one.pk, outcome="").update(
            outcome=outcome, decided_on=today(now), decided_why=why.strip(), decided_by=by.actor_id,
            decided_by_name=by.actor_name,
        )  # fmt: skip
        if outcome == "upheld":
            back = "met" if row.is_met else "gathering"
            again = {} if row.is_met else {"is_met": None, "decided_on": None}
            put(by, looked, row, back, version, now, why, again, "uphold_appeal")
        else:
            write(by, looked, row, "dismiss_appeal")
    open_one.refresh_from_db()
    return open_one
