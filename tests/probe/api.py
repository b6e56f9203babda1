"""The API is sent all that its description allows and much that it does not, by every role: does it ever break down?

::

    python -m tests.probe.api [EXAMPLES]
"""

from __future__ import annotations

import io
import os
import sys
import time
from collections import Counter
from contextlib import redirect_stdout
from typing import Any

import pytest

from tests.probe import clock, saying

ASKED = "src/bluelamp/web/api/tests/test_description.py"
TOLD, ROLES = 20, 6
PROCESSES = os.cpu_count() or 1


class Results:
    """What pytest reports: how many tests there were, what they asked, and what those said that failed."""

    def __init__(self) -> None:
        self.tests, self.counted, self.wrong = 0, Counter[str](), list[str]()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self.tests += 1
            self.counted.update({name: int(str(count)) for name, count in report.user_properties})
        if report.failed:
            self.wrong.append(f"{report.nodeid.rpartition('::')[2]}: {str(report.longrepr)[-2_000:]}")


def probe(examples: int) -> dict[str, Any]:
    """So many examples of every operation, for each role."""
    os.environ["BLUELAMP_PROBE_EXAMPLES"] = str(examples)
    os.environ["BLUELAMP_PROBE_SECONDS"] = str((clock.end_of("api") - time.monotonic()) / ROLES * PROCESSES)
    results = Results()
    with redirect_stdout(io.StringIO()) as said:
        how = ["-q", "-p", "no:cacheprovider", "-n", str(PROCESSES), "--dist", "load"]
        done = pytest.main([*how, ASKED], plugins=[results])
    if not results.tests:
        results.wrong.append(said.getvalue()[-2_000:])
    return {
        "examples": examples,
        "of": results.counted["of"],
        "operations": results.counted["operations"],
        "tests": results.tests,
        "faults": len(results.wrong),
        "first": results.wrong[:TOLD],
        "ended": int(done),
    }


def main() -> int:
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    return saying.tell("api", probe, examples, wrong="faults ended")


if __name__ == "__main__":
    sys.exit(main())
