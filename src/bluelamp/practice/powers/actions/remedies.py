"""Preparing a community remedy, asking victims, offering an action, and following it to its end."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.changing import change
from bluelamp.practice.powers import documents, rules
from bluelamp.practice.powers.actions.orders import Refused
from bluelamp.practice.powers.actions.writing import write
from bluelamp.practice.powers.models import Remedy, VictimView
from bluelamp.practice.powers.queries import records, remedies
from bluelamp.practice.powers.register.spans import LONDON
from bluelamp.practice.powers.words import VIEWS

LABELS = {"state": "State", "offered": "Offered action", "due": "Due"}


def open_remedy(
    *,
    by: Scope,
    record: str | Look,
    evidence: str,
    now: datetime,
    person: int | None = None,
    described: str = "",
    admitted_at: datetime | None = None,
    submission: str | None = None,
) -> Remedy:
    """Begin to prepare one. ``Refused`` before there was such a law, and without saying who or on what evidence."""
    looked = records.writable(by, record, now=now)
    if submission and (made := Remedy.objects.filter(submission=submission, holding=looked.holding).first()):
        return made
    document = documents.in_force(now.astimezone(LONDON).date())
    wrong = {}
    if document is None:
        wrong["evidence"] = (
            "There is no community remedy document on this day: the law began on 20 October 2014"
        )
    if person is not None and person not in {each.person for each in records.people(by, looked)}:
        wrong["described"] = "Choose somebody on the record"
    if person is None and not described.strip():
        wrong["described"] = "Say who did it"
    if len(evidence.strip()) < rules.LEAST_REASON:
        wrong["evidence"] = wrong.get("evidence") or "Say what evidence there is"
    if document is None or wrong:
        raise Refused(wrong)
    try:
        with transaction.atomic():
            remedy = Remedy.objects.create(
                holding=looked.holding,
                document=document.key,
                person_id=person,
                described=described.strip(),
                admitted_at=admitted_at,
                evidence=evidence.strip(),
                opened_at=now,
                opened_by_name=by.actor_name,
                submission=submission or None,
            )
            write(by, looked, remedy, "open_remedy", kind="collection")
    except IntegrityError:
        return Remedy.objects.get(submission=submission, holding=looked.holding)
    return remedy


def ask_victim(
    *,
    by: Scope,
    record: str | Look,
    number: int,
    result: str,
    now: datetime,
    person: int | None = None,
    described: str = "",
    chosen: str = "",
    view: str = "",
    attempts: int = 1,
) -> VictimView:
    """What a victim said they want, or what was done to reach them. The latest of each victim counts."""
    looked, line = _own(by, record, number, now)
    wrong = {}
    if person is None and not described.strip():
        wrong["described"] = "Say which victim"
    if result not in VIEWS:
        wrong["result"] = "Say what came of asking"
    if chosen and (result != "told" or chosen not in line.document.keys):
        wrong["chosen"] = "Choose an action of the document, or none"
    if attempts < 1:
        wrong["attempts"] = "Enter how many times it was tried"
    if line.remedy.state != "opened":
        wrong["result"] = "It was offered already: victims are asked before"
    if wrong:
        raise Refused(wrong)
    with transaction.atomic():
        made = VictimView.objects.create(
            remedy=line.remedy, person_id=person, described=described.strip(), result=result, chosen=chosen,
            view=view.strip(), attempts=attempts, at=now, by_name=by.actor_name,
        )  # fmt: skip
        write(by, looked, line.remedy, "ask_victim", kind="collection")
    return made


def admit(*, by: Scope, record: str | Look, number: int, at: datetime, version: int, now: datetime) -> Remedy:
    """They admitted it."""
    looked, line = _own(by, record, number, now)
    if at > now:
        raise NotNow("An admission lies in the past.")
    with transaction.atomic():
        change(line.remedy, version, LABELS, admitted_at=at)
        write(by, looked, line.remedy, "admit")
    return line.remedy


def offer(
    *,
    by: Scope,
    record: str | Look,
    number: int,
    offered: str,
    due: date,
    version: int,
    now: datetime,
    terms: str = "",
    departs_because: str = "",
    if_not_done: str = "",
) -> Remedy:
    """Offer an action. ``Refused`` without admission, evidence, efforts to hear the victim, or a reason to depart."""
    looked, line = _own(by, record, number, now)
    remedy = line.remedy
    wrong = rules.reasons_not_to_offer(
        wishes=remedies.wishes(remedy),
        offered=offered,
        actions=line.document.keys,
        has_admitted=remedy.admitted_at is not None,
        evidence=remedy.evidence,
        departs_because=departs_because,
        least_attempts=line.document.least_attempts,
    )
    if "offered" not in line.steps:
        wrong["offered"] = f"It is {line.says}"
    if due < now.astimezone(LONDON).date():
        wrong["due"] = "It is to be done by a day that is still to come"
    if wrong:
        raise Refused(wrong)
    with transaction.atomic():
        change(
            remedy, version, LABELS, state="offered", offered=offered, due=due, terms=terms.strip(),
            departs_because=departs_because.strip(), if_not_done=if_not_done.strip(), offered_at=now,
        )  # fmt: skip
        write(
            by, looked, remedy, "offer", detail={"offered": offered, "departs": bool(departs_because.strip())}
        )
    return remedy


def answer(*, by: Scope, record: str | Look, number: int, to: str, version: int, now: datetime) -> Remedy:
    """They accepted or refused it; then, it was done or was not."""
    looked, line = _own(by, record, number, now)
    if to not in line.steps or to == "offered":
        raise NotNow(f"It is {line.says}.")
    changes: dict[str, object] = {"state": to}
    changes["answered_at" if to in ("accepted", "refused") else "ended_at"] = now
    with transaction.atomic():
        change(line.remedy, version, LABELS, **changes)
        write(by, looked, line.remedy, to)
    return line.remedy


def _own(by: Scope, record: str | Look, number: int, now: datetime) -> tuple[Look, remedies.Line]:
    looked = records.writable(by, record, now=now, ends=True)
    return looked, remedies.of(by, looked, number, today=now.astimezone(LONDON).date(), now=now)
