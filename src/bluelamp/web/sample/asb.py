"""Made-up anti-social behaviour, after ``asb.yaml``: two years of closed cases, and some that wait.

The years are those of the board paper. The cases to work on begin in the weeks before the day of loading, so that what
is due today is due today; everything else about them is drawn from the seed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bluelamp.areas.asb import codes
from bluelamp.areas.asb.actions import loading
from bluelamp.areas.asb.actions.loading import Assessed, Promised, Said, Story
from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import Case
from bluelamp.areas.asb.places import OutsideTheForce, Spot, spot
from bluelamp.areas.asb.risk import location
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.people.linking.made_up import Chance
from bluelamp.kernel.people.models import SourceRecord
from bluelamp.practice.casework.actions import assignments
from bluelamp.practice.instruments.models import Version
from bluelamp.practice.instruments.queries import versions
from bluelamp.web.sample.crime import points
from bluelamp.web.sample.draws import normal
from bluelamp.web.sample.plan import month_of
from bluelamp.web.sample.records import reference

FORCE = "west-midlands-police"
ENDED = datetime(2014, 1, 6, 17, tzinfo=UTC)
"""By when the cases of the two years are closed."""
DAY = timedelta(days=1)
OFFICERS = {"CV": "neighbourhood", "DY": "dudley", "BE": "coordinator"}
COORDINATOR = "records"


@cache
def as_shipped() -> Mapping[str, Any]:
    """The plan as read."""
    return yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class World:
    """What stories are drawn from: map points, people and officers by unit, the matrix, and chance."""

    places: Sequence[tuple[str, str]]
    officers: Mapping[str, User]
    people: Mapping[str, Sequence[int]]
    matrix: Version
    draw: Chance


def load(*, by: Scope, seed: int, scale: float, matrix: Version, now: datetime) -> int:
    """Bring the cases in, once. Returns how many reports there are."""
    if Case.objects.exists():
        return 0
    draw = Chance(seed + 5)
    body = Organisation.objects.get(key=FORCE)
    world = World(_places(), _officers(now), _people(), matrix, draw)
    sergeant = User.objects.filter(username="sergeant").first()
    stories = [*history(world, seed, scale), *live(world, scale, now)]
    return loading.bring_in(by=by, body=body, stories=stories, reviewer=sergeant, ref=lambda: reference(draw))


def history(world: World, seed: int, scale: float) -> Iterator[Story]:
    """The two years, month by month: all closed."""
    about = as_shipped()
    first, last = (month_of(name) for name in about["months"])
    for ahead in range(last - first + 1):
        month = first.shift(ahead)
        expected = about["cases_a_month"] * about["seasons"][month.month - 1] * scale
        wobble = normal(seed, f"asb/{month.year}-{month.month}", 1)[0]
        for _ in range(max(round(expected + expected**0.5 * wobble), 1)):
            yield _closed(world, _begun(world, _moment(world.draw, month)))


def live(world: World, scale: float, now: datetime) -> Iterator[Story]:
    """Cases that began in the last weeks and are open; on some desks more, and nobody reviewed those."""
    about = as_shipped()["live"]
    for _ in range(max(round(about["cases"] * scale), 1)):
        yield _waiting(world, now)
    for unit, cases in about["desks"].items():
        for _ in range(round(cases * scale)):
            yield replace(_waiting(world, now, unit), reviewed={})


def _waiting(world: World, now: datetime, unit: str = "") -> Story:
    days = 1 + (as_shipped()["live"]["days"] - 1) * world.draw.random()
    story = _begun(world, now - days * DAY, unit)
    story = replace(story, reports=tuple(said for said in story.reports if said.at <= now))
    story = _worked(world, story, now)
    states = ("open", "assessed") if story.assessed else ("open", "triage", "reported")
    state = world.draw.one(states)
    worker = world.officers.get(story.spot.lpu) if state == "open" else None
    officer = worker.get_full_name() if worker else story.officer
    return replace(story, state=state, worker=worker, officer=officer)


def _begun(world: World, at: datetime, unit: str = "") -> Story:
    """A case with its reports, from its first; in this unit, where one is given."""
    draw, about = world.draw, as_shipped()
    kind = _weighted(draw, {place: one["share"] for place, one in enumerate(about["kinds"])})
    kind = about["kinds"][kind]
    place = _somewhere(world, unit)
    person = draw.one(world.people[place.lpu], bend=1.6) if draw.happens(about["named"]) else None
    is_pilot = _is_pilot(place, at)
    times = sorted(
        [at, *(at + 110 * draw.random() * DAY for _ in range(_weighted(draw, about["reports"]) - 1))]
    )
    officer = _in_turn(about["officers"][place.lpu], at)
    reports = tuple(_said(draw, kind, moment, is_pilot, officer) for moment in times)
    return Story(
        title=f"{codes.label(kind['type'])}, {place.address}",
        qualifier=kind["qualifier"],
        types=(kind["type"],),
        spot=place,
        reports=reports,
        state="open",
        person=person,
        alleged=draw.one(about["alleged"]) if kind["qualifier"] != "environmental" else "",
        officer=officer,
    )


def _closed(world: World, story: Story) -> Story:
    reports = tuple(said for said in story.reports if said.at < ENDED - 2 * DAY) or story.reports[:1]
    last = reports[-1].at
    closed = min(last + (20 + 60 * world.draw.random()) * DAY, ENDED)
    story = replace(story, reports=reports, state="closed", closed_at=max(closed, last + DAY / 24))
    return _worked(world, story, story.closed_at or ENDED)


def _worked(world: World, story: Story, until: datetime) -> Story:
    """What was done about it by then: contact, promises, an assessment in the pilot, and its reviews."""
    draw, about = world.draw, as_shipped()
    is_pilot = _is_pilot(story.spot, story.opened_at)
    median = about["contact_days"]["in_pilot" if is_pilot else "median"]
    spoken: tuple[datetime, ...] = ()
    if not draw.happens(about["contact_days"]["none"]):
        first = story.opened_at + median * 2 ** (3 * (draw.random() - 0.5)) * DAY
        spoken = tuple(at for at in (first, first + 14 * DAY, first + 30 * DAY) if at <= until)
    kept = about["promises_kept"]["in_pilot" if is_pilot else "usual"]
    promises = [Promised("first-contact", story.opened_at, spoken[0] if spoken else story.closed_at)]
    for at in spoken:
        done = at + (1 + 3 * draw.random()) * DAY
        told = done if draw.happens(kept) else done + 9 * DAY
        promises.append(Promised("told-of-action", at, told if told <= until else story.closed_at))
    assessed = None
    if is_pilot and draw.happens(about["pilot"]["assessed"]):
        assessed = _assessed(world, story, min(story.opened_at + 40 * draw.random() * DAY / 24, until))
    reviewed = {
        rank: at if draw.happens(about["reviews_done"]) else at + 20 * DAY
        for rank, days in (("sergeant", 12), ("inspector", 26), ("chief_inspector", 50))
        if (at := story.opened_at + days * DAY) + 20 * DAY <= until
    }
    return replace(story, spoken=spoken, promises=tuple(promises), assessed=assessed, reviewed=reviewed)


def _assessed(world: World, story: Story, at: datetime) -> Assessed:
    """Answers as a caller of this kind would give them; a case with many reports is answered more gravely."""
    draw = world.draw
    grave = min(0.28 + 0.1 * len(story.reports), 0.85)
    answers = {}
    for question in versions.instrument(world.matrix).questions:
        codes_ = [option.code for option in question.options]
        if not codes_:
            continue
        answers[question.key] = (
            codes_[min(int(len(codes_) * draw.random() ** (1 / (2 * grave))), len(codes_) - 1)],
        )
        if question.key in ("q11", "q15") and not draw.happens(0.06):
            answers[question.key] = (codes_[0],)
    place = story.spot
    weight = location.weigh(place.easting or 0, place.northing or 0, [], location.policy_on(at.date()))
    return Assessed(world.matrix, at, answers, (weight,))


def _said(draw: Chance, kind: Mapping[str, Any], at: datetime, is_pilot: bool, officer: str) -> Said:
    about = as_shipped()
    is_hate = draw.happens(about["hate"])
    channel = _weighted(draw, about["channels"])
    asked = about["questions"]["in_pilot"] if is_pilot else about["questions"]["asked"]
    asked += about["questions"]["step"] * (_month(at) >= month_of(about["questions"]["steps_up"]))
    answers = {
        question.key: draw.one(("no", "no", "yes", "unsure")) if draw.happens(asked) else "not_asked"
        for question in codes.questions()
    }
    said = Said(
        at=at,
        channel=channel,
        what=draw.one(kind["says"]),
        answers=answers,
        happened_from=at - 3 * draw.random() * DAY / 24,
        is_hate=is_hate,
        agency=draw.one(about["partners"]) if channel == "partner" else FORCE,
    )
    return replace(said, taken_by=_taker(said, officer))


def _taker(said: Said, officer: str) -> str:
    """Who took a report: at the contact centre, at the partner's desk, or the officer whom somebody spoke to."""
    takers = as_shipped()["takers"]
    if said.channel == "phone":
        return _in_turn(takers["phone"], said.at)
    return takers["partner"][said.agency] if said.channel == "partner" else officer


