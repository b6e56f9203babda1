"""Who may see or change which items of a record: one pure function, and nothing is allowed that it does not allow.

There are three ways to a record, tried in turn; what any of them opens is open:

* **own**: it belongs to the asker's organisation, and lies in their units (or they are named on it);
* **grant**: its owner opened items to the asker, on a ground that holds today; it never lets anybody change anything;
* **glass**: the asker broke the glass on this one record less than an hour ago; it lets them read.

``access.queries.visible`` asks the same of the database; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo

from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.permissions import ACTS, READS, RECORD_ACTS, WRITES
from bluelamp.kernel.access.words import ASK_CLEARANCE

LONDON = ZoneInfo("Europe/London")
NOTHING: frozenset[str] = frozenset()


class Asker(Protocol):
    """What is asked of whoever asks. A ``Scope`` is one."""

    @property
    def actor_id(self) -> int | None: ...
    @property
    def role(self) -> str: ...
    @property
    def organisation(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def lpus(self) -> frozenset[str]: ...
    @property
    def teams(self) -> frozenset[str]: ...
    @property
    def purpose(self) -> str: ...
    @property
    def clearances(self) -> tuple[tuple[str, date], ...]: ...
    def may(self, act: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Terms:
    """An agreement, as far as it decides anything. ``until`` is its last day; ``ended_at`` ended it sooner.

    Where it ``asks_purpose``, only somebody who said what for reads under it.
    """

    purpose: str
    categories: frozenset[str]
    parties: frozenset[str]
    since: date
    until: date | None = None
    ended_at: datetime | None = None
    asks_purpose: bool = False

    def serves(self, purpose: str) -> bool:
        return purpose == self.purpose or (purpose == "" and not self.asks_purpose)

    def in_force(self, now: datetime) -> bool:
        day = now.astimezone(LONDON).date()
        late = self.until is not None and day > self.until
        return self.since <= day and not late and (self.ended_at is None or now < self.ended_at)


@dataclass(frozen=True, slots=True)
class Opened:
    """A grant: items opened to an organisation, or to one team or person of it, from a moment to a moment.

    ``terms`` is the agreement it was given under; without one it stands on a ground of its own.
    """

    key: int
    organisation: str
    items: frozenset[str]
    since: datetime
    until: datetime | None = None
    withdrawn_at: datetime | None = None
    team: str = ""
    person: int | None = None
    terms: Terms | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """A record, as far as it decides. ``is_named``, ``is_barred`` and ``glass_until`` are the asker's.

    ``is_joined``: it was found to be another record, and that one is written on.
    """

    kind: Kind
    owner: str
    lpu: str = ""
    team: str = ""
    sensitivity: str = "normal"
    state: str = "open"
    is_joined: bool = False
    is_named: bool = False
    is_barred: bool = False
    glass_until: datetime | None = None
    grants: tuple[Opened, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """``items`` are those that may be read or written; ``via`` the ways that opened them: own, grant:12, glass.

    ``reasons`` say why not. They are for readers who may know that the record exists, and for nobody else.
    """

    allowed: bool
    items: frozenset[str] = NOTHING
    via: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def decide(asker: Asker, act: str, facts: Facts, *, now: datetime) -> Decision:
    """May they, and on which items? An act that is no act on such a record is a mistake in the code."""
    kind = facts.kind
    if act != kind.read and act != kind.write and act not in RECORD_ACTS:
        raise LookupError(f"{act} is not done to a record of kind {kind.key}.")
    if facts.state == "erased":
        return _no("It was erased.")
    if asker.role == "system":
        return _yes(kind.keys, ("system",)) if asker.may(act) else _no(f"Nobody can {ACTS[act]} from here.")
    if facts.is_barred:
        return _no("You are barred from it by a conflict of interest.")
    if facts.sensitivity != "normal" and "vetting" in lacking(asker, now):
        return _no("It is open to the vetted only, and your vetting has run out.")
    if act != kind.read:
        return (
            _as_owner(asker, act, facts, now)
            if asker.may(act)
            else _no(f"Your role does not let you {ACTS[act]}.")
        )
    return _reading(asker, facts, now)


def lacking(asker: Asker, now: datetime) -> frozenset[str]:
    """The clearances that somebody had and has no longer, or never had where they are asked for."""
    if not asker.clearances:
        return NOTHING
    day = now.astimezone(LONDON).date()
    return frozenset(what for what, until in asker.clearances if until < day)


def opens(asker: Asker, table: dict[str, frozenset[str]], kind: Kind, *, now: datetime) -> frozenset[str]:
    """The items of a kind that a role reads or writes, by ``READS`` or ``WRITES``, with the clearances of today."""
    categories = table.get(asker.role, NOTHING)
    if lacks := lacking(asker, now):
        categories -= {category for category, asked in ASK_CLEARANCE.items() if asked in lacks}
    return _of_categories(kind, categories)


def _as_owner(asker: Asker, act: str, facts: Facts, now: datetime) -> Decision:
    """To change a record, or decide who sees it, it must be one's own."""
    if against := _reasons_not_own(asker, facts):
        return _no(against)
    if act == facts.kind.write and facts.is_joined:
        return _no("It was joined with another: write on that one.")
    if act == facts.kind.write and facts.state == "closed":
        return _no("It is closed: open it again before changing it.")
    items = opens(asker, WRITES if act == facts.kind.write else READS, facts.kind, now=now)
    return _yes(items, ("own",)) if items else _no("Your role opens none of its items.")


