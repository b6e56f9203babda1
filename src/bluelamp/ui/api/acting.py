"""What operations share that read or change one of the things on a record: an order, a remedy, an application."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bluelamp.ui.api import versions
from bluelamp.ui.api.answers import Changed
from bluelamp.ui.api.calls import asker
from bluelamp.ui.api.problems import not_found

Answer = TypeVar("Answer", bound=Changed)
Panel = TypeVar("Panel")
Line = TypeVar("Line")


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


def shown(
    request: HttpRequest,
    response: HttpResponse,
    ref: str,
    number: int,
    consult: Callable[..., tuple[Any, Panel]],
    lines: Callable[[Panel], Iterable[Line]],
    row: Callable[[Line], Any],
) -> Line:
    """One of the things that ``consult`` shows on a record, with its version as the ETag.

    One of another record is not there, a 404 :class:`Problem`; and as nothing was shown, no record says so.
    """
    with transaction.atomic():
        _, panel = consult(by=asker(request), ref=ref, now=timezone.now())
        line = next((each for each in lines(panel) if row(each).pk == number), None)
        if line is None:
            raise not_found()
    versions.stamp(response, row(line).version)
    return line
