"""Asking twice does it once: a request with an ``Idempotency-Key`` is answered again as it was the first time.

The key is kept in the same transaction as what the request changed, so there is never one without the other. Of two
that arrive together the second waits for the first: for its row on PostgreSQL, for the write lock on SQLite.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bluelamp.kernel.access.scope import Scope
from bluelamp.ui.api.problems import Problem
from bluelamp.web.api import bodies
from bluelamp.web.api.models import GivenAnswer

KEPT = timedelta(hours=48)
SHAPE = re.compile(r"[\x21-\x7e]{8,200}")
CARRIED = ("ETag", "Location", "Content-Type")


def once(request: HttpRequest, scope: Scope, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Do ``act`` unless this key has been answered. What failed is forgotten, so that it can be tried again."""
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return act()
    if not SHAPE.fullmatch(key):
        raise Problem(422, "An Idempotency-Key has 8 to 200 visible characters: a UUID does well.")
    asked = bodies.digest(request)
    mine = {"asker": asker(scope), "route": f"{request.method} {request.path}"[:200], "key": key}
    try:
        with transaction.atomic():
            given = GivenAnswer.objects.create(**mine, asked=asked, at=timezone.now())
            response = act()
            if response.status_code >= 400:
                transaction.set_rollback(True)
            else:
                _keep(given, response)
            return response
    except IntegrityError:
        first = GivenAnswer.objects.filter(**mine).first()
        if first is None:
            raise
    return again(first, asked)


def again(first: GivenAnswer, asked: str) -> HttpResponse:
    """The first answer, word for word. Raises a 422 :class:`Problem` when the key was used for another request."""
    if first.asked != asked:
        raise Problem(422, "This Idempotency-Key was used for another request. Use a new one for each.")
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


def _keep(given: GivenAnswer, response: HttpResponse) -> None:
    given.status = response.status_code
    given.body = response.content.decode()
    given.headers = {name: response[name] for name in CARRIED if response.has_header(name)}
    given.save(update_fields=["status", "body", "headers"])
