"""The API is sent all that its description allows and much that it does not, by every role: does it ever break down?

::

    python -m tests.probe.api [EXAMPLES]
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stdout
from typing import Any

import pytest

from tests.probe import saying

ASKED = "src/bluelamp/web/api/tests/test_description.py"
TOLD = 20


class Results:
    """What pytest reports: how many tests there were, and what those said that failed."""

    def __init__(self) -> None:
        self.tests, self.wrong = 0, list[str]()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.tests += report.when == "call"
        if report.failed:
            self.wrong.append(f"{report.nodeid.rpartition('::')[2]}: {str(report.longrepr)[-2_000:]}")


def probe(examples: int) -> dict[str, Any]:
    """So many examples of every operation, for each role."""
    os.environ["BLUELAMP_PROBE_EXAMPLES"] = str(examples)
    results = Results()
    with redirect_stdout(io.StringIO()) as said:
        done = pytest.main(["-q", "-p", "no:cacheprovider", ASKED], plugins=[results])
    if not results.tests:
        results.wrong.append(said.getvalue()[-2_000:])
    return {
        "examples": examples,
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
