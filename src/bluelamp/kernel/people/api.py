"""Records of people for an organisation's own system: its own to add and keep, and what others have shared with it.

An answer to a POST holds a reference and a version and nothing about anybody, because it is kept for a while in case
the same request comes again.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Header, Query, Router, Schema, Status

from bluelamp.kernel.access import policy
from bluelamp.kernel.people import actions
from bluelamp.kernel.people.actions.records import Changed, Home, Kept
from bluelamp.kernel.people.queries.profiles import Source, each
from bluelamp.ui.api import versions
from bluelamp.ui.api.calls import example
from bluelamp.ui.api.paging import MOST

router = Router()

Line = Annotated[str, Field(max_length=200)]
Name = Annotated[str, Field(max_length=100)]
Why = Annotated[str, Header(alias="Reason", max_length=500, description="Why, for a restricted record.")]


class HomeIn(Schema):
    """Where somebody lives, or lived until a day."""

    lines: Line = ""
    postcode: Annotated[str, Field(max_length=10)] = ""
    since: date | None = None
    until: date | None = None


class RecordIn(Schema):
    """What your organisation has on record of somebody. A field left out is empty."""

    model_config = example(given="Liz", family="Brindlewick", born="1981-04-23", phones=["01632 960123"])

    given: Name = ""
    family: Name = ""
    families_before: Annotated[list[Name], Field(max_length=10)] = []
    also_known_as: Annotated[list[Name], Field(max_length=10)] = []
    born: date | None = None
    sex: Literal["", "F", "M", "X"] = ""
    homes: Annotated[list[HomeIn], Field(max_length=20)] = []
    phones: Annotated[list[Name], Field(max_length=10)] = []
    emails: Annotated[list[Name], Field(max_length=10)] = []
    reference: Annotated[str, Field(max_length=60)] = ""
    worker: Line = ""
    subject: Literal["", "victim", "witness", "suspect", "convicted", "other"] = ""
    note: Annotated[str, Field(max_length=5000)] = ""
    note_is: Literal["fact", "opinion"] = "fact"

    def kept(self) -> Kept:
        said: dict[str, Any] = {
            name: tuple(v) if isinstance(v, list) else v
            for name, v in self.dict(exclude={"homes", "lpu"}).items()
        }
        return Kept(**said, homes=tuple(Home(**home.dict()) for home in self.homes))


class NewRecordIn(RecordIn):
    """A new record, and the local policing unit it lies in."""

    lpu: Annotated[str, Field(max_length=10)] = ""


class RecordOut(Schema):
    """A record as far as you may see it. ``said`` holds the items that are open to you, each with what it says."""

    ref: str
    version: int
    organisation: str
    as_of: date
    is_yours: bool
    said: dict[str, list[str]]

    @classmethod
    def of(cls, source: Source) -> RecordOut:
        return cls(
            ref=source.ref,
            version=source.record.version,
            organisation=source.look.holding.organisation.key,
            as_of=source.as_of,
            is_yours=source.look.is_own,
            said={item: list(each(value)) for item, value in source.said.items()},
        )


class RecordsOut(Schema):
    """Some records, and the cursor of those that follow."""

    items: list[RecordOut]
    next: str | None


class Made(Schema):
    """Where to find it, and which version it is."""

    ref: str
    version: int
    href: str


class PageIn(Schema):
    """Which page."""

    cursor: str | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


@router.get("", response=RecordsOut, summary="The records you may see")
@policy.requires("people.read")
def records(request: HttpRequest, which: Annotated[PageIn, Query()]) -> RecordsOut:
    """Yours and those shared with you, a page at a time, in no telling order. Restricted ones are opened one by one."""
    page = actions.reading.page_of_records(
        by=_scope(request), cursor=which.cursor, limit=which.limit, now=timezone.now()
    )
    return RecordsOut(items=[RecordOut.of(source) for source in page.items], next=page.next)


@router.post("", response={201: Made}, summary="Add a record")
@policy.requires("people.edit")
def add(request: HttpRequest, body: NewRecordIn, response: HttpResponse) -> Status:
    """A record of your organisation. Send an ``Idempotency-Key``, and a request that was cut off can be sent again."""
    ref = actions.records.add(by=_scope(request), kept=body.kept(), lpu=body.lpu, now=timezone.now())
    made = _made(ref, 1)
    versions.stamp(response, made.version)
    response["Location"] = made.href
    return Status(201, made)


@router.get("/{ref}", response=RecordOut, summary="One record")
@policy.requires("people.read")
def record(request: HttpRequest, ref: str, response: HttpResponse, reason: Why = "") -> RecordOut:
    """What of it is open to you. Opening it is written down, with your reason where one is asked."""
    source, _ = actions.reading.record(by=_scope(request), ref=ref, now=timezone.now(), reason=reason)
    versions.stamp(response, source.record.version)
    return RecordOut.of(source)


@router.put("/{ref}", response=Made, summary="Write a record anew")
@versions.compared
@policy.requires("people.edit")
def change(request: HttpRequest, ref: str, body: RecordIn, response: HttpResponse) -> Made:
    """Send the ETag you have read in ``If-Match``; what somebody else changed meanwhile is never written over."""
    version = versions.expected(request)
    try:
        actions.records.change(
            by=_scope(request), ref=ref, version=version, kept=body.kept(), now=timezone.now()
        )
    except Changed as other:
        raise versions.stale(version=other.version) from other
    versions.stamp(response, version + 1)
    return _made(ref, version + 1)


def _made(ref: str, version: int) -> Made:
    return Made(ref=ref, version=version, href=f"/api/v1/records/{ref}")


def _scope(request: HttpRequest) -> Any:
    return request.scope  # type: ignore[attr-defined]
