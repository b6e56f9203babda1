"""``bluelamp import …`` and ``bluelamp facts`` as they are typed."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from bluelamp.areas.neighbourhoods.facts import RECORDED_CRIME
from bluelamp.areas.neighbourhoods.tests.factories import NAME, asb, crime, text
from bluelamp.areas.satisfaction.facts import INTERVIEWS
from bluelamp.areas.satisfaction.tests import test_interview_files as interviews
from bluelamp.kernel.audit.models import Record
from bluelamp.warehouse.store import Store
from bluelamp.web.cli import app

pytestmark = pytest.mark.django_db


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def street(tmp_path):
    path = tmp_path / NAME
    path.write_bytes(text(asb(), crime(), crime("c2")))
    return path


def test_a_street_file_comes_in_and_is_listed(street, settings):
    assert run("import", street).exit_code == 0
    assert [p.rows for p in Store(settings.WAREHOUSE).partitions(RECORDED_CRIME)] == [3]
    listed = json.loads(run("facts", "--json").stdout)
    (crimes,) = [each for each in listed if each["fact"] == "recorded_crime"]
    (partition,) = crimes["partitions"]
    assert (partition["source"], partition["month"], partition["rows"], partition["vintage"]) == (
        "west-midlands",
        "2014-01",
        3,
        1,
    )
    assert "2014-01" in run("facts").stdout


def test_interviews_come_in_by_their_columns_alone(tmp_path, settings):
    path = tmp_path / "november.csv"
    path.write_bytes(interviews.text(interviews.interview("Q1"), interviews.interview("Q2", whole="7")))
    done = run("import", path, "--json")
    assert done.exit_code == 0
    report = json.loads(done.stdout)
    assert (report["applied"], report["fact"], report["files"][0]["accepted"]) == (
        True,
        "survey_interviews",
        2,
    )
    assert [p.month for p in Store(settings.WAREHOUSE).partitions(INTERVIEWS)] == ["2013-11"]


def test_an_import_is_written_down_in_the_audit_record(street):
    run("import", street)
    (record,) = Record.objects.filter(operation="facts.import")
    assert record.actor_name == "bluelamp import"


def test_a_preview_ends_well_and_writes_nothing(street, settings):
    done = run("import", street, "--dry-run")
    assert done.exit_code == 0
    assert "would be accepted" in done.stdout
    assert Store(settings.WAREHOUSE).partitions(RECORDED_CRIME) == ()
    assert not Record.objects.filter(operation="facts.import").exists()


@pytest.mark.parametrize(("option", "ends"), [("--dry-run", 1), ("--json", 1), ("--partial", 0)])
def test_a_rejected_row_is_shown_and_only_partial_lets_the_others_in(tmp_path, settings, option, ends):
    path = tmp_path / NAME
    path.write_bytes(text(crime(), crime("c2", kind="Burglery")))
    done = run("import", path, option)
    assert done.exit_code == ends
    if option != "--json":
        assert f"{NAME}, line 3, Crime type: “Burglery”. This is not a kind of crime" in done.stderr
    assert sum(p.rows for p in Store(settings.WAREHOUSE).partitions(RECORDED_CRIME)) == 1 - ends
    assert [path.read_bytes() for path in settings.VAR.glob("imports/*/rejected/*")] == [
        text(crime("c2", kind="Burglery"))
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", f"bluelamp: {NAME}: The file is empty.\n"),
        (
            text(crime()).decode().encode("utf-16"),
            "The file looks like UTF-16. Import it again with --encoding utf-16.\n",
        ),
        (text(crime(), header="a,b"), "The columns are not those of"),
    ],
)
def test_a_file_refused_is_said_in_one_line(tmp_path, content, said):
    path = tmp_path / NAME
    path.write_bytes(content)
    done = run("import", path)
    assert done.exit_code == 1
    assert said in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    "words", [("--as", "crimes"), ("--encoding", "latin-1"), ("--source", "../x"), ("--colour", "blue")]
)
def test_a_command_that_is_wrong_ends_with_two(street, words):
    assert run("import", street, *words).exit_code == 2


def test_a_path_that_is_not_there_ends_with_two():
    assert run("import", "nowhere.csv").exit_code == 2


def test_an_empty_warehouse_says_so():
    done = run("facts")
    assert done.exit_code == 0
    assert "Nothing has arrived yet." in done.stdout


def test_missing_months_run_together_in_the_list(tmp_path):
    for month in ("2013-01", "2013-05"):
        path = tmp_path / f"{month}-west-midlands-street.csv"
        path.write_bytes(text(crime(month=month)))
        run("import", path)
    assert "2013-02 to 2013-04  missing" in run("facts").stdout
