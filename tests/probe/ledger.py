"""A real server, writes sent twice at once, and kill -9 in the middle of them: what was acknowledged stands, once.

::

    python -m tests.probe.ledger [KILLS] [PORT]

The server is our own, on 127.0.0.1, with a folder of its own; only the processes started here are ended.
"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.probe import clock, ground, saying

SEED, CLIENTS, TWINS = 2014, 8, 10
START_WITHIN = 300
BLUELAMP = (str(Path(sys.executable).with_name("bluelamp")),)


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


class Ledger:
    """What this client was told: the key of each request that was acknowledged, and the reference it was told."""

    def __init__(self, port: int, var: Path) -> None:
        port = port or free_port()
        self.base, self.env = f"http://127.0.0.1:{port}", {**ground.on_sqlite(), "BLUELAMP_VAR": str(var)}
        self.port, self.told, self.twice = port, {}, 0  # type: ignore[var-annotated]
        self.lock = threading.Lock()
        self.env.pop("DJANGO_SETTINGS_MODULE", None)

    def prepare(self) -> None:
        """Tables, one partner, and a token for them."""
        self._do("migrate")
        who = ("--name", "probe", "--role", "partner", "--organisation", "wickwell-homes", "--generate")
        self._do("user", "add", *who)
        self.token = json.loads(self._do("token", "probe", "--minutes", "600", "--json"))["token"]

    def _do(self, *words: str) -> str:
        command = [*BLUELAMP, *words]
        return subprocess.run(command, env=self.env, check=True, capture_output=True, text=True).stdout

    @contextmanager
    def serving(self) -> Iterator[subprocess.Popen[bytes]]:
        """The server, answering, and saying nothing."""
        with self.started(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            yield server

    @contextmanager
    def started(self, **where: Any) -> Iterator[subprocess.Popen[bytes]]:
        """The server, answering; its whole group is ended afterwards if it was not before."""
        command = [*BLUELAMP, "serve", "--port", str(self.port)]
        server = subprocess.Popen(command, env=self.env, start_new_session=True, **where)
        try:
            self._wait()
            yield server
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGKILL)
            server.wait()

    def _wait(self) -> None:
        until = time.monotonic() + START_WITHIN
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.base}/healthz", timeout=2)
                return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("The server did not answer in time.")

    def add(self, key: str) -> str:
        """One record, under a key that makes it once; its reference when it was acknowledged."""
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        body = json.dumps({"given": "Alex", "family": "Probe", "reference": key[:30]}).encode()
        request = urllib.request.Request(f"{self.base}/api/v1/records", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                ref = str(json.load(answer)["ref"])
        except (OSError, ValueError):
            return ""
        with self.lock:
            self.twice += self.told.setdefault(key, ref) != ref
        return ref

    def twins(self, times: int) -> None:
        """The same request ten times at once."""
        with ThreadPoolExecutor(TWINS) as pool:
            for _ in range(times):
                list(pool.map(self.add, [str(uuid.uuid4())] * TWINS))

    def until_killed(self, server: subprocess.Popen[bytes], after: float) -> list[str]:
        """Writes from several clients until the server is ended; the keys of those that got no answer."""
        unanswered: list[str] = []

        def write() -> None:
            while server.poll() is None:
                key = str(uuid.uuid4())
                if not self.add(key):
                    unanswered.append(key)
                    return

        threads = [threading.Thread(target=write) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        time.sleep(after)
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        for thread in threads:
            thread.join()
        return unanswered

    def kept(self) -> dict[str, int]:
        """Reference as it was sent → how many records have it, asked of the file itself."""
        import sqlite3

        with sqlite3.connect(Path(self.env["BLUELAMP_VAR"]) / "records.sqlite3") as records:
            rows = records.execute("SELECT reference, count(*) FROM people_sourcerecord GROUP BY reference")
            return dict(rows.fetchall())


def probe(kills: int, port: int) -> dict[str, Any]:
    """Twins first, then ``kills`` ends in mid-write, each followed by sending again what got no answer."""
    draw, killed = random.Random(SEED), 0
    with tempfile.TemporaryDirectory(prefix="bluelamp-ledger-") as folder:
        ledger = Ledger(port, Path(folder))
        ledger.prepare()
        with ledger.serving():
            ledger.twins(20)
        end, twins, waiting = clock.end_of("ledger"), len(ledger.told), []
        for _ in clock.while_it_lasts(range(kills), end):
            killed += 1
            with ledger.serving() as server:
                list(map(ledger.add, waiting))
                waiting = ledger.until_killed(server, draw.uniform(0.5, 3))
        with ledger.serving():
            list(map(ledger.add, waiting))
        kept = ledger.kept()
        sound = subprocess.run([*BLUELAMP, "audit", "verify"], env=ledger.env, check=False)
    return {
        "twins": f"{twins} keys, {TWINS} times each",
        "of": kills,
        "kills": killed,
        "acknowledged": len(ledger.told),
        "missing": sum(key[:30] not in kept for key in ledger.told),
        "twice": ledger.twice + sum(count > 1 for count in kept.values()),
        "audit_verify": sound.returncode,
        "seed": SEED,
    }


def main() -> int:
    given = (*map(int, sys.argv[1:3]), *(5, 0)[len(sys.argv) - 1 :])
    return saying.tell("ledger", probe, *given, wrong="missing twice audit_verify")


if __name__ == "__main__":
    sys.exit(main())
