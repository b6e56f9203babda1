"""A thousand guesses at one name and at many, from one address and from many: few are tried, the officer gets in."""

from __future__ import annotations

from itertools import islice
from time import monotonic

import pytest
from django.test import Client

from bluelamp.kernel.access.tests.factories import PASSWORD
from bluelamp.kernel.sign_in import actions, rules
from bluelamp.kernel.sign_in.tests.steps import HERE, code, operations, sign_in, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.urls("bluelamp.kernel.access.tests.routes")]
GUESSES = 250
"""In each of four ways: a thousand."""


@pytest.fixture
def officer(settings) -> Client:
    """Signed in once before from the station, and out again; every guess below is made within the hour."""
    settings.SECOND_FACTOR = "required"
    with_app(name="ann")
    client = Client()
    sign_in(client, "ann")
    client.post("/access/code", {"code": code(later=-1)}, REMOTE_ADDR=HERE)
    client.post("/access/sign-out", REMOTE_ADDR=HERE)
    return client


def guesses(who: str):
    """Name and address of each guess."""
    for number in range(GUESSES):
        address = f"203.0.{number // 250}.{number % 250 + 1}"
        yield {
            "at one name from one address": ("ann", "203.0.113.9"),
            "at one name from many addresses": ("ann", address),
            "at many names from one address": (f"somebody{number}" if number % 2 else "ann", "203.0.113.9"),
            "at many names from many addresses": (f"somebody{number}" if number % 2 else "ann", address),
        }[who]


@pytest.mark.parametrize(
    ("who", "free", "pause"),
    [
        ("at one name from one address", rules.FREE_TRIES, rules.PAUSE),
        ("at one name from many addresses", rules.CROWD, rules.CROWD_PAUSE),
        ("at many names from one address", rules.SPRAY, rules.SPRAY_PAUSE),
        ("at many names from many addresses", rules.CROWD + GUESSES // 2, rules.CROWD_PAUSE),
    ],
)
def test_of_many_guesses_few_are_tried_and_the_officer_gets_in(officer, who, free, pause):
    burglar, began = Client(), monotonic()
    answers = [sign_in(burglar, name, "a guess", address).status_code for name, address in guesses(who)]
    # On a slow machine one more is tried after each pause.
    over_again = (monotonic() - began) // pause.total_seconds() + 1
    assert set(answers) == {422, 429}
    assert free <= answers.count(422) <= free + over_again
    assert operations().count(actions.REFUSED) == answers.count(422)
    assert sign_in(officer, "ann", address=HERE).status_code == 302
    assert officer.post("/access/code", {"code": code()}, REMOTE_ADDR=HERE).status_code == 302
    assert officer.get("/mine").content == b"analyst"


def test_the_right_password_guessed_after_fifty_wrong_ones_is_not_even_tried(officer):
    burglar = Client()
    for name, address in islice(guesses("at one name from many addresses"), rules.CROWD):
        sign_in(burglar, name, "wrong", address)
    assert sign_in(burglar, "ann", PASSWORD, "203.0.113.250").status_code == 429


def test_a_hundred_tries_with_a_code_that_was_used_let_nobody_in(officer):
    sign_in(officer, "ann")
    used = code()
    assert officer.post("/access/code", {"code": used}, REMOTE_ADDR=HERE).status_code == 302
    thief, answers = Client(), []
    for number in range(100):
        address = f"203.0.113.{number + 1}"
        if sign_in(thief, "ann", address=address).status_code == 302:
            answers.append(thief.post("/access/code", {"code": used}, REMOTE_ADDR=address).status_code)
        assert thief.get("/mine").status_code == 302
    assert set(answers) <= {422, 429}
    assert 422 in answers
