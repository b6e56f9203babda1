"""The product on a filled database, and the bare floor on the same one, each in the server the product is served by."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.audit.serving import free_port, wait_for

ROOT = Path(__file__).parents[2]
SERVE = "from bluelamp.web.serving import serve; serve({port})"


@dataclass(frozen=True)
class Served:
    """Where it answers, what to send along, what is asked of it, and how a good answer begins."""

    port: int
    head: str
    wants: str
    asked: list[tuple[str, str]]


@contextmanager
def product(at: Mapping[str, str]) -> Iterator[Served]:
    """The product, and completed assessments to post to it."""
    made = subprocess.run(
        [sys.executable, "-m", "bench.casework.assessing"],
        env=dict(at), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    told, port = json.loads(made.stdout.splitlines()[-1]), free_port()
    process = subprocess.Popen([sys.executable, "-c", SERVE.format(port=port)], env=dict(at), cwd=ROOT)
    try:
        wait_for(port)
        yield Served(port, told["head"], "201", [tuple(one) for one in told["asked"]])
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def asked(where: Served, seconds: float, **how: float) -> dict[str, float]:
    """One round, by a process of its own."""
    question = {**vars(where), "seconds": seconds, **how}
    said = subprocess.run(
        [sys.executable, "-m", "bench.casework.load"],
        cwd=ROOT, check=True, input=json.dumps(question), stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip
    answer: dict[str, float] = json.loads(said)
    return answer
