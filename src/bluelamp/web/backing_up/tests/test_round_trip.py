"""What goes into a backup comes out of it: every model, every row, every file, and the locks upon them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bluelamp.kernel.people.tests.factories import record
from bluelamp.web.backing_up import Refused, artefact, restoring, sealing, taking
from bluelamp.web.backing_up.attending import tables_of_models
from bluelamp.web.backing_up.checking import engine_of
from bluelamp.web.backing_up.tests.installations import FILES, Installation, fill, installed

NOW = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
NOT_A_MODEL = {"django_migrations", "(triggers)"}


def sealed(installation: Installation, key: bytes, path) -> artefact.Manifest:
    copy = path.parent / installation.engine.member
    contents = installation.engine.copy(copy)
    header = sealing.header(
        key, bluelamp="0.1.0", engine=installation.engine.vendor, taken_at=NOW.isoformat()
    )
    return artefact.write(
        path, key, header=header, copy=copy, contents=contents, mark=0, var=installation.var
    )


def test_every_model_comes_back_row_by_row_with_its_locks(installation, key, tmp_path):
    fill(installation)
    before = installation.held()
    manifest = sealed(installation, key, tmp_path / "b.backup")
    work = tmp_path / "work"
    assert artefact.extract(tmp_path / "b.backup", key, work) == manifest
    engine = engine_of(installation.environ, work)
    with engine.staged(work / artefact.FILES, work / artefact.RECORDS / engine.member) as settings:
        after = Installation(work / artefact.FILES, settings)
        assert after.held() == before
        assert after.files() == FILES
    assert set(before) == set(tables_of_models()) | NOT_A_MODEL
    assert [table for table, (rows, _) in before.items() if not rows] == []
    assert dict(manifest.contents.tables) == {k: n for k, (n, _) in before.items() if k != "(triggers)"}


def test_records_are_backed_up_and_put_in_the_place_of_others(installation, key, tmp_path):
    common = {"key": key, "environ": installation.environ}
    before = installation.held()
    taken = taking.take(var=installation.var, to=tmp_path / "backups", now=NOW, mark=0, **common)
    assert taken.path.name == "bluelamp-20261123T043000Z.backup"
    assert [path.name for path in installation.var.iterdir() if path.name.startswith("backing-up-")] == []
    with installation.connected() as opened:
        opened.cursor().execute("DELETE FROM organisations_organisation WHERE key IN (SELECT 'none')")
        opened.cursor().execute("CREATE TABLE made_after_the_backup (id integer)")
    (installation.var / "attachments" / "later").write_text("after the backup")

    restored = restoring.restore(taken.path, var=installation.var, now=NOW, **common)

    after = installation.held()
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    assert changed <= {"audit_record", "audit_payload", "audit_seal", "django_session"}
    assert after["audit_record"][0] == before["audit_record"][0] + 1
    assert installation.files() == FILES
    assert not (installation.var / "attachments" / "later").exists()
    assert (restored.aside / "attachments" / "later").read_text() == "after the backup"
    assert not (restored.aside.parent / f".{installation.var.name}-20261123t043000").exists()


def test_a_machine_with_nothing_on_it_is_restored_to(installation, key, tmp_path):
    if installation.engine.vendor != "sqlite":
        pytest.skip("a server is there or is not; it is restored to in the test before")
    sealed(installation, key, tmp_path / "b.backup")
    elsewhere = tmp_path / "another" / "var"
    environ = {"BLUELAMP_VAR": str(elsewhere), "DATABASE_URL": ""}
    restored = restoring.restore(tmp_path / "b.backup", var=elsewhere, key=key, environ=environ, now=NOW)
    assert restored.aside is None
    assert [path.name for path in elsewhere.parent.iterdir()] == ["var"]
    assert Installation(elsewhere, environ).files() == FILES


def test_what_was_erased_after_a_backup_does_not_come_back_with_it(tmp_path, key, db, clients):
    made = record(given="Zquillabrand")
    with installed(tmp_path) as installation:
        if installation.engine.vendor != "sqlite":
            pytest.skip("the copy of a server's records has nothing of a test's open transaction")
        sealed(installation, key, tmp_path / "b.backup")
        with installation.connected() as opened:
            opened.cursor().execute(
                "UPDATE access_holding SET state = 'erased' WHERE ref = ?", [made.holding.ref]
            )
        restored = restoring.restore(
            tmp_path / "b.backup", var=installation.var, key=key, environ=installation.environ, now=NOW
        )
        with installation.connected() as opened:
            left = opened.cursor().execute("SELECT given FROM people_nameused").fetchall()
            state = opened.cursor().execute("SELECT state FROM access_holding").fetchall()
    assert (restored.erased_again, left, state) == (1, [], [("erased",)])


def test_two_backups_at_once_are_one_too_many(installation, key, tmp_path):
    with taking._only_one(tmp_path), pytest.raises(Refused, match="Another backup is at work"):
        taking.take(var=installation.var, to=tmp_path, key=key, environ=installation.environ, now=NOW, mark=0)


def test_what_a_killed_backup_left_is_cleared_away(installation, tmp_path):
    left = tmp_path / "bluelamp-20260101T000000Z.backup.partial"
    left.touch()
    copy = installation.var / "backing-up-99"
    copy.mkdir()
    with (
        taking._room(tmp_path, tmp_path / "bluelamp-20261123T043000Z.backup"),
        taking._work(installation.var),
    ):
        assert not left.exists()
        assert not copy.exists()
