"""Taking a report: into a case that is there, opening it again where it was closed lately, or into a new one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from bluelamp.areas.asb import codes, queries, rules
from bluelamp.areas.asb.actions import moves
from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import Answer, Case, Involved, Report, StateChange
from bluelamp.areas.asb.places import Spot, address_key
from bluelamp.areas.asb.words import LANDLORDS
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.decision import LONDON
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, looks, visible
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Organisation, Team
from bluelamp.kernel.people.actions import records as people
from bluelamp.kernel.people.actions.records import Kept
from bluelamp.kernel.people.models import Person
from bluelamp.kernel.people.queries import profiles
from bluelamp.kernel.places.models import Area
from bluelamp.practice.casework.actions import assignments, following
from bluelamp.practice.instruments.actions import assessments
from bluelamp.ui.api import paging
from bluelamp.ui.api.paging import Page


@dataclass(frozen=True, slots=True)
class Caller:
    """Who complains: somebody known by ``ref``, somebody new as ``kept``, or nobody who gave a name."""

    ref: str = ""
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class Alleged:
    """Who is said to do it: somebody known by ``ref``, or as the caller describes them."""

    ref: str = ""
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class Landlord:
    """Of the home that it is about: known by the ``key`` of an organisation here or by ``name``, or why it is not."""

    is_known: str = "not_asked"
    name: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A report as it was filled in. ``answers`` are question → (answer, note); no caller at all is an anonymous one."""

    channel: str
    received_at: datetime
    happened_from: datetime
    what: str
    qualifier: str
    crime: str
    spot: Spot = field(default_factory=Spot)
    happened_to: datetime | None = None
    is_ongoing: bool = False
    types: tuple[str, ...] = ()
    is_hate: bool = False
    crime_note: str = ""
    answers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    callers: tuple[Caller, ...] = ()
    alleged: tuple[Alleged, ...] = ()
    landlord: Landlord = Landlord()


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a report. ``is_theirs``: whoever took it may open the case."""

    report: str
    case: str
    is_new: bool
    is_reopened: bool
    is_theirs: bool


def take(
    *,
    by: Scope,
    told: Told,
    now: datetime,
    into: str = "",
    to: str = "",
    title: str = "",
    submission: str = "",
) -> Taken:
    """Keep a report, once for each submission. ``into`` is the case it belongs to; without one a new case begins.

    ``to`` is the key of the organisation that is to deal with a new case: the taker's own, or the force. Raises
    ``NotNow`` with what is wrong, and ``NotPermitted`` for a case that the taker may not see.
    """
    require(by, "asb.report")
    _check(told, now)
    once = _once(by, submission) if submission else None
    try:
        with transaction.atomic():
            if once and (before := _before(by, once)):
                return before
            return _take(by, told, now, into, to or by.body, title, once)
    except IntegrityError:
        # Its twin was quicker by a hair, and is what both asked for.
        if once and (before := _before(by, once)):
            return before
        raise


def taken_before(*, by: Scope, submission: str) -> Taken | None:
    """What became of a form that this taker has sent already; nothing when it is new."""
    require(by, "asb.report")
    return _before(by, _once(by, submission)) if submission else None


def page(*, by: Scope, cursor: str | None, limit: int, now: datetime) -> Page[Report]:
    """A page of the reports that ``by`` may see; the cases they stand in are written down. Restricted ones stay out."""
    with transaction.atomic():
        found = paging.page(queries.reports.reports(by, now=now), cursor=cursor, limit=limit, by="ref")
        held = {one.case.holding for one in found.items}
        is_own = all(one.organisation.key == by.body for one in held)
        audit.record(
            by=by,
            operation="asb.reports",
            kind="consultation" if is_own else "disclosure",
            objects=sorted(f"holding:{one.ref}" for one in held),
            recipient="" if is_own else by.organisation,
            reason="Reports asked for through the API.",
        )
    return found


def _take(by: Scope, told: Told, now: datetime, into: str, to: str, title: str, once: str | None) -> Taken:
    was_closed = False
    if into:
        case, was_closed = _joined(by, into, now)
    else:
        case = _begun(by, told, _body(by, to), title, now)
    callers = [_caller(by, case, caller, told, now) for caller in told.callers or (Caller(),)]
    for one in told.alleged:
        _alleged(by, case, one, now)
    report = _kept(by, told, case, once)
    report.complainants.set(callers)
    _count_in(case, told)
    if was_closed:
        moves.reopen(by=by, case=case, reason=f"Reported again: report {report.ref}.", now=now)
    _pass_on(by, case, is_new=not into, now=now)
    audit.record(
        by=by,
        operation="asb.report",
        kind="collection",
        objects=[f"holding:{case.holding.ref}", f"report:{report.ref}"],
        recipient=to if to != by.body else "",
        detail={
            "channel": told.channel,
            "is_new": not into,
            "reopened": was_closed,
            "located": told.spot.is_located,
        },
        payload=_plain(told),
    )
    return Taken(report.ref, case.holding.ref, not into, was_closed, to == by.body)


def _pass_on(by: Scope, case: Case, *, is_new: bool, now: datetime) -> None:
    """A new case goes to whoever answers for its place. Of one that was there, risk is asked again and followers hear.

    Where the taker does not see the case it is the rule that acts, and not they.
    """
    found = looks(by, CASE, visible(by, CASE, now=now).filter(pk=case.holding_id), now=now)
    if not found:
        by = Scope.system("The rule of places")
        found = looks(by, CASE, visible(by, CASE, now=now).filter(pk=case.holding_id), now=now)
    (looked,) = found
    if is_new:
        codes_ = [code for code in (case.neighbourhood, looked.facts.lpu) if code]
        assignments.assign_by_place(by=by, looked=looked, places=codes_, now=now)
    else:
        assessments.ask_again(by=by, looked=looked, because="new_incident", now=now)
        following.happened(by=by, looked=looked, what="other", now=now)


def _check(told: Told, now: datetime) -> None:
    against = rules.reasons_not_to_report(
        answers={key: answer for key, (answer, _) in told.answers.items()},
        questions=tuple(question.key for question in codes.questions()),
        crime=told.crime,
        crime_note=told.crime_note,
        is_hate=told.is_hate,
    )
    if told.received_at > now or told.happened_from > told.received_at:
        against.append("It cannot have been reported before it happened, nor later than now.")
    if told.happened_to and told.happened_to < told.happened_from:
        against.append("It cannot have ended before it began.")
    known = {each.key for each in codes.types_on(told.received_at.date())}
    if not set(told.types) <= known:
        against.append("Choose types from the list.")
    if not told.what.strip():
        against.append("Say what happened.")
    against += rules.reasons_against_landlord(
        told.landlord.is_known, named=bool(told.landlord.name.strip() or told.landlord.key)
    )
    if against:
        raise NotNow(" ".join(against))


def _once(by: Scope, submission: str) -> str:
    """A submission of one person: nobody learns of another's report by sending its number."""
    return hashlib.sha256(f"{by.body}:{by.actor_id}:{by.client}:{submission}".encode()).hexdigest()[:36]


