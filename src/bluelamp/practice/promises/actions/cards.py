"""Handing the "what happens next" card over, or writing down that they did not want one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.kernel.audit import actions as audit
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.actions.promises import add_once, make, once_only
from bluelamp.practice.promises.models import Card, Promise
from bluelamp.practice.promises.queries import promises as asked
from bluelamp.practice.promises.queries import records
from bluelamp.practice.promises.rules import cards as rules
from bluelamp.practice.promises.rules import timers
from bluelamp.practice.promises.words import AT_FIRST


def issue(
    *,
    by: Scope,
    record: str | Look,
    method: str,
    now: datetime,
    fields: Mapping[str, str] | None = None,
    template: str = "asb",
    language: str = "en",
    declined: bool = False,
    replaces: int | None = None,
    promising: Collection[str] = (),
    submission: str | None = None,
) -> Card:
    """Hand over a card with the promises that are open now, or write down that it was declined.

    ``fields`` are those of rules.cards.FIELDS. ``replaces`` is the number of the card that this one corrects.
    ``promising`` are timers of words.AT_FIRST: promised to whoever reported it, unless they are already. A submission
    hands one card over, and promises each of them once.
    """
    looked = records.writable(by, record, records.PROMISES, now=now)
    filled = {name: value.strip() for name, value in (fields or {}).items() if name in rules.FIELDS}
    against = rules.reasons_not_to_issue(method=method, fields=filled, declined=declined, promising=promising)
    try:
        words = rules.wording(template, language, clocks.on(now))
    except LookupError as why:
        raise NotNow(str(why)) from None
    if against:
        raise NotNow(" ".join(against))
    if replaces is not None and not Card.objects.filter(holding=looked.holding, pk=replaces).exists():
        raise NotPermitted(NOT_THERE)
    with transaction.atomic():
        if promising:
            _promise(by, looked, promising, submission, now)
        lines = [] if declined else _open(by, looked, now)
        made, is_new = add_once(
            Card,
            once_only(by, submission),
            {
                "holding": looked.holding,
                "wording": words.name,
                "language": language,
                "method": method,
                "fields": filled,
                "promises": [_line(line.promise) for line in lines],
                "declined": declined,
                "replaces_id": replaces,
                "issued_at": now,
                "issued_by_id": by.actor_id,
                "issued_by_name": by.actor_name,
            },
        )
        if is_new:
            audit.record(
                by=by, operation="promises.issue_card", kind="collection" if declined else "disclosure",
                objects=[f"holding:{looked.ref}", f"card:{made.pk}"],
                detail={
                    "method": method, "language": language, "declined": declined, "promises": len(lines),
                },
                recipient="" if declined else "the person who reported it",
            )  # fmt: skip
    return made


def _promise(
    by: Scope, looked: Look, promising: Collection[str], submission: str | None, now: datetime
) -> None:
    promised = {line.promise.timer for line in _open(by, looked, now)}
    for timer in AT_FIRST:
        if timer in promising and timer not in promised:
            once = f"{submission}:{timer}" if submission else None
            make(
                by=by,
                record=looked,
                to_role="complainant",
                timer=timer,
                source="card",
                submission=once,
                now=now,
            )


def _open(by: Scope, looked: Look, now: datetime) -> list[asked.Line]:
    return [line for line in asked.of_record(by, looked, now=now) if line.is_open]


def _line(promise: Promise) -> dict[str, str]:
    """A promise as it was made. The timer goes along where its own words were used: other languages have them too."""
    known = timers.timers(clocks.on(promise.made_at)).get(promise.timer)
    usual = promise.timer if known and promise.says == known.says else ""
    return {"says": promise.says, "timer": usual, "due_at": promise.due_at.isoformat()}
