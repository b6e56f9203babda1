"""``bluelamp audit …`` as it is typed: what it prints, what it ends with, and what it refuses."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from typer.testing import CliRunner

from bluelamp.kernel.audit import actions, sealing, triggers
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.audit.tests.test_audit import Ann
from bluelamp.web.cli import app

pytestmark = pytest.mark.django_db


def run(*words):
    return CliRunner().invoke(app, ["audit", *words])


@pytest.fixture
def three():
    for person in ("AAAA", "BBBB", "AAAA"):
        actions.record(by=Ann(), operation="people.look", objects=[f"person:{person}"])


def test_what_is_as_written_verifies(three):
    assert run("seal").stdout.startswith("1 seal added to ")
    result = run("verify", "--anchor", str(sealing.place()))
    assert (result.exit_code, result.stdout.split(", in ")[0]) == (
        0, "3 records verify, 1 to 3, against 1 seals",
    )  # fmt: skip


def test_the_first_bad_record_is_named_with_its_class(three):
    with triggers.unlocked(connection):
        Record.objects.filter(seq=2).update(role="acc")
    result = run("verify")
    assert (result.exit_code, result.stderr) == (
        1, "Record 2: altered. The record does not say what was written.\n",
    )  # fmt: skip
    said = json.loads(run("verify", "--json").stdout)
    assert (said["clean"], said["findings"]) == (False, [{"seq": 2, "last": 2, "kind": "altered"}])


def test_an_anchor_that_holds_no_seals_proves_nothing(three, tmp_path):
    (tmp_path / "seals.jsonl").write_text("\n\n")
    result = run("verify", "--anchor", str(tmp_path / "seals.jsonl"))
    assert result.exit_code == 1
    assert result.stderr.strip().endswith("seals.jsonl holds no seals.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("verify", "--anchor", "nowhere.jsonl"), "nowhere.jsonl cannot be read as a file of seals."),
        (("export", "--reason", "no"), "Say why, in at least 10 characters"),
        (("export", "--reason", "Complaint 12 of May", "--since", "May"), "May is not a day. Write it as 2026-11-23."),
        (("extract", "AAAA", "--reason", ""), "Say why, in at least 10 characters"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_line(three, words, said):
    result = run(*words)
    assert (result.exit_code, said in result.stderr, len(result.stderr.splitlines())) == (1, True, 1)


def test_records_and_extracts_are_lines_of_json(three, tmp_path):
    lines = run("export", "--reason", "Complaint 12 of May").stdout.splitlines()
    assert [json.loads(line)["objects"] for line in lines] == ["person:AAAA", "person:BBBB", "person:AAAA"]
    to = tmp_path / "extract.jsonl"
    run("extract", "AAAA", "--reason", "Request 7 of May", "--to", str(to))
    seen = [json.loads(line) for line in to.read_text().splitlines()]
    assert [(one["role"], one["operation"]) for one in seen] == [("analyst", "people.look")] * 2
    assert to.stat().st_mode & 0o777 == 0o600


def test_a_key_is_rotated_and_all_still_verifies(three, settings, tmp_path):
    settings.AUDIT_KEY = tmp_path / "audit-key"
    with triggers.unlocked(connection):
        Record.objects.all().delete()
    actions.record(by=Ann(), operation="people.look")
    assert run("rotate-key").exit_code == 0
    actions.record(by=Ann(), operation="people.look")
    assert run("verify").exit_code == 0
    assert Record.objects.values("key_name").distinct().count() == 2


def test_what_is_out_of_the_ordinary_is_printed(three):
    actions.record(
        by=Ann(), operation="glass.break_glass", objects=["person:AAAA"], reason="A child is at risk."
    )
    said = [each["pattern"] for each in json.loads(run("misuse", "--json").stdout)]
    assert "emergency" in said
