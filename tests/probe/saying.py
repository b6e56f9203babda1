"""What a probe says when it is done: one line of JSON, whatever came of it."""

from __future__ import annotations

import json
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path


def tell(name: str, probe: Callable[..., Mapping[str, object]], *given: object, wrong: str = "") -> int:
    """Run it, print its line, and give the exit code: 1 when it broke down or counted any that is ``wrong``."""
    try:
        found = dict(probe(*given))
    except Exception:  # noqa: BLE001 - whatever it is, the probes after this one want to be read too
        traceback.print_exc()
        found = {"broken": traceback.format_exc().strip().rpartition("\n")[2]}
    sys.stdout.write(json.dumps({"probe": name, **found, "commit": commit()}) + "\n")
    sys.stdout.flush()
    return int(any(found.get(each) for each in ("broken", *wrong.split())))


def commit() -> str:
    """The commit that is checked out; nothing where there is no repository."""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=root, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()
