"""What a score does once it is there: kept, written down, and passed on. Inside the transaction of whoever scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.actions.showing import name
from bluelamp.kernel.access.worded import NOW
from bluelamp.kernel.access.writing import Changing
from bluelamp.kernel.audit import actions as audit
from bluelamp.practice.instruments.models import Assessment
from bluelamp.practice.instruments.queries.assessments import Before
from bluelamp.practice.instruments.questionnaire import Instrument
from bluelamp.practice.instruments.scoring import Score, Weight
from bluelamp.practice.instruments.words import COUNTING

ASSESSING = "To assess the risk in it."


def kept(score: Score, weights: Sequence[Weight], now: datetime) -> dict[str, object]:
    """What an assessment keeps of its score: it is scored anew from this for ever, and the same."""
    return {
        "stage": "scored",
        "scored_at": now,
        "weights": [{"key": each.key, "lines": each.lines, "read_from": each.read_from} for each in weights],
        "base": score.base,
        "added": score.extra,
        "band": score.code,
        "governing": score.code,
        "is_provisional": score.is_provisional,
    }


def supersede(before: Iterable[Before], asked: Instrument, band: str, now: datetime) -> None:
    """A band that was scored and never approved gives way at once where the new one is no lower."""
    for each in before:
        if each.stage in COUNTING and asked.rank(each.governing) <= asked.rank(band):
            _superseded().put(number=each.number, now=now)


@cache
def _superseded() -> Changing:
    marks = {"number": -1, "now": NOW}
    return Changing(Assessment.objects.filter(pk=-1), marks, stage="superseded", superseded_at=NOW)


def scored(by: Scope, looked: Look, row: Assessment, score: Score, now: datetime) -> None:
    """Write down what it came to, and let what hangs on the band follow."""
    detail = {"assessment": row.pk, "version": str(row.instrument), "band": score.code}
    record(by, looked, "risk.score", "collection", detail | {"base": score.base, "added": score.extra})
    band_was_set(by, looked, now)


def band_was_set(by: Scope, looked: Look, now: datetime) -> None:
    """Tell whoever keeps records of this kind, inside the same transaction: reviews and contact follow the band."""
    named = getattr(settings, "INSTRUMENT_BANDS", "")
    known: Mapping[str, object] = import_string(named) if named else {}
    follow = known.get(looked.kind.key)
    if callable(follow):
        follow(by=by, looked=looked, now=now)


def record(
    by: Scope, looked: Look, operation: str, kind: str, detail: Mapping[str, object], reason: str = ""
) -> None:
    """Into the audit record, under the name of the record it is about."""
    audit.record(
        by=by,
        operation=operation,
        kind=kind,
        objects=[name(looked.holding)],
        detail=detail,
        sensitivity=looked.holding.sensitivity,
        reason=reason or ASSESSING,
    )
