"""The small world of ``expected.yaml``, made in the records: each field of each record a word found nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from bluelamp.kernel.access.models import (
    Agreement,
    AgreementCategory,
    AgreementParty,
    BreakGlass,
    Grant,
    GrantItem,
    Holding,
    Membership,
    NeedToKnow,
    Transfer,
    User,
)
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import lpu_called
from bluelamp.kernel.keeping.models import Disposal, Keeping, LegalHold
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.people.actions import merging
from bluelamp.kernel.people.actions.records import Home, Kept, bring_in
from bluelamp.kernel.people.models import Candidate, Matching, Merge, SourceRecord

EXPECTED: Mapping[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8")
)
BODIES = {
    "force": ("west-midlands-police", "force", "part_3"),
    "landlord": ("wickwell-homes", "housing_association", "uk_gdpr"),
    "stranger": ("tallowgate-homes", "housing_association", "uk_gdpr"),
    "council": ("sandwell-council", "council", "uk_gdpr"),
}
ITEMS = (
    "name",
    "other_names",
    "born",
    "sex",
    "addresses",
    "phones",
    "emails",
    "reference",
    "worker",
    "subject",
    "note",
)


ABOUT = "about"
"""What is said of a record and not in it: why somebody is named on it, why it was opened, who barred whom."""
STATES: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (SourceRecord, ("version", "changed_at")),
    (Grant, ("pk", "until", "withdrawn_at", "version")),
    (NeedToKnow, ("user_id", "stance", "until")),
    (Keeping, ("group", "next_review", "last_review")),
    (Disposal, ("pk", "decided_at")),
    (LegalHold, ("pk", "lifted_at")),
    (Transfer, ("pk", "answered_at")),
)


@dataclass(frozen=True)
class Canary:
    """A word, the record it is in, and the item it stands under."""

    word: str
    record: str
    item: str


@dataclass
class World:
    """Everything there is, by the names of ``expected.yaml``."""

    users: dict[str, User | None] = field(default_factory=dict)
    records: dict[str, SourceRecord] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    merges: list[int] = field(default_factory=list)
    pairs: list[int] = field(default_factory=list)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    glass: list[int] = field(default_factory=list)
    heads: dict[str, int] = field(default_factory=dict)
    canaries: list[Canary] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return list(self.records)

    @staticmethod
    def owner(record: str) -> str:
        """Whose record it is; nobody's where an address names none."""
        return str(EXPECTED["records"][record]["of"]) if record else ""

    def word(self, record: str, item: str) -> str:
        """What an item of a record says, in this world."""
        return next(each.word for each in self.canaries if (each.record, each.item) == (record, item))

    def states(self) -> dict[str, list[object]]:
        """Everything about each record that somebody could change: what it says, its keeping, and who sees it."""
        found: dict[int, list[object]] = {made.holding_id: [] for made in self.records.values()}
        for model, names in STATES:
            for holding, *values in model.objects.order_by("pk").values_list("holding_id", *names):
                found.get(holding, []).append((model.__name__, *values))
        held = ("pk", "organisation_id", "lpu_id", "team_id", "sensitivity", "state", "version")
        for pk, *values in Holding.objects.values_list(*held):
            found.get(pk, []).append(tuple(values))
        return {name: found[made.holding_id] for name, made in self.records.items()}

    def broken(self, record: str) -> list[BreakGlass]:
        """Every emergency in which a record was opened."""
        return list(BreakGlass.objects.filter(holding=self.records[record].holding_id).select_related("user"))

    def joined(self) -> set[tuple[int, int]]:
        """The heads of people that were found to be one person."""
        return set(Merge.objects.filter(undone_at__isnull=True).values_list("kept_id", "gone_id"))

    def refs(self, name: str) -> tuple[str, str]:
        """The references of a record: its holding's and its person's."""
        kept = self.records[name]
        return kept.holding.ref, kept.person.ref


