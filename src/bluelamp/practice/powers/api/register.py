"""The register of powers on a day, one power whole, and the community remedy document of that day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from bluelamp.kernel.access import policy
from bluelamp.practice.powers import documents
from bluelamp.practice.powers import register as powers
from bluelamp.practice.powers.register import Power
from bluelamp.practice.powers.words import AIMS, PLACES
from bluelamp.ui.api.calls import Day, OneOf
from bluelamp.ui.api.problems import not_found

router = Router()
SAME = ("key", "title", "law", "sections", "says", "test", "proof", "consult", "service", "breach", "source")
LISTS = ("applicants", "subjects", "replaced_by")
"""What is told of a power as the register has it."""


class WhenIn(Schema):
    """On which day and where; today and in England where nothing is said."""

    on: Day | None = None
    place: Annotated[str, OneOf(PLACES)] = "england"

    @property
    def day(self) -> date:
        return self.on or timezone.localdate()


class InForceOut(Schema):
    """Where a power may be newly used, from which day to which."""

    places: list[str]
    since: date
    until: date | None


class LengthOut(Schema):
    """How long it may last, for people of these ages; lengths in words."""

    ages: str
    least: str
    most: str
    most_in_all: str
    is_open_ended: bool


class PowerOut(Schema):
    """One power in plain English. ``why_not`` is the sentence that refuses it on the day asked of, or empty."""

    key: str
    title: str
    law: str
    sections: str
    says: str
    test: str
    proof: str
    applicants: list[str]
    subjects: list[str]
    authorised_by: str
    standing: list[InForceOut]
    lengths: list[LengthOut]
    steps: list[str]
    writing: dict[str, str]
    consult: str
    service: str
    breach: str
    replaced_by: list[str]
    source: str
    is_verified: bool
    why_not: str

    @classmethod
    def of(cls, power: Power, when: WhenIn) -> PowerOut:
        said: dict[str, Any] = {name: getattr(power, name) for name in SAME}
        said |= {name: list(getattr(power, name)) for name in LISTS}
        return cls(
            **said,
            authorised_by=power.ranks(),
            standing=[
                InForceOut(places=list(s.places), since=s.since, until=s.until) for s in power.standing
            ],
            lengths=[_length(one) for one in power.lengths],
            steps=list(power.path),
            writing={need.key: need.asks for need in power.contents},
            is_verified=power.verified,
            why_not=power.why_not(when.day, when.place),
        )


class PowersOut(Schema):
    """What could be newly used on a day, and what waits: begins later, or is not switched on."""

    on: date
    place: str
    items: list[PowerOut]
    waiting: list[PowerOut]


class RemedyActionOut(Schema):
    """One action of the document, and what it is for."""

    key: str
    title: str
    aims: list[Annotated[str, OneOf(AIMS)]]
    is_referral: bool


class DocumentOut(Schema):
    """The actions that somebody may be offered instead of court."""

    key: str
    title: str
    since: date
    until: date | None
    least_attempts: int
    is_verified: bool
    actions: list[RemedyActionOut]


@router.get("/powers", response=PowersOut, summary="Powers on a day")
@policy.requires("powers.read")
def on_a_day(request: HttpRequest, when: Annotated[WhenIn, Query()]) -> PowersOut:
    """The law as it stood, or will: ``?on=2014-10-19`` and ``?on=2014-10-20`` differ."""
    return PowersOut(
        on=when.day,
        place=when.place,
        items=[PowerOut.of(one, when) for one in powers.standing(when.day, when.place)],
        waiting=[PowerOut.of(one, when) for one in powers.waiting(when.day, when.place)],
    )


@router.get("/powers/{slug:key}", response=PowerOut, summary="One power")
@policy.requires("powers.read")
def power(request: HttpRequest, key: str, when: Annotated[WhenIn, Query()]) -> PowerOut:
    """Whoever may use it, on what proof, for how long and how; and why not on the day that is asked of."""
    try:
        return PowerOut.of(powers.called(key), when)
    except LookupError:
        raise not_found() from None


@router.get("/remedies", response=DocumentOut, summary="The community remedy document")
@policy.requires("powers.read")
def document(request: HttpRequest, when: Annotated[WhenIn, Query()]) -> DocumentOut:
    """The one in force on a day; before 20 October 2014 there is none."""
    found = documents.in_force(when.day)
    if found is None:
        raise not_found()
    same = ("key", "title", "since", "until", "least_attempts")
    listed = [
        RemedyActionOut(key=one.key, title=one.title, aims=list(one.aims), is_referral=one.referral)
        for one in found.actions
    ]
    said = {name: getattr(found, name) for name in same}
    return DocumentOut(actions=listed, is_verified=found.verified, **said)


def _length(one: object) -> LengthOut:
    spans = {name: str(getattr(one, name) or "") for name in ("least", "most", "most_in_all")}
    return LengthOut(ages=one.ages, is_open_ended=one.is_open_ended, **spans)  # type: ignore[attr-defined]
