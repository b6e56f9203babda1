"""Who keeps what is promised: whoever was named for it, else whoever works on the record, else whoever promised it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import Holding, User
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import Look, is_found

NOBODY = "There is nobody called so in your organisation who keeps promises and can open this record."


def working_on(held: Holding) -> int | None:
    """The number of whoever works on a record for its own organisation, as ``settings.RECORD_WORKER`` knows it."""
    asked: str = getattr(settings, "RECORD_WORKER", "")
    worker: int | None = import_string(asked)(held) if asked else None
    return worker


def named(scope: Scope, looked: Look, username: str, *, now: datetime) -> int:
    """A colleague, by sign-in name, who can keep a promise on this record; ``NotNow`` where there is none."""
    user = User.objects.filter(username__iexact=username.strip(), is_active=True).first()
    if user is None:
        raise NotNow(NOBODY)
    try:
        who = Scope.of(user)
    except NotPermitted:
        raise NotNow(NOBODY) from None
    may = who.body == scope.body and who.may("promises.keep")
    if not may or not is_found(who, looked.ref, looked.kind, now=now):
        raise NotNow(NOBODY)
    return user.pk
