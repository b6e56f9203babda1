"""How the risk in the cases that come in was assessed: scored as it would be today, and in force since it was."""

from __future__ import annotations

from collections.abc import Sequence

from bluelamp.areas.asb.actions.loading.stories import Assessed, Kept, Story
from bluelamp.practice.instruments.models import Answer, Assessment
from bluelamp.practice.instruments.queries import versions
from bluelamp.practice.instruments.scoring import Score, score
from bluelamp.practice.promises.models import Banding


def band_of(story: Story) -> str:
    """The band of a story; one that was never assessed is looked after as such."""
    return _scored(story.assessed).code.lower() if story.assessed else "unassessed"


def keep(kept: Sequence[Kept], supervisor: str) -> None:
    """The assessments that the stories tell of, each approved by ``supervisor`` where there is one."""
    scored = [(one, one.story.assessed, _scored(one.story.assessed)) for one in kept if one.story.assessed]
    rows = Assessment.objects.bulk_create(
        _assessment(one, told, came_to, supervisor or one.officer) for one, told, came_to in scored
    )
    Answer.objects.bulk_create(
        Answer(
            assessment=row,
            question=line.question.key,
            options=list(told.answers[line.question.key]),
            points=line.points,
            at=told.at,
            by_name=one.officer,
        )
        for row, (one, told, came_to) in zip(rows, scored, strict=True)
        for line in came_to.lines
        if line.said
    )
    Banding.objects.bulk_create(
        Banding(holding=one.holding, band=one.band, since=told.at, by_name=one.officer)
        for one, told, _ in scored
    )


def _scored(told: Assessed) -> Score:
    return score(versions.instrument(told.version), told.answers, told.weights)


def _assessment(one: Kept, told: Assessed, came_to: Score, supervisor: str) -> Assessment:
    return Assessment(
        holding=one.holding,
        instrument=told.version,
        organisation=one.holding.organisation,
        stage="current",
        begun_at=told.at,
        begun_by_name=one.officer,
        scored_at=told.at,
        approved_at=told.at,
        approved_by_name=supervisor,
        weights=[
            {"key": each.key, "lines": each.lines, "read_from": each.read_from} for each in told.weights
        ],
        base=came_to.base,
        added=came_to.extra,
        band=came_to.code,
        governing=came_to.code,
        is_provisional=came_to.is_provisional,
    )
