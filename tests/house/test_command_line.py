"""The command line answers at once: help is shown without loading what only work needs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = ("django", "duckdb", "ibis", "numpy", "pyarrow", "scipy", "shapely", "vl_convert", "typst", "granian")

ASK = f"""
import contextlib, io, json, sys
from bluelamp.web.cli import app
said = io.StringIO()
with contextlib.redirect_stdout(said):
    code = app(json.loads(sys.argv[1]), standalone_mode=False)
print(json.dumps([code, len(said.getvalue()) > 40, [name for name in {HEAVY} if name in sys.modules]]))
"""


@pytest.mark.parametrize("words", [["--help"], ["user", "--help"], ["user", "add", "--help"]], ids=" ".join)
def test_help_is_shown_without_loading_what_only_work_needs(words):
    done = subprocess.run(
        [sys.executable, "-c", ASK, json.dumps(words)], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout.splitlines()[-1]) == [0, True, []]


def test_a_command_that_does_not_exist_is_wrong_use():
    run = [sys.executable, "-c", "from bluelamp.web.cli import main; main()", "arrest"]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "No such command 'arrest'" in done.stderr
