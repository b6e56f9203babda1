"""Giving and taking away roles, each with its record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from bluelamp.kernel.access import actions, queries
from bluelamp.kernel.access.models import Membership, User
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.tests.factories import (
    PASSWORD,
    SINCE,
    lpu_called,
    organisation_called,
    scope_of,
    user_of,
)
from bluelamp.kernel.audit.models import Record

pytestmark = pytest.mark.django_db
NOW = datetime(2014, 1, 7, 10, tzinfo=UTC)
FORCE = "west-midlands-police"


@pytest.fixture(autouse=True)
def force():
    lpu_called("CV")
    return organisation_called(FORCE)


def add(**changes):
    asked = {"by": scope_of("administrator"), "name": "ann", "password": PASSWORD, "role": "analyst"}
    return actions.add_user(**asked | {"organisation": FORCE, "now": NOW} | changes)


def test_somebody_new_has_the_scope_of_their_role():
    user = add(role="neighbourhood_officer", lpus=["CV"], full_name="Ann Example")
    assert Scope.of(user) == Scope(
        user.pk, "Ann Example", "neighbourhood_officer", FORCE, frozenset({"CV"}), regime="part_3"
    )
    assert [row.operation for row in Record.objects.all()] == ["access.add_user", "access.give_role"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"password": "password"}, "too short"),
        ({"password": "password1234"}, "too common"),
        ({"password": "314159265358979"}, "entirely numeric"),
        ({"name": "annabel-example", "password": "annabel-example"}, "too similar"),
        ({"name": ""}, "blank"),
        ({"name": "two words"}, "valid username"),
        ({"role": "system"}, "There is no role called system"),
        ({"role": "chief"}, "There is no role called chief"),
        ({"organisation": "nowhere"}, "There is no organisation called nowhere"),
        ({"lpus": ["CV", "XX"]}, "There is no local policing unit called XX"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(changes, said):
    with pytest.raises(actions.NotNow, match=said):
        add(**changes)
    assert not User.objects.exists()
    assert not Record.objects.exists()


def test_a_name_is_taken_whatever_its_capitals():
    add()
    with pytest.raises(actions.NotNow, match="already somebody called ANN"):
        add(name="ANN")


def test_a_new_role_ends_the_old_one_and_keeps_it():
    user = add()
    actions.give_role(
        by=scope_of("administrator"),
        user=user,
        role="workforce",
        organisation=FORCE,
        now=NOW + timedelta(days=1),
    )
    assert [(row.role, row.until) for row in user.memberships.all()] == [
        ("analyst", NOW + timedelta(days=1)),
        ("workforce", None),
    ]
    assert Scope.of(user).role == "workforce"


def test_an_ended_role_gives_no_scope():
    user = add()
    actions.end_role(by=scope_of("administrator"), user=user, now=NOW)
    with pytest.raises(NotPermitted, match="no role in Bluelamp today"):
        Scope.of(user)
    with pytest.raises(actions.NotNow, match="no role to take away"):
        actions.end_role(by=scope_of("administrator"), user=user, now=NOW)


def test_a_disabled_account_gives_no_scope():
    user = user_of("acc")
    User.objects.filter(pk=user.pk).update(is_active=False)
    with pytest.raises(NotPermitted):
        Scope.of(user)


@pytest.mark.parametrize("role", ["acc", "analyst", "governance", "partner"])
def test_only_an_administrator_manages_users(role):
    user = user_of("analyst")
    for act in (
        lambda: add(by=scope_of(role)),
        lambda: actions.give_role(by=scope_of(role), user=user, role="acc", organisation=FORCE, now=NOW),
        lambda: actions.end_role(by=scope_of(role), user=user, now=NOW),
        lambda: queries.people(scope_of(role)),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert Scope.of(user).role == "analyst"


def test_the_database_keeps_one_standing_role_a_person(force):
    user = user_of("analyst")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=user, organisation=force, role="acc", since=SINCE)


@pytest.mark.parametrize(
    "wrong", [{"role": "system"}, {"role": "analyst", "until": SINCE - timedelta(days=1)}]
)
def test_the_database_refuses_a_role_that_cannot_be(force, wrong):
    user = User.objects.create(username="ann")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=user, organisation=force, since=SINCE, **wrong)


@pytest.mark.parametrize("number", [1, 3])
def test_listing_people_takes_as_many_questions_for_three_as_for_one(number, django_assert_num_queries):
    for _ in range(number):
        user_of("neighbourhood_officer", lpus=["CV"])
    with django_assert_num_queries(4):
        people = queries.people(scope_of("administrator"))
        assert [person.lpus for person in people] == [("CV",)] * number
