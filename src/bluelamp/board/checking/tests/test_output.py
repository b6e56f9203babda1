"""What is handed back about a paper: the list before it, the sentences in which sums are told, the note."""

from __future__ import annotations

import re
from datetime import date

from bluelamp.board.checking import annotated, note
from bluelamp.board.checking.checked import check
from bluelamp.board.document import Note, words
from bluelamp.board.proof_reading.finding import Finding

TEXT = b"""Board, 4 March 2014

1. There were 63 of 2,172 (4%). It opened on Tuesday 3 March 2014.

2. Of the 57, 18 (60%) were asked. In July 2014 the panel met.

3. End.
"""


def checked():
    return check("paper.txt", TEXT, today=date(2014, 3, 4))


def test_a_list_before_the_paper_leads_to_every_finding_the_gravest_first():
    html = annotated.standalone(checked())
    listed = re.findall(r'<li class="[^"]*check-line--(\w+)"><a href="#(f-\w+)">', html)
    assert [anchor for _, anchor in listed] == [
        f"f-{found.key}" for severity in ("wrong", "look", "ask") for found in checked().of(severity)
    ]
    assert len(listed) >= 4
    assert all(f'id="{anchor}"' in html for _, anchor in listed)


def test_a_sum_that_ends_in_a_question_gets_no_second_stop():
    (found, *_) = checked().findings
    asked = {name: getattr(found, name) for name in Finding.__slots__} | {"working": "4 or 3?"}
    assert Finding(**asked).sum_done == "4 or 3?"
    assert found.sum_done == f"{found.working}."


def test_the_note_opens_each_part_with_what_its_findings_ask_for():
    document = note.document(checked(), marking="OFFICIAL")
    opened = [block for _, block in document.blocks() if isinstance(block, Note)]
    assert opened[0].label == "To put right"
    assert words(opened[0].runs).startswith("Here the paper contradicts itself")
    assert len(opened) == len(document.sections)
