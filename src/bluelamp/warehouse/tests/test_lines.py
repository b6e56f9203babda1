import csv
from io import BytesIO

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bluelamp.warehouse import lines
from bluelamp.warehouse.lines import Block

NAMES = ["a", "b", "c"]
# Few characters, so that quotation marks, commas and line ends meet often; one letter of two bytes, and half of it.
CHARACTERS = [
    b"x",
    b"1",
    b" ",
    b",",
    b'"',
    b"\n",
    b"\r\n",
    b"\r",
    b"\0",
    "é".encode(),
    b"\xc3",
    b"\xe2\x80\xa8",
]
unhurried = settings(deadline=None)
CONTENT = st.lists(st.sampled_from([*CHARACTERS, b"x,1,x\n", b'"x",1,\r\n']), max_size=60).map(b"".join)


def block(data: bytes) -> Block:
    """All of ``data`` in one block, as if line 2 of a file came first."""
    return Block(2, data, np.flatnonzero(np.frombuffer(data, np.uint8) == ord("\n")) + 1)


@unhurried
@given(CONTENT)
@example(b"x,1,x\n,,\nx,1,x\n")
@example(b'x,"1,x\nx,1",x\n')
def test_every_line_is_a_row_a_blank_or_a_fault(data):
    parsed = lines.parse(block(data), NAMES, NAMES)
    ends = data.count(b"\n") + (not data.endswith(b"\n") and data != b"")
    assert len(parsed.numbers) + parsed.blank + len({fault.line for fault in parsed.faults}) == ends


@unhurried
@given(CONTENT)
def test_what_is_read_is_what_stands_there_letter_for_letter(data):
    parsed = lines.parse(block(data), NAMES, NAMES)
    rows = list(zip(*(parsed.columns[name].to_pylist() for name in NAMES), strict=True))
    for number, row in zip(parsed.numbers, rows, strict=True):
        text = data.split(b"\n")[number - 2].removesuffix(b"\r").decode()
        assert list(row) == [value or None for value in next(csv.reader([text], strict=True))]


@unhurried
@given(CONTENT)
def test_a_block_reads_the_same_however_it_is_gone_through(data):
    parsed = lines.parse(block(data), NAMES, NAMES, distinct=["b"])
    good, numbers, blank, faults = lines._part(block(data), len(NAMES))
    assert parsed.numbers.tolist() == numbers.tolist()
    assert (parsed.blank, parsed.faults) == (blank, faults)
    assert good.count(b"\n") == len(numbers)


@unhurried
@given(CONTENT, st.integers(1, 40))
def test_blocks_together_are_the_file_and_their_lines_are_numbered_on(data, size):
    try:
        cut = list(lines.blocks(BytesIO(data), size))
    except lines.Unreadable:
        return  # a line many times longer than a block: no CSV
    assert b"".join(each.data for each in cut) == data
    assert [each.first for each in cut] == [
        2 + b"".join(before.data for before in cut[:at]).count(b"\n") for at in range(len(cut))
    ]


def test_lines_are_given_back_as_they_stand():
    assert block(b"a\r\nb\nc").lines({2, 4}) == [b"a\r\n", b"c"]


def test_a_line_without_an_end_is_no_csv():
    with pytest.raises(lines.Unreadable, match="Line 2 or one near it never ends"):
        list(lines.blocks(BytesIO(b"x" * 1000), 100))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (b"plain", "plain"),
        (b"nul\0", "nul\\x00"),
        (b"\xff", "\\xff"),
        ("café", "café"),
        ("x" * 100, "x" * 80 + "…"),
        ("\u202eevil", "\\u202eevil"),
    ],
)
def test_a_value_is_shown_as_text_that_cannot_mislead(text, shown):
    assert lines.shown(text) == shown
