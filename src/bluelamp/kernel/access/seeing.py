"""The decision asked of the database: which records somebody may see, and what of each.

What :mod:`~bluelamp.kernel.access.decision` says of one record, :func:`visible` says of all. A page that shows a record
goes through :func:`look`: the query must find it *and* the function must allow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Value

from bluelamp.kernel.access.decision import LONDON, Decision, Facts, Opened, decide, lacking, opens
from bluelamp.kernel.access.from_rows import facts, opened
from bluelamp.kernel.access.from_rows import terms_of as terms_of
from bluelamp.kernel.access.kinds import Item, Kind
from bluelamp.kernel.access.models import (
    AgreementParty,
    BreakGlass,
    Grant,
    GrantItem,
    Holding,
    NeedToKnow,
)
from bluelamp.kernel.access.permissions import READS
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.worded import Worded
from bluelamp.kernel.organisations.models import Organisation, Team
from bluelamp.kernel.places.models import Area

NONE = Q(pk__in=())
NOT_THERE = "There is no such record."
ASKERS = 4096
"""So many people's questions are kept in words: more than are on shift at once."""
REF, HOLDING, NOW = "?ref", -314159, datetime(2026, 1, 1, 12, 0, 0, 314159, LONDON)
"""What stands in a question for the record and the moment it is asked about."""
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


def showing(scope: Scope, kind: Kind, *, now: datetime, items: Iterable[str] = (), to: str = "") -> Q:
    """The same as a condition on rows that ``to``, such as ``holding__``, leads from to their holding.

    A list in an order of its own is quicker to read so than by asking of each of its rows whether it is visible.
    """
    several = [frozenset({item}) for item in items] or [kind.keys]
    there = Q(kind=kind.key) & ~Q(state="erased")
    return _reached(there & _showing(scope, kind, several, now), to)


def _reached(condition: Q, to: str) -> Q:
    """A condition on holdings, asked from where ``to`` leads to them."""
    found = condition.copy()
    found.children = [
        _reached(each, to) if isinstance(each, Q) else _led(each, to) for each in condition.children
    ]
    return found


def _led(asked: Any, to: str) -> tuple[str, Any]:
    field, value = asked
    return f"{to}{field}", value


def look(scope: Scope, ref: str, kind: Kind, *, now: datetime) -> Look:
    """One record. ``NotPermitted`` says the same of what is not there and of what is not for this reader."""
    asked = _one(scope.as_asked, kind, now.astimezone(LONDON).date())
    rows = asked.put(ref=ref, now=now)
    found = _allowed(scope, kind, rows, [_facts_of_one(scope, kind, row, now) for row in rows], now)
    if not found:
        raise NotPermitted(NOT_THERE)
    return found[0]


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
    stances: dict[int, set[str]] = {}
    for pk, stance in _stances(scope, now).filter(holding__in=ids).values_list("holding_id", "stance"):
        stances.setdefault(pk, set()).add(stance)
    glass = dict(_glass(scope, now).filter(holding__in=ids).values_list("holding_id", "until"))
    grants: dict[int, list[Opened]] = {}
    for grant in _grants_to(scope).filter(holding__in=ids):
        grants.setdefault(grant.holding_id, []).append(opened(grant))
    return [
        facts(
            kind,
            each,
            stances=stances.get(each.pk, ()),
            glass_until=glass.get(each.pk),
            grants=grants.get(each.pk, ()),
        )
        for each in holdings
    ]


def _facts_of_one(scope: Scope, kind: Kind, holding: Holding, now: datetime) -> Facts:
    """The same of one record: one question, which is in words already, and the grants only where there are any."""
    theirs = _theirs(scope.as_asked).put(holding=holding.pk, now=now)
    stances = {what for what, _ in theirs}
    until = max((until for what, until in theirs if what == GLASS), default=None)
    grants = _grants_to(scope).filter(holding=holding) if GRANT in stances else ()
    return facts(kind, holding, stances=stances, glass_until=until, grants=map(opened, grants))


@lru_cache(maxsize=ASKERS)
def _theirs(scope: Scope) -> Worded:
    """Everything of the asker's own on one record: what it is, and of the glass until when."""
    glass = _glass(scope, NOW).filter(holding=HOLDING).order_by().values_list(Value(GLASS), "until")
    always = Value(None, DateTimeField())
    stances = _stances(scope, NOW).filter(holding=HOLDING).order_by().values_list("stance", always)
    grants = (
        Grant.objects.filter(_recipient(scope), holding=HOLDING).order_by().values_list(Value(GRANT), always)
    )
    rows = grants if scope.actor_id is None else glass.union(stances, grants, all=True)
    return Worded(rows, holding=HOLDING, now=NOW)


@lru_cache(maxsize=ASKERS)
def _one(scope: Scope, kind: Kind, day: date) -> Worded:
    """What :func:`visible` asks of one record on one day, in words."""
    now = datetime.combine(day, NOW.timetz())
    return Worded(visible(scope, kind, now=now).filter(ref=REF), ref=REF, now=now)


