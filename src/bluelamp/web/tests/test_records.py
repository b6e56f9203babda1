"""A safe records database, or none."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from bluelamp.web import health, keys, records


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ("3.6.23", True),
        ("3.7.0", False),
        ("3.40.1", False),
        ("3.44.5", False),
        ("3.44.6", True),
        ("3.44.7", True),
        ("3.45.0", False),
        ("3.50.6", False),
        ("3.50.7", True),
        ("3.51.0", False),
        ("3.51.2", False),
        ("3.51.3", True),
        ("3.53.4", True),
        ("4.0.0", True),
    ],
)
def test_a_release_is_safe_outside_the_faulty_range_and_where_it_was_mended(version, safe):
    assert (records.fault_of(version) is None) is safe


def test_every_fault_is_dated_and_names_its_source():
    assert all(fault.noted.year >= 2026 and fault.source.startswith("https://") for fault in records.FAULTS)


@pytest.mark.parametrize(
    ("name", "bad", "said"),
    [
        ("BLUELAMP_SQLITE", "newest", "BLUELAMP_SQLITE is 'system', 'bundled' or not set at all."),
        ("BLUELAMP_SECRET_KEY", "short", "shorter than 32 characters"),
        ("DATABASE_URL", "mysql://a@b/c", "does not start with postgresql://"),
        ("BLUELAMP_VAR", "/dev/null/var", "cannot be made"),
    ],
)
def test_settings_that_cannot_be_right_are_refused_in_one_line(tmp_path, name, bad, said):
    result = _settings(tmp_path, **{name: bad})
    assert result.returncode == 1
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_python_s_own_sqlite_is_refused_exactly_when_it_has_a_fault(tmp_path):
    version = subprocess.run(
        [sys.executable, "-c", "import sqlite3; print(sqlite3.sqlite_version)"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    result = _settings(tmp_path, BLUELAMP_SQLITE="system")
    if records.fault_of(version) is None:
        assert result.returncode == 0
    else:
        assert result.returncode == 1
        assert version in result.stderr
        assert "pip install" in result.stderr


def test_the_refusal_names_both_ways_out():
    assert records.why_not(["3.40.1"]) == (
        "SQLite 3.40.1 can lose saved records (the WAL-reset fault). Install a mended one with "
        "'pip install \"pysqlite3>=0.6.1\"', or set DATABASE_URL to a PostgreSQL server."
    )


@pytest.mark.django_db
def test_the_pragmas_are_what_was_asked_for_when_read_back():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no pragmas")
    # The test database lives in memory, where there is no journal to write ahead to and no file to map.
    assert health.pragmas() == records.PRAGMAS | {"journal_mode": "memory", "mmap_size": None}


def test_a_records_file_is_written_ahead_and_in_full(tmp_path):
    program = (
        "import django; django.setup(); from bluelamp.web import health, records;"
        "print(health.pragmas() == records.PRAGMAS)"
    )
    result = _python(tmp_path, program)
    assert result.stdout.strip() == "True", result.stderr


def test_a_transaction_takes_the_write_lock_as_it_opens_and_a_request_is_not_one(settings):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks rows, not the file")
    database = settings.DATABASES["default"]
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert not database.get("ATOMIC_REQUESTS")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://ann:p%40ss@db.local:6432/bluelamp?sslmode=require",
            {"USER": "ann", "PASSWORD": "p@ss", "HOST": "db.local", "PORT": "6432", "NAME": "bluelamp"},
        ),
        ("postgres://db.local/bluelamp", {"USER": "", "HOST": "db.local", "PORT": "", "NAME": "bluelamp"}),
        (
            "postgresql://postgres:@/postgres?host=/run/postgresql",
            {"HOST": "/run/postgresql", "NAME": "postgres"},
        ),
    ],
)
def test_a_postgresql_address_is_taken_apart(url, expected):
    database = records.postgresql(url)
    assert {key: database[key] for key in expected} == expected


def test_options_of_a_postgresql_address_are_passed_on():
    options = records.postgresql("postgresql://h/n?sslmode=require")["OPTIONS"]
    assert options == {"sslmode": "require", "prepare_threshold": records.PLANNED_AFTER}


@pytest.mark.parametrize(
    "url", ["bluelamp", "mysql://u:secret@h/n", "postgresql://u:secret@h", "postgresql://u:secret@h:port/n"]
)
def test_a_bad_address_is_refused_without_repeating_its_password(url):
    with pytest.raises(records.Refused) as refused:
        records.postgresql(url)
    assert "postgresql://user:password@host" in str(refused.value)
    assert "secret" not in str(refused.value)


MOUNTS = "/dev/vda1 / ext4 rw 0 0\nserver:/home /home nfs4 rw 0 0\n//s/x /mnt/a\\040b cifs rw 0 0\n"


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/srv/var", "ext4"), ("/home/ann/var", "nfs4"), ("/homes/var", "ext4"), ("/mnt/a b/var", "cifs")],
)
def test_the_file_system_is_that_of_the_nearest_mount(path, kind):
    assert records.file_system_of(Path(path), MOUNTS) == kind


def test_a_network_disk_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "file_system_of", lambda path, mounts: "nfs4")
    with pytest.raises(records.Refused, match="network disk"):
        records.sqlite(tmp_path)


def test_a_key_is_made_once_and_kept_to_its_owner(tmp_path):
    first, again = keys.secret_keys({}, tmp_path), keys.secret_keys({}, tmp_path)
    assert first == again
    assert len(first[0]) >= keys.SHORTEST
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_two_machines_have_two_keys(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert keys.secret_keys({}, tmp_path / "a") != keys.secret_keys({}, tmp_path / "b")


def test_an_old_key_stays_good_below_the_new_one(tmp_path):
    [old] = keys.secret_keys({}, tmp_path)
    new = "n" * keys.SHORTEST
    (tmp_path / "secret-key").write_text(f"{new}\n{old}\n")
    assert keys.secret_keys({}, tmp_path) == [new, old]


def test_a_key_that_others_can_read_is_refused(tmp_path):
    keys.secret_keys({}, tmp_path)
    (tmp_path / "secret-key").chmod(0o644)
    with pytest.raises(records.Refused, match="chmod 600"):
        keys.secret_keys({}, tmp_path)


def test_an_empty_key_is_refused(tmp_path):
    (tmp_path / "secret-key").touch(0o600)
    with pytest.raises(records.Refused, match="is empty"):
        keys.secret_keys({}, tmp_path)


def test_the_folder_of_records_is_its_owner_s_alone(tmp_path):
    folder = records.folder(tmp_path / "deep" / "var")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def _settings(var: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return _python(var, "import bluelamp.web.settings", **environ)


def _python(var: Path, program: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """A fresh Python, because which SQLite is used is settled once a process."""
    keep = {key: os.environ[key] for key in ("PATH", "HOME", "SYSTEMROOT") if key in os.environ}
    source = str(Path(records.__file__).parents[2])
    fixed = {
        "PYTHONPATH": source,
        "BLUELAMP_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": "bluelamp.web.settings",
    }
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**keep, **fixed, **environ},
        capture_output=True,
        text=True,
        check=False,
    )
