"""What an installation remembers of its sample."""

from __future__ import annotations

import stat
from pathlib import Path

from bluelamp.web.sample import marker
from bluelamp.web.sample.marker import Marker

ONE = Marker(1, 7, 0.5, "loading", "secret", {"aa": "interviews.csv"}, ("analyst",))


def test_it_reads_back_what_was_written(tmp_path: Path) -> None:
    marker.write(tmp_path, ONE)
    assert marker.read(tmp_path) == ONE


def test_its_password_is_for_the_owner_alone(tmp_path: Path) -> None:
    marker.write(tmp_path, ONE)
    assert stat.S_IMODE((tmp_path / "sample.json").stat().st_mode) == 0o600
    assert "secret" not in repr(ONE)


def test_half_a_file_is_no_marker(tmp_path: Path) -> None:
    marker.write(tmp_path, ONE)
    whole = (tmp_path / "sample.json").read_text()
    (tmp_path / "sample.json").write_text(whole[: len(whole) // 2])
    assert marker.read(tmp_path) is None
    assert marker.read(tmp_path / "nowhere") is None
