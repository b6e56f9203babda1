"""Reading how a record was assessed, written down as shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.actions import showing
from bluelamp.practice.instruments import queries
from bluelamp.practice.instruments.queries.assessments import Told
from bluelamp.practice.instruments.queries.panels import Panel
from bluelamp.practice.instruments.scoring import NotAnAnswer, Score, Weight, score, what_if

READING = "To read how the risk in it was assessed."


@dataclass(frozen=True)
class Opened:
    """One assessment on its page. ``score`` is what was scored; before that, what it would come to now."""

    look: Look
    told: Told
    score: Score


def panel(*, by: Scope, ref: str, now: datetime) -> tuple[Look, Panel]:
    """All assessments of a record."""
    with transaction.atomic():
        looked = queries.assessments.seen(by, ref, now=now)
        found = queries.panel(by, looked, now=now)
        _shown(by, looked, "risk.panel", now)
    return looked, found


def one(*, by: Scope, ref: str, number: int, now: datetime) -> Opened:
    """One assessment of a record, line by line."""
    with transaction.atomic():
        looked = queries.assessments.seen(by, ref, now=now)
        told = queries.assessments.one(by, looked, number)
        _shown(by, looked, "risk.read", now)
    scored = told.score
    if told.row.is_open:
        scored = score(told.instrument, _answers(told), queries.assessments.weights_now(looked, now=now))
    return Opened(looked, told, scored)


def suppose(
    *, by: Scope, ref: str, number: int, change: Mapping[str, Sequence[str]], now: datetime
) -> tuple[Opened, Score]:
    """What it would come to with other answers. Nothing is kept, and answers that are withheld stay as they are."""
    opened = one(by=by, ref=ref, number=number, now=now)
    withheld = {each.line.question.key for each in opened.told.lines if each.is_withheld}
    if hidden := sorted(withheld & set(change)):
        raise NotNow(f"The answer to {hidden[0]} is not open to you.")
    try:
        return opened, what_if(opened.told.instrument, _answers(opened.told), change, _weights(opened))[1]
    except NotAnAnswer as why:
        raise NotNow(str(why)) from why


def try_out(*, by: Scope, number: int, answers: Mapping[str, Sequence[str]]) -> Score:
    """What answers would come to by a version. They are about nobody, and nothing is kept."""
    page = queries.versions.version(by, number)
    try:
        return score(page.instrument, answers)
    except NotAnAnswer as why:
        raise NotNow(str(why)) from why


def _weights(opened: Opened) -> tuple[Weight, ...]:
    return tuple(added.weight for added in opened.score.added)


def _answers(told: Told) -> dict[str, tuple[str, ...]]:
    return queries.assessments.answered(told.row.answers.all())


def _shown(by: Scope, looked: Look, operation: str, now: datetime) -> None:
    items = queries.assessments.risk_items(looked.kind)
    showing.one(by=by, operation=operation, looked=looked, items=items, reason=READING, now=now)