def _before(by: Scope, once: str) -> Taken | None:
    first = Report.objects.filter(submission=once).select_related("case__holding__organisation").first()
    if first is None:
        return None
    held = first.case.holding
    is_new = first.case.reports.order_by("pk").first() == first
    return Taken(first.ref, held.ref, is_new, False, held.organisation.key == by.body)


def _joined(by: Scope, ref: str, now: datetime) -> tuple[Case, bool]:
    """The case a report is added to, and whether that opens it again."""
    looked, case = queries.cases.case(by, ref, now=now)
    if not looked.is_own:
        raise NotPermitted(NOT_THERE)
    if case.state != "closed":
        return case, False
    if against := rules.reasons_not_to_reopen(case.state, case.closed_at, now=now):
        raise NotNow(" ".join(against))
    return case, True


def _body(by: Scope, key: str) -> Organisation:
    """Who deals with a new case: the taker's own organisation, or the force."""
    body = Organisation.objects.filter(key=key).first()
    if body is None or (body.key != by.body and body.kind != "force"):
        raise NotNow("Choose who deals with it: your own organisation or the police.")
    return body


def _begun(by: Scope, told: Told, body: Organisation, title: str, now: datetime) -> Case:
    lpu = Area.objects.filter(level="lpu", code=told.spot.lpu).first() if body.kind == "force" else None
    if body.kind == "force" and lpu is None and by.lpus:
        # Not located: whoever took it finds it among their own.
        lpu = Area.objects.filter(level="lpu", code__in=by.lpus).order_by("code").first()
    team = Team.objects.filter(organisation=body, area__code=told.spot.neighbourhood).first()
    held = Holding.objects.create(
        kind=CASE.key, organisation=body, lpu=lpu, team=team, created_at=now, created_by_id=by.actor_id
    )
    case = Case.objects.create(
        holding=held,
        title=title.strip()[:120] or _title(told),
        summary=told.what.strip(),
        qualifier=told.qualifier,
        types=list(told.types),
        address=told.spot.address,
        neighbourhood=told.spot.neighbourhood,
        opened_at=now,
        last_report_at=told.received_at,
    )
    StateChange.objects.create(
        case=case, state="reported", at=now, by_id=by.actor_id, by_name=by.actor_name, reason=""
    )
    return case


