"""Records that are open are not replaced, and records that are being replaced are not opened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from bluelamp.web import in_use

HOLD = """
import sys, time
from pathlib import Path
from bluelamp.web import in_use
in_use.hold(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that has the records open."""
    environ = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], env=environ, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()


def test_a_restore_is_refused_while_a_process_has_them_open_and_not_when_it_was_killed(tmp_path, holder):
    with pytest.raises(in_use.InUse, match="Stop it, then try again"), in_use.alone(tmp_path):
        pytest.fail("let in")
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with in_use.alone(tmp_path):
        assert (tmp_path / in_use.NAME).exists()


def test_many_may_have_them_open_but_none_during_a_restore(tmp_path, holder):
    in_use.hold(tmp_path)
    in_use.hold(tmp_path)
    in_use._held.pop(tmp_path).close()
    holder.kill()
    holder.wait()
    with in_use.alone(tmp_path), pytest.raises(in_use.InUse, match="are being restored"):
        in_use.hold(tmp_path)
