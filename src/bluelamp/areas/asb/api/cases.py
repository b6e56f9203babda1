"""Cases as far as they are open to an agency's own system: reading, changing one's own, noting and assessing."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Header, Router, Schema, Status

from bluelamp.areas.asb import actions
from bluelamp.areas.asb.queries.cases import Whole
from bluelamp.kernel.access import policy
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile
from bluelamp.kernel.people.queries.profiles import each
from bluelamp.practice.casework.actions import notes
from bluelamp.practice.instruments.actions import assessments
from bluelamp.ui.api import versions

router = Router()

Line = Annotated[str, Field(max_length=200)]
Long = Annotated[str, Field(max_length=5000)]
Why = Annotated[str, Header(alias="Reason", max_length=500, description="Why, for a restricted case.")]
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

    model_config = {
        "extra": "forbid",
        "json_schema_extra": {"examples": [{"title": "Youths at the shops", "qualifier": "nuisance"}]},
    }

    title: Annotated[str, Field(min_length=1, max_length=120)] | None = None
    summary: Long | None = None
    qualifier: Qualifier | None = None
    types: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=20)] | None = None
    address: Line | None = None


class ChangedOut(Schema):
    """The version that stands now."""

    ref: str
    version: int


class NoteIn(Schema):
    """A note on a case, and who is to hear of it."""

    model_config = {
        "extra": "forbid",
        "json_schema_extra": {"examples": [{"words": "The tenant was seen today.", "audience": "shared"}]},
    }

    words: Annotated[str, Field(min_length=1, max_length=10_000)]
    audience: Literal["team", "organisation", "shared", "told"]
    nature: Literal["fact", "opinion"] = "fact"


class NoteOut(Schema):
    """The number of a note."""

    case: str
    number: int


class AssessmentIn(Schema):
    """Answers to a questionnaire: question → the codes of the options chosen; ``words`` where it asks for words."""

    model_config = {
        "extra": "forbid",
        "json_schema_extra": {"examples": [{"answers": {"q1": ["weekly"], "q7": ["you"]}, "form": ""}]},
    }

    answers: dict[str, list[Annotated[str, Field(max_length=40)]]]
    words: dict[str, Annotated[str, Field(max_length=2000)]] = {}
    instrument: Annotated[str, Field(max_length=40)] = "asb-ram"
    form: Annotated[str, Field(max_length=40)] = ""
    because: Annotated[str, Field(max_length=12)] = ""


class AssessmentOut(Schema):
    """What an assessment came to: the band that was scored, its points, and whether an answer could still change it."""

    case: str
    number: int
    band: str
    base: int
    added: int
    is_provisional: bool


@router.get("/cases/{ref}", response=CaseOut, summary="One case")
@policy.requires("asb.read")
def case(request: HttpRequest, ref: str, response: HttpResponse, reason: Why = "") -> CaseOut:
    """What of it is open to you. Opening it is written down, with your reason where one is asked."""
    whole = actions.cases.read(by=_scope(request), ref=ref, reason=reason, now=timezone.now())
    versions.stamp(response, whole.case.version)
    return CaseOut.of(whole)


@router.put("/cases/{ref}", response=ChangedOut, summary="Change a case of yours")
@policy.requires("asb.edit")
def change(request: HttpRequest, ref: str, body: CaseIn, response: HttpResponse) -> ChangedOut:
    """Send the ETag you have read in ``If-Match``; what somebody else changed meanwhile is never written over."""
    version = versions.expected(request)
    said = {name: value for name, value in body.dict().items() if value is not None}
    try:
        found = actions.cases.write(by=_scope(request), ref=ref, version=version, now=timezone.now(), **said)
    except ChangedMeanwhile as late:
        raise versions.stale(version=late.version) from late
    versions.stamp(response, found.version)
    return ChangedOut(ref=ref, version=found.version)


@router.post("/cases/{ref}/notes", response={201: NoteOut}, summary="Write a note on a case")
@policy.requires("casework.write")
def note(request: HttpRequest, ref: str, body: NoteIn) -> Status:
    """On a case of yours, or one whose notes were opened to you: there it is your organisation's own."""
    made = notes.write(by=_scope(request), ref=ref, now=timezone.now(), **body.dict())
    return Status(201, NoteOut(case=ref, number=made.pk))


@router.post("/cases/{ref}/assessments", response={201: AssessmentOut}, summary="Assess the risk in a case")
@policy.requires("risk.assess")
def assess(request: HttpRequest, ref: str, body: AssessmentIn) -> Status:
    """A whole assessment at once, as your organisation's own; the highest band of all agencies governs."""
    told = assessments.complete(by=_scope(request), ref=ref, now=timezone.now(), **body.dict())
    row = told.row
    return Status(
        201,
        AssessmentOut(
            case=ref,
            number=row.pk,
            band=row.governing,
            base=row.base or 0,
            added=row.added or 0,
            is_provisional=row.is_provisional,
        ),
    )


def _scope(request: HttpRequest) -> Any:
    return request.scope  # type: ignore[attr-defined]
