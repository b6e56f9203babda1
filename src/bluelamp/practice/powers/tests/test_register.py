"""The register: what stood on a day, what a span is, and files that cannot be right refused with their line."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.practice.powers import documents, register
from bluelamp.practice.powers.register.faults import NotARegister
from bluelamp.practice.powers.register.reading import read
from bluelamp.practice.powers.register.spans import LONDON, Span, last_of_months, parse

LEGACY = {
    "asbo", "crasbo", "asbi", "drinking-banning-order", "dispersal-2003", "direction-to-leave", "designated-place",
    "crack-house-closure", "premises-closure-2008", "demotion",
}  # fmt: skip
GOOD = """- key: one
  title: One
  law: An Act
  sections: section 1
  says: It does something.
  in_force: [{places: [england], from: 2014-10-20}]
  applicants: [police]
  subjects: [person]
  test: Something is so.
  proof: civil
  lengths: [{most: PT48H}]
  path: [considered, authorised, in_force]
  authorised_by: [{rank: inspector}]
  contents:
    - {key: grounds, asks: Why, by: authorised}
  breach: A crime.
  source: nowhere
  verified: false
"""


def keys(day, place="england"):
    return {power.key for power in register.standing(day, place)}


def test_on_the_day_of_the_paper_the_old_powers_stood_and_no_new_one():
    assert keys(date(2014, 1, 7)) == LEGACY


@pytest.mark.parametrize(
    ("day", "begins", "ends"),
    [
        (date(2014, 10, 20), "dispersal", "dispersal-2003"),
        (date(2014, 10, 20), "closure-order", "crack-house-closure"),
        (date(2014, 10, 20), "pspo", "designated-place"),
        (date(2015, 3, 23), "civil-injunction", "asbo"),
        (date(2015, 3, 23), "civil-injunction", "asbi"),
        (date(2020, 12, 1), "criminal-behaviour-order", "cbo-2014"),
    ],
)
def test_on_its_first_day_a_power_stands_and_the_one_it_replaced_no_longer(day, begins, ends):
    eve = date.fromordinal(day.toordinal() - 1)
    assert (begins in keys(day), ends in keys(day)) == (True, False)
    assert (begins in keys(eve), ends in keys(eve)) == (False, True)
    assert begins in register.called(ends).replaced_by


def test_later_changes_are_loaded_and_never_stand():
    off = {power.key for power in register.every() if not power.enabled}
    assert off == {"respect-order", "dispersal-72", "landlord-closure"}
    assert not off & keys(date(2050, 1, 1))
    assert off <= {power.key for power in register.waiting(date(2026, 11, 23))}


def test_every_row_says_where_it_comes_from_and_only_what_was_read_is_called_checked():
    assert all(power.source and power.breach and power.test for power in register.every())
    checked = {power.key for power in register.every() if power.verified}
    assert checked == {"dispersal-2003", "dispersal-authorisation", "closure-notice"}


def test_a_power_may_begin_on_another_day_in_wales():
    assert "absolute-ground" in keys(date(2014, 10, 20))
    assert "absolute-ground" not in keys(date(2014, 10, 20), "wales")


@pytest.mark.parametrize(
    ("start", "span", "last"),
    [
        (date(2014, 1, 7), "P3M", date(2014, 4, 6)),
        (date(2014, 1, 31), "P1M", date(2014, 2, 28)),
        (date(2014, 3, 1), "P1M", date(2014, 3, 31)),
        (date(2016, 2, 29), "P1Y", date(2017, 2, 28)),
        (date(2015, 6, 8), "P21D", date(2015, 6, 28)),
        (date(2014, 11, 30), "P3M", date(2015, 2, 28)),
    ],
)
def test_spans_of_days_and_months_begin_with_their_first_day(start, span, last):
    assert parse(span).last_day(start) == last


def test_hours_run_through_the_night_on_which_the_clocks_change():
    start = datetime(2015, 3, 28, 12, tzinfo=LONDON)
    assert Span(48, "hours").end(start) == datetime(2015, 3, 30, 13, tzinfo=LONDON)


def test_hours_that_skip_christmas_stand_still_on_it():
    noon = datetime(2015, 12, 24, 12, tzinfo=UTC)
    assert Span(48, "hours").end(noon, skips_christmas=True) == datetime(2015, 12, 27, 12, tzinfo=UTC)
    there = datetime(2015, 12, 25, 9, tzinfo=UTC)
    assert Span(1, "hours").end(there, skips_christmas=True) == datetime(2015, 12, 26, 1, tzinfo=UTC)
    assert Span(12, "hours").end(noon, skips_christmas=True) == datetime(2015, 12, 25, tzinfo=UTC)


DAYS = st.dates(date(1999, 1, 1), date(2090, 12, 31))


@given(DAYS, st.integers(1, 60))
def test_a_longer_span_never_ends_sooner(start, months):
    assert start <= last_of_months(start, months) < last_of_months(start, months + 1)


@given(DAYS, st.integers(1, 60))
def test_a_span_that_begins_later_never_ends_sooner(start, months):
    later = date.fromordinal(start.toordinal() + 1)
    assert last_of_months(start, months) <= last_of_months(later, months)


@pytest.mark.parametrize("written", ["48 hours", "P", "PT", "P0D", "P3W", "P1Y2M", "-P1D", ""])
def test_what_is_no_length_of_time_is_refused(written):
    with pytest.raises(ValueError, match="no length of time"):
        parse(written)


@pytest.mark.parametrize(
    ("was", "becomes", "line", "says"),
    [
        ("- key: one", "- kye: one", 1, "key is missing"),
        ("  title: One\n", "", 1, "title is missing"),
        ("title: One", "title: [One]", 2, "title is a text"),
        ("  title: One", "  title: One\n  title: Two", 3, "title stands twice"),
        ("says: It does", "colour: blue\n  says: It does", 5, "nothing here is called colour"),
        ("places: [england]", "places: [narnia]", 6, "narnia is none of: england, wales"),
        ("from: 2014-10-20", "from: soon", 6, "from is a day"),
        ("from: 2014-10-20", "from: 2014-10-20, to: 2013-01-01", 6, "it ends before it begins"),
        ("in_force: [{places: [england], from: 2014-10-20}]", "in_force: []", 6, "in_force is a list"),
        ("applicants: [police]", "applicants: [sheriff]", 7, "sheriff is none of"),
        ("applicants: [police]", "applicants: police", 7, "applicants is a list"),
        ("subjects: [person]", "subjects: []", 8, "subjects is a list"),
        ("proof: civil", "proof: divine", 10, "proof is one of"),
        ("most: PT48H", "most: two days", 11, "most: two days is no length of time"),
        ("most: PT48H", "most: PT48H, open_ended: true", 11, "has no longest time"),
        ("most: PT48H", "most: PT48H, ages: old", 11, "ages is one of"),
        (
            "path: [considered, authorised, in_force]",
            "path: [authorised, in_force]",
            1,
            "begins with considered",
        ),
        (
            "path: [considered, authorised, in_force]",
            "path: [considered, in_force]",
            1,
            "is no step of its path",
        ),
        (
            "path: [considered, authorised, in_force]",
            "path: [considered, served, authorised, in_force]",
            1,
            "in their order",
        ),
        ("rank: inspector", "rank: corporal", 13, "rank is one of"),
        ("by: authorised", "by: served", 1, "needed by served"),
        ("by: authorised", "by: monday", 15, "by is one of"),
        ("{key: grounds, asks: Why, by: authorised}", "grounds", 15, "list of names and values"),
        ("verified: false", "verified: perhaps", 18, "verified is true or false"),
        ("  verified: false\n", "", 1, "verified is missing"),
        ("verified: false", "verified: false\n  least_age: ten", 19, "least_age is an age"),
        ("verified: false", "verified: false\n  hearing: {where: a court}", 19, "within is missing"),
        ("verified: false", "verified: false\n  warning: In writing.", 1, "wants a warning"),
        (
            "verified: false",
            "verified: false\n  replaced_by: [two]",
            0,
            "replaced by two, which is not in the register",
        ),
        ("verified: false", "verified: false\n  optional: [interim]", 1, "is optional and no step"),
        ("- key: one", "key: one", 2, ""),
        ("says: It does", "says: 'It does", 5, ""),
    ],
)
def test_a_file_that_cannot_be_right_is_refused_with_its_line(tmp_path, was, becomes, line, says):
    file = tmp_path / "powers.yaml"
    file.write_text(GOOD)
    assert len(read([file])) == 1
    assert was in GOOD
    file.write_text(GOOD.replace(was, becomes, 1))
    with pytest.raises(NotARegister) as refused:
        read([file])
    (fault,) = refused.value.faults
    assert says in fault.says
    assert not says or fault.line == line


def test_two_powers_of_one_name_and_every_fault_of_a_file_are_said_at_once(tmp_path):
    file = tmp_path / "powers.yaml"
    file.write_text(GOOD + GOOD + GOOD.replace("proof: civil", "proof: none at all"))
    with pytest.raises(NotARegister) as refused:
        read([file])
    assert [fault.line for fault in refused.value.faults] == [19, 46]


def test_each_action_of_a_remedy_document_serves_an_aim_and_there_was_none_in_january_2014():
    assert documents.in_force(date(2014, 1, 7)) is None
    document = documents.in_force(date(2014, 10, 20))
    assert document is not None
    assert all(action.aims for action in document.actions)
