"""Is each permission check missed when it is gone? Each is taken out of a copy of the tree, and the matrix asked.

::

    python -m tests.probe.mutants [--only NAME…] [--cells N]

A check that stands in two places, so that one holds where the other fails, is taken out of both. A mutant is *caught*
by the first cell of the matrix that shows or changes what it should not, or else by a test of the drawer it was taken
from. A patch that fits nowhere any more is an error: the list below then needs the hand that changed the code.
"""

from __future__ import annotations

import argparse
import os
import queue
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.probe import ground, saying

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "src/bluelamp"
CELLS, SEED = 1_500, 2014


@dataclass(frozen=True)
class Patch:
    """``before`` stands exactly once in ``file``, and becomes ``after``."""

    file: str
    before: str
    after: str

    def applied(self, tree: Path) -> str:
        text = (tree / PACKAGE / self.file).read_text(encoding="utf-8")
        if text.count(self.before) != 1:
            raise LookupError(
                f"{self.file} holds {self.before!r} {text.count(self.before)} times, and not once."
            )
        return text.replace(self.before, self.after)


@dataclass(frozen=True)
class Mutant:
    """A check that is gone: its name, the patches that take it out, and the routes where that should be seen."""

    name: str
    where: str
    patches: tuple[Patch, ...]
    tests: str


def mutants() -> list[Mutant]:
    """All of them, as ``mutants.yaml`` lists them."""
    rows = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return [
        Mutant(
            row["name"], row["where"], tuple(Patch(*patch) for patch in row["patches"]), row.get("tests", "")
        )
        for row in rows
    ]


def copied(to: Path) -> Path:
    """The source tree, where it may be broken without anybody noticing."""
    to.mkdir(exist_ok=True)
    ignored = shutil.ignore_patterns("__pycache__", ".git", ".venv", "node_modules")
    for part in ("src", "tests", "conftest.py", "pyproject.toml"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, to / part, **({"ignore": ignored} if (ROOT / part).is_dir() else {}))
    return to


@contextmanager
def mutated(tree: Path, mutant: Mutant) -> Iterator[None]:
    """The tree without the check, put back afterwards."""
    kept = {patch.file: (tree / PACKAGE / patch.file).read_text(encoding="utf-8") for patch in mutant.patches}
    try:
        for patch in mutant.patches:
            text = patch.applied(tree)
            (tree / PACKAGE / patch.file).write_text(text, encoding="utf-8")
        yield
    finally:
        for file, text in kept.items():
            (tree / PACKAGE / file).write_text(text, encoding="utf-8")


def caught(mutant: Mutant, tree: Path, base: Path, cells: int) -> str:
    """By what: ``matrix``, ``tests``, or nothing at all."""
    with mutated(tree, mutant):
        shot = [sys.executable, "-m", "tests.probe.shot", str(base), str(tree / "copy.sqlite3")]
        if _run([*shot, str(cells), str(SEED), mutant.where], tree):
            return "matrix"
        tests = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
        return "tests" if mutant.tests and _run([*tests, f"{PACKAGE}/{mutant.tests}"], tree) else ""


def _run(command: list[str], tree: Path) -> bool:
    """Did it end with 1, as a probe and pytest do that found something? Any other end is a broken mutant."""
    env = {
        **ground.on_sqlite(),
        "PYTHONPATH": f"{tree / 'src'}{os.pathsep}{tree}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        command, cwd=tree, env=env, capture_output=True, text=True, timeout=600, check=False
    )
    if done.returncode not in (0, 1) or "Traceback" in done.stderr[-3000:]:
        raise RuntimeError(f"{' '.join(command[1:4])} ended with {done.returncode}: {done.stderr[-1500:]}")
    return done.returncode == 1


def probe(only: list[str], cells: int) -> dict[str, object]:
    """Every mutant in turn, each told as it is judged."""
    chosen = [mutant for mutant in mutants() if not only or mutant.name in only]
    hands = os.cpu_count() or 1
    for patch in (patch for mutant in chosen for patch in mutant.patches):
        patch.applied(ROOT)
    with tempfile.TemporaryDirectory(prefix="bluelamp-mutants-") as folder:
        trees: queue.SimpleQueue[Path] = queue.SimpleQueue()
        for hand in range(hands):
            trees.put(copied(Path(folder) / str(hand)))
        base = ground.migrated_apart(Path(folder) / "base.sqlite3")

        def judged(mutant: Mutant) -> str:
            tree = trees.get()
            try:
                return _told(mutant, caught(mutant, tree, base, cells))
            finally:
                trees.put(tree)

        with ThreadPoolExecutor(hands) as pool:
            by = dict(zip((mutant.name for mutant in chosen), pool.map(judged, chosen), strict=True))
    return {
        "probe": "mutants",
        "mutants": len(by),
        "caught": sum(map(bool, by.values())),
        "by_the_matrix": list(by.values()).count("matrix"),
        "survived": [name for name, found in by.items() if not found],
        "seed": SEED,
    }


def _told(mutant: Mutant, found: str) -> str:
    sys.stderr.write(f"{mutant.name}: {f'caught by the {found}' if found else 'SURVIVED'}\n")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--cells", type=int, default=CELLS)
    asked = parser.parse_args()
    found = probe(asked.only, asked.cells)
    saying.tell(found)
    return 0 if found["caught"] >= 0.95 * found["mutants"] else 1  # type: ignore[operator]


if __name__ == "__main__":
    sys.exit(main())
