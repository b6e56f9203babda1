"""Cells for a spreadsheet: what it would run stays a text, and what is a number stays a number."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.ui import cells

RUN = [
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "|calc",
    "%0A",
    "\t=1",
    "\r=1",
    "\n=1",
    "   =1",
    "\ufeff=1",
    "\u200b=1",
    "\x00=1",
    "\xa0=1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20x",
    "\tname",
    "-",
    "+",
]
PLAIN = [
    "",
    " ",
    "name",
    "a=b",
    "1-2",
    "-5",
    "+3",
    "-0.25",
    "-12%",
    "O'Neill",
    "é",
    "'=1",
    "2014-01-07",
    "<b>",
]


@pytest.mark.parametrize("cell", RUN)
def test_what_a_spreadsheet_would_run_is_quoted(cell):
    assert cells.safe(cell) == "'" + cell


@pytest.mark.parametrize("cell", [*PLAIN, 5, -5, 0.5, None, True])
def test_numbers_and_plain_texts_stay_as_they_are(cell):
    assert cells.safe(cell) is cell


@given(st.text())
def test_whatever_is_typed_never_begins_with_what_runs(text):
    first = cells.safe(text).lstrip("\ufeff \t\r\n\x00")[:1]
    assert first not in tuple("=@|%") or cells.NUMBER.fullmatch(text)


def test_a_row_is_read_back_as_it_was_written():
    file = io.StringIO()
    csv.writer(file).writerow(cells.safe_row(["=1", 'a,"b"\nc', -5]))
    assert next(csv.reader(io.StringIO(file.getvalue(), newline=""))) == ["'=1", 'a,"b"\nc', "-5"]
