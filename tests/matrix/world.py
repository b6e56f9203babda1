"""The small world of ``expected.yaml``, made in the records: each field of each record a word found nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.utils import timezone

from bluelamp.kernel.access.models import (
    Agreement,
    AgreementCategory,
    AgreementParty,
    BreakGlass,
    Clearance,
    Grant,
    GrantItem,
    Holding,
    Membership,
    NeedToKnow,
    User,
)
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import lpu_called
from bluelamp.kernel.keeping.models import Disposal, Keeping
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.people.actions import merging
from bluelamp.kernel.people.actions.records import Home, Kept, bring_in
from bluelamp.kernel.people.models import Candidate, Matching, Merge, SourceRecord
from tests.matrix import cases, pages
from tests.matrix.oracle import ABOUT, EXPECTED, ITEMS, RECORDS, may_change

BODIES = {
    "force": ("west-midlands-police", "force", "part_3"),
    "landlord": ("wickwell-homes", "housing_association", "uk_gdpr"),
    "stranger": ("tallowgate-homes", "housing_association", "uk_gdpr"),
    "council": ("sandwell-council", "council", "uk_gdpr"),
}

BORN = "1980-01-29"
"""The day on which everybody was born."""


@dataclass(frozen=True)
class Canary:
    """A word, the record it is in, and the item it stands under."""

    word: str
    record: str
    item: str


@dataclass(eq=False)
class World:
    """Everything there is, by the names of ``expected.yaml``."""

    users: dict[str, User | None] = field(default_factory=dict)
    bodies: dict[str, Organisation] = field(default_factory=dict)
    records: dict[str, SourceRecord] = field(default_factory=dict)
    holdings: dict[str, Holding] = field(default_factory=dict)
    numbers: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    merges: list[int] = field(default_factory=list)
    pairs: list[int] = field(default_factory=list)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    glass: list[int] = field(default_factory=list)
    heads: dict[str, int] = field(default_factory=dict)
    canaries: list[Canary] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return list(self.holdings)

    @staticmethod
    def owner(record: str) -> str:
        """Whose record it is; nobody's where an address names none."""
        return str(RECORDS[record]["of"]) if record else ""

    def word(self, record: str, item: str) -> str:
        """What an item of a record says, in this world."""
        return next(each.word for each in self.canaries if (each.record, each.item) == (record, item))

    def broken(self, record: str) -> list[BreakGlass]:
        """Every emergency in which a record was opened."""
        return list(BreakGlass.objects.filter(holding=self.holdings[record]).select_related("user"))

    def joined(self) -> set[tuple[int, int]]:
        """The heads of people that were found to be one person."""
        return set(Merge.objects.filter(undone_at__isnull=True).values_list("kept_id", "gone_id"))

    def refs(self, name: str) -> tuple[str, str]:
        """The references of a record: its holding's, and its person's where it is of one."""
        ref = self.holdings[name].ref
        return ref, self.records[name].person.ref if name in self.records else ref


def may_join(world: World, person: str, *heads: int) -> bool:
    """Each of the two is, for them, a person they know by a record that they may change."""
    known = [record for record in world.records if may_change(person, record)]
    mine = {world.records[record].person.pk for record in known} | {world.heads[record] for record in known}
    return EXPECTED["people"][person]["role"] in EXPECTED["joins"] and set(heads) <= mine


def build() -> World:
    """Make it. Called inside a transaction of a test."""
    world = World()
    bodies = world.bodies = {key: _body(*about) for key, about in BODIES.items()}
    for name, about in EXPECTED["people"].items():
        world.users[name] = _user(name, about, bodies) if about else None
    world.agreements = {
        "in-force": _agreement("in-force", bodies),
        "ended": _agreement("ended", bodies, ended=True),
        "for-a-purpose": _agreement("for-a-purpose", bodies, asks_purpose=True),
    }
    for number, (name, row) in enumerate(EXPECTED["records"].items()):
        _record(world, number, name, row, bodies)
    cases.questionnaire()
    for number, (name, row) in enumerate(EXPECTED["cases"].items(), len(world.records)):
        _case(world, number, name, row)
    cases.join(world)
    pages.fill(world)
    _join(world)
    _pairs(world)
    heads = dict(SourceRecord.objects.values_list("pk", "person__head"))
    world.heads = {name: heads[made.pk] for name, made in world.records.items()}
    return world