def _title(told: Told) -> str:
    """What a case is called until somebody calls it better: its kind and day. No name and no place stand in it."""
    kind = codes.label(told.types[0]) if told.types else f"{told.qualifier} behaviour".capitalize()
    day = told.happened_from.astimezone(LONDON)
    return f"{kind}, {day.day} {day:%B %Y}"


def _caller(by: Scope, case: Case, caller: Caller, told: Told, now: datetime) -> Involved:
    if caller.kept is not None:
        lpu = _unit(by, told.spot.lpu)
        ref = people.add(by=by, kept=caller.kept, now=now, lpu=lpu)
        person = Person.objects.get(record__holding__ref=ref)
    elif caller.ref:
        person = known(by, caller.ref, now)
    else:
        return Involved.objects.create(
            case=case, role="complainant", is_anonymous=True, since=now, by_name=by.actor_name
        )
    return _involve(by, case, "complainant", person, now)


def _alleged(by: Scope, case: Case, one: Alleged, now: datetime) -> Involved:
    if one.ref:
        return _involve(by, case, "alleged", known(by, one.ref, now), now)
    return Involved.objects.create(
        case=case, role="alleged", known_as=one.known_as.strip()[:200], since=now, by_name=by.actor_name
    )


def known(by: Scope, ref: str, now: datetime) -> Person:
    """Somebody whom the taker may see, by the reference of the person."""
    whose = profiles.person(by, ref, now=now)
    return whose.sources[0].record.person


def _involve(by: Scope, case: Case, role: str, person: Person, now: datetime) -> Involved:
    """Once in a role, also under another of the references that are the same person today."""
    there = Involved.objects.filter(
        case=case, role=role, person__head=person.head_id, until__isnull=True
    ).first()
    return there or Involved.objects.create(
        case=case, role=role, person=person, since=now, by_name=by.actor_name
    )


def _unit(by: Scope, lpu: str) -> str:
    """The unit that a new person's record lies in: that of the place, where it is the taker's."""
    if by.lpus and lpu not in by.lpus:
        return min(by.lpus)
    return lpu if by.lpus else ""


def _kept(by: Scope, told: Told, case: Case, once: str | None) -> Report:
    agency = Organisation.objects.get(key=by.body)
    landlord = _landlord(told.landlord)
    said = asdict(told.spot)
    report = Report.objects.create(
        case=case,
        agency=agency,
        channel=told.channel,
        received_at=told.received_at,
        happened_from=told.happened_from,
        happened_to=told.happened_to,
        is_ongoing=told.is_ongoing,
        what=told.what.strip(),
        qualifier=told.qualifier,
        types=list(told.types),
        is_hate=told.is_hate,
        crime=told.crime,
        crime_note=told.crime_note.strip(),
        cell=told.spot.cell,
        address_key=address_key(told.spot.address),
        taken_by_id=by.actor_id,
        taken_by_name=by.actor_name,
        submission=once,
        has_landlord=told.landlord.is_known,
        landlord=landlord.name if landlord else told.landlord.name.strip()[:120],
        landlord_body=landlord,
        **said,
    )
    Answer.objects.bulk_create(
        Answer(report=report, question=question.key, answer=told.answers[question.key][0],
               note=told.answers[question.key][1].strip()[:300])
        for question in codes.questions()
    )  # fmt: skip
    return report


def _landlord(said: Landlord) -> Organisation | None:
    """The organisation that it is, where it works here."""
    if not said.key:
        return None
    found = Organisation.objects.filter(key=said.key, kind__in=LANDLORDS).first()
    if found is None:
        raise NotNow("Choose the landlord from the list, or enter its name.")
    return found


def _count_in(case: Case, told: Told) -> None:
    types = [*case.types, *(each for each in told.types if each not in case.types)]
    Case.objects.filter(pk=case.pk).update(reports_count=F("reports_count") + 1, types=types)
    Case.objects.filter(pk=case.pk).exclude(last_report_at__gt=told.received_at).update(
        last_report_at=told.received_at
    )
    case.refresh_from_db()


def _plain(told: Told) -> dict[str, Any]:
    """What was typed, for the part of the audit record that can be erased."""
    return {
        "what": told.what,
        "address": told.spot.address,
        "alleged": [one.known_as for one in told.alleged],
    }
