"""The two programs, each made ready and served as the product is served."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVE = "from bluelamp.web.serving import server; server('bench.audit.{name}:application', {port}).serve()"


@dataclass(frozen=True)
class Served:
    """Where it answers, which rows it has, and what to send along."""

    port: int
    numbers: list[int]
    head: str
    pid: int


@contextmanager
def served(name: str, at: Mapping[str, str]) -> Iterator[Served]:
    """``floor`` or ``ours``, made ready and answering until the end of the block."""
    making = [sys.executable, "-m", f"bench.audit.{name}"]
    made = subprocess.run(making, env=dict(at), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    told, port = json.loads(made.stdout.splitlines()[-1]), free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE.format(name=name, port=port)], env=dict(at), cwd=ROOT
    )
    try:
        wait_for(port)
        yield Served(port, told["numbers"], told["head"], process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def wait_for(port: int, seconds: float = 180) -> None:
    """Until somebody answers there."""
    until = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
