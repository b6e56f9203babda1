"""One act on many cases: a preview that is sealed, then exactly that, a case at a time, and back again for a while."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.decision import LONDON
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.practice.casework import queries, rules
from bluelamp.practice.casework.actions.reading import listed
from bluelamp.practice.casework.listing import BulkAct, Row, Worklist, called
from bluelamp.practice.casework.listing.worklist import Chosen
from bluelamp.practice.casework.models import BulkRow, BulkRun

SALT = "bluelamp.casework.bulk"
OTHERWISE = "Something changed since you looked. See again what will happen."


class NotAsShown(NotNow):
    """What would be done is not what the preview showed."""


@dataclass(frozen=True)
class Asked:
    """An act on many cases as it was asked for: these references, or all that were chosen. ``said`` is for all of them.

    ``once`` is drawn with the preview, so that doing it twice does it once.
    """

    worklist: Worklist
    act: BulkAct
    said: Mapping[str, Any]
    chosen: Chosen
    refs: frozenset[str] | None = None
    once: str = ""


@dataclass(frozen=True)
class Previewed:
    """One case: what it is called, what will happen to it, or why nothing will."""

    look: Look
    title: object
    row: Row


@dataclass(frozen=True)
class Preview:
    """What will happen to each of them, and the seal by which it is done like this and no other way."""

    rows: tuple[Previewed, ...]
    seal: str

    @property
    def going(self) -> int:
        return sum(not one.row.against for one in self.rows)

    @property
    def staying(self) -> int:
        return len(self.rows) - self.going


def preview(*, by: Scope, asked: Asked, now: datetime) -> Preview:
    """What would happen to each case, and to which nothing would and why. Nothing is changed."""
    with transaction.atomic():
        found = _previewed(by, asked, now)
        listed(by, "preview_bulk", [one.look for one in found.rows], now)
    return found


def do(*, by: Scope, asked: Asked, seal: str, now: datetime) -> BulkRun:
    """Do what the preview with this seal showed, a case at a time: what fails for one leaves the others done."""
    done = BulkRun.objects.filter(seal=seal, by=by.actor_id).first() if by.actor_id else None
    if done is not None:
        return done
    shown = _previewed(by, asked, now)
    if not constant_time_compare(shown.seal, seal):
        raise NotAsShown(OTHERWISE)
    told = {
        "worklist": asked.worklist.key,
        "act": asked.act.key,
        "said": dict(asked.said),
        "chosen": queries.worklists.query_of(asked.worklist, asked.chosen)[:1000],
        "at": now,
        "by_id": answerable(by),
        "by_name": by.actor_name,
        "undo_until": now + _terms(now).undo_for if asked.act.undo else None,
    }
    run, is_new = BulkRun.objects.get_or_create(seal=seal, defaults=told)
    if not is_new:  # The same page was sent twice at once, and the other is doing it.
        return run
    for one in shown.rows:
        _do(by, run, asked, one, now)
    return run


def undo(*, by: Scope, number: int, now: datetime) -> BulkRun:
    """Take it back, a case at a time, while there is time. What others changed meanwhile stays as they left it."""
    run = run_of(by, number)
    act = called(run.worklist).bulk(run.act)
    if act.undo is None or run.undo_until is None:
        raise NotNow("This cannot be taken back.")
    if run.undone_at is not None:
        raise NotNow("It was taken back already.")
    if now >= run.undo_until:
        raise NotNow("The time to take it back is over.")
    if not BulkRun.objects.filter(pk=run.pk, undone_at__isnull=True).update(undone_at=now):
        raise NotNow("It was taken back already.")
    for row in run.rows.filter(outcome="done").select_related("holding"):
        _undo(by, act, row, now)
    run.refresh_from_db()
    return run


def run_of(by: Scope, number: int) -> BulkRun:
    """What somebody did to many cases: their own alone."""
    found = BulkRun.objects.filter(pk=number, by=by.actor_id).first() if by.actor_id else None
    if found is None:
        raise NotPermitted(NOT_THERE)
    return found


def results(*, by: Scope, number: int, now: datetime) -> tuple[BulkRun, list[tuple[BulkRow, Look]]]:
    """How it ended for each case that the reader may still see."""
    run = run_of(by, number)
    with transaction.atomic():
        worklist = called(run.worklist)
        rows = {row.holding_id: row for row in run.rows.all()}
        refs = frozenset(run.rows.values_list("holding__ref", flat=True))
        looked = queries.worklists.looked_at(by, worklist, Chosen(), refs=refs, most=len(rows), now=now)
        listed(by, "bulk_results", looked, now)
    return run, [(rows[each.holding.pk], each) for each in looked]


def _previewed(by: Scope, asked: Asked, now: datetime) -> Preview:
    if not by.may(asked.act.act):
        raise NotPermitted(NOT_THERE)
    most = _terms(now).most_at_once
    looked = queries.worklists.looked_at(
        by, asked.worklist, asked.chosen, refs=asked.refs, most=most, now=now
    )
    if not looked:
        raise NotNow("Choose at least one case.")
    if len(looked) > most:
        raise NotNow(f"Choose at most {most} cases at once.")
    rows = asked.act.preview(by, looked, asked.said, now)
    titles = queries.worklists.titles(asked.worklist, looked, now=now)
    shown = tuple(
        Previewed(each, titles.get(each.holding.pk, each.ref), row)
        for each, row in zip(looked, rows, strict=True)
    )
    return Preview(shown, _seal(by, asked, shown))


def _seal(by: Scope, asked: Asked, rows: tuple[Previewed, ...]) -> str:
    """Everything that was shown, by whom: another case, another word or another version, and it is another seal."""
    said = [
        by.actor_id,
        asked.worklist.key,
        asked.act.key,
        asked.once,
        sorted(asked.said.items()),
        sorted((one.look.ref, one.look.holding.version, one.row.words, one.row.against) for one in rows),
    ]
    return salted_hmac(SALT, json.dumps(said, default=str), algorithm="sha256").hexdigest()


def _do(by: Scope, run: BulkRun, asked: Asked, one: Previewed, now: datetime) -> None:
    holding = one.look.holding
    if one.row.against:
        BulkRow.objects.create(
            run=run, holding=holding, outcome="refused", why=" ".join(one.row.against)[:500]
        )
        return
    try:
        with transaction.atomic():
            back = asked.act.do(by, one.look, asked.said, now)
            BulkRow.objects.create(run=run, holding=holding, outcome="done", back=dict(back))
    except (NotNow, NotPermitted, RuntimeError) as why:
        # Whatever is wrong with one case is said of it, and the others go on.
        BulkRow.objects.create(run=run, holding=holding, outcome="refused", why=str(why)[:500])


def _undo(by: Scope, act: BulkAct, row: BulkRow, now: datetime) -> None:
    assert act.undo is not None
    try:
        with transaction.atomic():
            looked = queries.looking.case(by, row.holding.ref, now=now)
            act.undo(by, looked, row.back, now)
            BulkRow.objects.filter(pk=row.pk).update(outcome="undone", why="")
    except (NotNow, NotPermitted, RuntimeError) as why:
        BulkRow.objects.filter(pk=row.pk).update(why=f"Not taken back: {why}"[:500])


def _terms(now: datetime) -> rules.Terms:
    return rules.terms(now.astimezone(LONDON).date())
