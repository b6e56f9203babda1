"""The reports of the cases that come in, with what was answered to the prompted questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict

from bluelamp.areas.asb.actions.loading.stories import Kept, Said
from bluelamp.areas.asb.models import Answer, Report
from bluelamp.areas.asb.places import address_key
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.organisations.models import Organisation


def keep(by: Scope, body: Organisation, kept: Sequence[Kept], ref: Callable[[], str]) -> int:
    """Every report of these cases; returns how many there are."""
    bodies = {each.key: each for each in Organisation.objects.all()}
    made = [
        (one, said, _report(by, one, said, bodies.get(said.agency, body), ref))
        for one in kept
        for said in one.story.reports
    ]
    Report.objects.bulk_create(report for _, _, report in made)
    Answer.objects.bulk_create(
        Answer(report=report, question=question, answer=answer)
        for _, said, report in made
        for question, answer in said.answers.items()
    )
    through = Report.complainants.through
    through.objects.bulk_create(through(report=report, involved=one.person) for one, _, report in made)
    return len(made)


def _report(by: Scope, one: Kept, said: Said, agency: Organisation, ref: Callable[[], str]) -> Report:
    story = one.story
    return Report(
        ref=ref(),
        case=one.case,
        agency=agency,
        channel=said.channel,
        received_at=said.at,
        happened_from=said.happened_from,
        what=said.what,
        qualifier=story.qualifier,
        types=list(story.types),
        is_hate=said.is_hate,
        crime="no_crime",
        crime_note="Nothing in it amounts to a crime." if said.is_hate else "",
        cell=story.spot.cell,
        address_key=address_key(story.spot.address),
        taken_by_id=by.actor_id,
        taken_by_name=said.taken_by or one.officer,
        **asdict(story.spot),
    )
