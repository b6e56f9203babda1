"""What is wrong with a request, in plain words and in the shape that programs expect (RFC 9457, problem+json)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """A refusal that a partner's system can act on: a status, one sentence, and where it helps the fields it is about.

    ``errors`` are ``{"field": "body.date_of_birth", "detail": "Enter a date like 1981-04-23."}``.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.more = status, detail, errors, more
        self.headers = dict(headers or {})

    def answer(self) -> HttpResponse:
        """The response. ``more`` are further members, such as both versions of a record that two people changed."""
        body: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        if self.errors:
            body["errors"] = [dict(error) for error in self.errors]
        response = HttpResponse(json.dumps(body | self.more), status=self.status, content_type=MEDIA_TYPE)
        response["Cache-Control"] = "no-store"
        for name, value in self.headers.items():
            response[name] = value
        return response


def not_found() -> Problem:
    """There is no such thing, or not for this reader: the two look alike on purpose."""
    return Problem(404, "There is no such thing, or it is not shared with you.")
