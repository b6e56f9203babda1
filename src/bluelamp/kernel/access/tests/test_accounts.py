"""An account and what its owner is today: all of it in one question, and as the records have it now."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import override_settings
from django.utils import timezone

from bluelamp.kernel.access import accounts
from bluelamp.kernel.access.accounts import Asker
from bluelamp.kernel.access.models import Clearance, User
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.tests.factories import user_of

pytestmark = pytest.mark.django_db


def test_an_account_is_found_whole_in_one_question(django_assert_num_queries):
    user = user_of("neighbourhood_officer", ["BW", "BE"], name="ann")
    Clearance.objects.create(
        user=user, what="vetting", until=date(2027, 3, 31), why="HR 7", since=timezone.now(), by_name="Eve"
    )
    with django_assert_num_queries(1):
        scope = Scope.of(user)
    assert (scope.actor_id, scope.actor_name, scope.role) == (user.pk, "ann", "neighbourhood_officer")
    assert (scope.organisation, scope.lpus) == ("west-midlands-police", {"BW", "BE"})
    assert scope.clearances == (("vetting", date(2027, 3, 31)),)


def test_a_person_is_called_as_they_are_called_or_else_as_they_sign_in():
    user = user_of("analyst", name="ann")
    User.objects.filter(pk=user.pk).update(first_name="Ann", last_name="Example")
    assert [accounts.of(user.pk).name, accounts.of(user_of("acc", name="bob").pk).name] == [
        "Ann Example",
        "bob",
    ]


def test_of_a_shut_account_and_of_none_there_is_nothing():
    user = user_of("analyst")
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert [accounts.of(user.pk), accounts.of(None)] == [None, None]
    with pytest.raises(NotPermitted):
        Scope.of(user)


def test_the_mark_of_a_session_is_django_s_and_changes_with_the_password_and_with_the_key():
    user = user_of("analyst")
    before = accounts.of(user.pk).mark
    assert before == user.get_session_auth_hash()
    user.set_password("another-three-unlikely-words")
    user.save()
    after = accounts.of(user.pk).mark
    with override_settings(SECRET_KEY="another key"):
        assert len({before, after, accounts.of(user.pk).mark}) == 3


def test_whoever_asks_is_known_without_reading_all_of_their_account():
    user = user_of("analyst")
    asker = Asker(accounts.of(user.pk), lambda: pytest.fail("it was read"))
    assert (asker.is_authenticated, asker.is_anonymous, accounts.of_asker(asker).number) == (
        True,
        False,
        user.pk,
    )
    assert accounts.of_asker(user) == accounts.of_asker(asker)
    assert Asker(accounts.of(user.pk), lambda: user) == user
