"""The case a report goes into: one that is there, one that begins again, or a new one."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from bluelamp.areas.asb import codes, queries, rules
from bluelamp.areas.asb.actions import streets
from bluelamp.areas.asb.actions.reports.told import Told
from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import Case, StateChange
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.decision import LONDON
from bluelamp.kernel.access.joining import refuse_joined
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE
from bluelamp.kernel.organisations.models import Organisation, Team
from bluelamp.kernel.places.models import Area


def joined(by: Scope, ref: str, now: datetime) -> tuple[Case, bool]:
    """The case a report is added to, and whether that opens it again."""
    looked, case = queries.cases.case(by, ref, now=now)
    if not looked.is_own:
        raise NotPermitted(NOT_THERE)
    refuse_joined(by, looked, now=now)
    if case.state != "closed":
        return case, False
    if against := rules.reasons_not_to_reopen(case.state, case.closed_at, now=now):
        raise NotNow(" ".join(against))
    return case, True


def body(by: Scope, key: str) -> Organisation:
    """Who deals with a new case: the taker's own organisation, or the force."""
    body = Organisation.objects.filter(key=key).first()
    if body is None or (body.key != by.body and body.kind != "force"):
        raise NotNow("Choose who deals with it: your own organisation or the police.")
    return body


def begun(by: Scope, told: Told, body: Organisation, title: str, now: datetime) -> Case:
    """A new case, in the unit and with the team of its place where the force deals with it."""
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
    streets.list_words([case])
    StateChange.objects.create(
        case=case, state="reported", at=now, by_id=by.actor_id, by_name=by.actor_name, reason=""
    )
    return case


def _title(told: Told) -> str:
    """What a case is called until somebody calls it better: its kind and day. No name and no place stand in it."""
    kind = codes.label(told.types[0]) if told.types else f"{told.qualifier} behaviour".capitalize()
    day = told.happened_from.astimezone(LONDON)
    return f"{kind}, {day.day} {day:%B %Y}"


def count_in(case: Case, told: Told) -> None:
    """The case has one report more: of its types, and the latest where no later one stands in it."""
    types = [*case.types, *(each for each in told.types if each not in case.types)]
    Case.objects.filter(pk=case.pk).update(reports_count=F("reports_count") + 1, types=types)
    Case.objects.filter(pk=case.pk).exclude(last_report_at__gt=told.received_at).update(
        last_report_at=told.received_at
    )
    case.refresh_from_db()
