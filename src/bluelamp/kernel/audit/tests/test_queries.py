"""What is asked of the record: who, what, when, and of whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bluelamp.kernel.audit import actions, queries
from bluelamp.kernel.audit.queries import Which
from bluelamp.kernel.audit.tests.filling import BEGAN, fill
from bluelamp.kernel.audit.tests.test_audit import Ann

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    """Ann searches and finds two people, Bob changes one, Ann signs in."""
    ann, bob = Ann(7), Ann(8, "Bob Example", "partner", "hearthside-homes")
    return [
        actions.record(
            by=ann, operation="people.search", objects=["person:1", "holding:1", "person:2", "holding:2"]
        ),
        actions.record(by=bob, operation="people.change", objects=["person:1"], kind="alteration"),
        actions.record(by=ann, operation="access.sign_in", objects=["user:7"], kind="other"),
    ]


ASKED = [
    (Which(), [3, 2, 1]),
    (Which(objects=("person:1",)), [2, 1]),
    (Which(objects=("person:2", "user:7")), [3, 1]),
    (Which(objects=("person:",)), []),
    (Which(actor_id=7), [3, 1]),
    (Which(actor_id=7, kind="consultation"), [1]),
    (Which(organisation="hearthside-homes"), [2]),
    (Which(operation="access.sign_in"), [3]),
    (Which(result="refused"), []),
]


@pytest.mark.parametrize(("which", "numbers"), ASKED)
def test_records_are_found_by_what_is_asked(three, which, numbers):
    assert [three.index(each) + 1 for each in queries.page(which).records] == numbers


def test_pages_go_on_from_a_number_and_end():
    fill(7)
    first = queries.page(Which(), size=3)
    second = queries.page(Which(), before=first.older, size=3)
    third = queries.page(Which(), before=second.older, size=3)
    assert [[row.seq for row in page.records] for page in (first, second, third)] == [
        [7, 6, 5],
        [4, 3, 2],
        [1],
    ]
    assert third.older is None


def test_a_time_narrows_to_the_records_of_it():
    fill(50)
    some = queries.page(
        Which(since=BEGAN + timedelta(seconds=10), until=BEGAN + timedelta(seconds=20))
    ).records
    assert some != ()
    assert {BEGAN + timedelta(seconds=10) <= row.at < BEGAN + timedelta(seconds=20) for row in some} == {True}
    assert queries.page(Which(since=BEGAN + timedelta(days=1))).records == ()


def test_operations_are_listed_without_a_walk_through_the_records(three, django_assert_num_queries):
    with django_assert_num_queries(4):
        assert queries.operations() == ["access.sign_in", "people.change", "people.search"]


def test_a_person_is_told_what_was_done_with_their_data_and_of_nobody_else(three):
    actions.record(
        by=Ann(), operation="sharing.give", kind="disclosure", objects=["person:1"],
        recipient="Eve Jones, Hearthside Homes", detail={"items": ["address"]},
    )  # fmt: skip
    actions.record(by=Ann(), operation="people.look", objects=["person:1"], result="refused")
    told = list(queries.about({"person:1", "holding:1"}))
    assert [(one.operation, one.organisation, one.role, one.recipient, one.others) for one in told] == [
        ("people.search", "west-midlands-police", "analyst", "", 1),
        ("people.change", "hearthside-homes", "partner", "", 0),
        ("sharing.give", "west-midlands-police", "analyst", "Hearthside Homes", 0),
    ]
    assert "Example" not in str(told)


def test_looks_are_those_of_people_s_data_by_somebody(three):
    at = three[0].at
    rows = list(queries.looks(at - timedelta(days=1), at + timedelta(days=1)))
    assert [(row[2], row[6]) for row in rows] == [(7, "people.search"), (8, "people.change")]
