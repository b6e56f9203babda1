"""Which files are in a backup: everything that nobody has a reason to leave out."""

from __future__ import annotations

from bluelamp.web.backing_up import files

IN = [
    "warehouse/recorded_crime/manifest.json",
    "attachments/2a/2a99.bin",
    "papers/2014-01-07/paper.pdf",
    "sample.json",
    "secret-key",
    "warehouse/record-keys.secret",
    "warehouse/recorded_crime/wmp/2013-11/ab.parquet",
]
OUT = [
    "records.sqlite3",
    "records.sqlite3-wal",
    "cache/charts/1.svg",
    "warehouse/cubes/recorded_crime/1.arrow",
    "warehouse/.spill/1.tmp",
    "warehouse/recorded_crime/.staging/000001.parquet",
    "warehouse/recorded_crime/.lock",
    "in-use.lock",
    "backing-up-12/records.sqlite3",
]


def lay_out(var, places):
    for place in places:
        (var / place).parent.mkdir(parents=True, exist_ok=True)
        (var / place).write_text(place)


def test_all_but_what_is_named_is_kept_manifests_first(tmp_path):
    lay_out(tmp_path, IN + OUT)
    assert list(files.kept(tmp_path)) == IN


def test_every_file_left_out_has_its_reason():
    assert [place for place in OUT if not files.why_left_out(place)] == []


def test_a_folder_on_another_disk_is_followed(tmp_path):
    lay_out(tmp_path / "disk", ["2013-11/ab.parquet"])
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "warehouse").symlink_to(tmp_path / "disk")
    assert list(files.kept(tmp_path / "var")) == ["warehouse/2013-11/ab.parquet"]
