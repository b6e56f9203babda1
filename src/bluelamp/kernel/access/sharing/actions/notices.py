"""Telling people at once what they should know, and that they have read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from bluelamp.kernel.access.models import Notice, NoticeSeen
from bluelamp.kernel.access.scope import Scope, answerable
from bluelamp.kernel.access.sharing import queries
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Organisation


def tell_those_who(
    act: str, body: Organisation, words: str, route: str, now: datetime, *args: object
) -> Notice:
    """Tell everybody of an organisation who may do ``act``. Inside the transaction of what it tells of."""
    return Notice.objects.create(
        organisation=body, act=act, words=words, address=reverse(route, args=args), at=now
    )


def tell(
    users: Iterable[int], body: Organisation, words: str, route: str, now: datetime, *args: object
) -> None:
    """Tell these people, and nobody else."""
    address = reverse(route, args=args)
    Notice.objects.bulk_create(
        Notice(organisation=body, user_id=user, words=words, address=address, at=now) for user in users
    )


def see(*, by: Scope, now: datetime) -> int:
    """Everything that waits for this reader has been read; returns how much it was."""
    with transaction.atomic():
        unread = list(queries.notices.waiting(by))
        if unread:
            rows: list[Any] = [NoticeSeen(notice=one, user_id=answerable(by), at=now) for one in unread]
            NoticeSeen.objects.bulk_create(rows, ignore_conflicts=True)
            audit.record(
                by=by,
                operation="notices.see",
                kind="other",
                objects=[f"notice:{one.pk}" for one in unread],
            )
    return len(unread)
