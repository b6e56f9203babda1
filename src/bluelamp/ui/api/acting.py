"""What operations share that do something to one of the things on a record: an order, a promise, an application."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bluelamp.ui.api import versions
from bluelamp.ui.api.answers import Changed
from bluelamp.ui.api.calls import asker

Answer = TypeVar("Answer", bound=Changed)


def on(request: HttpRequest, ref: str, number: int) -> dict[str, Any]:
    """What every such action is told: who does it, on which record, to which of its things, and when."""
    return {"by": asker(request), "record": ref, "number": number, "now": timezone.now()}


def from_version(request: HttpRequest, ref: str, number: int) -> dict[str, Any]:
    """The same with the version that was read. 428 or 412 where the caller does not say one of ours."""
    return {"version": versions.expected(request), **on(request, ref, number)}


def step(
    told: type[Answer],
    request: HttpRequest,
    response: HttpResponse,
    ref: str,
    number: int,
    action: Any,
    **said: Any,
) -> Answer:
    """One step from the version that was read, ``told`` with the version that stands then."""
    return told.of(action(**from_version(request, ref, number), **said), response)
