"""Somebody always administers users: of two who take it from each other at the same moment, one comes first."""

from __future__ import annotations

from bluelamp.kernel.access.models import Membership
from bluelamp.kernel.access.permissions import MAY
from bluelamp.kernel.access.scope import NotPermitted, Scope


def still_administers(by: Scope) -> None:
    """Called inside the transaction that changes who may do what, before it changes anything.

    Raises ``NotPermitted`` where whoever asks was disabled or lost the role since their request began. Nobody takes it
    from themselves, so as long as the one who takes it has it, it is never taken from the last. The rows are locked on
    PostgreSQL; on SQLite a transaction that writes has the records to itself.
    """
    if by.actor_id is None:
        return
    roles = [role for role, acts in MAY.items() if "users.manage" in acts]
    standing = (
        Membership.objects.select_for_update()
        .select_related("user")
        .filter(role__in=roles, until__isnull=True, user__is_active=True)
        .order_by("pk")
    )
    if by.actor_id not in {membership.user_id for membership in standing}:
        raise NotPermitted("You no longer administer users.")
