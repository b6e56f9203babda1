"""The account behind a session: found by its number while it is open, and nobody's when it is shut."""

from __future__ import annotations

import pytest

from bluelamp.kernel.access.models import User
from bluelamp.kernel.sign_in.backends import Accounts

pytestmark = pytest.mark.django_db


def test_an_open_account_is_found_by_its_number_and_a_shut_one_is_not():
    ann, bob = (User.objects.create(username=name) for name in ("ann", "bob"))
    User.objects.filter(pk=bob.pk).update(is_active=False)
    assert [Accounts().get_user(number) for number in (ann.pk, bob.pk, bob.pk + 1)] == [ann, None, None]
