"""The sample's pairs, compared beforehand: the sample is up in seconds, and has what the comparison would find.

``python -m bluelamp.web.sample.pairs`` writes the file again when the records or the settings have changed; a test
compares some of it anew.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bluelamp.kernel.people.linking import model
from bluelamp.kernel.people.linking.engine import Evidence, Scored

RECORDS, AGENCIES = 2_000, 14
"""How many made-up records, of how many made-up agencies: some of them are one organisation of the sample."""
FILE = Path(__file__).parent / "pairs.json.gz"


def compared(seed: int, ids: Sequence[str]) -> list[Scored] | None:
    """The pairs of the records made up from ``seed``, by the ids they have here; nothing for another seed."""
    kept = json.loads(gzip.decompress(FILE.read_bytes()))
    if (kept["seed"], kept["records"], kept["settings"]) != (seed, len(ids), model.CURRENT):
        return None
    return sorted(
        (_scored(row, ids, kept["clues"]) for row in kept["pairs"]),
        key=lambda one: (-one.bits, one.left, one.right),
    )


def written(seed: int, ids: Sequence[str], scored: Sequence[Scored]) -> bytes:
    """The file for these pairs."""
    place = {name: number for number, name in enumerate(ids)}
    clues: dict[tuple[str, str], int] = {}
    rows = []
    for one in scored:
        said = [[clues.setdefault((clue.title, clue.says), len(clues)), clue.bits] for clue in one.evidence]
        rows.append([place[one.left], place[one.right], one.probability, one.bits, said])
    kept = {"seed": seed, "records": len(ids), "settings": model.CURRENT, "clues": list(clues), "pairs": rows}
    return gzip.compress(json.dumps(kept, separators=(",", ":")).encode(), mtime=0)


def _scored(row: Sequence[Any], ids: Sequence[str], clues: Sequence[tuple[str, str]]) -> Scored:
    one, other, probability, bits, said = row
    left, right = sorted((ids[one], ids[other]))
    evidence = tuple(Evidence(clues[clue][0], clues[clue][1], by) for clue, by in said)
    return Scored(left, right, probability, bits, evidence)


def main() -> None:
    """Compare the sample's records, and write the file."""
    from bluelamp.kernel.people.linking import engine, made_up
    from bluelamp.web.sample import SEED

    told = made_up.records(RECORDS, SEED, agencies=AGENCIES)
    scored = engine.score(one.entry for one in told)
    FILE.write_bytes(written(SEED, [one.entry.id for one in told], scored))


if __name__ == "__main__":
    main()
