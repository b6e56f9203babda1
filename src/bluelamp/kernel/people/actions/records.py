"""Keeping an organisation's records of people: adding one, changing one, and never losing what somebody else wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.models.holdings import new_ref
from bluelamp.kernel.access.permissions import WRITES
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, permitted
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.people import queries, rules
from bluelamp.kernel.people.kinds import RECORD
from bluelamp.kernel.people.linking import entries, names
from bluelamp.kernel.people.models import Address, Contact, NameUsed, Person, SourceRecord
from bluelamp.kernel.people.queries.profiles import Source
from bluelamp.kernel.places.models import Area

BATCH = 500


class Changed(NotNow):
    """Somebody else changed the record first. ``theirs`` is what it says now, ``version`` which one that is."""

    def __init__(self, theirs: Kept, version: int) -> None:
        super().__init__(
            "Somebody else changed this record while you were writing. Nothing of yours is saved yet."
        )
        self.theirs, self.version = theirs, version


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody lives, or lived until a day."""

    lines: str = ""
    postcode: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What a record says, as somebody fills it in. The first home without an end is where they live."""

    given: str = ""
    family: str = ""
    families_before: tuple[str, ...] = ()
    also_known_as: tuple[str, ...] = ()
    born: date | None = None
    sex: str = ""
    homes: tuple[Home, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    reference: str = ""
    worker: str = ""
    subject: str = ""
    note: str = ""
    note_is: str = "fact"


PLAIN = ("born", "sex", "reference", "worker", "subject", "note", "note_is")
"""What stands in the record itself; the rest are rows beside it."""
OF_ITEM = {
    "name": ("given", "family"),
    "other_names": ("families_before", "also_known_as"),
    "born": ("born",),
    "sex": ("sex",),
    "addresses": ("homes",),
    "phones": ("phones",),
    "emails": ("emails",),
    "reference": ("reference",),
    "worker": ("worker",),
    "subject": ("subject",),
    "note": ("note", "note_is"),
}
"""Item of the kind → what is filled in for it. Who may not write the item leaves these as they were."""


def add(*, by: Scope, kept: Kept, now: datetime, lpu: str = "", submission: str | None = None) -> str:
    """A record of the organisation that ``by`` acts for. Returns its reference; a submission makes one only."""
    require(by, "people.edit")
    body = Organisation.objects.filter(key=by.body).first()
    if against := rules.reasons_not_to_keep(asdict(kept), organisation=by.body if body else ""):
        raise NotNow(" ".join(against))
    assert body
    once = _once(by, submission) if submission else None
    with transaction.atomic():
        before = SourceRecord.objects.filter(submission=once).first() if once else None
        if before is not None:
            return before.holding.ref
        (made,) = bring_in([kept], body=body, now=now, lpu=_unit(by, lpu), by_id=by.actor_id)
        if once:
            SourceRecord.objects.filter(pk=made.pk).update(submission=once)
        audit.record(
            by=by,
            operation="people.add",
            kind="collection",
            objects=[f"holding:{made.holding.ref}", f"person:{made.person.ref}"],
            payload=_plain(kept),
        )
    return made.holding.ref


def _once(by: Scope, submission: str) -> str:
    """A submission of one person: nobody learns of another's record by sending its number."""
    return hashlib.sha256(f"{by.body}:{by.actor_id}:{submission}".encode()).hexdigest()[:36]


def change(*, by: Scope, ref: str, version: int, kept: Kept, now: datetime) -> None:
    """Write a record anew. :class:`Changed` when it is not the version that was before the writer any more."""
    require(by, "people.edit")
    source, _ = queries.profiles.record(by, ref, now=now)
    decision = permitted(by, RECORD.write, source.look, now=now)
    if not decision.allowed:
        raise NotPermitted(NOT_THERE)
    was = as_kept(source.record)
    will = replace(was, **{name: getattr(kept, name) for item in decision.items for name in OF_ITEM[item]})
    if against := rules.reasons_not_to_keep(asdict(will), organisation=by.body):
        raise NotNow(" ".join(against))
    with transaction.atomic():
        mine = SourceRecord.objects.filter(pk=source.record.pk, version=version)
        if not mine.update(version=F("version") + 1, changed_at=now, **{f: getattr(will, f) for f in PLAIN}):
            raise Changed(was, SourceRecord.objects.get(pk=source.record.pk).version)
        rewrite(source.record.pk, will)
        audit.record(
            by=by,
            operation="people.change",
            kind="alteration",
            objects=[f"holding:{ref}"],
            detail={"items": sorted(_differing(was, will)), "version": version + 1},
            payload={"before": _plain(was), "after": _plain(will)},
        )


def writable(scope: Scope, source: Source, *, now: datetime) -> frozenset[str]:
    """The items of a record that this reader may write; none when the record is not theirs to write."""
    return permitted(scope, RECORD.write, source.look, now=now).items


def writable_when_new(scope: Scope) -> frozenset[str]:
    """The items that somebody of this role may write into a record of their own."""
    return RECORD.of(WRITES.get(scope.role, frozenset())) if scope.may(RECORD.write) else frozenset()


