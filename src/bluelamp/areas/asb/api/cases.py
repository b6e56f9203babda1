"""Cases as far as they are open to an agency's own system: reading one, changing one's own, and what happened."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from bluelamp.areas.asb import actions, page
from bluelamp.areas.asb.queries.cases import Whole
from bluelamp.kernel.access import policy
from bluelamp.kernel.people.queries.profiles import each
from bluelamp.practice.casework.api.entries import EntryOut
from bluelamp.practice.casework.queries.timelines import Narrowed
from bluelamp.ui.api import versions
from bluelamp.ui.api.calls import Line, Long, Why, asker, example

router = Router()

Who = Annotated[str, Field(max_length=150)]
Qualifier = Literal["personal", "nuisance", "environmental"]


class CaseOut(Schema):
    """A case as far as you may see it: ``said`` holds the items that are open to you, each with what it says."""

    ref: str
    version: int
    organisation: str
    is_yours: bool
    said: dict[str, list[str]]

    @classmethod
    def of(cls, whole: Whole) -> CaseOut:
        return cls(
            ref=whole.ref,
            version=whole.case.version,
            organisation=whole.look.holding.organisation.key,
            is_yours=whole.look.is_own,
            said={shown.item.key: list(each(shown.value)) for shown in whole.look.shown()},
        )


class CaseIn(Schema):
    """What a case of yours says of itself. A field left out stays as it is."""

    model_config = example(title="Youths at the shops", qualifier="nuisance")

    title: Annotated[str, Field(min_length=1, max_length=120)] | None = None
    summary: Long | None = None
    qualifier: Qualifier | None = None
    types: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=20)] | None = None
    address: Line | None = None


class ChangedOut(Schema):
    """The version that stands now."""

    ref: str
    version: int


class HeardIn(Schema):
    """What of a timeline is wanted: by kind, by whom, by which agency. Empty means all."""

    kind: Who = ""
    author: Who = ""
    agency: Who = ""


class TimelineOut(Schema):
    """What happened, the newest first, and what there is to narrow it by. ``is_more``: only the newest are here."""

    items: list[EntryOut]
    total: int
    is_more: bool
    kinds: list[str]
    authors: list[str]
    agencies: list[str]


@router.get("/cases/{slug:ref}", response=CaseOut, summary="One case")
@policy.requires("asb.read")
def case(request: HttpRequest, ref: str, response: HttpResponse, reason: Why = "") -> CaseOut:
    """What of it is open to you. Opening it is written down, with your reason where one is asked."""
    whole = actions.cases.read(by=asker(request), ref=ref, reason=reason, now=timezone.now())
    versions.stamp(response, whole.case.version)
    return CaseOut.of(whole)


@router.put("/cases/{slug:ref}", response=ChangedOut, summary="Change a case of yours")
@versions.compared
@policy.requires("asb.edit")
def change(request: HttpRequest, ref: str, body: CaseIn, response: HttpResponse) -> ChangedOut:
    """Send the ETag you have read in ``If-Match``; what somebody else changed meanwhile is never written over."""
    version = versions.expected(request)
    said = {name: value for name, value in body.dict().items() if value is not None}
    found = actions.cases.write(by=asker(request), ref=ref, version=version, now=timezone.now(), **said)
    versions.stamp(response, found.version)
    return ChangedOut(ref=ref, version=found.version)


@router.get("/cases/{slug:ref}/timeline", response=TimelineOut, summary="What happened on a case")
@policy.requires("casework.read")
def timeline(
    request: HttpRequest, ref: str, wanted: Annotated[HeardIn, Query()], reason: Why = ""
) -> TimelineOut:
    """Reports, moves, notes, promises, orders and the rest, each as far as its audience reaches."""
    scope, now = asker(request), timezone.now()
    whole = actions.cases.read(by=scope, ref=ref, reason=reason, now=now)
    told = page.work(scope, whole, narrowed=Narrowed(**wanted.dict()), now=now).timeline
    return TimelineOut(
        items=[EntryOut.of(one) for one in told.entries],
        total=told.total,
        is_more=told.is_more,
        kinds=list(told.kinds),
        authors=list(told.authors),
        agencies=list(told.agencies),
    )
