"""A part, its whole and its share as ordinary authors put them: the share that is wrong is found, and the right one
passes."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.board.checking.checked import check

SAID = (
    ("Of 1,240 calls, 310 were from repeat callers, a proportion of {}.", "25%", "28%"),
    ("There were 480 applications and 96 were refused. This is a refusal rate of {}.", "20%", "25%"),
    ("In all 215 people attended, 172 of whom said they would come again. That makes {}.", "80%", "90%"),
    ("The Panel considered 88 cases. It agreed 66 of them, {}.", "75%", "82%"),
    ("Of 60 inspections nine, {}, found a breach.", "15%", "25%"),
    ("Grants worth £1.2m were made, £300,000 ({}) of it to voluntary groups.", "25%", "35%"),
    ("Our budget is £640,000, of which £416,000 ({}) goes on pay.", "65%", "56%"),
    ("We pay £98,400 (60%) of the £164,000 budget, health £41,000 ({}) and others the rest.", "25%", "35%"),
    ("Rent collected was £9.31 million out of £9.50 million due, or {}.", "98.0%", "96.0%"),
    ("There have been 365 cases and 312 were on time, giving {}.", "85.5%", "89.4%"),
    ("The 105 referrals from doctors are {} of the total of 350.", "30%", "20%"),
    ("In the half year 640 households were seen, of which 212 ({}) came from landlords.", "33%", "43%"),
    ("Work was completed by 318 of the 412 offenders who had one, or {}.", "77.2%", "79.2%"),
    ("In the month 186 homes were re-let, 141 of them within 25 days. That is {}.", "75.8%", "71.8%"),
    ("The force employs 2,400 officers. Of those, 720 are women, which at {} is a record.", "30%", "35%"),
    ("The borough has 1,520 lamps and 380 have been changed, so {} of the work is done.", "25%", "35%"),
    ("During the year 84 learners enrolled and 63 finished, a completion rate of {}.", "75%", "70%"),
    ("The response rate was {} (460 replies to 2,000 letters).", "23%", "26%"),
    ("In 2016 it had been {}, 281 of 380.", "74%", "80%"),
    ("Attendance at meetings was {}, that is 102 of a possible 120.", "85%", "89%"),
    ("Women are 33 of the 440, at {}.", "7.5%", "5.7%"),
    ("Of those killed 29%, 72 out of 248, were riders, and {}, 31 out of 248, walked.", "12%", "18%"),
    ("The first engine was in time at 378 of 420 fires ({}), above the 80% standard.", "90%", "96%"),
    ("We asked 1,250 people, and 562 sent it back: {}.", "45%", "51%"),
    ("Computers were used for 96,400 hours out of an available 160,700, or {}.", "60%", "66%"),
    ("Bad debts were £184,000, or {} of fee income of £92 million.", "0.2%", "2.0%"),
    ("The contract sum is £2.40m and £1.56m ({}) has been paid.", "65%", "56%"),
    ("Of the other 16,200 some 14,742, or {}, were in time.", "91%", "85%"),
    ("We made 5,200 visits against a target of 5,000. Of the visits, 3,380 ({}) were late.", "65%", "68%"),
    ("Of the 640 calls 573 were met within the target time, which is to say {}.", "89.5%", "91.5%"),
    ("The ward has 28 beds. On average 24 were occupied, an occupancy of {}.", "86%", "80%"),
)
LIST = "4. We had 1,214 forms back.\n\n* 874 ({}) were against.\n* 243 (20%) were in favour.\n* 97 (8%) had no view.\n"
SILENT = (
    "The force has 12 wards and 14 teams, with a compliance rate of 92%.",
    "There are 18 officers, 12 of them part-time, a vacancy rate of 10%.",
    "Of 1,240 calls, 310 were repeated, and 28% were abandoned.",
    "The 45 officers made 38 arrests. That is 95% of the plan.",
    "We held 14 meetings and 12 were quorate. Attendance at meetings was 81%.",
    "The survey had 410 replies from 1,000 households; the rate needed is 45%.",
    "The 52 wardens issued 40 tickets, at 93% accuracy.",
    "The rate of 92% covers 24 wards, 20 of them surgical.",
    "We had 300 places and 276 were taken, so 8% were empty.",
    "Some 90 men and 60 women came, so 60% were men.",
    "Fires fell to 84 from 96, or 12.5%.",
    "Costs were £1.2m against a budget of £1.1m, or 109% of it.",
    "Costs fell from £412,000 to £398,000 (3.4%), and £9,000 (64%) of the saving was on paper.",
    "In the last quarter 312 members retired, 234 of them at their normal age (75%).",
    "A check of 25 files found 4 errors, an accuracy of 84%.",
    "Three of the four directorates met the target of 85%.",
    "Income was £1.1m against a budget of £1.2m, a shortfall of 8%.",
    "Of 40 asked 12 had been, and 92% of all residents knew of it.",
    "In all 223 were pregnant or had a baby under one (12% of all 1,860).",
    "Of the 316 users 211 were over 65 (two thirds).",
    "In all 3,912 of 4,446 staff due an appraisal had received one (88.0 per cent).",
)


def shares_found(text: str) -> list[str]:
    found = check("paper.txt", f"4. {text}\n".encode(), today=date(2020, 1, 1)).findings
    return [each.working for each in found if each.rule == "percentages"]


@pytest.mark.parametrize(("text", "right", "wrong"), SAID)
def test_a_share_that_its_counts_do_not_give_is_found_and_the_right_one_passes(text, right, wrong):
    assert (len(shares_found(text.format(wrong))), shares_found(text.format(right))) == (1, [])


@pytest.mark.parametrize("text", SILENT)
def test_a_share_of_something_else_is_let_be(text):
    assert shares_found(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("The panel saw {} of the 468 applications.", 379, 579),
        ("We decided 468 cases, {} of them in time.", 379, 579),
        ("Of the 468 people offered it, {} took it up.", 379, 579),
    ],
)
def test_a_part_that_is_more_than_its_whole_is_found(text, right, wrong):
    assert shares_found(text.format(wrong)) == ["579 is more than 468, of which it is told to be part"]
    assert shares_found(text.format(right)) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("In 2013 it was 2,015. It is 1,860 now, so there was a fall of 155, or {}.", "7.7%", "13.7%"),
        ("Crime was 8,459 offences, 306 fewer than the 8,765 of 2012, a fall of {}.", "3.5%", "9.5%"),
        (
            "Calls were 98,400. In 2013 there were 91,000. They have grown by 7,400, which is {}.",
            "8.1%",
            "10.6%",
        ),
        ("Energy cost £148,000, and £136,000 before, a rise of £12,000 ({}).", "8.8%", "14.8%"),
    ],
)
def test_the_share_of_a_change_is_of_one_of_the_two_numbers_it_lies_between(text, right, wrong):
    assert len(shares_found(text.format(wrong))) == 1
    assert shares_found(text.format(right)) == []


def test_the_share_of_a_change_that_lies_between_no_two_numbers_is_let_be():
    assert shares_found("Calls were 98,400 and letters 12,000. Visits fell by 7,400, or 10.6%.") == []


def test_more_may_be_built_than_was_planned():
    assert shares_found("We built 120 of the 100 planned homes.") == []


def test_the_parts_of_a_list_are_of_what_was_counted_before_it():
    found = check("paper.md", LIST.format("78%").encode(), today=date(2020, 1, 1)).findings
    assert [each.working for each in found if each.rule == "percentages"] == [
        "874 of 1,214 is 72.0%, and 78% is printed"
    ]
    right = check("paper.md", LIST.format("72%").encode(), today=date(2020, 1, 1)).findings
    assert [each for each in right if each.rule == "percentages"] == []


def test_an_average_of_a_day_is_rounded():
    text = "4. We answered 77,000 calls in October 2015, an average of {} a day over 31 days.\n"
    right, wrong = (
        check("paper.txt", text.format(n).encode(), today=date(2020, 1, 1)) for n in ("2,484", "2,848")
    )
    assert [each.rule for each in right.findings if each.rule == "each"] == []
    assert [each.rule for each in wrong.findings if each.rule == "each"] == ["each"]
