"""Who works on a case: by hand, by place, all of somebody's at once, and never somebody who could not open it."""

from __future__ import annotations

import pytest

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import Notice
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.tests.factories import lpu_called, user_of
from bluelamp.practice.casework import actions, queries
from bluelamp.practice.casework.models import Assignment
from bluelamp.practice.casework.tests.factories import NOW, WHY, case, opened_to

pytestmark = pytest.mark.django_db


def assign(by, held, to, reason=WHY):
    return actions.assignments.assign(by=by, ref=held.ref, username=to, reason=reason, now=NOW)


def looked(scope, held):
    return queries.looking.case(scope, held.ref, now=NOW)


def working(held):
    return list(Assignment.objects.filter(holding=held, until=None).values_list("user__username", flat=True))


def test_reassigned_the_one_ends_and_the_other_is_told(sergeant, officer, colleague):
    held = case()
    assign(sergeant, held, "oona")
    assign(sergeant, held, "cole", "Oona is on leave.")
    first, second = Assignment.objects.order_by("pk")
    assert (first.ended_why, first.until, working(held)) == ("Oona is on leave.", NOW, ["cole"])
    assert list(Notice.objects.values_list("user", flat=True).order_by("pk")) == [
        first.user_id,
        second.user_id,
    ]
    assert held.ref in Notice.objects.first().words


@pytest.mark.parametrize("to", ["else", "nobody", "lena", ""])
def test_nobody_is_given_a_case_they_could_not_open(sergeant, elsewhere, landlord, to):
    held = case()
    with pytest.raises(NotNow):
        assign(sergeant, held, to)
    assert working(held) == []


def test_an_officer_takes_on_what_is_free_and_gives_it_back_and_no_more(officer, colleague, sergeant):
    held = case()
    actions.assignments.take(by=officer, ref=held.ref, now=NOW)
    with pytest.raises(NotNow, match="oona works on it"):
        actions.assignments.take(by=colleague, ref=held.ref, now=NOW)
    with pytest.raises(NotPermitted):
        actions.assignments.unassign(by=colleague, ref=held.ref, reason=WHY, now=NOW)
    with pytest.raises(NotPermitted):
        assign(officer, held, "cole")
    actions.assignments.unassign(by=officer, ref=held.ref, reason="Not my street.", now=NOW)
    assert working(held) == []


def test_each_organisation_has_somebody_of_its_own_on_it(sergeant, officer, landlord):
    held = case()
    opened_to(held)
    assign(sergeant, held, "oona")
    actions.assignments.take(by=landlord, ref=held.ref, now=NOW)
    assert sorted(working(held)) == ["lena", "oona"]


def test_whoever_has_the_fewest_open_cases_stands_first(sergeant, officer, colleague, elsewhere):
    for state in ("open", "open", "closed"):
        held = case()
        assign(sergeant, held, "oona")
        type(held).objects.filter(pk=held.pk).update(state=state)
    assign(sergeant, case(), "cole")
    found = queries.assignments.officers(sergeant, looked(sergeant, case()), now=NOW)
    assert [str(one) for one in found] == [
        "sadia: 0 open cases",
        "cole: 1 open case",
        "oona: 2 open cases",
    ]


def test_only_those_named_on_a_restricted_case_are_put_forward(sergeant, officer, colleague):
    held = case(sensitivity="restricted")
    for scope in (sergeant, colleague):
        held.people.create(user_id=scope.actor_id, reason=WHY, since=NOW, by_name="Sadia")
    found = queries.assignments.officers(sergeant, looked(sergeant, held), now=NOW)
    assert [one.username for one in found] == ["cole", "sadia"]


def test_officers_are_asked_for_in_as_many_questions_however_many_they_are(
    sergeant, officer, django_assert_num_queries
):
    held = looked(sergeant, case())
    with django_assert_num_queries(5):
        queries.assignments.officers(sergeant, held, now=NOW)
    for _ in range(3):
        user_of("neighbourhood_officer", ["BW"])
    with django_assert_num_queries(5):
        assert len(queries.assignments.officers(sergeant, held, now=NOW)) == 5


def by_place(held, *codes):
    system = Scope.system("a test")
    return actions.assignments.assign_by_place(by=system, looked=looked(system, held), places=codes, now=NOW)


def test_a_new_case_goes_to_whoever_takes_those_of_its_place_and_says_why(sergeant, officer, colleague):
    for name in ("oona", "cole"):
        actions.assignments.answer_for(by=sergeant, username=name, place="BW", now=NOW)
    assign(sergeant, case(), "oona")
    made = by_place(case(), "E05001234", "BW")
    unit = lpu_called("BW").name
    assert (made.user_name, made.by_rule) == ("cole", True)
    assert made.reason == f"cole takes the new cases of {unit} and has 0 open cases, the fewest of 2."


def test_somebody_who_could_not_open_it_is_passed_over(sergeant, officer, elsewhere):
    assert by_place(case(), "BW") is None
    actions.assignments.answer_for(by=sergeant, username="else", place="BW", now=NOW)
    assert by_place(case(), "BW") is None
    actions.assignments.answer_for(by=sergeant, username="oona", place="BW", now=NOW)
    assert by_place(case(), "BW").user_name == "oona"


def test_all_of_somebodys_go_over_and_what_cannot_says_why(sergeant, officer, colleague):
    plain, restricted = case(), case(sensitivity="restricted")
    for scope in (sergeant, officer):
        restricted.people.create(user_id=scope.actor_id, reason=WHY, since=NOW, by_name="Sadia")
    for held in (plain, restricted):
        assign(sergeant, held, "oona")
    done = actions.assignments.hand_over(
        by=sergeant, username="oona", to="cole", reason="Leave.......", now=NOW
    )
    assert {one.look.ref: one.why_not for one in done} == {
        plain.ref: "",
        restricted.ref: "cole could not open it.",
    }
    assert (working(plain), working(restricted)) == (["cole"], ["oona"])
