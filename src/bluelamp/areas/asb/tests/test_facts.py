"""What is published of cases: who comes back, what was asked, and that nobody can be found in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bluelamp.areas.asb import facts
from bluelamp.areas.asb.actions.loading import Assessed, Promised, Said, Story, bring_in
from bluelamp.areas.asb.places import at
from bluelamp.areas.asb.risk import shipped
from bluelamp.areas.asb.tests.factories import DAY, HERE, HOUR, NOW, answers, take, taker
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.tests.factories import lpu_called
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.people.tests.factories import record
from bluelamp.practice.instruments.scoring import Weight

BY = Scope.system("a test")
KEY = b"a key of the warehouse"


def rows(fact: object, *, now=NOW) -> list[dict[str, object]]:
    found = facts.tables(BY, fact, key=KEY, source="records", now=now)
    return [row for _, table in sorted(found.items()) for row in table.to_pylist()]


def said(days_ago: float, **more: object) -> Said:
    when = NOW - days_ago * DAY
    answered = {key: answer for key, (answer, _) in answers().items()}
    return Said(**{"at": when, "channel": "phone", "what": "Secret words.", "answers": answered,
                   "happened_from": when - HOUR} | more)  # fmt: skip


def story(*reports: Said, **more: object) -> Story:
    about = {"title": "Noise", "qualifier": "nuisance", "types": ("noise",), "state": "open",
             "spot": at(*HERE, "12 Shingle Road"), "reports": reports}  # fmt: skip
    return Story(**about | more)


@pytest.fixture
def load(db):
    taker(), lpu_called("BE")
    body = Organisation.objects.get(kind="force")

    def loaded(*stories: Story) -> int:
        return bring_in(by=BY, body=body, stories=stories)

    return loaded


def test_the_third_report_by_one_person_in_three_months_is_of_a_repeat_victim(load):
    person = record(family="Wholley").person_id
    load(story(said(200), said(80), said(40), person=person), story(said(1), person=person), story(said(1)))
    told = {row["received_on"]: row["is_repeat"] for row in rows(facts.REPORTS)}
    days = [(NOW - days * DAY).date() for days in (200, 80, 40, 1)]
    assert [told[day] for day in days[:3]] == [False, False, False]
    assert sorted(row["is_repeat"] for row in rows(facts.REPORTS) if row["received_on"] == days[3]) == [
        False,
        True,
    ]


def test_what_was_asked_is_told_apart_from_what_was_not(load):
    some = {key: "not_asked" if place == 0 else "no" for place, key in enumerate(answers())}
    load(story(said(1)), story(said(2, answers=some)))
    told = {row["received_on"]: (row["questions"], row["all_asked"]) for row in rows(facts.REPORTS)}
    of = len(answers())
    assert told == {date(2014, 1, 6): (of, True), date(2014, 1, 5): (of - 1, False)}


def test_first_contact_is_the_first_time_somebody_spoke_with_them_after_the_report(load):
    load(story(said(10), said(2), spoken=(NOW - 8 * DAY,)))
    told = {row["received_on"]: row["days_to_contact"] for row in rows(facts.REPORTS)}
    assert told == {(NOW - 10 * DAY).date(): 2.0, (NOW - 2 * DAY).date(): None}


def test_a_promise_counts_in_the_month_it_was_due_and_not_before(load):
    late = Promised("told-of-action", NOW - 30 * DAY, NOW - 2 * DAY)
    kept = Promised("told-of-action", NOW - 30 * DAY, NOW - 29 * DAY)
    to_come = Promised("told-of-action", NOW - HOUR)
    load(story(said(31), promises=(late, kept, to_come)))
    told = rows(facts.PROMISES)
    assert sorted(row["kept"] for row in told) == [False, True]
    assert {row["due_on"] for row in told} == {date(2013, 12, 13)}


def test_an_assessment_says_whether_the_place_moved_its_band(load):
    version = shipped.begin_pilot(by=BY, now=NOW - 40 * DAY)
    grave = {"q1": ("daily",), "q2": ("yes",), "q3": ("yes",), "q10": ("little",)}
    weights = (Weight("location", (("In the Priority Area", 3),), "made up"),)
    assessed = Assessed(version, NOW - 20 * DAY, grave, weights)
    load(story(said(20, at=NOW - 20 * DAY - HOUR, happened_from=NOW - 21 * DAY), assessed=assessed))
    (told,) = rows(facts.ASSESSMENTS)
    assert (told["base"], told["added"], told["band"], told["moved_by_place"]) == (11, 3, "medium", True)
    assert [row["is_assessed"] for row in rows(facts.REPORTS)] == [True]


def test_nobody_and_no_words_are_in_any_fact(load):
    person = record(family="Wholley")
    load(story(said(1), person=person.person_id, alleged="man in a grey hoodie"))
    take(taker())
    told = str([rows(fact) for fact in (facts.REPORTS, facts.ASSESSMENTS, facts.PROMISES, facts.REVIEWS)])
    for word in ("Wholley", "Shingle", "Secret", "hoodie", person.holding.ref, str(HERE[0])):
        assert word not in told


def test_the_same_records_give_the_same_rows_and_another_key_others(load):
    load(story(said(1)))
    keys = [
        [row["record_key"] for row in facts.tables(BY, facts.REPORTS, key=key, source="records", now=NOW)[
            "records", "2014-01"].to_pylist()]
        for key in (KEY, KEY, b"another")
    ]  # fmt: skip
    assert keys[0] == keys[1] != keys[2]


def test_facts_are_made_for_those_who_take_figures(load):
    with pytest.raises(NotPermitted):
        facts.tables(taker("contact_officer"), facts.REPORTS, key=KEY, source="records", now=NOW)


def test_many_cases_are_kept_with_all_that_was_told_of_them(load):
    count = load(
        *[story(said(9), said(3), promises=(Promised("first-contact", NOW - 9 * DAY),)) for _ in range(3)]
    )
    assert count == 6
    assert len(rows(facts.REPORTS)) == 6
    assert len(rows(facts.PROMISES, now=NOW + timedelta(days=30))) == 3
