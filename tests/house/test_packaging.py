"""What a person gets who installs Bluelamp with pip alone: everything that the program reads, and nothing for tests."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import pytest

from tests.house.tree import ROOT, SOURCE

BUILT = SOURCE / "ui" / "static" / "ui" / "built"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The names in a wheel built from this tree."""
    if not (BUILT / "bluelamp.css").exists():
        pytest.skip("the assets are not built: python -m bluelamp.ui.assets")
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = out.glob("*.whl")
    return set(zipfile.ZipFile(made).namelist())


def test_the_wheel_carries_all_that_the_program_reads(wheel):
    ours = {
        path.relative_to(SOURCE.parent).as_posix()
        for path in SOURCE.rglob("*")
        if path.is_file() and not {"tests", "__pycache__"} & set(path.relative_to(SOURCE).parts)
    }
    assert ours - wheel == set()


def test_the_wheel_carries_the_built_assets_and_the_licence(wheel):
    assert {"bluelamp/ui/static/ui/built/bluelamp.css", "bluelamp/ui/static/ui/built/licences.txt"} <= wheel
    assert any(name.endswith("licenses/LICENSE") for name in wheel)


def test_the_wheel_carries_no_tests(wheel):
    assert [name for name in wheel if "/tests/" in name or name.startswith("tests/")] == []
