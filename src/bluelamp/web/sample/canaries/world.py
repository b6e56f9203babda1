"""The small world of ``expected.yaml``, made in the records: each field of each record a word found nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from bluelamp.kernel.access.models import Agreement, BreakGlass, Grant, Holding, User
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.people.models import Merge, SourceRecord
from bluelamp.web.sample.canaries import cases, pages, records, who
from bluelamp.web.sample.canaries.canary import Canary
from bluelamp.web.sample.canaries.held import hold, unit_of
from bluelamp.web.sample.canaries.oracle import EXPECTED, RECORDS, may_change
from bluelamp.web.sample.canaries.who import BODIES


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

    def user(self, name: str) -> User:
        """Somebody who can sign in."""
        found = self.users[name]
        assert found, f"{name} is nobody"
        return found

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


def units() -> set[str]:
    """The local policing units that somebody works in, or that a record is of."""
    people = (about.get("lpus", ()) for about in EXPECTED["people"].values())
    return {row["lpu"] for row in RECORDS.values() if "lpu" in row} | {
        code for lpus in people for code in lpus
    }


def build() -> World:
    """Make it, inside a transaction: organisations and units are there, and a questionnaire is in force."""
    world = World()
    bodies = world.bodies = {key: who.body(*about) for key, about in BODIES.items()}
    for name, about in EXPECTED["people"].items():
        world.users[name] = who.user(name, about, bodies) if about else None
    world.agreements = {
        "in-force": who.agreement("in-force", bodies),
        "ended": who.agreement("ended", bodies, ended=True),
        "for-a-purpose": who.agreement("for-a-purpose", bodies, asks_purpose=True),
    }
    for name, row in EXPECTED["records"].items():
        records.make(world, name, row)
    for name, row in EXPECTED["cases"].items():
        _case(world, name, row)
    cases.join(world)
    pages.fill(world)
    records.join(world)
    records.pair(world)
    heads = {
        record.pk: record.person.head_id or 0 for record in SourceRecord.objects.select_related("person")
    }
    world.heads = {name: heads[made.pk] for name, made in world.records.items()}
    return world


def _case(world: World, name: str, row: Mapping[str, Any]) -> None:
    holding = Holding.objects.create(
        kind="asb-case",
        organisation=world.bodies[row["of"]],
        lpu=unit_of(row),
        created_at=timezone.now() - timedelta(days=20),
        sensitivity=row.get("sensitivity", "normal"),
        state=row.get("state", "open"),
    )
    cases.fill(world, holding, name, row, cases.Words(world, name))
    hold(world, name, row, holding)
