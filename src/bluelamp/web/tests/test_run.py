"""``bluelamp run`` and ``bluelamp serve``: what stands in the way is one line, and Ctrl-C is a clean end."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from tests import migrated

from bluelamp.web.starting import HOST


def bluelamp(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), env=environment(var), capture_output=True, text=True, check=False
    )


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from bluelamp.web.cli import main; main()", *arguments]


def environment(var: Path) -> dict[str, str]:
    """As on a machine of its own: the settings of the program, not those of the tests."""
    own = {"BLUELAMP_VAR": str(var), "DJANGO_SETTINGS_MODULE": "bluelamp.web.settings"}
    return os.environ | own | {"PYTHONPATH": os.pathsep.join(sys.path)}


@pytest.mark.parametrize("arguments", [("run",), ("serve",)])
def test_a_port_in_use_is_one_line_and_nothing_is_begun(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with socket.socket() as server:
        server.bind((HOST, 0))
        server.listen()
        port = server.getsockname()[1]
        said = bluelamp(tmp_path / "var", *arguments, "--port", str(port))
    assert said.returncode == 1
    assert said.stderr == (
        f"bluelamp: Port {port} is in use. Stop what uses it, or choose another with --port {port + 1}.\n"
    )
    assert not (tmp_path / "var").exists()


def test_a_folder_that_cannot_be_written_to_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = bluelamp(tmp_path / "file" / "var", "run", "--no-serve")
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.count("\n") == 1
    assert "Set BLUELAMP_VAR to a folder that can." in said.stderr


def test_no_such_port_is_wrong_use(tmp_path: Path) -> None:
    assert bluelamp(tmp_path, "run", "--port", "70000").returncode == 2


@pytest.fixture
def var_in_step(tmp_path: Path) -> Path:
    """A folder whose records were migrated before, where such were kept; elsewhere an empty one, which takes longer."""
    if migrated.kept().exists():
        shutil.copy(migrated.kept(), tmp_path / "records.sqlite3")
    return tmp_path


def test_it_says_where_once_it_answers_and_ends_quietly_at_ctrl_c(var_in_step: Path) -> None:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        command("serve", "--port", str(port)),
        env=environment(var_in_step), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    given_up = threading.Timer(90, server.kill)
    given_up.start()
    try:
        assert server.stdout
        before = "".join(
            iter(server.stdout.readline, f"  The workspace is at http://{HOST}:{port}/   Ctrl-C stops it.\n")
        )
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=30) as asked_once:
            assert asked_once.status == 200
        server.send_signal(signal.SIGINT)
        after, _ = server.communicate(timeout=30)
    finally:
        given_up.cancel()
        server.kill()
    assert server.returncode == 0
    assert "Traceback" not in before + after


DRAWN = """
import sys
import django
django.setup()
from bluelamp.web.upkeep import make_ready
assert make_ready() == ""
from bluelamp.ui import charts
from bluelamp.kernel.figures.periods import Month
points = charts.points([Month(2013, 10), Month(2013, 11)], [0.72, 0.76])
assert "<svg" in charts.sparkline(points, unit="percent", title="ASB", sentence="It rose.").svg
from bluelamp.web.cli.run import serve_until_stopped
serve_until_stopped(int(sys.argv[1]), quiet=True)
"""


def test_what_serves_has_drawn_nothing_before_it_forks(var_in_step: Path) -> None:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-c", DRAWN, str(port)],
        # What is looked at is the process that forks: one that is forked does as well as several.
        env=environment(var_in_step) | {"BLUELAMP_WORKERS": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        assert answer(f"http://{HOST}:{port}/healthz") == 200
        assert "vl_convert" not in Path(f"/proc/{server.pid}/maps").read_text()
    finally:
        server.terminate()
        server.communicate(timeout=30)


def answer(address: str) -> int:
    """What the server says once it is up."""
    for _ in range(720):
        try:
            return urllib.request.urlopen(address).status
        except urllib.error.HTTPError as reply:
            return reply.code
        except OSError:
            time.sleep(0.25)
    raise AssertionError(f"Nobody answers at {address}.")
