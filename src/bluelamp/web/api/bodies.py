"""What comes along with a request: JSON, or for a few operations a form with a file; and whether it can be read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from bluelamp.ui.api.calls import is_sending_a_file
from bluelamp.ui.api.problems import Problem

FORM = "multipart/form-data"


def readable(request: HttpRequest, operation: Callable[..., Any]) -> None:
    """Raises a :class:`Problem` for a body of another kind, one that is too large, and one that cannot be kept."""
    try:
        _of_its_kind(request, is_sending_a_file(operation))
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        raise Problem(413, "It is too large, or has too many parts.") from None
    except (MultiPartParserError, BadRequest):
        raise Problem(400, "The form could not be read.") from None


def _of_its_kind(request: HttpRequest, has_file: bool) -> None:
    if has_file:
        if request.content_type != FORM:
            raise Problem(415, f"Send a form with the file, and say so: Content-Type: {FORM}.")
        if any(len(sent) > 1 for form in (request.POST, request.FILES) for _, sent in form.lists()):
            raise Problem(422, "Send each part of the form once.")
        if any("\0" in value for _, values in request.POST.lists() for value in values):
            raise nul()
    elif request.body and request.content_type != "application/json":
        raise Problem(415, "Send JSON, and say so: Content-Type: application/json.")
    elif b"\\u0000" in request.body:
        raise nul()


def nul() -> Problem:
    """PostgreSQL keeps no such character, and no name or address has one."""
    return Problem(422, "Leave out the character NUL (U+0000).")


def digest(request: HttpRequest, organisation: str) -> str:
    """What tells one request from another, and for whom it is sent. Of a form its fields and files, whatever line
    divides them."""
    found = hashlib.sha256(f"{organisation}\n".encode())
    if request.content_type != FORM:
        found.update(request.body)
        return found.hexdigest()
    found.update(json.dumps(sorted(request.POST.lists())).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            found.update(f"{name}: {file.name}: {file.size}\n".encode())
            for chunk in file.chunks():
                found.update(chunk)
            file.seek(0)
    return found.hexdigest()
