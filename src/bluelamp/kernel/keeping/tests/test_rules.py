"""When a record is looked at again, against dates worked out by hand; and when it may go."""

from __future__ import annotations

import random
from datetime import date

import pytest

from bluelamp.kernel.keeping import rules

TODAY = date(2014, 1, 7)

BY_HAND = """
group           event       reviewed    born        due
mopi-1          2014-01-07  -           1970-05-01  2024-01-07
mopi-1          2014-01-07  -           -           2024-01-07
mopi-1          2014-01-07  2024-01-07  1970-05-01  2034-01-07
mopi-1          2014-01-07  2064-01-07  1970-05-01  2070-05-01
mopi-1          2014-01-07  2064-01-07  -           2074-01-07
mopi-1          2014-01-07  -           1920-06-30  2020-06-30
mopi-1          2014-01-07  -           1914-01-07  2014-01-07
mopi-1          2014-01-07  -           1910-01-01  2010-01-01
mopi-1          2012-02-29  -           1970-01-01  2022-02-28
mopi-1          2012-02-29  2022-02-28  1970-01-01  2032-02-28
mopi-1          2014-01-07  2018-03-01  1970-05-01  2028-03-01
mopi-1          2014-01-07  2070-05-01  1970-05-01  2080-05-01
mopi-1          2014-01-07  2070-04-30  1970-05-01  2070-05-01
mopi-1          2020-05-05  2018-03-01  1970-05-01  2030-05-05
mopi-1          1990-12-31  -           1980-01-01  2000-12-31
mopi-1          2095-01-01  -           2004-02-29  2104-02-29
mopi-1          2095-01-01  -           2000-02-29  2100-02-28
mopi-2          2014-01-07  -           -           2024-01-07
mopi-2          2014-01-07  -           1920-06-30  2024-01-07
mopi-2          2014-01-07  2024-01-07  -           2034-01-07
mopi-2          2014-01-07  2024-06-01  -           2034-06-01
mopi-2          2025-01-01  2024-06-01  -           2035-01-01
mopi-2          2024-06-01  2024-06-01  -           2034-06-01
mopi-2          2016-02-29  -           -           2026-02-28
mopi-2          2014-01-07  2015-01-07  -           2025-01-07
mopi-2          1999-12-31  -           -           2009-12-31
mopi-2          1999-12-31  2009-12-31  -           2019-12-31
mopi-2          1999-12-31  2019-12-31  -           2029-12-31
mopi-3          2014-01-07  -           -           2020-01-07
mopi-3          2014-01-07  2020-01-07  -           2025-01-07
mopi-3          2014-01-07  2025-01-07  -           2030-01-07
mopi-3          2014-01-07  2014-06-01  -           2020-01-07
mopi-3          2014-01-07  2015-01-07  -           2020-01-07
mopi-3          2014-01-07  2015-01-08  -           2020-01-08
mopi-3          2012-02-29  -           -           2018-02-28
mopi-3          2014-02-28  -           -           2020-02-28
mopi-3          2013-01-01  2020-02-29  -           2025-02-28
mopi-3          2021-03-03  2020-01-07  -           2027-03-03
mopi-3          2014-01-07  -           1900-01-01  2020-01-07
mopi-4          2014-01-07  -           -           2020-01-07
mopi-4          2014-01-07  2020-01-07  -           2026-01-07
mopi-4          2008-02-29  -           -           2014-02-28
mopi-4          2008-02-29  2014-02-28  -           2020-02-28
mopi-4          2021-07-01  2020-01-07  -           2027-07-01
mopi-4          2014-01-07  2016-01-07  -           2022-01-07
mopi-4-serious  2014-01-07  -           -           2114-01-07
mopi-4-serious  2000-02-29  -           -           2100-02-28
mopi-4-serious  1904-02-29  -           -           2004-02-29
mopi-4-serious  1910-05-05  -           -           2010-05-05
mopi-4-serious  1910-05-05  2010-05-05  -           2020-05-05
mopi-4-serious  1910-05-05  1950-01-01  -           2010-05-05
asb             2014-01-07  -           -           2020-01-07
asb             2014-01-07  2020-01-07  -           2023-01-07
asb             2014-01-07  2023-01-07  -           2026-01-07
asb             2014-01-07  2018-01-07  -           2021-01-07
asb             2014-01-07  2016-01-07  -           2020-01-07
asb             2012-02-29  -           -           2018-02-28
triage          2014-01-07  -           -           2017-01-07
triage          2014-01-07  2017-01-07  -           2018-01-07
triage          2012-02-29  -           -           2015-02-28
triage          2013-02-01  2016-02-29  -           2017-02-28
triage          2017-06-01  2017-01-07  -           2020-06-01
rejected        2014-01-07  -           -           2015-01-07
rejected        2016-02-29  -           -           2017-02-28
rejected        2014-01-07  2015-01-07  -           2016-01-07
rejected        2015-12-31  -           -           2016-12-31
ordinary        2014-01-07  -           -           2020-01-07
ordinary        2014-01-07  2020-01-07  -           2021-01-07
ordinary        2014-01-07  2019-06-01  -           2020-06-01
"""
CASES = [line.split() for line in BY_HAND.strip().splitlines()[1:]]


def day(written):
    return None if written == "-" else date.fromisoformat(written)


def due(key, event, reviewed, born):
    group = rules.groups(TODAY)[key]
    return rules.next_review(
        group, last_event=event, last_review=reviewed, ends_on=rules.end_by_age(group, born)
    )


