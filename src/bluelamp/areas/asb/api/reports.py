"""Reports from an agency's own system: what to ask, sending one, and those one may see.

An answer to a POST holds references and nothing of what was said, because it is kept for a while in case the same
request comes again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from bluelamp.areas.asb import actions, codes, places
from bluelamp.areas.asb.actions.reports import Alleged, Caller, Landlord, Told
from bluelamp.kernel.access import policy
from bluelamp.kernel.people.api import NewRecordIn
from bluelamp.ui.api.calls import Line, Moment, asker
from bluelamp.ui.api.paging import MOST

router = Router()

Qualifier = Literal["personal", "nuisance", "environmental"]


class AnswerIn(Schema):
    """What was answered to one question of the script; ``not_asked`` when it was not put."""

    model_config = {"extra": "forbid"}

    answer: Literal["yes", "no", "unsure", "refused", "not_asked"]
    note: Annotated[str, Field(max_length=300)] = ""


class PersonIn(Schema):
    """Somebody known to you by ``ref`` (a person's reference), or new; neither: they gave no name."""

    model_config = {"extra": "forbid"}

    ref: Annotated[str, Field(max_length=10)] = ""
    new: NewRecordIn | None = None


class AllegedIn(Schema):
    """Who is said to do it: somebody known by ``ref``, or as they were described."""

    model_config = {"extra": "forbid"}

    ref: Annotated[str, Field(max_length=10)] = ""
    known_as: Line = ""


class LandlordIn(Schema):
    """Of the home that it is about: known by the ``key`` of an organisation here or by ``name``, or why it is not."""

    model_config = {"extra": "forbid"}

    is_known: Literal["not_asked", "not_known", "none", "known"] = "known"
    key: Annotated[str, Field(max_length=60)] = ""
    name: Annotated[str, Field(max_length=120)] = ""


class ReportIn(Schema):
    """A report. Send ``into`` to add it to a case of yours; else a new one begins, with ``to`` or with you."""

    model_config = {
        "extra": "forbid",
        "json_schema_extra": {
            "examples": [
                {
                    "what": "Youths shout and kick a ball against the shutters until midnight.",
                    "received_at": "2014-01-07T21:30:00Z",
                    "happened_from": "2014-01-07T20:30:00Z",
                    "is_ongoing": True,
                    "qualifier": "nuisance",
                    "types": ["rowdy"],
                    "address": "12 Shingle Road, Ladywood",
                    "point": "407000, 287000",
                    "crime": "no_crime",
                    "answers": {
                        "repeat": {"answer": "yes", "note": "Every Tuesday."},
                        "targeted": {"answer": "no"},
                        "vulnerable": {"answer": "refused"},
                        "effect": {"answer": "not_asked"},
                    },
                    "complainants": [
                        {"new": {"given": "Liz", "family": "Brindlewick", "phones": ["01632 960123"]}}
                    ],
                    "alleged": [{"known_as": "man in a grey hoodie"}],
                    "landlord": {"name": "Harbourmaster Lettings"},
                    "to": "west-midlands-police",
                }
            ]
        },
    }

    what: Annotated[str, Field(min_length=1, max_length=5000)]
    received_at: Moment
    happened_from: Moment
    happened_to: Moment | None = None
    is_ongoing: bool = False
    qualifier: Qualifier
    types: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=20)] = []
    address: Line = ""
    point: Annotated[str, Field(max_length=40)] = ""
    is_hate: bool = False
    crime: Literal["no_crime", "recorded", "to_decide"]
    crime_note: Annotated[str, Field(max_length=300)] = ""
    answers: dict[str, AnswerIn]
    complainants: Annotated[list[PersonIn], Field(max_length=10)] = []
    alleged: Annotated[list[AllegedIn], Field(max_length=10)] = []
    landlord: LandlordIn = LandlordIn(is_known="not_asked")
    into: Annotated[str, Field(max_length=10)] = ""
    to: Annotated[str, Field(max_length=60)] = ""

    def told(self) -> Told:
        """As the actions take it. Raises ``NotNow`` for a point that is none, or lies outside the force."""
        return Told(
            channel="partner",
            received_at=self.received_at,
            happened_from=self.happened_from,
            happened_to=self.happened_to,
            is_ongoing=self.is_ongoing,
            what=self.what,
            qualifier=self.qualifier,
            types=tuple(self.types),
            spot=places.spot(self.address, self.point),
            is_hate=self.is_hate,
            crime=self.crime,
            crime_note=self.crime_note,
            answers={key: (one.answer, one.note) for key, one in self.answers.items()},
            callers=tuple(Caller(one.ref, one.new.kept() if one.new else None) for one in self.complainants),
            alleged=tuple(Alleged(one.ref, one.known_as) for one in self.alleged if one.ref or one.known_as),
            landlord=Landlord(**self.landlord.dict()),
        )


class TakenOut(Schema):
    """The references of a report and of the case it went into. ``href`` where you may open the case, else empty."""

    report: str
    case: str
    is_new_case: bool
    reopened: bool
    href: str


class ReportOut(Schema):
    """A report of a case that shows you its reports."""

    ref: str
    case: str
    agency: str
    channel: str
    received_at: datetime
    what: str
    qualifier: str
    types: list[str]


class ReportsOut(Schema):
    """Some reports, and the cursor of those that follow."""

    items: list[ReportOut]
    next: str | None


class ScriptQuestionOut(Schema):
    """A question that every report asks."""

    key: str
    ask: str


class ScriptOut(Schema):
    """What a report is filled in with today: questions and local types."""

    questions: list[ScriptQuestionOut]
    types: dict[str, str]


class PageIn(Schema):
    """Which page."""

    cursor: str | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


@router.get("/script", response=ScriptOut, summary="What a report asks")
@policy.requires("asb.report")
def script(request: HttpRequest) -> ScriptOut:
    """The questions that every report answers, and the local types in use today."""
    return ScriptOut(
        questions=[ScriptQuestionOut(key=one.key, ask=one.ask) for one in codes.questions()],
        types={one.key: one.label for one in codes.types_on(timezone.localdate())},
    )


@router.get("/reports", response=ReportsOut, summary="The reports you may see")
@policy.requires("asb.read")
def reports(request: HttpRequest, which: Annotated[PageIn, Query()]) -> ReportsOut:
    """Those of your cases, and of cases whose reports were opened to you, a page at a time."""
    page = actions.reports.page(by=asker(request), cursor=which.cursor, limit=which.limit, now=timezone.now())
    return ReportsOut(items=[_report(one) for one in page.items], next=page.next)


@router.post("/reports", response={201: TakenOut}, summary="Report anti-social behaviour")
@policy.requires("asb.report")
def report(request: HttpRequest, body: ReportIn, response: HttpResponse) -> Status:
    """To the police or into a case of yours. With an ``Idempotency-Key``, a request cut off can be sent again."""
    scope = asker(request)
    taken = actions.reports.take(by=scope, told=body.told(), into=body.into, to=body.to, now=timezone.now())
    href = f"/api/v1/asb/cases/{taken.case}" if taken.is_theirs else ""
    if href:
        response["Location"] = href
    return Status(
        201,
        TakenOut(
            report=taken.report,
            case=taken.case if taken.is_theirs else "",
            is_new_case=taken.is_new,
            reopened=taken.is_reopened,
            href=href,
        ),
    )


def _report(one: Any) -> ReportOut:
    return ReportOut(
        ref=one.ref,
        case=one.case.holding.ref,
        agency=one.agency.key,
        channel=one.channel,
        received_at=one.received_at,
        what=one.what,
        qualifier=one.qualifier,
        types=list(one.types),
    )