def _reading(asker: Asker, facts: Facts, now: datetime) -> Decision:
    kind, items, via = facts.kind, NOTHING, []
    against = f"Your role does not let you {ACTS[kind.read]}."
    if asker.may(kind.read):
        readable = opens(asker, READS, kind, now=now)
        against = _reasons_not_own(asker, facts)
        if not against and readable:
            items, via = readable, ["own"]
        for grant in facts.grants:
            if opened := _through(grant, asker, facts, now) & readable:
                items |= opened
                via.append(f"grant:{grant.key}")
    if _through_glass(asker, facts, now):
        items, via = kind.keys, [*via, "glass"]
    return _yes(items, tuple(via)) if items else _no(against or "Your role opens none of its items.")


def _reasons_not_own(asker: Asker, facts: Facts) -> str:
    """Why this is not theirs to work on; nothing when it is."""
    if facts.owner != asker.body:
        return "It belongs to another organisation."
    if facts.is_named:
        return ""
    if facts.sensitivity != "normal":
        return "It is open only to those named on it, and you are not."
    whole = not asker.lpus and not asker.teams
    if whole or facts.lpu in asker.lpus or facts.team in asker.teams:
        return ""
    return "It belongs to a unit that is not yours."


def _through(grant: Opened, asker: Asker, facts: Facts, now: datetime) -> frozenset[str]:
    """The items a grant opens to this asker now, before their role is asked."""
    is_theirs = (
        grant.organisation in (asker.organisation, asker.body)
        and (not grant.team or grant.team in asker.teams)
        and (grant.person is None or grant.person == asker.actor_id)
        # What is restricted or sealed is opened to people by name, never to a whole organisation.
        and (facts.sensitivity == "normal" or grant.person is not None)
    )
    if not is_theirs or now < grant.since:
        return NOTHING
    if grant.withdrawn_at is not None or (grant.until is not None and now >= grant.until):
        return NOTHING
    return grant.items & _on_its_ground(grant.terms, asker, facts, now)


def _on_its_ground(terms: Terms | None, asker: Asker, facts: Facts, now: datetime) -> frozenset[str]:
    if terms is None:
        return facts.kind.keys
    holds = (
        asker.body in terms.parties
        and facts.owner in terms.parties
        and terms.serves(asker.purpose)
        and terms.in_force(now)
    )
    return _of_categories(facts.kind, terms.categories) if holds else NOTHING


def _through_glass(asker: Asker, facts: Facts, now: datetime) -> bool:
    act = "glass.open_sealed" if facts.sensitivity == "sealed" else "glass.open"
    is_open = facts.glass_until is not None and now < facts.glass_until
    return is_open and facts.owner == asker.body and asker.may(act)


@cache
def _of_categories(kind: Kind, categories: frozenset[str]) -> frozenset[str]:
    return kind.of(categories)


def _yes(items: frozenset[str], via: tuple[str, ...]) -> Decision:
    return Decision(True, items, via)


def _no(reason: str) -> Decision:
    return Decision(False, reasons=(reason,))
