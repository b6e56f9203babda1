"""What is asked of organisations. Who exists is no secret, so these take no scope."""

from __future__ import annotations

from django.db.models import QuerySet

from bluelamp.kernel.organisations.models import Organisation, Team


def organisations(kind: str = "") -> QuerySet[Organisation]:
    """Every organisation, or those of one kind, by name."""
    rows = Organisation.objects.select_related("parent").order_by("name")
    return rows.filter(kind=kind) if kind else rows


def teams(lpu: str = "") -> QuerySet[Team]:
    """The local policing units' teams; with the code of one, the neighbourhood teams under it."""
    rows = Team.objects.select_related("area").order_by("name")
    return rows.filter(part_of__area__code=lpu) if lpu else rows.filter(kind="lpu")
