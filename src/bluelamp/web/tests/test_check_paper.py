"""``bluelamp check-paper``: what it prints and writes, and the exit code by what was found."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from bluelamp.web.cli import app

OPENING = "Board, 4 March 2014\n\n1. One.\n\n2. Two.\n\n"


def run(*words: object):
    return CliRunner().invoke(app, ["check-paper", *map(str, words)])


@pytest.fixture
def paper(tmp_path):
    def written(sentence: str):
        file = tmp_path / "paper.txt"
        file.write_text(f"{OPENING}3. {sentence}\n", "utf-8")
        return file

    return written


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("There were 57 of 1,811 (3.1%).", 0),
        ("The XQZT met.", 3),
        ("The manual will be complete by the end of January 2014.", 4),
        ("There were 63 of 2,172 (4%).", 5),
    ],
)
def test_the_exit_code_says_how_grave_it_is(paper, sentence, code):
    assert run(paper(sentence)).exit_code == code


def test_less_than_what_counts_ends_with_nought(paper):
    file = paper("The manual will be complete by the end of January 2014.")
    assert [run(file, "--fail-on", least).exit_code for least in ("look", "wrong")] == [4, 0]


def test_each_finding_shows_where_it_stands_and_its_sum(paper):
    told = run(paper("There were 63 of 2,172 (4%).")).stdout
    assert "Meeting of 4 March 2014." in told
    assert "  Paragraph 3: A percentage that does not follow from its count. 63 of 2,172 is 2.9%" in told
    assert told.splitlines()[-1] == "Found: 1 that do not add up."


def test_it_writes_what_is_asked_for(paper, tmp_path):
    page, note = tmp_path / "checked.html", tmp_path / "note.docx"
    told = run(paper("There were 63 of 2,172 (4%)."), "--html", page, "--note", note, "--json")
    assert json.loads(told.stdout)["counts"] == {"wrong": 1, "look": 0, "ask": 0}
    assert "<mark>There were 63 of 2,172 (4%).</mark>" in page.read_text("utf-8")
    assert note.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "code"), [(("--fail-on", "never"), 2), (("--note", "note.txt"), 2), (("--meeting", "soon"), 2)]
)
def test_wrong_use_is_refused(paper, words, code):
    assert run(paper("One."), *words).exit_code == code


def test_a_file_that_cannot_be_read_is_refused_in_one_line(tmp_path):
    file = tmp_path / "paper.docx"
    file.write_bytes(b"PK\x03\x04broken")
    told = run(file)
    assert (told.exit_code, told.stderr) == (
        1,
        "bluelamp: The Word file is broken or locked with a password. Save it anew.\n",
    )


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    paper = tmp_path / "paper.txt"
    paper.write_text("1. There were 63 of 2,172 (4%).")
    done = run(paper, "--html", tmp_path / "nowhere" / "checked.html")
    assert (done.exit_code, "checked.html cannot be written: No such file" in done.output) == (1, True)
