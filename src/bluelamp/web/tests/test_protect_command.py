"""``bluelamp protect``: what is printed, what is kept back, and what a wrong file is told."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from bluelamp.web.cli import app

TABLE = "Ward,Housing,Street\nAston,3,20\nLozells,8,14\n"


@pytest.fixture
def run(tmp_path):
    def call(*options, **files):
        for name, text in files.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return CliRunner().invoke(
            app, ["protect", *(str(tmp_path / one) if one.endswith(".csv") else one for one in options)]
        )

    return call


def test_a_small_count_is_kept_back_with_those_that_would_tell_it(run):
    done = run("now.csv", now=TABLE)
    assert done.stdout == "Ward,Housing,Street,Total\nAston,c,c,23\nLozells,c,c,22\nTotal,11,34,45\n"
    assert (done.exit_code, done.stderr) == (0, "1 small, 4 kept back of 9; 56% shown.\n")


def test_totals_in_the_file_are_checked_and_not_counted_twice(run):
    with_totals = "Ward,Housing,Street,Total\nAston,3,20,23\nLozells,8,14,22\nTotal,11,34,45\n"
    assert run("now.csv", now=with_totals).stdout == run("now.csv", now=TABLE).stdout


def test_programs_read_json(run):
    told = json.loads(run("now.csv", "--json", now=TABLE).stdout)
    assert told["cells"] == [[None, None, 23], [None, None, 22], [11, 34, 45]]


def test_what_came_since_an_earlier_table_is_kept_back(run):
    before, now = "Ward,Housing\nAston,38\nLozells,30\n", "Ward,Housing\nAston,40\nLozells,50\n"
    assert run("now.csv", now=now).stdout.splitlines()[1] == "Aston,40,40"
    assert run("now.csv", "--before", "old.csv", now=now, old=before).stdout.splitlines()[1] == "Aston,c,c"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ward,Housing\nAston,many\n", "Line 2, Housing: “many” is not a count."),
        ("Ward,Housing\nAston,-1\n", "Line 2, Housing: “-1” is not a count."),
        ("Ward,Housing,Street\nAston,3\n", "Line 2 has 2 columns, and the first line 3."),
        ("Ward,Housing,Total\nAston,3,4\n", "Line 2 adds up to 3, but its total says 4."),
        ("Ward,Housing\nAston,3\nTotal,4\n", "Housing adds up to 3, but line 3 says 4."),
        ("", "now.csv needs a row of labels, and below it rows of a label and counts."),
    ],
)
def test_a_file_that_is_no_table_of_counts_is_told_where(run, text, said):
    done = run("now.csv", now=text)
    assert (done.exit_code, done.stdout) == (1, "")
    assert said in done.stderr


def test_a_file_that_is_not_there_is_named(run):
    assert "now.csv cannot be read" in run("now.csv").stderr
