"""Who is asking, for whom and where: the first argument of every query, and the ``by=`` of every action."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.conf import settings

from bluelamp.kernel.access import accounts
from bluelamp.kernel.access.accounts import Account
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.permissions import ACTS, MAY
from bluelamp.kernel.access.words import CLEARANCES
from bluelamp.kernel.organisations.words import PARTS


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
        return cls.of_account(accounts.of(user.pk))

    @classmethod
    def of_account(cls, account: Account | None, **asking: Any) -> Scope:
        """The same of an account that was found already. ``asking`` is what is known of the request."""
        if account is None or account.role is None:
            raise NotPermitted("You have no role in Bluelamp today. Ask your administrator of users for one.")
        return cls(
            actor_id=account.number,
            actor_name=account.name,
            role=account.role,
            organisation=account.organisation,
            lpus=_lines(account.lpus),
            teams=_lines(account.teams),
            regime=account.regime,
            body=account.parent if account.kind in PARTS and account.parent else account.organisation,
            clearances=_clearances(account.clearances),
            **asking,
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


def _lines(written: str | None) -> frozenset[str]:
    return frozenset(written.split("\n")) if written else frozenset()


def _clearances(written: str | None) -> tuple[tuple[str, date], ...]:
    """Each with its last day; one that was taken away, or is asked for and was never written down, has long had it."""
    asked = set(CLEARANCES) if settings.CLEARANCE == "required" else set()
    days = dict.fromkeys(asked, "") | dict(each.split(" ") for each in _lines(written))
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
