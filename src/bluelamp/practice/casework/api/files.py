"""Files of a case: listed, fetched, and put there as a form with the file in it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from bluelamp.kernel.access import policy
from bluelamp.practice.casework import actions
from bluelamp.practice.casework.models import CaseFile
from bluelamp.practice.casework.words import AUDIENCES, FILE_STATES
from bluelamp.ui import attachments
from bluelamp.ui.api.calls import Line, OneOf, asker, example, sends_a_file
from bluelamp.ui.api.problems import Problem
from bluelamp.ui.uploads import Refused, Upload, check
from bluelamp.ui.uploads.checking import LIMITS

router = Router()
SEEN_BY = [audience for audience in AUDIENCES if audience != "told"]
"""What the victim was told is written down as a note."""
BYTES = {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}
SAME = ("content_type", "size", "sha256", "state", "audience", "at")
"""What a file is said to be as it is kept."""


class FileMade(Schema):
    """A file that was put on a case, and nothing of what it is called or says: the answer may be kept for a while."""

    number: int
    case: str
    content_type: str
    size: int
    sha256: str
    state: Annotated[str, OneOf(FILE_STATES)]
    audience: Annotated[str, OneOf(AUDIENCES)]
    at: datetime

    @classmethod
    def of(cls, row: CaseFile, case: str) -> Self:
        return cls(number=row.pk, case=case, **{name: getattr(row, name) for name in SAME})


class FileOut(FileMade):
    """A file as it is listed. ``case`` is the one it hangs on, which may be one that was joined with this."""

    name: str
    says: str
    by: str
    organisation: str

    @classmethod
    def of(cls, row: CaseFile, case: str) -> Self:
        made = FileMade.of(row, case).dict()
        organisation = row.organisation.key
        return cls(name=row.name, says=row.says, by=row.author_name, organisation=organisation, **made)


class FilesOut(Schema):
    """The files of a case that you hear of, the newest first."""

    items: list[FileOut]


class FileIn(Schema):
    """What the file is, and who is to see it."""

    model_config = example(audience="shared", says="The tenant's diary of January")

    audience: Annotated[str, OneOf(SEEN_BY)]
    says: Line = ""


SHOWN = FileIn.model_config["json_schema_extra"]
"""A form shows its example beside its fields, where JSON shows that of its schema."""


@router.get("/{slug:ref}/files", response=FilesOut, summary="The files of a case")
@policy.requires("casework.read")
def files(request: HttpRequest, ref: str) -> FilesOut:
    """What hangs on it and on those joined with it. Nobody fetches one that waits for the virus scanner."""
    by, now = asker(request), timezone.now()
    looked = actions.reading.consult(by=by, ref=ref, now=now)
    found = actions.reading.panel(by=by, looked=looked, now=now)
    return FilesOut(items=[FileOut.of(one.file, one.look.ref) for one in found.files])


@router.post(
    "/{slug:ref}/files",
    response={201: FileMade},
    summary="Put a file on a case",
    openapi_extra={"requestBody": {"content": {"multipart/form-data": {"schema": SHOWN}}}},
)
@sends_a_file
@policy.requires("casework.write")
def add_file(
    request: HttpRequest, ref: str, said: Annotated[FileIn, Form()], file: Annotated[UploadedFile, File()]
) -> Status:
    """As ``multipart/form-data``: PDF, Word, Excel, PNG, JPEG, CSV or plain text, up to 10 MB. It is looked into."""
    (row,) = actions.files.add(
        by=asker(request), ref=ref, uploads=[_checked(file)], now=timezone.now(), **said.dict()
    )
    return Status(201, FileMade.of(row, ref))


@router.get(
    "/{slug:ref}/files/{int:number}", summary="Fetch a file", openapi_extra={"responses": {200: BYTES}}
)
@policy.requires("casework.read")
def fetch_file(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Its bytes, under its name and kind. That you took it is written down."""
    try:
        handed = actions.files.hand_out(by=asker(request), ref=ref, number=number, now=timezone.now())
    except actions.files.Damaged as why:
        raise Problem(500, str(why)) from None
    row = handed.file
    return attachments.attachment(handed.content, name=row.name, content_type=row.content_type)


def _checked(file: UploadedFile) -> Upload:
    """What may be kept of it; a 422 :class:`Problem` that says what is wrong with it."""
    try:
        # One byte more than is taken is enough to refuse it.
        return check(str(file.name), file.read(LIMITS.size + 1))
    except Refused as why:
        raise Problem(422, str(why), errors=[{"field": "body.file", "detail": str(why)}]) from None
