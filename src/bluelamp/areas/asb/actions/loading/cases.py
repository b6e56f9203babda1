"""The cases that come in, with who complains and who is said to do it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bluelamp.areas.asb.actions import streets
from bluelamp.areas.asb.actions.loading.risk import band_of
from bluelamp.areas.asb.actions.loading.stories import Kept, Story
from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import Case, Involved, StateChange
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.places.models import Area


def keep(by: Scope, body: Organisation, stories: Sequence[Story], ref: Callable[[], str]) -> list[Kept]:
    """A case for each story, in their order."""
    holdings = _holdings(by, body, stories, ref)
    pairs = list(zip(stories, holdings, strict=True))
    cases = Case.objects.bulk_create(_case(story, holding) for story, holding in pairs)
    streets.list_words(cases)
    officers = [story.officer or by.actor_name for story in stories]
    people = _people(list(zip(stories, cases, officers, strict=True)))
    return [
        Kept(story, holding, case, person, band_of(story), officer)
        for (story, holding), case, person, officer in zip(pairs, cases, people, officers, strict=True)
    ]


def moves(one: Kept) -> Iterator[StateChange]:
    """That it was reported, and how it stood when it was brought in."""
    story = one.story
    first = story.reports[0].taken_by or one.officer
    yield StateChange(case=one.case, state="reported", at=story.opened_at, by_name=first)
    if story.state != "reported":
        yield StateChange(
            case=one.case,
            before="reported",
            state=story.state,
            reason="As it stood when it was brought in.",
            at=story.closed_at or story.reports[-1].at,
            by_name=one.officer,
        )


def _holdings(
    by: Scope, body: Organisation, stories: Sequence[Story], ref: Callable[[], str]
) -> list[Holding]:
    units = {area.code: area for area in Area.objects.filter(level="lpu")}
    return Holding.objects.bulk_create(
        Holding(
            ref=ref(),
            kind=CASE.key,
            organisation=body,
            lpu=units.get(story.spot.lpu) if body.kind == "force" else None,
            state="closed" if story.closed_at else "open",
            created_at=story.opened_at,
            created_by_id=by.actor_id,
        )
        for story in stories
    )


def _case(story: Story, holding: Holding) -> Case:
    return Case(
        holding=holding,
        title=story.title[:120],
        summary=story.reports[0].what,
        qualifier=story.qualifier,
        types=list(story.types),
        state=story.state,
        address=story.spot.address,
        neighbourhood=story.spot.neighbourhood,
        opened_at=story.opened_at,
        closed_at=story.closed_at,
        reports_count=len(story.reports),
        last_report_at=story.reports[-1].at,
    )


def _people(told: Sequence[tuple[Story, Case, str]]) -> list[Involved]:
    """Those who complain, in the order of the cases; those who are said to do it are kept beside them."""
    complainants = Involved.objects.bulk_create(
        Involved(
            case=case,
            role="complainant",
            person_id=story.person,
            is_anonymous=story.person is None,
            since=story.opened_at,
            by_name=story.reports[0].taken_by or officer,
        )
        for story, case, officer in told
    )
    Involved.objects.bulk_create(
        Involved(
            case=case,
            role="alleged",
            known_as=story.alleged,
            since=story.opened_at,
            by_name=story.reports[0].taken_by or officer,
        )
        for story, case, officer in told
        if story.alleged
    )
    return complainants
