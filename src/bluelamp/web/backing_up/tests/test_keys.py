"""The backup key: one file, kept apart, for its owner alone."""

from __future__ import annotations

import pytest

from bluelamp.web.backing_up import Refused, keys


@pytest.fixture
def places(tmp_path):
    (tmp_path / "var").mkdir()
    return tmp_path / "var", tmp_path / "backup.key"


def test_a_new_key_can_be_read_and_only_by_its_owner(places):
    var, path = places
    keys.make(path, var)
    assert len(keys.read(path, var)) == 32
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_key_is_never_written_over(places):
    var, path = places
    keys.make(path, var)
    before = path.read_text()
    with pytest.raises(Refused, match="never written over"):
        keys.make(path, var)
    assert path.read_text() == before


def test_a_key_inside_the_folder_it_protects_is_refused(places):
    var, _ = places
    with pytest.raises(Refused, match="whoever lost one would lose both"):
        keys.make(var / "backup.key", var)
    assert list(var.iterdir()) == []


@pytest.mark.parametrize(
    ("written", "mode", "said"),
    [
        (None, 0o600, "There is no key at"),
        ("ab" * 32, 0o640, "can be read by others"),
        ("ab" * 31, 0o600, "64 hexadecimal digits"),
        ("", 0o600, "64 hexadecimal digits"),
        ("é" * 64, 0o600, "cannot be read as a backup key"),
    ],
)
def test_what_is_wrong_with_a_key_is_said(places, written, mode, said):
    var, path = places
    if written is not None:
        path.write_text(written, encoding="utf-8")
        path.chmod(mode)
    with pytest.raises(Refused, match=said):
        keys.read(path, var)


def test_no_key_at_all_is_told_how_to_make_one(places):
    with pytest.raises(Refused, match="bluelamp backup new-key FILE"):
        keys.read(None, places[0])
