"""Reading the paper that somebody else wrote: the slips it is known to hold are found, and nothing else is."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bluelamp.board.document import Heading, Items, Paragraph, Table, words
from bluelamp.board.proof_reading import RULES, plain_text, proof_read

MEETING = date(2014, 1, 7)
FIRST_CIRCULATED = Path(__file__).parents[5] / "shared" / "seed"
OF_SENSE = tuple(rule for rule in RULES if rule.key != "typed-number")

TEXT = """PURPOSE OF REPORT

1. To tell members what was found.

Hate crime

2. There were 63 of 2,172 (4%).
- one thing
\t2012\t\t2013\t
HINDUISM\t2\t50%\t1\t25%
ISLAM\t2\t50%\t3\t74%
"""


def test_a_text_is_taken_apart_into_headings_paragraphs_lists_and_tables():
    document = plain_text.read(TEXT, key="x", meeting=MEETING)
    blocks = [block for _, block in document.blocks()]
    assert [type(block) for block in blocks] == [Heading, Paragraph, Heading, Paragraph, Items, Table]
    assert (blocks[0].level, blocks[2].level) == (1, 2)
    assert blocks[3].number == 2
    assert words(blocks[5].rows[1][3]) == "3"
    assert [column.percent_of for column in blocks[5].columns] == [None, None, 1, None, 3]


def test_the_rules_read_it_like_a_paper_of_ours():
    document = plain_text.read(TEXT, key="x", meeting=MEETING)
    assert [finding.working for finding in proof_read(document, OF_SENSE)] == [
        "3 of 4 is 75.0%, and 74% is printed",
        "63 of 2,172 is 2.9%, and 4% is printed",
    ]


def test_the_paper_first_circulated_gives_up_the_slips_it_holds_and_no_others():
    found = sorted(FIRST_CIRCULATED.glob("*.txt"))
    if not found:
        pytest.skip("the paper first circulated is not beside this repository")
    document = plain_text.read(found[0].read_text("utf-8"), key="first", meeting=MEETING)
    first_words = [
        (f.rule, f.paragraph, re.split("[,:;]", f.working)[0]) for f in proof_read(document, OF_SENSE)
    ]
    assert first_words == [
        ("period-kinds", 12, "77.1% is of a rolling year and 76.4% of a month"),
        ("future-before", 13, "December 2013 will have gone by at the meeting of 7 January 2014"),
        ("future-before", 20, "December 2013 will have gone by at the meeting of 7 January 2014"),
        ("past-after", 35, "July 2014 is after the meeting of 7 January 2014"),
        ("near-total", 0, "it adds up to 62"),
        ("percentages", 0, "16 of 62 is 25.8%"),
        ("percentages", 0, "2 of 62 is 3.2%"),
        ("percentages", 0, "27 of 62 is 43.5%"),
        ("percentages", 53, "63 of 2"),
        ("future-before", 82, "Monday 6th January 2014 will have gone by at the meeting of 7 January 2014"),
        ("implications", 83, "paragraph 34 says “recruitment”"),
        ("implications", 84, "paragraph 8 says “Crime and Policing Bill”"),
    ]