def _in_turn(names: Sequence[str], at: datetime) -> str:
    """Whose turn it was at a moment: nothing is drawn, so that everything else stays as it was."""
    return names[int(at.timestamp()) % len(names)]


def pilot_began() -> datetime:
    """When the pilot units of the story began to assess by the matrix."""
    return datetime.combine(month_of(as_shipped()["pilot"]["since"]).start, time(), tzinfo=UTC)


def _is_pilot(place: Spot, at: datetime) -> bool:
    pilot = as_shipped()["pilot"]
    return place.lpu in pilot["units"] and _month(at) >= month_of(pilot["since"])


def _month(at: datetime) -> Month:
    return Month(at.year, at.month)


def _moment(draw: Chance, month: Month) -> datetime:
    """Some moment of a month, more likely in the evening."""
    days = (month.end - month.start).days
    hours = 24 * draw.random() ** 0.6
    return datetime(month.year, month.month, 1, tzinfo=UTC) + draw.whole(0, days - 1) * DAY + hours * DAY / 24


def _weighted(draw: Chance, shares: Mapping[Any, float]) -> Any:
    left = draw.random() * sum(shares.values())
    for value, share in shares.items():
        left -= share
        if left <= 0:
            return value
    return value


def _places() -> list[tuple[str, str]]:
    """Point and street of every real report of January 2014: “52.59,-1.85”, “near Walsall Road”."""
    return [(f"{latitude},{longitude}", _street(street)) for longitude, latitude, street in points()]


