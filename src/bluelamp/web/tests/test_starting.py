"""What stands in the way of a start is said in one line that tells what to do."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bluelamp.web import starting
from bluelamp.web.starting import CannotStart, Stamps


@pytest.fixture
def taken() -> int:
    with socket.socket() as server:
        server.bind((starting.HOST, 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_port_in_use_is_named_with_another_to_try(taken: int) -> None:
    with pytest.raises(CannotStart) as refusal:
        starting.check_port(taken)
    assert str(refusal.value) == (
        f"Port {taken} is in use. Stop what uses it, or choose another with --port {taken + 1}."
    )


def test_a_free_port_is_let_pass(taken: int) -> None:
    with socket.socket() as other:
        other.bind((starting.HOST, 0))
        free = other.getsockname()[1]
    starting.check_port(free)


@pytest.mark.parametrize("version", [(3, 10), (2, 7)])
def test_an_old_python_is_refused_by_number(version: tuple[int, int]) -> None:
    with pytest.raises(
        CannotStart, match=rf"needs Python 3\.11 or newer and this is {version[0]}\.{version[1]}"
    ):
        starting.check_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 13), (4, 0)])
def test_a_newer_python_is_welcome(version: tuple[int, int]) -> None:
    starting.check_python(version)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotStart, match=r"cannot be written to .* Set BLUELAMP_VAR"):
        starting.check_folder(tmp_path / "file" / "var")


def test_too_little_disk_is_refused_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"MB of disk left and Bluelamp needs 900000000000 MB"):
        starting.check_space(tmp_path, needed=900_000_000_000)
    starting.check_space(tmp_path, needed=0)


def wrapped(inner: Exception) -> Exception:
    try:
        try:
            raise inner
        except Exception as cause:
            raise RuntimeError("import failed") from cause
    except RuntimeError as outer:
        return outer


@pytest.mark.parametrize(
    ("problem", "answer"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Quota exceeded"), True),
        (RuntimeError("database or disk is full"), True),
        (RuntimeError("IO Error: Could not write: No space left on device"), True),
        (wrapped(OSError(errno.ENOSPC, "x")), True),
        (OSError(errno.EACCES, "Permission denied"), False),
        (wrapped(ValueError("full of errors")), False),
    ],
)
def test_a_full_disk_is_known_behind_any_error(problem: Exception, answer: bool) -> None:
    assert starting.is_out_of_space(problem) is answer


def test_a_second_start_at_the_same_time_is_refused(tmp_path: Path) -> None:
    with (
        starting.only_one(tmp_path),
        pytest.raises(CannotStart, match="Another start"),
        starting.only_one(tmp_path),
    ):
        pass
    with starting.only_one(tmp_path):
        assert (tmp_path / "run.lock").exists()


def test_a_stamp_holds_only_for_what_it_was_made_of(tmp_path: Path) -> None:
    Stamps(tmp_path).set("figures", "aa", {"figures": 3})
    assert Stamps(tmp_path).result("figures", "aa") == {"figures": 3}
    assert Stamps(tmp_path).result("figures", "bb") is None
    assert Stamps(tmp_path).result("paper", "aa") is None


def test_half_a_stamp_file_is_no_stamp(tmp_path: Path) -> None:
    Stamps(tmp_path).set("figures", "aa", {"figures": 3})
    path = tmp_path / "run.json"
    path.write_text(path.read_text()[:20])
    assert Stamps(tmp_path).result("figures", "aa") is None


def test_the_code_digest_is_the_same_in_another_process() -> None:
    code = "from bluelamp.web.starting import code_digest; print(code_digest())"
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True)
    assert said.stdout.strip() == starting.code_digest()
