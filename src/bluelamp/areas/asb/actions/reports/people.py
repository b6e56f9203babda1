"""Who stands in a report: everybody who complains, and everybody who is said to do it."""

from __future__ import annotations

from datetime import datetime

from bluelamp.areas.asb.actions.reports.told import Alleged, Caller, Told
from bluelamp.areas.asb.models import Case, Involved
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.people.actions import records as people
from bluelamp.kernel.people.models import Person
from bluelamp.kernel.people.queries import profiles


def caller(by: Scope, case: Case, one: Caller, told: Told, now: datetime) -> Involved:
    """Somebody who complains stands in the case: known, new to everybody, or without a name."""
    if one.kept is not None:
        lpu = _unit(by, told.spot.lpu)
        ref = people.add(by=by, kept=one.kept, now=now, lpu=lpu)
        person = Person.objects.get(record__holding__ref=ref)
    elif one.ref:
        person = known(by, one.ref, now)
    else:
        return Involved.objects.create(
            case=case, role="complainant", is_anonymous=True, since=now, by_name=by.actor_name
        )
    return _involve(by, case, "complainant", person, now)


def alleged(by: Scope, case: Case, one: Alleged, now: datetime) -> Involved:
    """Somebody who is said to do it stands in the case: known, or as they were described."""
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
