"""Whoever the directory did not sign for, for us and just now, does not come in."""

from __future__ import annotations

import pytest

from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.sign_in.tests.directories import go, made_up, sent
from bluelamp.kernel.sign_in.tests.steps import operations

pytestmark = [pytest.mark.django_db, pytest.mark.urls("bluelamp.kernel.sign_in.tests.routes")]
ANN = {"sub": "77", "preferred_username": "ann.smith"}
REFUSED = "/access/directory-refused"


@pytest.fixture
def directory(settings):
    user_of("analyst", name="ann.smith")
    with made_up(settings) as made:
        made.said = dict(ANN)
        yield made


def lets_in(client, directory, **set_up) -> bool:
    """Does Ann come in by a directory that is like this?"""
    for name, value in set_up.items():
        setattr(directory, name, value)
    leads_to = go(client, directory)["Location"]
    is_in = client.get("/mine").status_code == 200
    assert (leads_to == "/mine") is is_in
    return is_in


@pytest.mark.parametrize(
    "set_up",
    [
        {},
        {"kid": None},
        {"published": ("older", "first")},
        {"lies": {"aud": ["bluelamp", "another"], "azp": "bluelamp"}},
        # Two clocks differ by half a minute.
        {"expires": -30},
        {"issued": 30},
    ],
)
def test_what_the_directory_signed_is_believed(client, directory, set_up):
    assert lets_in(client, directory, **set_up)


@pytest.mark.parametrize(
    "set_up",
    [
        {"signed_with": "somebody else's"},
        {"signed_with": "retired", "kid": "retired"},
        {"kid": "unknown"},
        {"kid": None, "published": ("first", "second")},
        {"published": ()},
        {"method": "none", "signed_with": None},
        {"method": "HS256", "signed_with": "a-secret"},
        {"method": "HS256", "signed_with": "a-secret", "kid": None},
        {"lies": {"iss": "https://another.example"}},
        {"issuer": "https://another.example", "lies": {"iss": "https://another.example"}},
        {"lies": {"aud": "another"}},
        {"lies": {"aud": ["bluelamp", "another"], "azp": "another"}},
        {"expires": -3600},
        {"issued": 3600},
        {"lies": {"nonce": "another"}},
        {"lies": {"nonce": ""}},
        *({"lies": {claim: None}} for claim in ("iss", "aud", "exp", "iat", "nonce", "sub")),
        {"userinfo": {"sub": "78"}},
        {"userinfo": {"sub": "78", "preferred_username": "somebody.else"}},
    ],
)
def test_what_it_did_not_sign_for_us_lets_nobody_in_and_is_written_down(client, directory, set_up):
    assert not lets_in(client, directory, **set_up)
    assert operations() == ["access.sign_in_refused"]


def test_a_key_that_was_changed_is_known_with_the_next_sign_in(client, directory):
    assert lets_in(client, directory)
    client.post("/access/sign-out")
    assert lets_in(client, directory, published=("second", "first"), signed_with="second", kid="second")
    client.post("/access/sign-out")
    assert not lets_in(client, directory, published=("second",), signed_with="first", kid="first")


def test_a_token_of_an_earlier_sign_in_answers_no_later_one(client, directory):
    assert lets_in(client, directory)
    earlier = directory.nonce
    client.post("/access/sign-out")
    assert not lets_in(client, directory, lies={"nonce": earlier})


def test_a_way_back_leads_in_once(client, directory):
    asked = sent(client)
    directory.nonce = asked["nonce"]
    back = {"code": "c", "state": asked["state"]}
    assert client.get("/access/directory/force/back", back)["Location"] == "/mine"
    client.post("/access/sign-out")
    assert client.get("/access/directory/force/back", back)["Location"] == REFUSED


def test_a_way_back_is_of_the_browser_that_was_sent(client, directory):
    asked = sent(client)
    directory.nonce = asked["nonce"]
    other = type(client)()
    answer = other.get("/access/directory/force/back", {"code": "c", "state": asked["state"]})
    assert (answer["Location"], other.get("/mine").status_code) == (REFUSED, 302)


def test_nothing_in_the_address_changes_what_the_directory_is_asked(client, directory):
    there = "/access/directory/force?auth_params=nonce%3Dknown%26prompt%3Dnone&scope=all&process=connect"
    asked = dict(part.split("=", 1) for part in client.post(there)["Location"].partition("?")[2].split("&"))
    assert asked["nonce"] != "known"
    assert set(asked["scope"].split("+")) == {"openid", "profile", "email"}
    assert "prompt" not in asked


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"]
)
def test_nobody_is_led_away_after_they_signed_in(client, directory, elsewhere):
    assert "evil" not in go(client, directory, elsewhere)["Location"]


def test_a_directory_that_does_not_answer_is_told_in_one_page(client, settings, directory):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = (
        "http://127.0.0.1:9"
    )
    assert client.post("/access/directory/force")["Location"] == REFUSED
