"""A backup taken while others write: all they were told was kept is in it, and nothing half-done."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bluelamp.web.backing_up.tests.installations import Installation

WRITERS, ENOUGH = 3, 40


class Ledger:
    """Writers of pairs: one row in each of two tables, in one transaction; ``acked`` once the database said so."""

    def __init__(self, installation: Installation) -> None:
        self.installation, self.acked, self.stop = installation, [], threading.Event()
        with installation.connected() as opened:
            for table in ("pair_one", "pair_two"):
                opened.cursor().execute(f"CREATE TABLE {table} (number integer PRIMARY KEY)")

    def write(self, first: int) -> None:
        number = first
        while not self.stop.is_set():
            with self.installation.connected() as opened:
                for table in ("pair_one", "pair_two"):
                    opened.cursor().execute(f"INSERT INTO {table} VALUES ({number})")
            self.acked.append(number)
            number += WRITERS

    @contextmanager
    def writing(self) -> Iterator[None]:
        threads = [threading.Thread(target=self.write, args=(first,)) for first in range(WRITERS)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.stop.set()
            for thread in threads:
                thread.join()

    def wait_for(self, acked: int) -> None:
        while len(self.acked) < acked:
            time.sleep(0.005)


def pairs(installation: Installation) -> tuple[set[int], set[int]]:
    with installation.connected() as opened:
        cursor = opened.cursor()
        found = []
        for table in ("pair_one", "pair_two"):
            cursor.execute(f"SELECT number FROM {table}")
            found.append({number for (number,) in cursor.fetchall()})
    return found[0], found[1]


def test_every_write_acknowledged_before_the_start_is_there_and_none_is_half_done(installation, tmp_path):
    ledger = Ledger(installation)
    copy, folder = tmp_path / "copy", tmp_path / "work" / "files"
    folder.mkdir(parents=True)
    with ledger.writing():
        ledger.wait_for(ENOUGH)
        before = set(ledger.acked)
        contents = installation.engine.copy(copy)
        ledger.wait_for(len(ledger.acked) + ENOUGH)
    with installation.engine.staged(folder, copy) as settings:
        one, two = pairs(Installation(folder, settings))
    assert one == two
    assert before - one == set()
    assert one < set(ledger.acked)
    assert (contents.tables["pair_one"], contents.tables["pair_two"]) == (len(one), len(two))
