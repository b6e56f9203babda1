"""Who is asking, for whom and where: the first argument of every query, and the ``by=`` of every action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bluelamp.kernel.access.permissions import ACTS, MAY

if TYPE_CHECKING:
    from bluelamp.kernel.access.models import User


class NotPermitted(PermissionError):
    """The answer to somebody who may not. A page shows it as *not found*, so that it gives nothing away."""


@dataclass(frozen=True)
class Scope:
    """One person in one role of one organisation; ``lpus`` empty means the whole force.

    It is a value: taken once at the start of a request or command, and never widened on the way.
    """

    actor_id: int | None
    actor_name: str
    role: str
    organisation: str = ""
    lpus: frozenset[str] = frozenset()

    @classmethod
    def system(cls, name: str) -> Scope:
        """Somebody at the server's own keyboard, named by the command they gave."""
        return cls(actor_id=None, actor_name=name, role="system")

    @classmethod
    def of(cls, user: User) -> Scope:
        """The scope a person's membership gives them today; :class:`NotPermitted` when they have none."""
        from bluelamp.kernel.access import queries

        return queries.scope_of(user)

    def may(self, act: str) -> bool:
        """Is this act allowed? An act nobody declared is a mistake in the code, never a permission."""
        if act not in ACTS:
            raise LookupError(f"No act is called {act!r}. Acts are declared in kernel/access/permissions.py.")
        return act in MAY.get(self.role, frozenset())


def require(scope: Scope, act: str) -> None:
    """Let it pass, or refuse with the sentence the person will read."""
    if not scope.may(act):
        raise NotPermitted(f"Your role does not let you {ACTS[act]}.")
