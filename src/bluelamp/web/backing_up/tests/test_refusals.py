"""What a restore refuses, with nothing changed: damage of every kind, another key, another version, records in use."""

from __future__ import annotations

import gzip
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bluelamp.web import in_use
from bluelamp.web.backing_up import Refused, Unsound, artefact, attending, restoring, sealing
from bluelamp.web.backing_up.contents import Contents

NOW = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
KEY, OTHER = bytes(range(32)), bytes(32)
FILES = {"records.sqlite3": b"live records", "attachments/2a.bin": b"live attachment"}


@pytest.fixture
def live(tmp_path):
    """Records that stand, and must go on standing as they are."""
    var = tmp_path / "var"
    for name, content in FILES.items():
        (var / name).parent.mkdir(parents=True, exist_ok=True)
        (var / name).write_bytes(content)
    return var


@pytest.fixture
def backup(live, tmp_path):
    """A small sound one, of random bytes so that no two of its own are alike."""
    copy = tmp_path / "records.sqlite3"
    copy.write_bytes(random.Random(1).randbytes(3_000))
    path = tmp_path / "b.backup"
    header = sealing.header(KEY, bluelamp="0.1.0", engine="sqlite", taken_at=NOW.isoformat())
    artefact.write(path, KEY, header=header, copy=copy, contents=Contents({}, (), 0), mark=0, var=live)
    copy.unlink()
    return path


def refused(path: Path, var: Path, key: bytes = KEY, url: str = "") -> str:
    """What a restore says, once it is certain that it left everything as it was."""
    with pytest.raises(Refused) as why:
        restoring.restore(path, var=var, key=key, environ={"DATABASE_URL": url}, now=NOW)
    left = {file.relative_to(var).as_posix(): file.read_bytes() for file in var.rglob("*") if file.is_file()}
    assert {name: content for name, content in left.items() if name != in_use.NAME} == FILES
    assert {each.name for each in var.parent.iterdir()} == {"var", path.name}
    return str(why.value)


def test_one_bit_anywhere_is_noticed(live, backup):
    whole, chance = backup.read_bytes(), random.Random(2014)
    for _ in range(100):
        bit = chance.randrange(len(whole) * 8)
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        backup.write_bytes(damaged)
        assert refused(backup, live) != ""


def test_a_backup_cut_short_anywhere_is_noticed(live, backup):
    whole, chance = backup.read_bytes(), random.Random(2014)
    for _ in range(50):
        backup.write_bytes(whole[: chance.randrange(len(whole))])
        assert refused(backup, live) != ""


def test_another_key_is_told_apart_from_damage(live, backup):
    assert refused(backup, live, OTHER) == (
        f"It is sealed with key {sealing.name_of(KEY)}, and the key given is {sealing.name_of(OTHER)}. Give its own."
    )


def test_a_file_that_is_none_is_refused(live, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    assert refused(tmp_path / "photo.jpg", live).startswith("It is not a backup made by Bluelamp")


def test_records_in_use_are_not_replaced(live, backup):
    in_use.hold(live)
    try:
        assert refused(backup, live) == (
            f"The records in {live} are in use: by a server, an import or another command. Stop it, then try again."
        )
    finally:
        in_use._held.pop(live).close()


def test_records_of_the_other_database_are_refused(live, backup):
    assert refused(backup, live, url="postgresql://nobody@127.0.0.1/none") == (
        "It is a backup of records in sqlite, and DATABASE_URL names a PostgreSQL server."
    )


def test_a_backup_whose_records_are_none_is_refused_when_the_program_opens_it(live, tmp_path):
    copy = tmp_path / "records.sqlite3.gz"
    for content in (b"no gzip at all", gzip.compress(b"not a database")):
        copy.write_bytes(content)
        header = sealing.header(KEY, bluelamp="0.1.0", engine="sqlite", taken_at=NOW.isoformat())
        path = tmp_path / "b.backup"
        artefact.write(path, KEY, header=header, copy=copy, contents=Contents({}, (), 0), mark=0, var=live)
        copy.unlink()
        assert refused(path, live).startswith(
            ("The records in the backup are damaged", "The program cannot work")
        )
        path.unlink()


@pytest.mark.parametrize("name", ["files/../../outside", "/etc/cron.d/job", "elsewhere/file"])
def test_no_file_of_a_backup_is_laid_outside_its_folder(tmp_path, name):
    import io
    import tarfile

    with pytest.raises(Unsound, match="belongs elsewhere"):
        artefact._lay_out(tarfile.TarInfo(name), io.BytesIO(b""), tmp_path / "work")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_a_backup_of_a_newer_version_is_told_by_the_migration_it_has_had():
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder.Migration.objects.create(app="organisations", name="0999_later")
    assert attending.examine(None)["problems"] == [
        "It is of a newer Bluelamp (organisations.0999_later is not known here). Upgrade this one, then restore."
    ]


@pytest.mark.django_db
def test_records_that_lack_a_model_s_table_are_not_sound():
    assert attending._missing(set(attending.tables_of_models()) - {"organisations_organisation"}) == [
        "It has no table organisations_organisation."
    ]
