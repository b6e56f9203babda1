"""Who is asking, for whom and where: the first argument of every query, and the ``by=`` of every action."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from django.conf import settings
from django.db import connection

from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.permissions import ACTS, MAY
from bluelamp.kernel.access.words import CLEARANCES
from bluelamp.kernel.audit.wording import Always
from bluelamp.kernel.organisations.words import PARTS

STANDING = Always("""
    SELECT 'role', m.role, o.key, o.kind, o.regime, p.key
    FROM access_membership m JOIN organisations_organisation o ON o.id = m.organisation_id
    LEFT JOIN organisations_organisation p ON p.id = o.parent_id
    JOIN access_user u ON u.id = m.user_id AND u.is_active WHERE m.user_id = %s AND m.until IS NULL
    UNION ALL
    SELECT 'lpu', a.code, '', '', '', '' FROM access_membership m
    JOIN access_membership_lpus l ON l.membership_id = m.id JOIN places_area a ON a.id = l.area_id
    WHERE m.user_id = %s AND m.until IS NULL
    UNION ALL
    SELECT 'team', t.code, '', '', '', '' FROM access_membership m
    JOIN access_membership_teams l ON l.membership_id = m.id JOIN organisations_team t ON t.id = l.team_id
    WHERE m.user_id = %s AND m.until IS NULL
    UNION ALL
    SELECT 'clearance', c.what, COALESCE(CAST(c.until AS VARCHAR(10)), ''), '', '', '' FROM access_clearance c
    WHERE c.user_id = %s AND c.ended_at IS NULL
""")
"""What a person is today: role and organisation, then units and teams, then clearances. Every request asks it, so that
it is put in plain words: the ORM takes several times as long to write it, and PostgreSQL to plan it."""


class NotPermitted(PermissionError):
    """The answer to somebody who may not. A page shows it as *not found*, so that it gives nothing away."""


@dataclass(frozen=True)
class Scope:
    """One person in one role of one organisation; ``lpus`` and ``teams`` both empty mean the whole of it.

    ``body`` is who answers in law: the force for its departments, any other organisation for itself.

    It is a value: taken once at the start of a request or command, and never widened on the way. ``teams`` are codes;
    ``regime`` is the data-protection law of the organisation. What the gate knows of the request goes with it to the
    audit record: ``session`` is a keyed hash of the session's key and never the key, ``address`` where the request came
    from, ``client`` the partner's system when one is calling, ``purpose`` the code of what it is for, and
    ``stepped_up_at`` when this person last proved again who they are. ``only`` are the acts a token was issued for,
    where a program calls with one: never more than the role allows. ``clearances`` are vetting and training, each with
    its last day; of what is not among them nothing is asked.
    """

    actor_id: int | None
    actor_name: str
    role: str
    organisation: str = ""
    lpus: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    regime: str = ""
    session: str = ""
    address: str = ""
    client: str = ""
    purpose: str = ""
    stepped_up_at: datetime | None = None
    only: frozenset[str] | None = None
    body: str = ""
    clearances: tuple[tuple[str, date], ...] = ()

    def __post_init__(self) -> None:
        if not self.body:
            object.__setattr__(self, "body", self.organisation)

    @classmethod
    def system(cls, name: str) -> Scope:
        """Somebody at the server's own keyboard, named by the command they gave."""
        return cls(actor_id=None, actor_name=name, role="system")

    @classmethod
    def nobody(cls) -> Scope:
        """Somebody who is not signed in: may nothing."""
        return cls(actor_id=None, actor_name="", role="")

    @classmethod
    def of(cls, user: User) -> Scope:
        """The scope of a person's standing membership; :class:`NotPermitted` when they have none."""
        with connection.cursor() as cursor:
            cursor.execute(STANDING, [user.pk] * 4)
            rows = cursor.fetchall()
        roles = [row for what, *row in rows if what == "role"]
        if not roles:
            raise NotPermitted("You have no role in Bluelamp today. Ask your administrator of users for one.")
        ((role, organisation, kind, regime, parent),) = roles
        return cls(
            actor_id=user.pk,
            actor_name=user.get_full_name() or user.get_username(),
            role=role,
            organisation=organisation,
            lpus=frozenset(code for what, code, *_ in rows if what == "lpu"),
            teams=frozenset(code for what, code, *_ in rows if what == "team"),
            regime=regime,
            body=parent if kind in PARTS and parent else organisation,
            clearances=_clearances({what: day for mark, what, day, *_ in rows if mark == "clearance"}),
        )

    @cached_property
    def as_asked(self) -> Scope:
        """The same without what differs from one request to the next: who sees what does not hang on that."""
        same = replace(self, lpus=frozenset(self.lpus), teams=frozenset(self.teams))
        return replace(same, actor_name="", session="", address="", client="", stepped_up_at=None)

    def may(self, act: str) -> bool:
        """Is this act allowed? An act nobody declared is a mistake in the code, never a permission."""
        if act not in ACTS:
            raise LookupError(f"No act is called {act!r}. Acts are declared in kernel/access/permissions.py.")
        return act in MAY.get(self.role, frozenset()) and (self.only is None or act in self.only)


def _clearances(written: dict[str, str]) -> tuple[tuple[str, date], ...]:
    """Each with its last day; one that was taken away, or is asked for and was never written down, has long had it."""
    asked = set(CLEARANCES) if settings.CLEARANCE == "required" else set()
    days = dict.fromkeys(asked, "") | written
    return tuple((what, date.fromisoformat(day) if day else date.min) for what, day in sorted(days.items()))


def answerable(scope: Scope) -> int:
    """The number of the person who answers for this; no program and no command does."""
    if scope.actor_id is None:
        raise NotPermitted("Somebody has to answer for this by name.")
    return scope.actor_id


def require(scope: Scope, act: str) -> None:
    """Let it pass, or refuse with the sentence the person will read."""
    if not scope.may(act):
        raise NotPermitted(f"Your role does not let you {ACTS[act]}.")
