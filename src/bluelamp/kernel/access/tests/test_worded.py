"""A question that is in words already answers as the question itself would, for whatever is put to it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from bluelamp.kernel.access import seeing
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.tests.kinds import LETTER
from bluelamp.kernel.access.tests.worlds import COUNCIL, DAY, FORCE, HOUR, NOW, holding
from bluelamp.kernel.access.worded import Listing, Worded

pytestmark = pytest.mark.django_db
OFFICER = Scope(actor_id=None, actor_name="Ann", role="neighbourhood_officer", organisation=FORCE)


def test_each_asking_is_answered_for_its_own_values():
    first, second = holding(), holding(COUNCIL)
    by_ref = Worded(Holding.objects.filter(ref="?").select_related("organisation"), ref="?")
    found = [by_ref.put(ref=ref) for ref in (first.ref, second.ref, "nowhere")]
    assert found == [[first], [second], []]
    with CaptureQueriesContext(connection) as asked:
        assert by_ref.put(ref=second.ref)[0].organisation.key == COUNCIL
    assert len(asked) == 1


def test_moments_are_put_as_the_database_keeps_them():
    held = holding()
    lately = Worded(Holding.objects.filter(created_at__gt=NOW).values_list("ref", "created_at"), now=NOW)
    assert lately.put(now=NOW - DAY - HOUR) == [(held.ref, NOW - DAY)]
    assert lately.put(now=NOW) == []


def test_what_nothing_can_answer_to_asks_nothing():
    held, nobody = holding(), Worded(Holding.objects.filter(Q(pk__in=()), ref="?"), ref="?")
    with CaptureQueriesContext(connection) as asked:
        assert nobody.put(ref=held.ref) == []
    assert len(asked) == 0


def test_a_list_within_a_condition_holds_for_its_own_values_and_the_other_way_about():
    first, second = holding(), holding(COUNCIL)
    by_ref = Listing(Holding.objects.filter(ref="?").order_by().values("pk"), ref="?")
    rows = Holding.objects.order_by("pk")
    assert [list(rows.filter(pk__in=by_ref.put(ref=one.ref))) for one in (first, second)] == [
        [first],
        [second],
    ]
    assert list(rows.exclude(pk__in=by_ref.put(ref=first.ref))) == [second]
    assert list(rows.filter(Q(pk__in=by_ref.put(ref="?")) | Q(organisation__key=COUNCIL))) == [second]


def test_a_list_that_nothing_can_stand_in_lets_nobody_through():
    held, nobody = holding(), Listing(Holding.objects.none().values("pk"))
    assert list(Holding.objects.filter(pk__in=nobody.put())) == []
    assert list(Holding.objects.exclude(pk__in=nobody.put())) == [held]


def test_a_record_is_looked_at_by_one_person_after_the_other_as_by_each_alone():
    theirs, ours = holding(COUNCIL), holding(FORCE, "CV")
    council = replace(OFFICER, role="partner", organisation=COUNCIL, body=COUNCIL)
    for _ in range(2):
        assert seeing.look(OFFICER, ours.ref, LETTER, now=NOW).holding == ours
        assert seeing.look(council, theirs.ref, LETTER, now=NOW).holding == theirs
        for scope, ref in ((OFFICER, theirs.ref), (council, ours.ref)):
            with pytest.raises(NotPermitted):
                seeing.look(scope, ref, LETTER, now=NOW)


def test_looking_again_writes_no_question_again():
    held = holding()
    seeing.look(OFFICER, held.ref, LETTER, now=NOW)
    kept = seeing._one.cache_info().misses
    tomorrow = replace(OFFICER, session="another", address="10.0.0.1", stepped_up_at=NOW)
    assert seeing.look(tomorrow, held.ref, LETTER, now=NOW + HOUR).holding == held
    assert seeing._one.cache_info().misses == kept