def _somewhere(world: World, unit: str) -> Spot:
    """One of the places; a point just over the border, or outside the unit that is asked for, is drawn again."""
    while (found := _spot(*world.draw.one(world.places))) is None or unit not in ("", found.lpu):
        pass
    return found


def _street(location: str) -> str:
    """“near Payne's Lane”, “near a petrol station”: the publisher writes every word with a capital."""
    street = location.removeprefix("On or near ").replace("'S ", "'s ")
    return f"near {as_shipped()['unnamed'].get(street, street)}"


@cache
def _spot(point: str, address: str) -> Spot | None:
    try:
        return spot(address, point)
    except OutsideTheForce:
        return None


def _officers(now: datetime) -> dict[str, User]:
    """Unit → who takes its new cases, as the coordinator of the force has it."""
    found = {}
    users = {
        user.username: user for user in User.objects.filter(username__in=[*OFFICERS.values(), COORDINATOR])
    }
    if COORDINATOR not in users:
        return {}
    by = Scope.of(users[COORDINATOR])
    for code, name in OFFICERS.items():
        if name in users:
            found[code] = users[name]
            assignments.answer_for(by=by, username=name, place=code, kind=CASE.key, now=now)
    return found


def _people() -> dict[str, list[int]]:
    """The force's own records of people by unit; a unit with few takes whoever there is."""
    found: dict[str, list[int]] = defaultdict(list)
    rows = SourceRecord.objects.filter(holding__organisation__key=FORCE, holding__sensitivity="normal")
    for lpu, person in rows.order_by("pk").values_list("holding__lpu__code", "person"):
        found[lpu or ""].append(person)
    everybody = [person for people in found.values() for person in people]
    return defaultdict(lambda: everybody, {lpu: people for lpu, people in found.items() if len(people) >= 20})
