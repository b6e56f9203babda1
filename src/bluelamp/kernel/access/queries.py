"""What is asked of access: who there is, and how often a name was tried in vain."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils.crypto import salted_hmac

from bluelamp.kernel.access.models import Membership, User
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.audit.models import Record

REFUSED = "access.sign_in_refused"


def people(scope: Scope) -> QuerySet[User]:
    """Everybody who can sign in, by name; ``standing`` lists the one membership that stands, or none."""
    require(scope, "users.manage")
    standing = (
        Membership.objects.filter(until__isnull=True).select_related("organisation").prefetch_related("lpus")
    )
    return User.objects.prefetch_related(Prefetch("memberships", standing, to_attr="standing")).order_by(
        "username"
    )


def name_tag(name: str) -> str:
    """A name as it was typed, unreadable: people type passwords where names go, and the record keeps everything."""
    return salted_hmac("bluelamp.access.name_tag", name.strip().casefold()).hexdigest()


def refusals(name: str, *, after: datetime) -> list[datetime]:
    """When this name was refused after a moment, latest last. Nobody is signed in yet, so there is no scope."""
    rows = Record.objects.filter(operation=REFUSED, at__gt=after, detail__name_tag=name_tag(name))
    return list(rows.order_by("at").values_list("at", flat=True))
