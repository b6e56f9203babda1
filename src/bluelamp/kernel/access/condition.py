"""The decision as a condition on holdings: what :mod:`~bluelamp.kernel.access.decision` says of one, said of all.

It is made of lists: of what was opened to the asker, of where they are named or barred, of their units. Each is put
into words once for everybody who asks the same (:class:`~bluelamp.kernel.access.worded.Listing`), and not for each of
the questions that a page asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q

from bluelamp.kernel.access.decision import LONDON, lacking, opens
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.models import AgreementParty, GrantItem, Holding
from bluelamp.kernel.access.permissions import READS
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.theirs import glass, recipient, stances
from bluelamp.kernel.access.worded import ASKERS, NOW, Listing
from bluelamp.kernel.organisations.models import Organisation, Team
from bluelamp.kernel.places.models import Area

NONE = Q(pk__in=())


def of(scope: Scope, kind: Kind, several: Sequence[frozenset[str]], now: datetime) -> Q:
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
    return ways & ~Q(pk__in=_where(scope.as_asked, "barred").put(now=now))


def led(condition: Q, to: str) -> Q:
    """A condition on holdings, asked from where ``to`` leads to them."""
    found = condition.copy()
    found.children = [
        led(each, to) if isinstance(each, Q) else _one_led(each, to) for each in condition.children
    ]
    return found


def _one_led(asked: Any, to: str) -> tuple[str, Any]:
    field, value = asked
    return f"{to}{field}", value


def _own(scope: Scope, now: datetime) -> Q:
    named = Q(pk__in=_where(scope.as_asked, "named").put(now=now))
    theirs = Q()
    if scope.lpus:
        theirs |= Q(lpu__in=_units(frozenset(scope.lpus)).put())
    if scope.teams:
        theirs |= Q(team__in=_teams(frozenset(scope.teams)).put())
    return _of(scope.body) & (named | (Q(sensitivity="normal") & theirs))


def _of(body: str) -> Q:
    """Held by this organisation: by its number, so that an index on the holding itself answers."""
    return Q(organisation__in=_organisation(body).put())


def _granted(scope: Scope, kind: Kind, keys: frozenset[str], now: datetime) -> Q:
    # What was opened to the asker is listed once, and not asked of every record on the way to it.
    day = now.astimezone(LONDON).date()
    rows, by_name = (_opened(scope.as_asked, kind, keys, day, named).put(now=now) for named in (False, True))
    anybody = Q(pk__in=rows) & Q(sensitivity="normal")
    return anybody | Q(pk__in=by_name)


def _glass_broken(scope: Scope, now: datetime) -> Q:
    act = {True: scope.may("glass.open_sealed"), False: scope.may("glass.open")}
    reach = (Q(sensitivity="sealed") if act[True] else NONE) | (
        ~Q(sensitivity="sealed") if act[False] else NONE
    )
    broken = Q(pk__in=_broken(scope.as_asked).put(now=now))
    return broken & _of(scope.body) & reach


@lru_cache(maxsize=ASKERS)
def _opened(scope: Scope, kind: Kind, keys: frozenset[str], day: date, is_by_name: bool) -> Listing:
    """The records of which a grant that stands opens one of these items to the asker: any grant, or one by name."""
    now = datetime.combine(day, NOW.timetz())
    standing = (
        Q(grant__since__lte=now, grant__withdrawn_at__isnull=True)
        & (Q(grant__until__isnull=True) | Q(grant__until__gt=now))
        & recipient(scope, "grant__")
    )
    rows = GrantItem.objects.filter(standing, _on_its_ground(scope, kind, keys, now)).order_by()
    if is_by_name:
        rows = rows.filter(grant__person=scope.actor_id) if scope.actor_id is not None else rows.none()
    return Listing(rows.values("grant__holding"), now=now)


def _on_its_ground(scope: Scope, kind: Kind, keys: frozenset[str], now: datetime) -> Q:
    """The items of a grant that its ground still carries: any without an agreement, else those of its categories."""
    day = now.astimezone(LONDON).date()
    agreed = Q(pk__in=())
    for category in {item.category for item in kind.items if item.key in keys}:
        agreed |= Q(
            item__in=keys & kind.of(frozenset({category})), grant__agreement__categories__category=category
        )
    parties = AgreementParty.objects.filter(agreement=OuterRef("grant__agreement"))
    # The record is asked for its holder only where there is an agreement: most grants are read without it.
    held = Holding.objects.filter(pk=OuterRef(OuterRef("grant__holding"))).values("organisation")
    in_force = (
        Q(grant__agreement__starts_on__lte=day)
        & (Q(grant__agreement__ends_on__isnull=True) | Q(grant__agreement__ends_on__gte=day))
        & (Q(grant__agreement__ended_at__isnull=True) | Q(grant__agreement__ended_at__gt=now))
        & Exists(parties.filter(organisation__key=scope.body))
        & Exists(parties.filter(organisation__in=held))
    )
    if scope.purpose:
        in_force &= Q(grant__agreement__purpose=scope.purpose)
    else:
        in_force &= Q(grant__agreement__asks_purpose=False)
    return Q(item__in=keys) & (Q(grant__agreement__isnull=True) | (agreed & in_force))


@lru_cache(maxsize=ASKERS)
def _where(scope: Scope, stance: str) -> Listing:
    """The records on which the asker is named, or barred."""
    return Listing(stances(scope, NOW).filter(stance=stance).values("holding"), now=NOW)


@lru_cache(maxsize=ASKERS)
def _broken(scope: Scope) -> Listing:
    return Listing(glass(scope, NOW).order_by().values("holding"), now=NOW)


@lru_cache(maxsize=ASKERS)
def _organisation(key: str) -> Listing:
    return Listing(Organisation.objects.filter(key=key).order_by().values("pk"))


@lru_cache(maxsize=ASKERS)
def _units(codes: frozenset[str]) -> Listing:
    return Listing(Area.objects.filter(code__in=codes).order_by().values("pk"))


@lru_cache(maxsize=ASKERS)
def _teams(codes: frozenset[str]) -> Listing:
    return Listing(Team.objects.filter(code__in=codes).order_by().values("pk"))