def _body(key: str, kind: str, regime: str) -> Organisation:
    return Organisation.objects.get_or_create(
        key=key, defaults={"name": key.title(), "kind": kind, "regime": regime}
    )[0]


def _user(name: str, about: Mapping[str, Any], bodies: Mapping[str, Organisation]) -> User:
    user = User.objects.create(username=name, is_active=not about.get("disabled"))
    now = timezone.now()
    membership = Membership.objects.create(
        user=user,
        organisation=bodies[about["of"]],
        role=about["role"],
        since=now - timedelta(days=30),
        until=now - timedelta(days=1) if about.get("ended") else None,
    )
    membership.lpus.set(lpu_called(code) for code in about.get("lpus", ()))
    if what := about.get("lapsed"):
        until = now.date() - timedelta(days=2)
        Clearance.objects.create(user=user, what=what, until=until, why="HR 1", since=now, by_name="Ada")
    return user


def _agreement(key: str, bodies: Mapping[str, Organisation], ended: bool = False, **more: Any) -> Agreement:
    now = timezone.now()
    made = Agreement.objects.create(
        key=key,
        title=f"Agreement {key}",
        purpose="asb",
        summary="What is shared, and why.",
        gateway="crime-and-disorder-1998-115",
        starts_on=date(2013, 4, 1),
        review_on=date(2030, 4, 1),
        ended_at=now - timedelta(days=1) if ended else None,
        ended_why="It was no longer needed." if ended else "",
        created_at=now,
        created_by_name="Gita",
        **more,
    )
    for party in ("force", "landlord"):
        AgreementParty.objects.create(agreement=made, organisation=bodies[party])
    for category in ("identity", "contact"):
        AgreementCategory.objects.create(agreement=made, category=category)
    return made


def _record(
    world: World, number: int, name: str, row: Mapping[str, Any], bodies: Mapping[str, Organisation]
) -> None:
    now = timezone.now()
    words = {item: f"CNR{number:02}{item.replace('_', '')[:6]}X" for item in ITEMS}
    words |= {"phones": f"07700 9{number:02}{(number * 37) % 1000:03}", "born": "", "sex": "", "subject": ""}
    (made,) = bring_in([_kept(words)], body=bodies[row["of"]], now=now, lpu=_unit(row))
    made = SourceRecord.objects.select_related("person", "holding").get(pk=made.pk)
    holding = made.holding
    holding.sensitivity, holding.state = row.get("sensitivity", "normal"), row.get("state", "open")
    holding.save()
    world.records[name] = made
    world.canaries += [Canary(word, name, item) for item, word in words.items() if word]
    _held(world, number, name, row, holding)


def _case(world: World, number: int, name: str, row: Mapping[str, Any]) -> None:
    holding = Holding.objects.create(
        kind="asb-case",
        organisation=world.bodies[row["of"]],
        lpu=_unit(row),
        created_at=timezone.now() - timedelta(days=20),
        sensitivity=row.get("sensitivity", "normal"),
        state=row.get("state", "open"),
    )
    cases.fill(world, holding, name, row, cases.Words(world, number, name))
    _held(world, number, name, row, holding)


def _held(world: World, number: int, name: str, row: Mapping[str, Any], holding: Holding) -> None:
    """Who is named on a record, to whom it was opened, by whom in an emergency, and who put it forward."""
    Keeping.objects.create(
        holding=holding, group="3", last_event=date(2001, 1, 1), next_review=date(2007, 1, 1)
    )
    world.holdings[name] = holding
    told = f"CNR{number:02}aboutX"
    world.canaries.append(Canary(told, name, ABOUT))
    _stances(world, holding, row, told)
    if "grant" in row:
        world.grants[name] = _grant(world, holding, row["grant"], told)
    if "glass" in row:
        world.glass.append(_glass(world, holding, row["glass"], told))
    if "proposed" in row:
        _proposed(world.users[row["proposed"]], holding, told)


def _stances(world: World, holding: Holding, row: Mapping[str, Any], told: str) -> None:
    for stance in ("named", "barred"):
        for person in row.get(stance, ()):
            NeedToKnow.objects.create(
                holding=holding,
                user=world.users[person],
                stance=stance,
                reason=told,
                since=timezone.now(),
                by_name=told,
            )


