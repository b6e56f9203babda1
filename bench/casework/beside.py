"""The small database and the full one, asked the same in turn, so that whatever else the machine does troubles both."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

ROOT = Path(__file__).parents[2]
TIMES = 5


class Asker:
    """A process with one database open."""

    def __init__(self, at: Mapping[str, str]) -> None:
        command = [sys.executable, "-m", "bench.casework.asking"]
        self.process = subprocess.Popen(
            command, env=dict(at), cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.names: list[str] = self._answer()

    def asked(self, name: str, times: int = TIMES) -> list[float]:
        """Seconds that each of so many askings took."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps([name, times]) + "\n")
        self.process.stdin.flush()
        seconds: list[float] = self._answer()
        return seconds

    def _answer(self) -> Any:
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        self.process.communicate()


@contextmanager
def askers(*places: Mapping[str, str]) -> Iterator[list[Asker]]:
    """One for each place, until the end of the block."""
    opened = [Asker(at) for at in places]
    try:
        yield opened
    finally:
        for each in opened:
            each.close()


def compared(
    small: Mapping[str, str], full: Mapping[str, str], rounds: int
) -> dict[str, tuple[list[float], list[float]]]:
    """Question → the seconds it took in the one and in the other. The first asking of each is not counted."""
    found: dict[str, tuple[list[float], list[float]]] = {}
    with askers(small, full) as (one, other):
        for name in one.names:
            one.asked(name, 1), other.asked(name, 1)
        for _ in range(rounds):
            for name in one.names:
                into = found.setdefault(name, ([], []))
                into[0].extend(one.asked(name))
                into[1].extend(other.asked(name))
    return found


def p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1]


def main() -> None:
    """``python -m bench.casework.beside SMALL FULL``: two folders that were filled, question by question."""
    import os

    small, full = ({**os.environ, "BLUELAMP_VAR": var} for var in sys.argv[1:3])
    for name, (a, b) in compared(small, full, 1).items():
        print(f"{name:32} {1e3 * median(a):8.1f} {1e3 * median(b):8.1f}  {median(b) / median(a):6.2f}")


if __name__ == "__main__":
    main()
