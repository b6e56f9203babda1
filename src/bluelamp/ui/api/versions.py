"""Versions of what two systems may change at once: handed out as ``ETag``, asked back in ``If-Match`` (RFC 9110)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

from bluelamp.ui.api.problems import Problem

Operation = TypeVar("Operation", bound=Callable[..., Any])


def stamp(response: HttpResponse, version: int) -> None:
    """Tell the reader which version this is."""
    response["ETag"] = f'"{version}"'


def expected(request: HttpRequest) -> int:
    """The version the caller has seen. 428 when it did not say, 412 when it is no version of ours.

    ``*`` is refused: it would change whatever is there, unseen.
    """
    said = request.headers.get("If-Match", "").strip()
    if not said or said == "*":
        raise Problem(
            428, "Send If-Match with the ETag of the version you have read, so that nothing newer is lost."
        )
    if not (found := re.fullmatch(r'(?:W/)?"(\d{1,9})"', said)):
        raise stale()
    return int(found.group(1))


def compared(operation: Operation) -> Operation:
    """It asks for the version that was read, and the description says so."""
    operation.compares = True  # type: ignore[attr-defined]
    return operation


def compares(operation: Callable[..., Any]) -> bool:
    return bool(getattr(operation, "compares", False))


def stale(**both: Any) -> Problem:
    """Somebody else changed it first. ``both`` versions may go along."""
    return Problem(
        412, "It has been changed since you read it. Read it again, and send your change again.", **both
    )
