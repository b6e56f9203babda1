"""Asking twice does it once: a request with an ``Idempotency-Key`` is answered again as it was the first time.

The key is kept in the same transaction as what the request changed, so there is never one without the other. Of two
that arrive together the second waits for the first: for its row on PostgreSQL, for the write lock on SQLite.

Who may no longer do it, or no longer sees the record it was done to, is refused as at a first time. Nor is it done a
second time then.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bluelamp.kernel.access.scope import Scope
from bluelamp.ui.api.problems import Problem, not_found
from bluelamp.web.api import bodies, reach
from bluelamp.web.api.models import GivenAnswer

KEPT = timedelta(hours=48)
SHAPE = re.compile(r"[\x21-\x7e]{8,200}")
CARRIED = ("ETag", "Location", "Content-Type")


def once(request: HttpRequest, scope: Scope, act: Callable[[], HttpResponse], ref: str = "") -> HttpResponse:
    """Do ``act`` unless this key has been answered. What failed is forgotten, so that it can be tried again.

    ``ref`` is the record in the address. Raises a 404 :class:`Problem` when it is out of the caller's reach by now.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return act()
    if not SHAPE.fullmatch(key):
        raise Problem(422, "An Idempotency-Key has 8 to 200 visible characters: a UUID does well.")
    asked, now = bodies.digest(request, scope.organisation), timezone.now()
    mine = {"asker": asker(scope), "route": f"{request.method} {request.path}"[:200], "key": key}
    try:
        with transaction.atomic():
            given = GivenAnswer.objects.create(**mine, asked=asked, at=now)
            response = act()
            if response.status_code >= 400:
                transaction.set_rollback(True)
            else:
                _keep(given, response, reach.opened(scope, _about(ref, response), now=now))
            return response
    except IntegrityError:
        first = GivenAnswer.objects.filter(**mine).first()
        if first is None:
            raise
    if first.asked != asked:
        raise Problem(422, "This Idempotency-Key was used for another request. Use a new one for each.")
    again = word_for_word(first)
    if (about := _about(ref, again)) and not reach.is_within(scope, about, first.saw, now=now):
        raise not_found()
    return again


def word_for_word(first: GivenAnswer) -> HttpResponse:
    """The first answer, marked as given again."""
    response = HttpResponse(first.body, status=first.status)
    for name, value in first.headers.items():
        response[name] = value
    response["Idempotency-Replayed"] = "true"
    return response


def asker(scope: Scope) -> str:
    """Whose key it is: two partners that choose the same key do not meet."""
    return f"system:{scope.client}" if scope.client else f"user:{scope.actor_id}"


def forget(*, now: datetime) -> int:
    """Drop the answers that nobody can still be waiting for; returns how many."""
    return GivenAnswer.objects.filter(at__lt=now - KEPT).delete()[0]


def _about(ref: str, response: HttpResponse) -> str:
    """The record that was acted on, else the one that was made; empty where the answer tells of neither."""
    return ref or response.get("Location", "").rpartition("/")[2]


def _keep(given: GivenAnswer, response: HttpResponse, saw: list[str]) -> None:
    given.saw = saw
    given.status = response.status_code
    given.body = response.content.decode()
    given.headers = {name: response[name] for name in CARRIED if response.has_header(name)}
    given.save(update_fields=["status", "body", "headers", "saw"])