@cache
def shown_to(person: str, record: str) -> frozenset[str]:
    """The items of a record that ``expected.yaml`` lets somebody see, and whether what is said of it."""
    about, row = EXPECTED["people"][person], EXPECTED["records"][record]
    if not is_in_a_role(person):
        return frozenset()
    given = row.get("given", {}).get(person, ())
    given = frozenset(ITEMS if given == "all" else given)
    reads = EXPECTED["reads"].get(about["role"], ())
    own = frozenset(ITEMS if reads == "all" else reads) if person in row["own"] else frozenset()
    overseen = EXPECTED["oversee"].get(about["role"]) == row["of"] and about["of"] == row["of"]
    return own | given | (frozenset({ABOUT}) if own or given or overseen else frozenset())


def is_in_a_role(person: str) -> bool:
    about = EXPECTED["people"][person]
    return bool(about) and not about.get("disabled") and not about.get("ended")


@cache
def may_change(person: str, record: str) -> bool:
    """Whether ``expected.yaml`` lets somebody change anything about a record: items, keeping, or who sees it."""
    about, row = EXPECTED["people"][person], EXPECTED["records"][record]
    if not is_in_a_role(person) or row.get("state") == "erased":
        return False
    is_overseen = EXPECTED["oversee"].get(about["role"]) == row["of"] and row.get("sensitivity") != "sealed"
    return is_overseen or (person in row["own"] and about["role"] in EXPECTED["changes"])


def may_join(world: World, person: str, *heads: int) -> bool:
    """Each of the two is, for them, a person they know by a record that they may change."""
    known = [record for record in world.records if may_change(person, record)]
    mine = {world.records[record].person.pk for record in known} | {world.heads[record] for record in known}
    return EXPECTED["people"][person]["role"] in EXPECTED["joins"] and set(heads) <= mine


def build() -> World:
    """Make it. Called inside a transaction of a test."""
    world = World()
    bodies = {key: _body(*about) for key, about in BODIES.items()}
    for name, about in EXPECTED["people"].items():
        world.users[name] = _user(name, about, bodies) if about else None
    world.agreements = {
        "in-force": _agreement("in-force", bodies),
        "ended": _agreement("ended", bodies, ended=True),
    }
    for number, (name, row) in enumerate(EXPECTED["records"].items()):
        _record(world, number, name, row, bodies)
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
    return user


def _agreement(key: str, bodies: Mapping[str, Organisation], ended: bool = False) -> Agreement:
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
    Keeping.objects.create(
        holding=holding, group="3", last_event=date(2001, 1, 1), next_review=date(2007, 1, 1)
    )
    world.records[name] = made
    world.canaries += [Canary(word, name, item) for item, word in words.items() if word]
    told = f"CNR{number:02}aboutX"
    world.canaries.append(Canary(told, name, ABOUT))
    _stances(world, holding, row, told)
    if "grant" in row:
        world.grants[name] = _grant(world, made, row["grant"], bodies, told)
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
        born=date(1980, 1, 29),
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
    made: SourceRecord,
    about: Mapping[str, Any],
    bodies: Mapping[str, Organisation],
    told: str,
) -> Grant:
    now = timezone.now()
    gone = {"withdrawn_at": now, "withdrawn_by_name": "Colin", "withdrawn_why": told}
    grant = Grant.objects.create(
        holding=made.holding,
        organisation=bodies[about["to"]],
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
    for left, right in _neighbours(world.records.values()):
        pair = Candidate.objects.create(
            matching=run,
            left=left,
            right=right,
            outcome="ask",
            probability=0.9,
            bits=4.0,
            evidence=[{"title": "Name", "says": "the same name", "bits": 4.0}],
            left_version=1,
            right_version=1,
        )
        world.pairs.append(pair.pk)


def _neighbours(records: Iterable[SourceRecord]) -> Iterator[tuple[SourceRecord, SourceRecord]]:
    several = list(records)
    return pairwise(several)
