"""Cases that may be the same: found by person, household, address and place, and told to those alone who may know."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bluelamp.areas.asb import queries
from bluelamp.areas.asb.actions.reports import Caller
from bluelamp.areas.asb.actions.searching import Named, Search, search
from bluelamp.areas.asb.places import Spot, at
from bluelamp.areas.asb.queries.similar import Asked, Elsewhere, ago
from bluelamp.areas.asb.tests.factories import DAY, FAR, HERE, NOW, case_of, somebody_new, take, taker
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.tests.worlds import agreement
from bluelamp.kernel.people.tests.factories import HOMES, POLICE, record, scope

pytestmark = pytest.mark.django_db

SOMEWHERE = Spot("7 Elsewhere Close")


def found(by, heads=(), spot=SOMEWHERE, now=NOW):
    return queries.similar.similar(by, Asked(frozenset(heads), spot), now=now)


def test_the_same_person_comes_first_with_the_reason_said():
    by, known = taker(), record()
    near = take(by, spot=at(*HERE))
    theirs = take(by, spot=at(*FAR), callers=(Caller(ref=known.person.ref),))
    cases = found(by, [known.person.head_id], at(HERE[0] + 40, HERE[1])).cases
    assert [one.look.ref for one in cases] == [theirs.case, near.case]
    assert cases[0].reasons == ("The same person has complained before in it", "Last reported today")
    assert cases[1].reasons == ("40 metres away", "Last reported today")


def test_the_household_is_known_by_where_they_live():
    by = taker()
    mother, son = record(), record(given="Tom")
    theirs = take(by, spot=at(*FAR), callers=(Caller(ref=mother.person.ref),))
    (one,) = found(by, [son.person.head_id]).cases
    assert (one.look.ref, one.reasons[0]) == (theirs.case, "Somebody of the same household is in it")


@pytest.mark.parametrize(
    ("metres", "told"), [(0, ["At the same spot"]), (100, ["100 metres away"]), (101, []), (150, [])]
)
def test_a_place_is_near_up_to_100_metres(metres, told):
    by = taker()
    take(by, spot=at(*HERE))
    cases = found(by, spot=at(HERE[0], HERE[1] + metres)).cases
    assert [one.reasons[0] for one in cases] == told


def test_the_same_address_is_found_without_a_point():
    by = taker()
    take(by, spot=Spot("12 Shingle Rd."))
    (one,) = found(by, spot=Spot("12, Shingle Road")).cases
    assert one.reasons[0] == "The same address"


def test_what_was_a_year_ago_is_not_asked_about():
    by = taker()
    take(by, spot=at(*HERE))
    assert found(by, spot=at(*HERE), now=NOW + 366 * DAY).cases == ()


def test_a_closed_case_says_whether_it_would_open_again():
    by = taker()
    case = case_of(take(by, spot=at(*HERE)))
    type(case).objects.filter(pk=case.pk).update(state="closed", closed_at=NOW)
    (lately,) = found(by, spot=at(*HERE), now=NOW + 90 * DAY).cases
    (long_ago,) = found(by, spot=at(*HERE), now=NOW + 91 * DAY).cases
    assert (lately.reopens, long_ago.may_add) == (True, False)


def test_a_case_of_another_unit_is_whom_to_ring_and_nothing_else():
    take(taker(), spot=at(*HERE, "12 Shingle Road"))
    answer = found(taker("neighbourhood_officer", lpus=("DY",)), spot=at(*HERE))
    assert answer.cases == ()
    assert answer.elsewhere == (Elsewhere("West Midlands Police", "Birmingham West & Central"),)


@pytest.mark.parametrize("sensitivity", ["restricted", "sealed"])
def test_what_is_restricted_is_not_there_at_all(sensitivity):
    taken = take(taker(), spot=at(*HERE))
    Holding.objects.filter(ref=taken.case).update(sensitivity=sensitivity)
    answer = found(taker(), spot=at(*HERE))
    assert (answer.cases, answer.elsewhere) == ((), ())


def test_a_partner_learns_whom_to_ring_only_where_that_was_agreed():
    take(taker(), spot=at(*HERE))
    landlord = scope("partner", HOMES)
    assert found(landlord, spot=at(*HERE)).elsewhere == ()
    agreement((POLICE, HOMES), ("identity",), starts_on=date(2013, 1, 1))
    assert found(landlord, spot=at(*HERE)).elsewhere == ()
    agreement((POLICE, HOMES), ("professional",), key="who-to-ring", starts_on=date(2013, 1, 1))
    assert found(landlord, spot=at(*HERE)).elsewhere == (
        Elsewhere("West Midlands Police", "Birmingham West & Central"),
    )


def test_somebody_who_calls_a_third_time_in_three_months_is_a_repeat_caller():
    by = taker()
    known = take(by, callers=(somebody_new(),))
    ref = case_of(known).people.get().person.ref
    take(by, now=NOW + DAY, callers=(Caller(ref=ref),))
    asked = Search((Named("Liz Brindlewick", phone="01632 960123"),), spot=SOMEWHERE)
    result = search(by=by, asked=asked, now=NOW + 2 * DAY)
    assert ([whose.ref for whose in result.callers[0]], result.repeat.reports) == ([ref], 2)
    assert search(by=by, asked=asked, now=NOW + 90.5 * DAY).repeat.reports == 1


@pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "yesterday"), (9, "9 days ago")])
def test_how_long_ago_is_said_plainly(days, words):
    assert ago(NOW - days * DAY, NOW) == words


def test_three_cases_take_as_many_questions_as_one():
    by = taker()
    take(by, spot=at(*HERE))
    before = _asked(by)
    for _ in range(2):
        take(by, spot=at(*HERE))
    assert _asked(by) == before


def _asked(by) -> int:
    with CaptureQueriesContext(connection) as asked:
        found(by, spot=at(*HERE))
    return len(asked)
