"""Following a case, and hearing what happened on it: at once, or once a day together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable
from bluelamp.kernel.access.seeing import Look, looks, visible
from bluelamp.kernel.access.sharing.actions import notices
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.practice.casework import queries, rules
from bluelamp.practice.casework.actions.writing import heard, record
from bluelamp.practice.casework.models import DigestSent, Following, Happening
from bluelamp.practice.casework.words import HAPPENINGS, HOW_OFTEN

FIRST_DIGEST = timedelta(days=1)
"""How far back the first digest of a new follower looks, at most to when they began to follow."""


def follow(*, by: Scope, ref: str, how_often: str = "digest", now: datetime) -> Following:
    """From now on the reader hears what happens on this case, as far as they may."""
    if how_often not in HOW_OFTEN:
        raise NotNow("Choose how often you want to hear of it.")
    with transaction.atomic():
        looked = queries.looking.case(by, ref, now=now)
        row, is_new = Following.objects.get_or_create(
            holding=looked.holding,
            user_id=answerable(by),
            until=None,
            defaults={"how_often": how_often, "since": now},
        )
        if not is_new and row.how_often != how_often:
            Following.objects.filter(pk=row.pk).update(how_often=how_often)
            row.how_often = how_often
        record(by, "follow", looked, kind="other")
    return row


def unfollow(*, by: Scope, ref: str, now: datetime) -> None:
    """They hear of it no longer."""
    with transaction.atomic():
        looked = queries.looking.case(by, ref, now=now)
        Following.objects.filter(holding=looked.holding, user=by.actor_id, until__isnull=True).update(
            until=now
        )
        record(by, "unfollow", looked, kind="other")


def happened(*, by: Scope, looked: Look, what: str, audience: str = "shared", now: datetime) -> None:
    """Say that something happened on a case, inside the transaction of what it was; for areas and practices too.

    Those who follow it and want to hear at once are told now, the others with the next digest; nobody of what they do
    not hear of, and nobody of what they did themselves.
    """
    if what not in HAPPENINGS:
        raise LookupError(f"{what} is not in practice/casework/words.py.")
    row = Happening.objects.create(what=what, **heard(by, looked, audience, now))
    rows = Following.objects.filter(holding=looked.holding, until__isnull=True, how_often="at_once")
    for follower in rows.exclude(user=by.actor_id).select_related("user"):
        scope = _scope(follower.user)
        if scope is not None and _hears(scope, looked, [row], now):
            words = f"Something new on {looked.kind.title.lower()} {looked.ref}, which you follow: {HAPPENINGS[what]}."
            _tell(scope, words, "casework:case", now, looked.ref)


def send_digests(*, by: Scope, now: datetime) -> int:
    """One notice for everybody on whose followed cases something happened since they last heard; returns how many."""
    rows = Following.objects.filter(until__isnull=True, how_often="digest").select_related("user", "holding")
    by_user: dict[int, list[Following]] = {}
    for row in rows:
        by_user.setdefault(row.user_id, []).append(row)
    return sum(_digest(followed[0].user, followed, now) for followed in by_user.values())


def _digest(user: User, followed: list[Following], now: datetime) -> bool:
    """One reader's digest, in a transaction of its own: whatever fails for one is sent to the others."""
    scope = _scope(user)
    if scope is None:
        return False
    with transaction.atomic():
        sent, _ = DigestSent.objects.select_for_update().get_or_create(
            user=user, defaults={"up_to": now - FIRST_DIGEST}
        )
        counted = _counted(scope, followed, sent.up_to, now)
        DigestSent.objects.filter(pk=sent.pk).update(up_to=now)
        if counted:
            things, cases = sum(counted.values()), len(counted)
            words = (
                f"{things} new thing{'' if things == 1 else 's'} on {cases} case{'' if cases == 1 else 's'} "
                "that you follow."
            )
            _tell(scope, words, "casework:mine", now)
    return bool(counted)


def _counted(scope: Scope, followed: list[Following], after: datetime, now: datetime) -> Counter[int]:
    """Case → how much happened on it that this reader hears of."""
    since = {row.holding_id: max(after, row.since) for row in followed}
    rows = Happening.objects.filter(holding__in=since, at__gt=after, at__lte=now)
    rows = rows.exclude(author=scope.actor_id).select_related("organisation")
    new = [row for row in rows if row.at > since[row.holding_id]]
    seen = _seen(scope, {row.holding.kind for row in followed}, {row.holding_id for row in new}, now)
    return Counter(
        row.holding_id
        for row in new
        if row.holding_id in seen and _hears(scope, seen[row.holding_id], [row], now)
    )


def _seen(scope: Scope, of: Iterable[str], ids: set[int], now: datetime) -> dict[int, Look]:
    found: dict[int, Look] = {}
    for key in of:
        kind = kinds.called(key)
        rows = visible(scope, kind, now=now).filter(pk__in=ids)
        found |= {each.holding.pk: each for each in looks(scope, kind, rows, now=now)}
    return found


def _hears(scope: Scope, looked: Look, rows: list[Happening], now: datetime) -> bool:
    """May this follower see the case with its notes, and hear of one of these?"""
    try:
        theirs = queries.looking.case(scope, looked.ref, now=now)
    except NotPermitted:
        return False
    working = queries.looking.works_on(scope, theirs)
    return theirs.shows("notes") and any(
        rules.hears(scope, row, body=row.organisation.key, works_on_it=working) for row in rows
    )


def _scope(user: User) -> Scope | None:
    """What somebody is today; nothing for those who are in no role any more."""
    try:
        return Scope.of(user) if user.is_active else None
    except NotPermitted:
        return None


def _tell(scope: Scope, words: str, route: str, now: datetime, *args: object) -> None:
    body = Organisation.objects.get(key=scope.body)
    notices.tell([answerable(scope)], body, words, route, now, *args)
