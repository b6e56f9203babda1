"""One thing done to several records: shown first, done as it was shown and no other way, and taken back for a while.

A preview carries a seal over all that was shown and to whom. Whoever says yes sends the seal back: what has another
seal by then is shown again. The seal also makes it happen once, however often the page is sent.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from django.conf import settings
from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable
from bluelamp.kernel.access.seeing import NOT_THERE

SALT = "bluelamp.together"
OTHERWISE = "Something changed since you looked. See again what will happen."
ENDED = {"done": "Done", "refused": "Not done", "undone": "Taken back"}
"""How it ended for one of several."""


class NotAsShown(NotNow):
    """What would be done is not what the preview showed."""


class Row(Protocol):
    """One of those that were shown, and why nothing will be done to it; empty: it will."""

    @property
    def against(self) -> tuple[str, ...]: ...


SomeRow = TypeVar("SomeRow", bound=Row)


@dataclass(frozen=True)
class Preview(Generic[SomeRow]):
    """What will happen to each of them, and the seal by which it is done like this and no other way."""

    rows: tuple[SomeRow, ...]
    seal: str

    @property
    def going(self) -> int:
        return sum(not row.against for row in self.rows)

    @property
    def staying(self) -> int:
        return len(self.rows) - self.going


class Run(models.Model):
    """One thing that one person did to several records. ``seal`` is that of the preview they saw.

    ``undo_until`` is empty where it cannot be taken back.
    """

    seal = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)
    undo_until = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def may_be_undone(self, now: datetime) -> bool:
        """Whether there is time yet."""
        return not self._against_undoing(now)

    def take_back(self, now: datetime) -> None:
        """Whoever comes first takes it back. :class:`NotNow` for everybody after them, and when the time is over."""
        if against := self._against_undoing(now):
            raise NotNow(against)
        if not type(self)._default_manager.filter(pk=self.pk, undone_at__isnull=True).update(undone_at=now):
            raise NotNow("It was taken back already.")

    def _against_undoing(self, now: datetime) -> str:
        if self.undo_until is None:
            return "This cannot be taken back."
        if self.undone_at is not None:
            return "It was taken back already."
        return "The time to take it back is over." if now >= self.undo_until else ""


SomeRun = TypeVar("SomeRun", bound=Run)


def seal(by: Scope, *shown: Any) -> str:
    """Of everything that was shown, and to whom: another record, word or version, and it is another seal."""
    return salted_hmac(SALT, json.dumps([by.actor_id, *shown], default=str), algorithm="sha256").hexdigest()


def done_before(runs: type[SomeRun], *, by: Scope, seal: str) -> SomeRun | None:
    """What was done by this seal; the same page may be sent twice."""
    return runs._default_manager.filter(seal=seal, by=by.actor_id).first() if by.actor_id else None


def begin(
    runs: type[SomeRun], *, by: Scope, shown: Preview[Any], seal: str, now: datetime, **said: Any
) -> tuple[SomeRun, bool]:
    """The run of what was shown, and whether it is ours to do: sent twice at once, the other is doing it.

    :class:`NotAsShown` where the seal is that of another preview. ``said`` are the fields of the run's own.
    """
    if not constant_time_compare(shown.seal, seal):
        raise NotAsShown(OTHERWISE)
    told = {**said, "at": now, "by_id": answerable(by), "by_name": by.actor_name}
    return runs._default_manager.get_or_create(seal=seal, defaults=told)


def run_of(runs: type[SomeRun], *, by: Scope, number: int) -> SomeRun:
    """What somebody did to several records: their own alone."""
    found = runs._default_manager.filter(pk=number, by=by.actor_id).first() if by.actor_id else None
    if found is None:
        raise NotPermitted(NOT_THERE)
    return found
