"""Who may see what, once more: written from docs/explanation/who-may-see-what.md, on plain values, for random steps.

It shares no line with the product. Where the two differ, one of them does not do what the page says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bluelamp.web.sample.canaries.oracle import EXPECTED, ITEMS

AGREED = frozenset({"name", "other_names", "born", "sex", "addresses", "phones", "emails"})
"""What is of identity or contact, which the agreements of the small world cover."""
ALL = frozenset(ITEMS)
DECIDES = frozenset({"sergeant", "coordinator", "partner_lead"})
"""Roles that restrict a record, name people on it and hand it on."""
SHARES = DECIDES | {"neighbourhood_officer", "partner"}
EMERGENCIES = frozenset(
    {"contact_officer", "neighbourhood_officer", "sergeant", "coordinator", "partner_lead"}
)
SEALED_EMERGENCIES = frozenset({"governance"})


@dataclass
class Given:
    """Items opened to an organisation, or to one person of it. ``ground`` empty: none that can end."""

    to: str
    items: frozenset[str]
    until: datetime
    ground: str = ""
    person: str = ""
    is_withdrawn: bool = False


@dataclass
class Row:
    """A record as the page tells of it."""

    owner: str
    lpu: str = ""
    sensitivity: str = "normal"
    state: str = "open"
    stances: dict[str, str] = field(default_factory=dict)
    glass: dict[str, datetime] = field(default_factory=dict)
    given: dict[int, Given] = field(default_factory=dict)


@dataclass
class Model:
    """Everybody and everything. ``roles`` are those that stand; ``agreements`` those in force, between whom."""

    rows: dict[str, Row]
    roles: dict[str, str]
    agreements: dict[str, frozenset[str]]

    def sees(self, person: str, record: str, now: datetime) -> frozenset[str]:
        """The items of a record that somebody is shown."""
        row, role = self.rows[record], self.roles.get(person, "")
        if not role or row.state == "erased" or row.stances.get(person) == "barred":
            return frozenset()
        if self._is_glass_open(person, role, row, now):
            return ALL
        found: frozenset[str] = ALL if self.is_own(person, record) else frozenset()
        for given in row.given.values():
            found |= self._opened(given, person, row, now)
        reads = EXPECTED["reads"].get(role, {}).get("records", ())
        return found & (ALL if reads == "all" else frozenset(reads))

    def is_own(self, person: str, record: str) -> bool:
        """Of their organisation, and near enough to them; named on it, where it is not as any other."""
        row, about = self.rows[record], EXPECTED["people"][person]
        if row.owner != about["of"] or row.stances.get(person) == "barred":
            return False
        units = about.get("lpus", ())
        is_near = row.sensitivity == "normal" and (not units or row.lpu in units)
        return is_near or row.stances.get(person) == "named"

    def may(self, person: str, record: str, roles: frozenset[str], now: datetime) -> bool:
        """May they decide something about it? It is theirs, they read it, and their role decides such things."""
        role = self.roles.get(person, "")
        return role in roles and self.is_own(person, record) and bool(self.sees(person, record, now))

    def may_break_glass(self, person: str, record: str) -> bool:
        row, role = self.rows[record], self.roles.get(person, "")
        roles = SEALED_EMERGENCIES if row.sensitivity == "sealed" else EMERGENCIES | SEALED_EMERGENCIES
        theirs = row.owner == EXPECTED["people"][person]["of"] and row.stances.get(person) != "barred"
        return theirs and role in roles and row.state != "erased"

    def _is_glass_open(self, person: str, role: str, row: Row, now: datetime) -> bool:
        roles = SEALED_EMERGENCIES if row.sensitivity == "sealed" else EMERGENCIES | SEALED_EMERGENCIES
        is_theirs = row.owner == EXPECTED["people"][person]["of"] and role in roles
        return is_theirs and person in row.glass and now < row.glass[person]

    def _opened(self, given: Given, person: str, row: Row, now: datetime) -> frozenset[str]:
        body = EXPECTED["people"][person]["of"]
        is_theirs = given.to == body and given.person in ("", person)
        if not is_theirs or given.is_withdrawn or now >= given.until:
            return frozenset()
        if row.sensitivity != "normal" and not given.person:
            return frozenset()
        if not given.ground:
            return given.items
        holds = {row.owner, body} <= self.agreements.get(given.ground, frozenset())
        return given.items & AGREED if holds else frozenset()
