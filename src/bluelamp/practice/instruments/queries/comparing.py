"""Past assessments, for another version to score and for the bias monitor: no names, no references, no words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.module_loading import import_string

from bluelamp.kernel.access.scope import Scope, require
from bluelamp.practice.instruments.comparing import Moves, Past, Share, Weighed, back_test, moved_by_group
from bluelamp.practice.instruments.models import Answer, Assessment
from bluelamp.practice.instruments.queries import versions
from bluelamp.practice.instruments.queries.assessments import answered, weights_kept
from bluelamp.practice.instruments.scoring import score

MOST = 5_000
"""The latest so many are scored again: enough for one percentage point, and done in seconds."""
SCORED = ("scored", "current", "superseded")
UNIT = "Local policing unit"


def moves(scope: Scope, number: int) -> Moves:
    """What the version of this number would make of assessments scored by the others of its name."""
    require(scope, "instruments.compare")
    page = versions.version(scope, number)
    rows = _latest(page.version.key).exclude(instrument=page.version.pk)
    past = (Past(answered(row.answers.all()), weights_kept(row), row.band) for row in rows)
    return back_test((one for one in past if one.answers), page.instrument)


def _latest(key: str) -> QuerySet[Assessment]:
    rows = Assessment.objects.filter(instrument__key=key, stage__in=SCORED, base__isnull=False)
    answers = Prefetch("answers", Answer.objects.only("assessment", "question", "options"))
    newest = rows.order_by("-pk").values_list("pk", flat=True)[:MOST]
    return (
        Assessment.objects.filter(pk__in=list(newest)).prefetch_related(answers).select_related("instrument")
    )


def bias(scope: Scope, key: str = "asb-ram") -> dict[str, list[Share]]:
    """Of each grouping there is, how many cases had their band moved by the place they are in."""
    require(scope, "instruments.compare")
    cases = list(_weighed(key))
    groupings = list(dict.fromkeys(name for case in cases for name in case.groups))
    return {by: moved_by_group(cases, by) for by in groupings}


def _weighed(key: str) -> Iterator[Weighed]:
    rows = list(_latest(key).select_related("holding__lpu", "instrument"))
    groups = _groups(rows)
    for row in rows:
        scored = score(versions.instrument(row.instrument), answered(row.answers.all()), weights_kept(row))
        unit = row.holding.lpu.name if row.holding.lpu else ""
        yield Weighed({UNIT: unit, **groups.get(row.holding_id, {})}, scored.moved_by_modifiers)


def _groups(rows: Sequence[Assessment]) -> Mapping[int, Mapping[str, str]]:
    """What groups the records are in, by the number of their holding: asked of whoever keeps them."""
    named = getattr(settings, "INSTRUMENT_GROUPS", "")
    return import_string(named)([row.holding_id for row in rows]) if named else {}
