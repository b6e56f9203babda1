"""A person as one reader may know them: the records they may see, and what those say, item by item, with its source.

The reference of a person, for a reader, is that of the first of its records that they may see. So it does not change
when a record they may not see is joined to it, and nobody learns from it that there is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol, TypeVar

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from bluelamp.kernel.access.decision import LONDON
from bluelamp.kernel.access.kinds import Item
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, REF, Look, look, looks, showing, visible
from bluelamp.kernel.access.worded import ASKERS, NOW, Worded
from bluelamp.kernel.people.kinds import RECORD, contents_of
from bluelamp.kernel.people.models import Person, SourceRecord


class HasEnd(Protocol):
    """A home, as a row or as it was filled in."""

    @property
    def until(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Source:
    """One organisation's record, as far as the reader may see it. ``said`` is item → what it says."""

    record: SourceRecord
    look: Look
    said: dict[str, Any]

    @property
    def ref(self) -> str:
        return self.look.ref

    @property
    def organisation(self) -> str:
        return str(self.look.holding.organisation)

    @property
    def as_of(self) -> date:
        """The day it was last kept up."""
        return timezone.localdate(self.record.changed_at)

    @property
    def name(self) -> str:
        return str(self.said.get("name") or "Name not shown")


@dataclass(frozen=True, slots=True)
class Value:
    """Something said of a person, and by whom."""

    words: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A person: every source the reader may see, oldest record first."""

    ref: str
    head: int
    sources: tuple[Source, ...]

    @property
    def name(self) -> str:
        """What most recently kept record calls them."""
        latest = sorted(self.sources, key=lambda source: source.record.changed_at, reverse=True)
        return next((str(one.said["name"]) for one in latest if one.said.get("name")), "Name not shown")

    @property
    def organisations(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(source.organisation for source in self.sources))

    @property
    def sensitivity(self) -> str:
        """The strictest of its records."""
        found = {source.look.holding.sensitivity for source in self.sources}
        return next((name for name in ("sealed", "restricted") if name in found), "normal")

    def of(self, item: str) -> tuple[Value, ...]:
        """What is said under one item, each thing once, with all who say it."""
        by: dict[str, list[Source]] = defaultdict(list)
        for source in self.sources:
            for words in each(source.said.get(item)):
                by[words].append(source)
        return tuple(Value(words, tuple(sources)) for words, sources in by.items())

    def items(self) -> list[tuple[Item, tuple[Value, ...]]]:
        """Everything that is said, in the order of the kind."""
        return [(item, self.of(item.key)) for item in RECORD.items if self.of(item.key)]


def person(scope: Scope, ref: str, *, now: datetime) -> Profile:
    """Somebody by any reference of theirs that the reader may know; the same answer to all who may not."""
    require(scope, "people.read")
    asked = next(iter(_seen(scope.as_asked, now.astimezone(LONDON).date()).put(ref=ref, now=now)), None)
    if asked is None or asked.head_id is None:
        raise NotPermitted(NOT_THERE)
    found = profiles(scope, [asked.head_id], now=now)
    if not found or asked.pk not in {source.record.person_id for source in found[0].sources}:
        raise NotPermitted(NOT_THERE)
    return found[0]


@lru_cache(maxsize=ASKERS)
def _seen(scope: Scope, day: date) -> Worded:
    """The person of a reference, where the reader may see a record of theirs. So whoever looks for somebody who is not
    there is answered after the same questions as whoever looks for somebody who is not to be seen."""
    now = datetime.combine(day, NOW.timetz())
    records = SourceRecord.objects.filter(
        showing(scope, RECORD, now=now, to="holding__"), person=OuterRef("pk")
    )
    return Worded(Person.objects.filter(Exists(records), ref=REF), ref=REF, now=now)


def record(scope: Scope, ref: str, *, now: datetime) -> tuple[Source, Profile]:
    """One record by the reference of its holding, and the person it is of."""
    require(scope, "people.read")
    held = look(scope, ref, RECORD, now=now).holding
    kept = SourceRecord.objects.select_related("person").get(holding=held)
    found = profiles(scope, [kept.person.head_id], now=now)
    if not found:
        raise NotPermitted(NOT_THERE)
    whose = found[0]
    return next(source for source in whose.sources if source.ref == ref), whose


def profiles(scope: Scope, heads: Sequence[int | None], *, now: datetime) -> list[Profile]:
    """People by their heads, with every record the reader may see; in as many questions as for one of them."""
    # Which of them may be seen is asked of these few: of all there are, it would take the longer the more there are.
    records = SourceRecord.objects.filter(person__head__in=[head for head in heads if head])
    by_head: dict[int, list[Source]] = defaultdict(list)
    for source in sources(scope, records.select_related("person").order_by("person"), now=now):
        by_head[source.record.person.head_id or 0].append(source)
    return [Profile(found[0].record.person.ref, head, tuple(found)) for head, found in by_head.items()]


def sources(scope: Scope, records: Iterable[SourceRecord], *, now: datetime) -> list[Source]:
    """Records with what the reader may see of each, in their order; those they may not see are left out."""
    kept = list(records)
    holdings = visible(scope, RECORD, now=now).filter(pk__in=[one.holding_id for one in kept])
    by_holding = {look.holding.pk: look for look in looks(scope, RECORD, holdings, now=now)}
    said = contents_of(by_holding)
    return [
        Source(one, look, {shown.item.key: shown.value for shown in look.of(said.get(one.holding_id, {}))})
        for one in kept
        if (look := by_holding.get(one.holding_id))
    ]


def open_records(scope: Scope, *, now: datetime) -> QuerySet[SourceRecord]:
    """Every record the reader may see and that asks for no reason to be opened."""
    require(scope, "people.read")
    holdings = visible(scope, RECORD, now=now).filter(sensitivity="normal")
    return SourceRecord.objects.filter(holding__in=holdings).select_related("person", "holding")


def each(value: Any) -> tuple[str, ...]:
    """What an item says, as words, thing by thing."""
    if value is None or value == "":
        return ()
    if isinstance(value, date):
        return (f"{value.day} {value:%B %Y}",)
    return tuple(value) if isinstance(value, tuple) else (str(value),)


H = TypeVar("H", bound=HasEnd)


def here(homes: Iterable[H]) -> H | None:
    """Where somebody lives: the first home that has no end."""
    return next((home for home in homes if home.until is None), None)
