"""Which cases may be the same as this one, as the area that knows what they are about tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.casework.queries import looking

MOST = 6
"""Cases that are offered: whoever knows of another types its reference."""


@dataclass(frozen=True)
class Alike:
    """A case that may be the same: what it is called for this reader, and why it came up."""

    look: Look
    name: str
    reasons: tuple[str, ...]


def found(scope: Scope, looked: Look, *, now: datetime) -> list[Alike]:
    """The likeliest first, as ``settings.CASES_ALIKE`` finds them; only where both are the reader's own to change."""
    named: str = getattr(settings, "CASES_ALIKE", "")
    if not named or not _is_led(scope, looked, now):
        return []
    asked: Callable[..., list[Alike]] = import_string(named)
    return [one for one in asked(scope, looked, now=now) if _is_led(scope, one.look, now)][:MOST]


def _is_led(scope: Scope, looked: Look, now: datetime) -> bool:
    return looked.is_own and not looking.reasons_not_to_lead(scope, "casework.merge", looked, now=now)