def _showing(scope: Scope, kind: Kind, several: Sequence[frozenset[str]], now: datetime) -> Q:
    """The condition on a holding under which ``scope`` sees at least one item of each of ``several`` on it."""
    if not all(keys & kind.keys for keys in several):
        return NONE
    if scope.role == "system":
        return Q() if scope.may(kind.read) else NONE
    ways = _glass_broken(scope, now)
    opened = opens(scope, READS, kind, now=now)
    if scope.may(kind.read) and all(keys & opened for keys in several):
        granted = Q()
        for keys in several:
            granted &= _granted(scope, kind, keys & opened, now)
        ways |= _own(scope, now) | granted
    if "vetting" in lacking(scope, now):
        ways &= Q(sensitivity="normal")
    return ways & ~Q(pk__in=_stances(scope, now).filter(stance="barred").values("holding"))


def _own(scope: Scope, now: datetime) -> Q:
    named = Q(pk__in=_stances(scope, now).filter(stance="named").values("holding"))
    theirs = Q()
    if scope.lpus:
        theirs |= Q(lpu__in=Area.objects.filter(code__in=scope.lpus).order_by().values("pk"))
    if scope.teams:
        theirs |= Q(team__in=Team.objects.filter(code__in=scope.teams).order_by().values("pk"))
    return _of(scope.body) & (named | (Q(sensitivity="normal") & theirs))


def _of(body: str) -> Q:
    """Held by this organisation: by its number, so that an index on the holding itself answers."""
    return Q(organisation__in=Organisation.objects.filter(key=body).order_by().values("pk"))


def _granted(scope: Scope, kind: Kind, keys: frozenset[str], now: datetime) -> Q:
    standing = (
        Q(grant__since__lte=now, grant__withdrawn_at__isnull=True)
        & (Q(grant__until__isnull=True) | Q(grant__until__gt=now))
        & _recipient(scope, "grant__")
    )
    rows = GrantItem.objects.filter(standing, _on_its_ground(scope, kind, keys, now)).order_by()
    # What was opened to the asker is listed once, and not asked of every record on the way to it.
    anybody = Q(pk__in=rows.values("grant__holding")) & Q(sensitivity="normal")
    return anybody | Q(pk__in=rows.filter(grant__person__isnull=False).values("grant__holding"))


def _recipient(scope: Scope, of: str = "") -> Q:
    """The grants that name the asker: their organisation or body, and their team and person where one is named."""
    theirs = Q(**{f"{of}organisation__key__in": {scope.organisation, scope.body}})
    team = Q(**{f"{of}team__isnull": True}) | Q(**{f"{of}team__code__in": scope.teams})
    person = Q(**{f"{of}person__isnull": True})
    if scope.actor_id is not None:
        person |= Q(**{f"{of}person": scope.actor_id})
    return theirs & team & person


def _on_its_ground(scope: Scope, kind: Kind, keys: frozenset[str], now: datetime) -> Q:
    """The items of a grant that its ground still carries: any without an agreement, else those of its categories."""
    day = now.astimezone(LONDON).date()
    agreed = Q(pk__in=())
    for category in {item.category for item in kind.items if item.key in keys}:
        agreed |= Q(
            item__in=keys & kind.of(frozenset({category})), grant__agreement__categories__category=category
        )
    parties = AgreementParty.objects.filter(agreement=OuterRef("grant__agreement"))
    in_force = (
        Q(grant__agreement__starts_on__lte=day)
        & (Q(grant__agreement__ends_on__isnull=True) | Q(grant__agreement__ends_on__gte=day))
        & (Q(grant__agreement__ended_at__isnull=True) | Q(grant__agreement__ended_at__gt=now))
        & Exists(parties.filter(organisation__key=scope.body))
        & Exists(parties.filter(organisation=OuterRef("grant__holding__organisation")))
    )
    if scope.purpose:
        in_force &= Q(grant__agreement__purpose=scope.purpose)
    else:
        in_force &= Q(grant__agreement__asks_purpose=False)
    return Q(item__in=keys) & (Q(grant__agreement__isnull=True) | (agreed & in_force))


def _glass_broken(scope: Scope, now: datetime) -> Q:
    act = {True: scope.may("glass.open_sealed"), False: scope.may("glass.open")}
    reach = (Q(sensitivity="sealed") if act[True] else NONE) | (
        ~Q(sensitivity="sealed") if act[False] else NONE
    )
    broken = Q(pk__in=_glass(scope, now).order_by().values("holding"))
    return broken & _of(scope.body) & reach


def _stances(scope: Scope, now: datetime) -> QuerySet[NeedToKnow]:
    """Where the asker is named or barred today."""
    rows = NeedToKnow.objects.filter(Q(until__isnull=True) | Q(until__gt=now), since__lte=now)
    return rows.filter(user=scope.actor_id) if scope.actor_id is not None else rows.none()


def _glass(scope: Scope, now: datetime) -> QuerySet[BreakGlass]:
    """Where the asker broke the glass, and it has not closed."""
    rows = BreakGlass.objects.filter(until__gt=now, opened_at__lte=now)
    return rows.filter(user=scope.actor_id).order_by("until") if scope.actor_id is not None else rows.none()


def _grants_to(scope: Scope) -> QuerySet[Grant]:
    """The grants that name the asker, standing or not, with all that decides about them."""
    rows = Grant.objects.filter(_recipient(scope))
    return rows.select_related("organisation", "team", "agreement").prefetch_related(
        "items", "agreement__categories", "agreement__parties__organisation"
    )
