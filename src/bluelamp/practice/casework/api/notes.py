"""Notes of a case, as far as their audience reaches."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bluelamp.kernel.access import policy
from bluelamp.practice.casework import actions
from bluelamp.practice.casework.queries.notes import ShownNote
from bluelamp.practice.casework.words import AUDIENCES, NATURES
from bluelamp.ui.api import versions
from bluelamp.ui.api.calls import OneOf, asker, example

router = Router()


class NoteOut(Schema):
    """A note, who else hears of it, and what was added to it since."""

    number: int
    version: int
    at: datetime
    by: str
    organisation: str
    audience: Annotated[str, OneOf(AUDIENCES)]
    nature: Annotated[str, OneOf(NATURES)]
    words: str
    was_corrected: bool
    addenda: list[NoteOut]

    @classmethod
    def of(cls, shown: ShownNote) -> NoteOut:
        note = shown.note
        said = {name: getattr(note, name) for name in ("version", "at", "audience", "nature", "words")}
        return cls(
            number=note.pk,
            by=note.author_name,
            organisation=note.organisation.key,
            was_corrected=bool(shown.before),
            addenda=[NoteOut.of(one) for one in shown.addenda],
            **said,
        )


class NotesOut(Schema):
    """The notes of a case that you hear of, the newest first."""

    items: list[NoteOut]


class NoteIn(Schema):
    """A note on a case, and who is to hear of it. ``adds_to`` is the number of the note that it adds to."""

    model_config = example(words="The tenant was seen today.", audience="shared")

    words: Annotated[str, Field(min_length=1, max_length=10_000)]
    audience: Annotated[str, OneOf(AUDIENCES)]
    nature: Annotated[str, OneOf(NATURES)] = "fact"
    adds_to: Annotated[int, Field(ge=1, le=2**31)] | None = None


class CorrectIn(Schema):
    """How a note is to read."""

    model_config = example(words="The tenant was seen today, at home.", audience="shared")

    words: Annotated[str, Field(min_length=1, max_length=10_000)]
    audience: Annotated[str, OneOf(AUDIENCES)]
    nature: Annotated[str, OneOf(NATURES)] = "fact"


class NoteMade(Schema):
    """The number of a note, and the version that stands."""

    case: str
    number: int
    version: int


@router.get("/{slug:ref}/notes", response=NotesOut, summary="The notes of a case")
@policy.requires("casework.read")
def notes(request: HttpRequest, ref: str) -> NotesOut:
    """Those whose audience you belong to; your own team's notes are your own team's."""
    by, now = asker(request), timezone.now()
    looked = actions.reading.consult(by=by, ref=ref, now=now)
    found = actions.reading.panel(by=by, looked=looked, now=now)
    return NotesOut(items=[NoteOut.of(one) for one in found.notes])


@router.post("/{slug:ref}/notes", response={201: NoteMade}, summary="Write a note on a case")
@policy.requires("casework.write")
def note(request: HttpRequest, ref: str, body: NoteIn) -> Status:
    """On a case of yours, or one whose notes were opened to you: there it is your organisation's own."""
    made = actions.notes.write(by=asker(request), ref=ref, now=timezone.now(), **body.dict())
    return Status(201, NoteMade(case=ref, number=made.pk, version=made.version))


@router.put("/{slug:ref}/notes/{int:number}", response=NoteMade, summary="Put a note right")
@versions.compared
@policy.requires("casework.write")
def correct(request: HttpRequest, ref: str, number: int, body: CorrectIn, response: HttpResponse) -> NoteMade:
    """By the person who wrote it, for a few minutes; after that write an addendum. Send ``If-Match``."""
    version = versions.expected(request)
    row = actions.notes.correct(
        by=asker(request), ref=ref, number=number, version=version, now=timezone.now(), **body.dict()
    )
    versions.stamp(response, row.version)
    return NoteMade(case=ref, number=row.pk, version=row.version)
