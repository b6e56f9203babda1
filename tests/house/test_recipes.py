"""The recipes of CONTRIBUTING.md, followed word for word in a copy of the tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import migrated
from tests.house.tree import OUTSIDE, ROOT

STEPS = re.compile(
    r"`(src/[\w/.]+)`:\n\n```python\n(.*?)```|```diff\n(.*?)```|`(src/[\w/.]+)` is empty", re.DOTALL
)


def recipe(title: str) -> str:
    """The part of the page under that heading."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return page.split(f"\n## {title}\n")[1].split("\n## ")[0]


def follow(steps: str, copy: Path) -> None:
    """Write each new file, apply each change, in the order of the page."""
    for path, whole, change, empty in STEPS.findall(steps):
        if change:
            subprocess.run(["git", "apply", "-"], input=change, text=True, cwd=copy, check=True)
        else:
            (copy / (path or empty)).parent.mkdir(parents=True, exist_ok=True)
            (copy / (path or empty)).write_text(whole, encoding="utf-8")


def run(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "BLUELAMP"))
    }
    environment |= {
        "PYTHONPATH": str(copy / "src"),
        "BLUELAMP_VAR": str(copy / "var"),
        "GIT_CEILING_DIRECTORIES": str(copy),
    }
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("title", "drawer", "measure"),
    [
        ("Add a measure", "src/bluelamp/areas/satisfaction/tests/test_burglary.py", "burglary-satisfaction"),
        ("Add an area", "src/bluelamp/areas/contact", "emergency-calls-answered"),
    ],
)
def test_whoever_follows_the_recipe_gets_there(tmp_path, title, drawer, measure):
    if shutil.which("git") is None:
        pytest.skip("no git to apply the recipe's changes with")
    copy = tmp_path / "copy"
    # With what Python made of the files: those that the recipe leaves as they were need not be compiled again.
    shutil.copytree(ROOT, copy, ignore=lambda _, names: OUTSIDE - {"__pycache__"} & set(names))
    follow(recipe(title), copy)
    if (records := migrated.kept()).exists():
        (copy / migrated.KEPT.name).mkdir()
        shutil.copy(records, copy / migrated.KEPT.name)
    tests = run(copy, "pytest", "-q", "-p", "no:cacheprovider", drawer, "tests/house/test_floors.py")
    assert tests.returncode == 0, tests.stdout + tests.stderr
    documents = run(copy, "tests.house.reference")
    assert documents.returncode == 0, documents.stdout + documents.stderr
    assert f"`{measure}`" in (copy / "docs" / "reference" / "measures.md").read_text(encoding="utf-8")
    assert run(copy, "ruff", "check", drawer).stdout.strip() == "All checks passed!"
