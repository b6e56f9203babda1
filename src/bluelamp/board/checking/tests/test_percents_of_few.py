"""Percentages that no whole number of their base gives, wherever the base is told: a column, a label, a heading or the
sentence beside it."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.board.checking.checked import check

SCHOOLS = (("Ash", "16", "75%"), ("Beech", "21", "76%"), ("Cedar", "9", "{}"), ("Dale", "30", "70%"))
VIEWS = (("Safe", "94%"), ("Listened to", "{}"), ("Informed", "69%"))


def paper(*head: str, rows, before: str = "The results are below.") -> str:
    lines = [" | ".join(row) for row in (head, ("---",) * len(head), *rows)]
    return f"4. {before}\n\n" + "".join(f"| {line} |\n" for line in lines)


TABLES = (
    (paper("School", "Pupils sitting", "Level 4 or above", rows=SCHOOLS), "78%", "83%"),
    (paper("View", "Agreed (n = 16)", rows=VIEWS), "75%", "72%"),
    (paper("Question (16 replies to each)", "Agreed", rows=VIEWS), "75%", "72%"),
    (paper("View", "Agreed", rows=VIEWS, before="Sixteen carers returned the form."), "75%", "72%"),
    (paper("Team (replies)", "Pleased", rows=(("A (18)", "89%"), ("B (12)", "75%"), ("C (15)", "{}"))), "80%", "77%"),
    (
        paper("Question", "Agree %", "Neither %", "Disagree %", rows=(("a", "60", "25", "15"), ("b", "70", "20", "10"),
              ("c", "55", "30", "{}"))),
        "15",
        "22",
    ),
)  # fmt: skip
SENTENCES = (
    ("Of the 14 who replied, {} were satisfied.", "79%", "81%"),
    ("We had replies from {} of the 14 members.", "79%", "81%"),
    ("Some 11 pupils took part, of whom {} felt safer.", "82%", "87%"),
    ("The panel reviewed 13 cases and {} met the standard.", "77%", "80%"),
    ("Twelve schools responded and {} said that it should go on.", "75%", "70%"),
    ("Of the 17, {} said that they would come again.", "65 per cent", "62 per cent"),
    ("There were 17 on the panel, and {} said they would come again.", "59%", "62%"),
    ("There were 13 complaints in the quarter: {} were upheld.", "62%", "60%"),
    ("Feedback came from 16 families ({} positive).", "75%", "72%"),
    ("The panel heard 21 appeals and allowed {} of them.", "43%", "45%"),
    ("Nineteen heads replied: 74% agreed, 16% had no view and {} disagreed.", "11%", "12%"),
    ("Of the 31 responses, 58% supported option A, {} option B and 13% neither.", "29%", "28%"),
)
OVER_TWO = (
    ("The panel took 14 referrals in the half year. It closed {} of them by September.", "43%", "45%"),
    ("There are 13 pharmacies in the borough. At present {} of them give the vaccine.", "54%", "58%"),
    ("We have 12 volunteers. Of these, {} are over 65.", "75%", "70%"),
    ("It has 14 cases. It closed {} of them in May.", "50%", "45%"),
    ("We went to all 9 of the staffed ticket offices. At {} of them the window was open.", "56%", "60%"),
    ("Hygiene was marked on 12 wards. {} of the wards met the standard.", "75%", "71%"),
    ("The team made 16 visits. Only {} of the visits were in time.", "75%", "72%"),
    ("Our audit looked at 18 files. Only {} were good.", "72%", "75%"),
    ("There were 11 complaints. Just {} of these were upheld.", "36%", "40%"),
    ("The service has nine vans. Of them {} are electric.", "33%", "40%"),
    ("Fifteen schools sent staff. In all {} of those are primaries.", "80%", "85%"),
    ("Seven recommendations were made last year. We have done {} of them.", "71%", "80%"),
    ("We spoke to 23 carers. In all, {} felt listened to.", "48%", "45%"),
)
SILENT = (
    "4. Of the 41 carers who replied, 39% were very content, 29% fairly, 20% neither and 12% not content.",
    "4. In 24 homes 52% were men, 31% women and 17% children.",
    "4. We run 14 homes. Only 81% were full.",
    "4. The 14 wardens issued tickets. Of these, 45% were paid.",
    "4. The 14 wardens issued 340 tickets. Only 45% of them were paid.",
    "4. There are 13 pharmacies. About 60% of them give the vaccine.",
    "4. There are 13 pharmacies. Some 58% of the residents use them.",
    "4. The review took 14 weeks. Only 45% of them thought it long.",
    "4. There are 13 pharmacies with 410 staff. Just 58% of them are women.",
    "4. There are 13 pharmacies and many surgeries. Just 58% of them are open on Sunday.",
    "4. There were 14 replies, weighted by size. Just 45% of them were for it.",
    "4. We hold 9 meetings a year. Only 64% of these councils hold more.",
    "4. There are 1,300 homes. Only 58% of them are let.",
    paper(
        "Home",
        "Beds",
        "Occupancy (%)",
        rows=(("Elms", "10", "83"), ("Firs", "12", "91"), ("Oaks", "14", "97")),
    ),
    paper(
        "Area", "Replies", "Satisfied (%)", rows=(("A", "420", "81"), ("B", "388", "80"), ("C", "402", "83"))
    ),
    paper("View", "Agreed (n = 16)", rows=VIEWS, before="Replies are weighted by age.").format("72%"),
    paper("Area", "2014 %", "2015 %", rows=(("A", "60", "40"), ("B", "55", "48"), ("C", "70", "34"))),
    "4. Of the 14 homes, 81% were full.",
    "4. We held 9 meetings with the public, and 80% were in favour.",
    "4. There were 13 events in the summer, and 80% said they were useful.",
    "4. We ran 9 workshops (80% full).",
    "4. There are 14 wards in the city, and 62% were built before 1950.",
    "4. Nine staff left and two joined, and 80% of posts are filled.",
    "4. The 13 wardens made visits and 62% were in the evening.",
    "4. There were 13 complaints (62% fewer than last year).",
    "4. The scheme covers 81% of the 14 square miles.",
    "4. About 80% of the 14 who replied were satisfied.",
    "4. In all 35 people attended, and 90% of the seats were filled.",
)


def found(text: str) -> list[str]:
    every = check("paper.md", f"{text}\n".encode(), today=date(2020, 1, 1)).findings
    return [each.working for each in every if each.rule in ("shares", "percentages")]


@pytest.mark.parametrize(
    ("text", "right", "wrong"), [*TABLES, *((f"4. {t}", r, w) for t, r, w in (*SENTENCES, *OVER_TWO))]
)
def test_a_percentage_that_cannot_be_of_its_base_is_found_and_one_that_can_passes(text, right, wrong):
    assert (len(found(text.format(wrong))), found(text.format(right))) == (1, [])


@pytest.mark.parametrize("text", SILENT)
def test_a_percentage_of_something_else_is_let_be(text):
    assert found(text) == []


def test_the_whole_numbers_on_either_side_are_told():
    (working,) = found(TABLES[0][0].format("83%"))
    assert working == "of 9, 7 is 77.8% and 8 is 88.9%, and 83% is printed"
