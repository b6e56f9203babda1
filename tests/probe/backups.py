"""A backup that was damaged, or is opened with another key: is it refused, with the records as they were?

::

    python -m tests.probe.backups [TIMES]
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.probe import clock, ground, saying
from tests.probe.ledger import BLUELAMP

SEED = 2014
Damage = Callable[[bytes, random.Random], bytes]


def flip(whole: bytes, draw: random.Random) -> bytes:
    """One bit of it is another."""
    bit, damaged = draw.randrange(len(whole) * 8), bytearray(whole)
    damaged[bit // 8] ^= 1 << bit % 8
    return bytes(damaged)


def cut(whole: bytes, draw: random.Random) -> bytes:
    """Its end is missing."""
    return whole[: draw.randrange(len(whole))]


def lengthen(whole: bytes, draw: random.Random) -> bytes:
    return whole + draw.randbytes(draw.randrange(1, 4_096))


def swap(whole: bytes, draw: random.Random) -> bytes:
    """Two pieces of it have changed places."""
    size = len(whole) // 8
    one, other = sorted(draw.sample(range(8), 2))
    parts = [whole[n * size : (n + 1) * size if n < 7 else None] for n in range(8)]
    parts[one], parts[other] = parts[other], parts[one]
    return b"".join(parts)


DAMAGE: dict[str, Damage] = {"a bit": flip, "the end": cut, "more at the end": lengthen, "pieces": swap}


class Drill:
    """A migrated installation of our own, a sound backup of it, and every try at restoring something else."""

    def __init__(self, folder: Path) -> None:
        self.var, self.key_file = folder / "var", folder / "keys" / "backup.key"
        self.env = {**ground.on_sqlite(), "BLUELAMP_VAR": str(self.var)}
        self.env.pop("DJANGO_SETTINGS_MODULE", None)
        self.key_file.parent.mkdir()
        self._do("migrate")
        self._do("backup", "new-key", str(self.key_file))
        told = self._do("backup", "--to", str(folder), "--key-file", str(self.key_file), "--json")
        self.backup = Path(json.loads(told)["file"])
        self.whole = self.backup.read_bytes()

    def _do(self, *words: str) -> str:
        command = [*BLUELAMP, *words]
        return subprocess.run(command, env=self.env, check=True, capture_output=True, text=True).stdout

    def is_refused(self, content: bytes, *, key: bytes = b"") -> bool:
        """Is a restore from this content refused, and does everything stand as it did?"""
        from bluelamp.web.backing_up import Refused

        before = self._files()
        try:
            self.restore(content, key=key)
        except Refused:
            return self._files() == before
        return False

    def restore(self, content: bytes, *, key: bytes = b"") -> None:
        from datetime import UTC, datetime

        from bluelamp.web.backing_up import keys, restoring

        self.backup.write_bytes(content)
        key = key or keys.read(self.key_file, self.var)
        environ = {**self.env, "DATABASE_URL": ""}
        restoring.restore(self.backup, var=self.var, key=key, environ=environ, now=datetime.now(UTC))

    def _files(self) -> dict[str, bytes]:
        """Everything that the folder holds but the mark of who is at work on it."""
        from bluelamp.web import in_use

        found = (path for path in self.var.rglob("*") if path.is_file() and path.name != in_use.NAME)
        return {path.relative_to(self.var).as_posix(): path.read_bytes() for path in found}


def probe(times: int) -> dict[str, Any]:
    """Each damage ``times`` times, as many other keys, and in the end the sound one, which has to be taken."""
    draw = random.Random(SEED)
    with tempfile.TemporaryDirectory(prefix="bluelamp-backups-") as folder:
        drill, taken = Drill(Path(folder)), dict.fromkeys([*DAMAGE, "another key"], 0)
        end, tried = clock.end_of("backups"), 0  # its time begins when there is something to try
        for _ in clock.while_it_lasts(range(times), end):
            tried += 1
            for what, damage in DAMAGE.items():
                taken[what] += not drill.is_refused(damage(drill.whole, draw))
            taken["another key"] += not drill.is_refused(drill.whole, key=draw.randbytes(32))
        drill.restore(drill.whole)
    return {
        "of": times,
        "times": tried,
        "ways": len(taken),
        "bytes": len(drill.whole),
        "not_refused": {what: count for what, count in taken.items() if count},
        "seed": SEED,
    }


def main() -> int:
    ground.ready()
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    return saying.tell("backups", probe, times, wrong="not_refused")


if __name__ == "__main__":
    sys.exit(main())