@pytest.mark.parametrize(("key", "event", "reviewed", "born", "expected"), CASES)
def test_the_next_review_is_the_one_worked_out_by_hand(key, event, reviewed, born, expected):
    assert due(key, day(event), day(reviewed), day(born)) == day(expected)


def test_there_are_cases_of_every_group():
    assert {case[0] for case in CASES} == set(rules.groups(TODAY))
    assert len(CASES) >= 60


PERIODS = {"mopi-1": (10, 10), "mopi-2": (10, 10), "mopi-3": (6, 5), "mopi-4": (6, 6), "asb": (6, 3),
           "triage": (3, 1), "rejected": (1, 1), "ordinary": (6, 1)}  # fmt: skip


def test_four_hundred_records_walk_through_a_century_and_are_met_on_the_very_days():
    chance = random.Random(2014)
    for number in range(400):
        key = list(PERIODS)[number % len(PERIODS)]
        event = date(chance.randrange(1950, 2014), chance.randrange(1, 13), chance.randrange(1, 29))
        born = date(event.year - chance.randrange(10, 80), chance.randrange(1, 13), chance.randrange(1, 29))
        clear, every = PERIODS[key]
        table = [event.replace(year=year) for year in range(event.year + clear, event.year + 100, every)]
        if key == "mopi-1":
            hundredth = born.replace(year=born.year + 100)
            table = [each for each in table if each < hundredth]
            table += [hundredth]
        met, reviewed = [], None
        while len(met) < len(table):
            reviewed = due(key, event, reviewed, born)
            met.append(reviewed)
        assert met == table, (key, event, born)


def test_every_group_and_question_says_whether_it_was_checked_and_where_it_comes_from():
    assert [g.key for g in rules.groups(TODAY).values() if g.verified or not g.source] == []
    asked = rules.questions(TODAY)
    assert (asked.verified, len(asked.asks)) == (False, 7)


def test_no_group_is_in_force_before_its_first_day():
    assert rules.groups(date(2005, 11, 13)) == {}


@pytest.mark.parametrize(
    ("held", "proposed", "review", "word"),
    [
        (False, False, date(2014, 1, 7), "due"),
        (False, False, date(2014, 1, 8), "later"),
        (False, True, date(2014, 1, 8), "waiting"),
        (True, False, date(2014, 1, 7), "held"),
        (True, True, date(2010, 1, 7), "held"),
    ],
)
def test_a_hold_comes_before_everything_else(held, proposed, review, word):
    assert rules.standing(is_held=held, is_proposed=proposed, next_review=review, today=TODAY) == word


LAPSED = "Time alone is reason to dispose of it."
KEPT = "It was kept at the last review, 3 years ago, and has had no event since."
HUNDRED = "The person would be 100 by now: nothing in this group is kept for longer."


@pytest.mark.parametrize(
    ("key", "event", "reviewed", "ends", "words"),
    [
        ("mopi-2", "2003-06-01", "-", "-", "It has had no event for 10 years."),
        ("mopi-3", "2008-01-07", "-", "-", "It has had no event for 6 years. " + LAPSED),
        ("rejected", "2013-01-07", "-", "-", "It has had no event for one year. " + LAPSED),
        ("mopi-2", "2013-06-01", "-", "-", "It has had no event for less than a year."),
        ("asb", "2004-01-07", "2011-01-07", "-", KEPT),
        ("mopi-1", "2010-01-01", "-", "2014-01-07", HUNDRED),
    ],
)
def test_the_reason_is_told_in_a_sentence(key, event, reviewed, ends, words):
    group = rules.groups(TODAY)[key]
    told = rules.why_due(
        group, last_event=day(event), last_review=day(reviewed), ends_on=day(ends), today=TODAY
    )
    assert told == words


SENTENCE = "Nobody has asked for it since 2006."


@pytest.mark.parametrize(
    ("held", "proposed", "ground", "reason", "against"),
    [
        (False, False, "review", SENTENCE, 0),
        (True, False, "review", SENTENCE, 1),
        (False, True, "review", SENTENCE, 1),
        (False, False, "boredom", SENTENCE, 1),
        (False, False, "request", "old", 1),
        (True, True, "", " ", 4),
    ],
)
def test_what_stands_in_the_way_of_putting_one_forward(held, proposed, ground, reason, against):
    found = rules.reasons_not_to_propose(is_held=held, is_proposed=proposed, ground=ground, reason=reason)
    assert len(found) == against


@pytest.mark.parametrize(
    ("held", "decided", "proposer", "reason", "against"),
    [
        (False, False, False, SENTENCE, 0),
        (True, False, False, SENTENCE, 1),
        (False, True, False, SENTENCE, 1),
        (False, False, True, SENTENCE, 1),
        (False, False, False, "yes", 1),
    ],
)
def test_what_stands_in_the_way_of_the_second_person(held, decided, proposer, reason, against):
    found = rules.reasons_not_to_approve(
        is_held=held, is_decided=decided, is_proposer=proposer, reason=reason
    )
    assert len(found) == against


@pytest.mark.parametrize(
    ("answers", "rationale", "against"),
    [
        ({"trust": True, "purpose": False}, SENTENCE, 0),
        ({"trust": True}, SENTENCE, 1),
        ({"trust": True, "purpose": False, "more": True}, SENTENCE, 1),
        ({}, "", 2),
    ],
)
def test_whoever_keeps_a_record_answers_everything_and_says_why(answers, rationale, against):
    found = rules.reasons_not_to_retain(rationale=rationale, answers=answers, asked=("trust", "purpose"))
    assert len(found) == against
