"""Bringing in many cases at once, as they were kept elsewhere: with their reports, contacts, promises and assessments.

What is brought in is history: no notice goes out, nothing is assigned, and its own dates are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import islice

from django.db import transaction

from bluelamp.areas.asb.actions import streets
from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import Answer, Case, Involved, Report, StateChange
from bluelamp.areas.asb.places import Spot, address_key
from bluelamp.kernel.access.models import Holding, User
from bluelamp.kernel.access.models.holdings import new_ref
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.places.models import Area
from bluelamp.practice.casework.models import Assignment
from bluelamp.practice.instruments.models import Answer as Answered
from bluelamp.practice.instruments.models import Assessment, Version
from bluelamp.practice.instruments.queries import versions
from bluelamp.practice.instruments.scoring import Weight, score
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.models import Attempt, Banding, Promise, SupervisorReview
from bluelamp.practice.promises.rules import timers

AT_ONCE = 500
Ref = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Said:
    """One report: when and how it came, in what words, and what was answered to each prompted question."""

    at: datetime
    channel: str
    what: str
    answers: Mapping[str, str]
    happened_from: datetime
    is_hate: bool = False
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise by a timer, from when it ran, and when it was kept if it was."""

    timer: str
    since: datetime
    kept_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Assessed:
    """Answers to a version of the matrix, and what the place weighs."""

    version: Version
    at: datetime
    answers: Mapping[str, tuple[str, ...]]
    weights: tuple[Weight, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One case as it went. ``person`` is the number of who complains, where they gave a name."""

    title: str
    qualifier: str
    types: tuple[str, ...]
    spot: Spot
    reports: tuple[Said, ...]
    state: str
    person: int | None = None
    alleged: str = ""
    closed_at: datetime | None = None
    spoken: tuple[datetime, ...] = ()
    promises: tuple[Promised, ...] = ()
    assessed: Assessed | None = None
    reviewed: Mapping[str, datetime | None] = field(default_factory=dict)
    worker: User | None = None

    @property
    def opened_at(self) -> datetime:
        return self.reports[0].at


@dataclass(frozen=True)
class _Kept:
    """A story with the rows that were made of it so far."""

    story: Story
    holding: Holding
    case: Case
    person: Involved
    band: str


def bring_in(
    *,
    by: Scope,
    body: Organisation,
    stories: Iterable[Story],
    reviewer: User | None = None,
    ref: Ref = new_ref,
) -> int:
    """Keep so many cases of one organisation; all or none. Returns how many reports they hold.

    ``reviewer`` is who did the reviews that the stories tell of; ``ref`` gives each record its reference.
    """
    require(by, "asb.report")
    count, reports, rest = 0, 0, iter(stories)
    with transaction.atomic():
        while several := list(islice(rest, AT_ONCE)):
            count, reports = count + len(several), reports + _bring_in(by, body, several, reviewer, ref)
        told = {"cases": count, "reports": reports}
        audit.record(by=by, operation="asb.load", kind="collection", objects=["asb:loaded"], detail=told)
    return reports


def _bring_in(
    by: Scope, body: Organisation, stories: Sequence[Story], reviewer: User | None, ref: Ref
) -> int:
    kept = _cases(by, body, stories, ref)
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
    StateChange.objects.bulk_create(move for one in kept for move in _moves(by, one))
    _assess(by, kept)
    Assignment.objects.bulk_create(_assigned(by, one) for one in kept if one.story.worker)
    Attempt.objects.bulk_create(attempt for one in kept for attempt in _spoken(by, one))
    Promise.objects.bulk_create(promise for one in kept for promise in _promises(by, one))
    SupervisorReview.objects.bulk_create(review for one in kept for review in _reviews(one, reviewer))
    return len(made)


def _cases(by: Scope, body: Organisation, stories: Sequence[Story], ref: Ref) -> list[_Kept]:
    units = {area.code: area for area in Area.objects.filter(level="lpu")}
    holdings = Holding.objects.bulk_create(
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
    pairs = list(zip(stories, holdings, strict=True))
    cases = Case.objects.bulk_create(_case(story, holding) for story, holding in pairs)
    streets.list_words(cases)
    people = Involved.objects.bulk_create(
        Involved(
            case=case,
            role="complainant",
            person_id=story.person,
            is_anonymous=story.person is None,
            since=story.opened_at,
            by_name=by.actor_name,
        )
        for (story, _), case in zip(pairs, cases, strict=True)
    )
    Involved.objects.bulk_create(
        Involved(
            case=case, role="alleged", known_as=story.alleged, since=story.opened_at, by_name=by.actor_name
        )
        for (story, _), case in zip(pairs, cases, strict=True)
        if story.alleged
    )
    return [
        _Kept(story, holding, case, person, _band(story))
        for (story, holding), case, person in zip(pairs, cases, people, strict=True)
    ]


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


def _report(by: Scope, one: _Kept, said: Said, agency: Organisation, ref: Ref) -> Report:
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
        taken_by_name=by.actor_name,
        **asdict(story.spot),
    )


def _moves(by: Scope, one: _Kept) -> Iterator[StateChange]:
    yield StateChange(case=one.case, state="reported", at=one.story.opened_at, by_name=by.actor_name)
    if one.story.state != "reported":
        yield StateChange(
            case=one.case,
            before="reported",
            state=one.story.state,
            reason="As it stood when it was brought in.",
            at=one.story.closed_at or one.story.reports[-1].at,
            by_name=by.actor_name,
        )


def _name(user: User | None) -> str:
    return user.get_full_name() or user.get_username() if user else ""


def _assigned(by: Scope, one: _Kept) -> Assignment:
    return Assignment(
        holding=one.holding,
        organisation=one.holding.organisation,
        user=one.story.worker,
        user_name=_name(one.story.worker),
        reason="Deals with the cases of the unit.",
        since=one.story.opened_at,
        by_name=by.actor_name,
    )


def _band(story: Story) -> str:
    """The band of a story; one that was never assessed is looked after as such."""
    if story.assessed is None:
        return "unassessed"
    told = story.assessed
    return score(versions.instrument(told.version), told.answers, told.weights).code.lower()


def _assess(by: Scope, kept: Sequence[_Kept]) -> None:
    scored = [(one, one.story.assessed) for one in kept if one.story.assessed]
    results = [score(versions.instrument(told.version), told.answers, told.weights) for _, told in scored]
    rows = Assessment.objects.bulk_create(
        Assessment(
            holding=one.holding,
            instrument=told.version,
            organisation=one.holding.organisation,
            stage="current",
            begun_at=told.at,
            begun_by_name=by.actor_name,
            scored_at=told.at,
            approved_at=told.at,
            approved_by_name=by.actor_name,
            weights=[
                {"key": each.key, "lines": each.lines, "read_from": each.read_from} for each in told.weights
            ],
            base=came_to.base,
            added=came_to.extra,
            band=came_to.code,
            governing=came_to.code,
            is_provisional=came_to.is_provisional,
        )
        for (one, told), came_to in zip(scored, results, strict=True)
    )
    Answered.objects.bulk_create(
        Answered(assessment=row, question=line.question.key, options=list(told.answers[line.question.key]),
                 points=line.points, at=told.at, by_name=by.actor_name)
        for row, (_, told), came_to in zip(rows, scored, results, strict=True)
        for line in came_to.lines
        if line.said
    )  # fmt: skip
    Banding.objects.bulk_create(
        Banding(holding=one.holding, band=one.band, since=told.at, by_name=by.actor_name)
        for one, told in scored
    )


def _spoken(by: Scope, one: _Kept) -> Iterator[Attempt]:
    for at in one.story.spoken:
        yield Attempt(holding=one.holding, method="phone", outcome="spoke", at=at, by_name=by.actor_name,
                      by_organisation=one.holding.organisation.key)  # fmt: skip


def _promises(by: Scope, one: _Kept) -> Iterator[Promise]:
    for told in one.story.promises:
        timer = timers.timer(told.timer, clocks.on(told.since))
        due = clocks.due(timer.length(one.band), told.since)
        yield Promise(
            holding=one.holding,
            says=timer.says,
            to_role="complainant",
            timer=timer.key,
            grade=one.band,
            band=one.band,
            lpu=one.story.spot.lpu,
            made_at=told.since,
            made_by_name=_name(one.story.worker) or by.actor_name,
            owner=one.story.worker,
            made_for=one.holding.organisation.key,
            started_at=told.since,
            due_at=due,
            kept_at=told.kept_at,
            kept_how="phone" if told.kept_at else "",
            kept_by_name=by.actor_name if told.kept_at else "",
        )


def _reviews(one: _Kept, reviewer: User | None) -> Iterator[SupervisorReview]:
    """The review of each rank that the band asked for while the case was open; undone where the story does not say."""
    told = one.story.assessed
    for rank, due in timers.reviews_due(one.band, told.at).items() if told else ():
        if one.story.closed_at and one.story.closed_at < due:
            continue
        done = one.story.reviewed.get(rank) if reviewer else None
        yield SupervisorReview(
            holding=one.holding,
            rank=rank,
            band=one.band,
            due_at=due,
            done_at=done,
            done_by=reviewer if done else None,
            done_by_name=_name(reviewer) if done else "",
            note="Looked at and found to be in hand." if done else "",
        )