def bring_in(
    several: Sequence[Kept],
    *,
    body: Organisation,
    now: datetime,
    lpu: Area | None = None,
    by_id: int | None = None,
    refs: Callable[[], str] = new_ref,
) -> list[SourceRecord]:
    """Write many new records at once, each of a person of its own. Called inside a transaction that records it."""
    held = Holding.objects.bulk_create(
        (
            Holding(
                ref=refs(), kind=RECORD.key, organisation=body, lpu=lpu, created_at=now, created_by_id=by_id
            )
            for _ in several
        ),
        batch_size=BATCH,
    )
    people = Person.objects.bulk_create(
        (Person(ref=refs(), created_at=now) for _ in several), batch_size=BATCH
    )
    Person.objects.filter(head__isnull=True, created_at=now).update(head=F("pk"))
    made = SourceRecord.objects.bulk_create(
        (
            SourceRecord(
                person=person,
                holding=holding,
                changed_at=now,
                **{name: getattr(kept, name) for name in PLAIN},
            )
            for person, holding, kept in zip(people, held, several, strict=True)
        ),
        batch_size=BATCH,
    )
    _write_rows([(record.pk, kept) for record, kept in zip(made, several, strict=True)])
    return made


def rewrite(number: int, kept: Kept) -> None:
    """Put new rows beside a record in place of the old. Called inside a transaction that records it."""
    for rows in (NameUsed, Address, Contact):
        rows.objects.filter(record=number).delete()
    _write_rows([(number, kept)])


def as_kept(record: SourceRecord) -> Kept:
    """A record as it would be filled in."""
    named = list(record.names.all())
    current = next((name for name in named if name.kind == "now"), NameUsed())
    contacts = list(record.contacts.all())
    return Kept(
        given=current.given,
        family=current.family,
        families_before=tuple(name.family for name in named if name.kind == "before"),
        also_known_as=tuple(str(name) for name in named if name.kind == "also"),
        homes=tuple(Home(a.lines, a.postcode, a.since, a.until) for a in record.addresses.all()),
        phones=tuple(one.value for one in contacts if one.kind == "phone"),
        emails=tuple(one.value for one in contacts if one.kind == "email"),
        **{name: getattr(record, name) for name in PLAIN},
    )


def moved(was: Kept, home: Home, day: date) -> tuple[Home, ...]:
    """The homes of somebody who lives at ``home`` from a day on: where they lived before is kept, with its end."""
    before = tuple(replace(one, until=day) if one.until is None else one for one in was.homes)
    return (replace(home, since=day), *before)


def _write_rows(several: Sequence[tuple[int, Kept]]) -> None:
    names_used = [name for pk, kept in several for name in _names(pk, kept)]
    homes = [Address(record_id=pk, **asdict(home)) for pk, kept in several for home in kept.homes]
    contacts = [
        Contact(record_id=pk, kind="phone", value=one, digits=_digits(one))
        for pk, kept in several
        for one in kept.phones
    ]
    contacts += [
        Contact(record_id=pk, kind="email", value=one) for pk, kept in several for one in kept.emails
    ]
    NameUsed.objects.bulk_create(names_used, batch_size=BATCH)
    Address.objects.bulk_create(homes, batch_size=BATCH)
    Contact.objects.bulk_create(contacts, batch_size=BATCH)


def _names(pk: int, kept: Kept) -> list[NameUsed]:
    told = [("now", kept.given, kept.family)]
    told += [("before", kept.given, family) for family in kept.families_before]
    told += [("also", *_parted(whole)) for whole in kept.also_known_as]
    return [
        NameUsed(record_id=pk, kind=kind, given=given, family=family, **_keys(given, family))
        for kind, given, family in told
    ]


def _keys(given: str, family: str) -> dict[str, str]:
    """What a name is found by beside itself."""
    first = (entries.fold(given).split() or [""])[0]
    return {"root": names.root(first)[:40], "sound": entries.sound(entries.fold(family).replace(" ", ""))}


def _parted(whole: str) -> tuple[str, str]:
    given, _, family = whole.strip().rpartition(" ")
    return (given, family) if given else (family, "")


def _digits(phone: str) -> str:
    return "".join(letter for letter in phone if letter.isdigit())[-10:]


def _unit(by: Scope, lpu: str) -> Area | None:
    """The unit that a new record lies in: the one named, or the writer's own when they have one."""
    code = lpu or (next(iter(by.lpus)) if len(by.lpus) == 1 else "")
    if not code:
        if by.lpus:
            raise NotNow("Choose the local policing unit that the record belongs to.")
        return None
    area = Area.objects.filter(level="lpu", code=code).first()
    if area is None or (by.lpus and code not in by.lpus):
        raise NotNow("Choose a local policing unit that is yours.")
    return area


def _differing(was: Kept, will: Kept) -> set[str]:
    return {
        item for item, fields in OF_ITEM.items() if any(getattr(was, f) != getattr(will, f) for f in fields)
    }


def _plain(kept: Kept) -> dict[str, Any]:
    """For the audit record's own part that can be erased: dates as words."""

    def plain(value: Any) -> Any:
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, dict):
            return {key: plain(inner) for key, inner in value.items() if inner}
        return [plain(one) for one in value] if isinstance(value, list | tuple) else value

    told: dict[str, Any] = plain(asdict(kept))
    return told
