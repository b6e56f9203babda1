"""``bluelamp paper …`` as it is typed."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from bluelamp.board import actions, source
from bluelamp.board.models import Edition
from bluelamp.board.tests.factories import asb_satisfaction, write_paper
from bluelamp.kernel.access.tests.factories import scope_of
from bluelamp.web.cli import app

pytestmark = pytest.mark.django_db
TEXT = 'It stands at {{ figure("asb-satisfaction", "rolling_year:2013-11") }}.'


def run(*words):
    return CliRunner().invoke(app, ["paper", *map(str, words)])


@pytest.fixture(autouse=True)
def papers(settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path / "var"
    monkeypatch.setattr(source, "PAPERS", tmp_path / "papers")
    asb_satisfaction()
    write_paper(source.PAPERS, TEXT)
    return source.PAPERS


def write(papers, text):
    (papers / "2014-01-07" / "satisfaction.md").write_text(text, "utf-8")


def test_a_paper_is_built_and_its_files_are_named(papers, settings):
    told = run("build", "2014-01-07", "--today", "2014-01-07")
    assert told.exit_code == 0
    assert "Paper of 2014-01-07, edition 1 built: 1 figure cited." in told.stdout
    assert str(settings.VAR / "papers" / "2014-01-07" / "paper.pdf") in told.stdout
    assert f"{Edition.objects.get().built_on}" == "2014-01-07"


def test_another_program_is_told_in_json(papers):
    built = json.loads(run("build", "--json").stdout)
    assert (built["edition"], built["new"], built["open_findings"]) == (1, True, 0)
    assert json.loads(run("build", "--json").stdout)["new"] is False
    assert json.loads(run("check", "--json").stdout) == []


def test_a_public_copy_is_tried_of_what_is_signed_or_of_a_draft_when_asked_for(papers, tmp_path):
    run("build")
    refused = run("public")
    assert (refused.exit_code, refused.stderr) == (1, "bluelamp: The edition is not signed.\n")
    tried = json.loads(run("public", "--draft", "--json", "--into", str(tmp_path / "out")).stdout)
    assert (tried["kept_back"], tried["against"]) == (0, [])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "figures.json",
        "paper.docx",
        "paper.html",
        "paper.pdf",
    ]


def test_check_fails_while_a_finding_stands_in_the_way_and_passes_once_it_is_settled(papers):
    write(papers, TEXT + " The bureau made 1,100 calls.")
    run("build")
    told = run("check")
    assert told.exit_code == 1
    assert "Proof-reading: 1 to settle, 0 settled." in told.stdout
    assert "paragraph 2: A number without a source. “1,100” is neither cited" in told.stdout
    edition = Edition.objects.get()
    actions.clear_finding(
        by=scope_of("analyst"),
        edition=edition,
        finding=edition.found[0].key,
        reason="It is from the Bureau's log.",
        today=edition.built_on,
    )
    assert run("check").exit_code == 0


def test_a_citation_at_fault_is_one_line_that_says_where(papers):
    write(papers, '{{ figure("asb", "2013-11") }}')
    told = run("build")
    assert told.exit_code == 1
    assert told.stderr.startswith("bluelamp: 2014-01-07/satisfaction.md line 1: No measure is called asb.")
    assert told.stderr.count("\n") == 1


def test_many_faults_are_told_ten_at_a_time(papers):
    write(papers, "\n\n".join(["{{ nothing() }}"] * 12))
    told = run("build").stderr.splitlines()
    assert len(told) == 11
    assert told[-1] == "bluelamp: and 2 more. Were the figures taken? bluelamp figures take"


@pytest.mark.parametrize("command", ["build", "check", "rebuild"])
def test_a_paper_that_does_not_exist_is_refused_in_one_line(papers, command):
    told = run(command, "2013-01-01")
    assert told.exit_code == 1
    assert told.stderr.startswith("bluelamp: There is no paper")
    assert told.stderr.count("\n") == 1


def test_an_edition_is_made_again_and_every_file_is_the_same(papers):
    run("build")
    told = run("rebuild")
    assert told.exit_code == 0
    assert [line.split()[0] for line in told.stdout.splitlines()] == ["same"] * 4


def test_a_file_that_would_differ_is_told(papers):
    run("build")
    kept = Edition.objects.get()
    Edition.objects.update(digests={**kept.digests, "paper.pdf": "0" * 64})
    told = run("rebuild")
    assert told.exit_code == 1
    assert "differs  " + "0" * 64 + "  paper.pdf" in told.stdout
