"""What decides about a record, from the rows it is kept in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bluelamp.kernel.access.decision import Facts, Opened, Terms
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.models import Agreement, Grant, Holding


def facts(
    kind: Kind,
    holding: Holding,
    *,
    stances: Iterable[str],
    glass_until: datetime | None,
    grants: Iterable[Opened],
) -> Facts:
    """A record as it decides; the stances, the glass and the grants are the asker's."""
    return Facts(
        kind=kind,
        owner=holding.organisation.key,
        lpu=holding.lpu.code if holding.lpu else "",
        team=holding.team.code if holding.team else "",
        sensitivity=holding.sensitivity,
        state=holding.state,
        is_joined=holding.joined_with_id is not None,
        is_named="named" in stances,
        is_barred="barred" in stances,
        glass_until=glass_until,
        grants=tuple(grants),
    )


def opened(grant: Grant) -> Opened:
    """A grant as it decides. Wants its items, and its agreement with categories and parties, at hand."""
    return Opened(
        key=grant.pk,
        organisation=grant.organisation.key,
        items=frozenset(row.item for row in grant.items.all()),
        since=grant.since,
        until=grant.until,
        withdrawn_at=grant.withdrawn_at,
        team=grant.team.code if grant.team else "",
        person=grant.person_id,
        terms=terms_of(grant.agreement) if grant.agreement else None,
    )


def terms_of(agreement: Agreement) -> Terms:
    """An agreement as it decides."""
    return Terms(
        purpose=agreement.purpose,
        categories=frozenset(row.category for row in agreement.categories.all()),
        parties=frozenset(row.organisation.key for row in agreement.parties.all()),
        since=agreement.starts_on,
        until=agreement.ends_on,
        ended_at=agreement.ended_at,
        asks_purpose=agreement.asks_purpose,
    )
