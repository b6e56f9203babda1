"""Two who race: one opens a record for another and closes it again, while the other reads it as often as they can.

Neither is given it after it was closed: no reading that began after the withdrawal had been acknowledged is answered,
and no reading stands after the withdrawal in the audit record.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from bluelamp.kernel.access.models import Grant, GrantItem
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.sharing.actions import grants
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.people.actions import reading
from bluelamp.kernel.people.kinds import RECORD
from bluelamp.kernel.people.models import SourceRecord
from bluelamp.kernel.people.tests import factories

WHY = "A visit together, which did not take place."
LONGEST = 0.012
"""Seconds after the first answer at which it is closed at the latest: about as long as three readings take."""
BETWEEN = 0.003
"""Seconds between two readings: SQLite's next writer looks every millisecond whether it is their turn."""
PATIENCE = 60


@dataclass
class Trial:
    """One withdrawal, with when it was acknowledged and when each reading that was answered had begun."""

    closed: float = 0.0
    given: list[float] = field(default_factory=list)
    begun: threading.Event = field(default_factory=threading.Event)

    @property
    def late(self) -> int:
        return sum(begun > self.closed for begun in self.given)


@dataclass
class Race:
    """Somebody of the police whose record it is, and somebody of a landlord who reads it."""

    seed: int = 2014
    trials: int = 0
    given: int = 0
    late: int = 0
    after: int = 0
    unlogged: int = 0

    def __post_init__(self) -> None:
        self.record: SourceRecord = factories.record(factories.POLICE)
        self.officer: Scope = factories.scope("coordinator")
        self.reader: Scope = factories.scope("partner", factories.HOMES)
        self.draw = random.Random(self.seed)

    def run(self, trials: int, end: float = float("inf")) -> None:
        while self.trials < trials and time.monotonic() < end:
            self._judge(self._trial(), self.first)

    def _trial(self) -> Trial:
        """Open it, close it while the reader reads, and wait for the reader to be refused."""
        grant = self._open()
        self.first = Record.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
        trial = Trial()
        reader = threading.Thread(target=self._read, args=(trial,))
        reader.start()
        trial.begun.wait(PATIENCE)
        time.sleep(self.draw.uniform(0, LONGEST))
        grants.withdraw(
            by=self.officer,
            ref=self.record.holding.ref,
            kind=RECORD,
            grant=grant.pk,
            why=WHY,
            version=1,
            now=timezone.now(),
        )
        trial.closed = time.monotonic()
        reader.join(PATIENCE)
        if reader.is_alive():
            raise TimeoutError("The reader is still being answered.")
        return trial

    def _open(self) -> Grant:
        now = timezone.now()
        grant = Grant.objects.create(
            holding=self.record.holding,
            organisation=factories.body(factories.HOMES),
            basis="safeguarding",
            necessity=WHY,
            since=now - timedelta(minutes=1),
            until=now + timedelta(days=1),
            given_by_id=self.officer.actor_id,
            given_by_name=self.officer.actor_name,
        )
        GrantItem.objects.create(grant=grant, item="name")
        return grant

    def _read(self, trial: Trial) -> None:
        """Until refused."""
        try:
            while True:
                begun = time.monotonic()
                reading.record(by=self.reader, ref=self.record.holding.ref, now=timezone.now())
                trial.given.append(begun)
                trial.begun.set()
                time.sleep(BETWEEN)
        except NotPermitted:
            return
        finally:
            connection.close()

    def _judge(self, trial: Trial, first: int) -> None:
        told = list(
            Record.objects.filter(seq__gt=first)
            .order_by("seq")
            .values_list("operation", "result", "actor_id")
        )
        read = ("people.record", "done", self.reader.actor_id)
        closed = next(place for place, one in enumerate(told) if one[0] == "sharing.withdraw")
        self.trials += 1
        self.given += len(trial.given)
        self.late += trial.late
        self.after += told[closed:].count(read)
        self.unlogged += abs(told.count(read) - len(trial.given))


@contextmanager
def on_records(name: str) -> Iterator[None]:
    """A thread of its own works on the records of this name, while those of the test stay as they are."""
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.settings_dict["NAME"] = before
