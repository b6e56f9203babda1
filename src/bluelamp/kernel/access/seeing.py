"""The decision asked of the database: which records somebody may see, and what of each.

What :mod:`~bluelamp.kernel.access.decision` says of one record, :func:`visible` says of all. A page that shows a record
goes through :func:`look`: the query must find it *and* the function must allow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, reduce
from operator import or_

from django.db.models import DateTimeField, Q, QuerySet, Value

from bluelamp.kernel.access import condition
from bluelamp.kernel.access.decision import LONDON, Decision, Facts, Opened, decide
from bluelamp.kernel.access.from_rows import facts, opened
from bluelamp.kernel.access.from_rows import terms_of as terms_of
from bluelamp.kernel.access.kinds import Item, Kind
from bluelamp.kernel.access.models import Grant, Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.theirs import glass, grants_to, recipient, stances
from bluelamp.kernel.access.worded import ASKERS, NOW, Worded

NOT_THERE = "There is no such record."
REF, HOLDING = "?ref", -314159
"""What stands in a question for the record it is asked about."""
GLASS, GRANT = "glass", "grant"


@dataclass(frozen=True, slots=True)
class Shown:
    """One item as a reader sees it."""

    item: Item
    value: object


@dataclass(frozen=True, slots=True)
class Look:
    """A record somebody may see, and which of its items."""

    holding: Holding
    kind: Kind
    facts: Facts
    decision: Decision

    @property
    def ref(self) -> str:
        return self.holding.ref

    @property
    def is_own(self) -> bool:
        return bool({"own", "system"} & set(self.decision.via))

    @property
    def withheld(self) -> tuple[Item, ...]:
        """The items that stay behind."""
        return tuple(item for item in self.kind.items if item.key not in self.decision.items)

    def shows(self, item: str) -> bool:
        return item in self.decision.items

    def of(self, contents: Mapping[str, object]) -> tuple[Shown, ...]:
        """What the reader is shown: the items that are open to them and say something, in the order of the kind."""
        return tuple(
            Shown(item, contents[item.key])
            for item in self.kind.items
            if item.key in self.decision.items and contents.get(item.key) not in (None, "")
        )

    def shown(self) -> tuple[Shown, ...]:
        """The same, fetched. Whatever leaves this record goes through here."""
        return self.of(self.kind.contents(self.holding.pk))


def visible(scope: Scope, kind: Kind, *, now: datetime, items: Iterable[str] = ()) -> QuerySet[Holding]:
    """The records of one kind of which ``scope`` may see something; with ``items``, those on which it sees them all.

    Whoever searches, filters or orders by an item asks for the records that show it: the others would answer too.
    """
    holdings = Holding.objects.filter(showing(scope, kind, now=now, items=items))
    return holdings.select_related("organisation", "lpu", "team")


def showing(
    scope: Scope,
    kind: Kind,
    *,
    now: datetime,
    items: Iterable[str] = (),
    to: str = "",
    asks_kind: bool = True,
) -> Q:
    """The same as a condition on rows that ``to``, such as ``holding__``, leads from to their holding.

    A list in an order of its own is quicker to read so than by asking of each of its rows whether it is visible. Rows
    of a table that holds this kind alone need not be asked for it (``asks_kind``): a database that is asked begins
    with every record of the kind, and sorts them all for one page.
    """
    several = [frozenset({item}) for item in items] or [kind.keys]
    there = Q(kind=kind.key) & ~Q(state="erased") if asks_kind else ~Q(state="erased")
    return condition.led(there & condition.of(scope, kind, several, now), to)


def look(scope: Scope, ref: str, kind: Kind, *, now: datetime) -> Look:
    """One record. ``NotPermitted`` says the same of what is not there and of what is not for this reader."""
    found = looked_for(scope, ref, kind, now=now)
    if found is None:
        raise NotPermitted(NOT_THERE)
    return found


def looked_for(scope: Scope, ref: str, kind: Kind, *, now: datetime) -> Look | None:
    """The same; nothing where there is none of this kind that the reader sees, which may be of another."""
    return looked_for_among(scope, ref, (kind,), now=now)


def looked_for_among(scope: Scope, ref: str, among: tuple[Kind, ...], *, now: datetime) -> Look | None:
    """The same, of whichever of these kinds it is: asked of all of them at once."""
    by_key = {kind.key: kind for kind in among}
    asked = _one(scope.as_asked, among, now.astimezone(LONDON).date())
    for row in asked.put(ref=ref, now=now):
        kind = by_key[row.kind]
        for looked in _allowed(scope, kind, [row], [_facts_of_one(scope, kind, row, now)], now):
            return looked
    return None


def is_found(scope: Scope, ref: str, kind: Kind, *, now: datetime) -> bool:
    """Does the reader find a record of this kind under this reference? Asked as :func:`look` asks it."""
    return bool(_one(scope.as_asked, (kind,), now.astimezone(LONDON).date()).put(ref=ref, now=now))


def looks(scope: Scope, kind: Kind, holdings: Iterable[Holding], *, now: datetime) -> list[Look]:
    """The same for a page of records that :func:`visible` gave, in as many questions as for one."""
    rows = list(holdings)
    return _allowed(scope, kind, rows, facts_of(scope, kind, rows, now=now), now)


def _allowed(
    scope: Scope, kind: Kind, holdings: Sequence[Holding], every: Sequence[Facts], now: datetime
) -> list[Look]:
    found = []
    for holding, known in zip(holdings, every, strict=True):
        decision = decide(scope, kind.read, known, now=now)
        if decision.allowed:
            found.append(Look(holding, kind, known, decision))
    return found


def permitted(scope: Scope, act: str, looked: Look, *, now: datetime) -> Decision:
    """May the reader of this record also do ``act`` to it? The reasons may be shown: they see it already."""
    return decide(scope, act, looked.facts, now=now)


def facts_of(scope: Scope, kind: Kind, holdings: Sequence[Holding], *, now: datetime) -> list[Facts]:
    """What decides about each of these records, for this asker; three questions, however many there are."""
    ids = [holding.pk for holding in holdings]
    stood: dict[int, set[str]] = {}
    for pk, stance in stances(scope, now).filter(holding__in=ids).values_list("holding_id", "stance"):
        stood.setdefault(pk, set()).add(stance)
    broken = dict(glass(scope, now).filter(holding__in=ids).values_list("holding_id", "until"))
    grants: dict[int, list[Opened]] = {}
    for grant in grants_to(scope).filter(holding__in=ids):
        grants.setdefault(grant.holding_id, []).append(opened(grant))
    return [
        facts(
            kind,
            each,
            stances=stood.get(each.pk, ()),
            glass_until=broken.get(each.pk),
            grants=grants.get(each.pk, ()),
        )
        for each in holdings
    ]


def _facts_of_one(scope: Scope, kind: Kind, holding: Holding, now: datetime) -> Facts:
    """The same of one record: one question, which is in words already, and the grants only where there are any."""
    theirs = _theirs(scope.as_asked).put(holding=holding.pk, now=now)
    found = {what for what, _ in theirs}
    until = max((until for what, until in theirs if what == GLASS), default=None)
    grants = grants_to(scope).filter(holding=holding) if GRANT in found else ()
    return facts(kind, holding, stances=found, glass_until=until, grants=map(opened, grants))


@lru_cache(maxsize=ASKERS)
def _theirs(scope: Scope) -> Worded:
    """Everything of the asker's own on one record: what it is, and of the glass until when."""
    broken = glass(scope, NOW).filter(holding=HOLDING).order_by().values_list(Value(GLASS), "until")
    always = Value(None, DateTimeField())
    stood = stances(scope, NOW).filter(holding=HOLDING).values_list("stance", always)
    grants = (
        Grant.objects.filter(recipient(scope), holding=HOLDING).order_by().values_list(Value(GRANT), always)
    )
    rows = grants if scope.actor_id is None else broken.union(stood, grants, all=True)
    return Worded(rows, holding=HOLDING, now=NOW)


@lru_cache(maxsize=ASKERS)
def _one(scope: Scope, among: tuple[Kind, ...], day: date) -> Worded:
    """What :func:`visible` asks of one record of some kinds on one day, in words."""
    now = datetime.combine(day, NOW.timetz())
    ways = reduce(or_, (showing(scope, kind, now=now) for kind in among))
    rows = Holding.objects.filter(ways, ref=REF).select_related("organisation", "lpu", "team")
    return Worded(rows, ref=REF, now=now)
