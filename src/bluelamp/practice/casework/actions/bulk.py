"""One act on many cases: a preview that is sealed, then exactly that, a case at a time, and back again for a while."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from bluelamp.kernel.access import together
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.decision import LONDON
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.practice.casework import queries, rules
from bluelamp.practice.casework.actions.reading import listed
from bluelamp.practice.casework.listing import BulkAct, Row, Worklist, called
from bluelamp.practice.casework.listing.worklist import Chosen
from bluelamp.practice.casework.models import BulkRow, BulkRun


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

    @property
    def against(self) -> tuple[str, ...]:
        return self.row.against


Preview = together.Preview[Previewed]


def preview(*, by: Scope, asked: Asked, now: datetime) -> Preview:
    """What would happen to each case, and to which nothing would and why. Nothing is changed."""
    with transaction.atomic():
        found = _previewed(by, asked, now)
        listed(by, "preview_bulk", [one.look for one in found.rows], now)
    return found


def do(*, by: Scope, asked: Asked, seal: str, now: datetime) -> BulkRun:
    """Do what the preview with this seal showed, a case at a time: what fails for one leaves the others done."""
    if done := together.done_before(BulkRun, by=by, seal=seal):
        return done
    shown = _previewed(by, asked, now)
    said = {
        "worklist": asked.worklist.key,
        "act": asked.act.key,
        "said": dict(asked.said),
        "chosen": queries.worklists.query_of(asked.worklist, asked.chosen)[:1000],
        "undo_until": now + _terms(now).undo_for if asked.act.undo else None,
    }
    run, is_ours = together.begin(BulkRun, by=by, shown=shown, seal=seal, now=now, **said)
    if not is_ours:
        return run
    for one in shown.rows:
        _do(by, run, asked, one, now)
    return run


def undo(*, by: Scope, number: int, now: datetime) -> BulkRun:
    """Take it back, a case at a time, while there is time. What others changed meanwhile stays as they left it."""
    run = together.run_of(BulkRun, by=by, number=number)
    act = called(run.worklist).bulk(run.act)
    run.take_back(now)
    for row in run.rows.filter(outcome="done").select_related("holding"):
        _undo(by, act, row, now)
    run.refresh_from_db()
    return run


def results(*, by: Scope, number: int, now: datetime) -> tuple[BulkRun, list[tuple[BulkRow, Look]]]:
    """How it ended for each case that the reader may still see."""
    run = together.run_of(BulkRun, by=by, number=number)
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
    return together.seal(
        by,
        asked.worklist.key,
        asked.act.key,
        asked.once,
        sorted(asked.said.items()),
        sorted((one.look.ref, one.look.holding.version, one.row.words, one.row.against) for one in rows),
    )


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
