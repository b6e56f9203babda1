"""Several processes serve one set of records, and write one audit record between them."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import OperationalError, connection, connections

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.audit import keyring, sealing, verifying
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.people.models import SourceRecord
from bluelamp.kernel.people.tests import factories
from bluelamp.web import environment
from bluelamp.web.api.tests.calling import Caller, system
from bluelamp.web.orphans import PATIENCE
from bluelamp.web.taking_turns import base

WRITERS, EACH, STARTS_WITHIN = 8, 6, 120
ADDED = "people.add"


@pytest.mark.parametrize(
    ("said", "workers"), [("1", 1), ("3", 3), ("64", 64), ("", min(len(os.sched_getaffinity(0)), 8))]
)
def test_there_is_a_worker_for_each_core_unless_somebody_says_how_many(said, workers):
    assert environment.workers({"BLUELAMP_WORKERS": said}) == workers


@pytest.mark.parametrize("said", ["0", "65", "two", "-1", "1.5"])
def test_a_number_of_workers_that_cannot_be_is_refused(said):
    with pytest.raises(environment.Refused, match="BLUELAMP_WORKERS"):
        environment.workers({"BLUELAMP_WORKERS": said})


@pytest.fixture
def records_on_disk(tmp_path, monkeypatch, settings):
    """The test's records where other processes can open them, and the environment that leads there."""
    about = connection.settings_dict
    if connection.vendor == "sqlite":
        copy = sqlite3.connect(tmp_path / "records.sqlite3")
        connection.connection.backup(copy)
        copy.close()
        monkeypatch.setitem(connections.settings["default"], "NAME", str(tmp_path / "records.sqlite3"))
        return {"DATABASE_URL": ""}
    host = quote(about["HOST"], safe="")
    return {"DATABASE_URL": f"postgresql://{about['USER']}@/{about['NAME']}?host={host}&port={about['PORT']}"}


@pytest.fixture
def served(records_on_disk, tmp_path, settings):
    """Two workers at a port of their own, until they are told to stop."""
    settings.AUDIT_SEALS = str(tmp_path / "seals.jsonl")
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port = tried.getsockname()[1]
    keyring.ring()
    at = os.environ | records_on_disk
    at |= {"BLUELAMP_VAR": str(tmp_path), "BLUELAMP_WORKERS": "2", "BLUELAMP_SEALS": settings.AUDIT_SEALS}
    at |= {"BLUELAMP_AUDIT_KEY": str(settings.AUDIT_KEY), "DJANGO_SETTINGS_MODULE": "bluelamp.web.settings"}
    at |= {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = f"from bluelamp.web.serving import serve; serve({port})"
    process = subprocess.Popen([sys.executable, "-c", command], env=at)
    try:
        yield process, port
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    tasks = Path(f"/proc/{process.pid}/task").glob("*/children")
    return [int(pid) for each in tasks for pid in each.read_text().split()]


def lives(pid: int) -> bool:
    """Is it there, and not only waiting for somebody to take note of its end?"""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def answers(port: int) -> None:
    """Wait until somebody does."""
    until = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def add(port: int, caller: Caller, number: int) -> str:
    """A record of somebody, added; its reference."""
    body = json.dumps({"given": "Alex", "family": "Example", "reference": f"{number}"}).encode()
    headers = {"Authorization": f"Bearer {caller.token}", "Content-Type": "application/json"}
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/records", body, headers)
    with urllib.request.urlopen(asked, timeout=60) as answer:
        return str(json.load(answer)["ref"])


@pytest.mark.django_db(transaction=True)
def test_what_two_workers_write_at_once_is_one_unbroken_chain(request):
    factories.body(factories.HOMES)
    caller = system(factories.HOMES)
    before = Record.objects.count()
    process, port = request.getfixturevalue("served")
    answers(port)
    assert len(workers_of(process)) == 2

    with ThreadPoolExecutor(WRITERS) as pool:
        refs = list(pool.map(lambda number: add(port, caller, number), range(WRITERS * EACH)))
    process.send_signal(signal.SIGINT)
    process.wait(60)
    connections.close_all()
    report = verifying.verify(connection, anchor=sealing.lines(), witness=sealing.witness())
    assert (report.findings, len(set(refs))) == ((), WRITERS * EACH)
    assert report.records >= before + WRITERS * EACH
    # Sealed to the last record as it stopped, and each seal in the file once.
    sealed = [json.loads(line)["seq"] for line in sealing.lines()]
    assert (sealed[-1], len(set(sealed))) == (report.records, len(sealed))


@pytest.mark.django_db(transaction=True)
def test_workers_whose_server_was_killed_end_by_themselves_and_leave_nothing_half_written(request):
    factories.body(factories.HOMES)
    caller = system(factories.HOMES)
    process, port = request.getfixturevalue("served")
    answers(port)
    workers, added = workers_of(process), []

    def until_nobody_answers(writer: int) -> None:
        try:
            for _ in range(WRITERS * EACH):
                added.append(add(port, caller, writer))
                if len(added) == WRITERS:
                    process.kill()
        except (OSError, HTTPException):
            return

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(until_nobody_answers, range(WRITERS)))
    until = time.monotonic() + 4 * PATIENCE
    while any(map(lives, workers)) and time.monotonic() < until:
        time.sleep(0.1)
    assert [lives(worker) for worker in workers] == [False, False]
    connections.close_all()
    report = verifying.verify(connection, anchor=sealing.lines(), witness=sealing.witness())
    held = set(Holding.objects.values_list("ref", flat=True))
    assert (report.findings, set(added) - held) == ((), set())
    assert len(held) == SourceRecord.objects.count() == Record.objects.filter(operation=ADDED).count()


@pytest.fixture
def somebody_writes(records_on_disk, tmp_path):
    """Another connection in the middle of a transaction, and ours."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL lets writers wait in the order in which they came")
    ours = connections.create_connection("default")
    ours.set_autocommit(True)
    other = sqlite3.connect(tmp_path / "records.sqlite3", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    yield other, ours
    ours.close()
    other.close()


@pytest.mark.django_db(transaction=True)
def test_a_transaction_waits_for_the_one_before_it_and_then_begins(somebody_writes, monkeypatch):
    other, ours = somebody_writes
    looked = []
    monkeypatch.setattr(base.time, "sleep", lambda _: (looked.append(1), len(looked) == 3 and other.commit()))
    ours.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert (len(looked), ours.connection.in_transaction) == (3, True)
    assert ours.connection.execute("PRAGMA busy_timeout").fetchone() == (10_000,)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_whose_turn_does_not_come_is_refused(somebody_writes, monkeypatch):
    _, ours = somebody_writes
    monkeypatch.setattr(base, "BUSY_SECONDS", 0)
    with pytest.raises(OperationalError, match="locked"):
        ours.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