def _glass(world: World, holding: Holding, about: Mapping[str, Any], told: str) -> int:
    """Broken an hour and a half ago or just now."""
    opened = timezone.now() - timedelta(minutes=90 if about.get("closed") else 5)
    made = BreakGlass.objects.create(
        holding=holding,
        user=world.users[about["by"]],
        by_name=about["by"].title(),
        role=EXPECTED["people"][about["by"]]["role"],
        reason=told,
        opened_at=opened,
        until=opened + timedelta(hours=1),
        review_by=opened + timedelta(days=2),
    )
    return made.pk


def _proposed(by: User | None, holding: Holding, told: str) -> None:
    now = timezone.now()
    Disposal.objects.create(
        holding=holding,
        ground="review",
        reason=told,
        proposed_at=now,
        proposed_by=by,
        proposed_by_name="Colin",
    )


def _kept(words: Mapping[str, str]) -> Kept:
    return Kept(
        given="Alex",
        family=words["name"],
        also_known_as=(words["other_names"],),
        born=date.fromisoformat(BORN),
        sex="F",
        homes=(Home(words["addresses"], "B1 2PG"),),
        phones=(words["phones"],),
        emails=(f"{words['emails'].lower()}@example.test",),
        reference=words["reference"],
        worker=words["worker"],
        subject="victim",
        note=words["note"],
    )


def _unit(row: Mapping[str, Any]) -> Any:
    return lpu_called(row["lpu"]) if "lpu" in row else None


def _grant(
    world: World,
    holding: Holding,
    about: Mapping[str, Any],
    told: str,
) -> Grant:
    now = timezone.now()
    gone = {"withdrawn_at": now, "withdrawn_by_name": "Colin", "withdrawn_why": told}
    grant = Grant.objects.create(
        holding=holding,
        organisation=world.bodies[about["to"]],
        person=world.users[about["person"]] if "person" in about else None,
        basis="agreement" if "agreement" in about else "safeguarding",
        agreement=world.agreements.get(about.get("agreement", "")),
        necessity=f"To plan a visit together: {told}.",
        caveats=told,
        since=now - timedelta(days=2),
        until=now - timedelta(hours=1) if about.get("expired") else now + timedelta(days=30),
        given_by=world.users["coordinator"],
        given_by_name="Colin",
        **(gone if about.get("withdrawn") else {}),
    )
    GrantItem.objects.bulk_create(GrantItem(grant=grant, item=item) for item in about["items"])
    return grant


def _join(world: World) -> None:
    """People known by several records, as somebody who sees everything found."""
    for kept, gone in EXPECTED["same_person"]:
        merge = merging.join(
            by=Scope.system("the one who sees all"),
            kept=world.records[kept].person.head_id or 0,
            gone=world.records[gone].person.head_id or 0,
            reason="The same date of birth and the same telephone.",
            now=timezone.now(),
        )
        world.merges.append(merge.pk)


def _pairs(world: World) -> None:
    """A pair to look at for every two records that stand beside each other in the list."""
    run = Matching.objects.create(
        settings_version="1",
        policy_version="1",
        records=2,
        put_forward=1,
        to_look_at=1,
        at=timezone.now(),
        by_name="Colin",
    )
    # What is erased takes its pairs along, and those that may be have none.
    standing = [record for name, record in world.records.items() if "put_forward" not in name]
    clues = {left.pk: _clue(world, name) for name, left in world.records.items() if left in standing}
    for left, right in pairwise(standing):
        pair = Candidate.objects.create(
            matching=run,
            left=left,
            right=right,
            outcome="ask",
            probability=0.9,
            bits=4.0,
            evidence=[
                {"title": "Date of birth", "says": f"{clues[left.pk]} and {clues[right.pk]}", "bits": 4.0}
            ],
            left_version=1,
            right_version=1,
        )
        world.pairs.append(pair.pk)


def _clue(world: World, name: str) -> str:
    """What was compared of a record, as the evidence of a pair speaks of it."""
    word = f"CNR{world.names.index(name):02}bornX"
    world.canaries.append(Canary(word, name, "born"))
    return word
