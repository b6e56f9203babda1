"""The force's own directory: it says who somebody is, and nobody comes in by it whom we have not added."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.sign_in.tests.directories import Directory, go, made_up
from bluelamp.kernel.sign_in.tests.steps import operations, said, with_app
from bluelamp.web import environment

pytestmark = [pytest.mark.django_db, pytest.mark.urls("bluelamp.kernel.sign_in.tests.routes")]


@pytest.fixture
def directory(settings) -> Iterator[Directory]:
    with made_up(settings) as made:
        yield made


def test_somebody_we_know_comes_in_by_the_directory(client, directory):
    user_of("analyst", name="ann.smith")
    directory.said = {"sub": "77", "preferred_username": "Ann.Smith"}
    assert "Sign in with your force account" in said(client.get("/access/sign-in"))
    assert go(client, directory)["Location"] == "/mine"
    assert client.get("/mine").content == b"analyst"
    assert operations() == ["access.sign_in"]


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "77", "preferred_username": "somebody.else"},
        {"sub": "77", "preferred_username": ""},
        {"sub": "77", "email": "ann.smith@example.org"},
    ],
)
def test_nobody_comes_in_whom_an_administrator_has_not_added(client, directory, claims):
    user_of("analyst", name="ann.smith")
    directory.said = claims
    response = go(client, directory)
    assert response["Location"] == "/access/directory-refused"
    assert "You could not be signed in" in said(client.get("/access/directory-refused"))
    assert client.get("/mine").status_code == 302
    assert operations() == ["access.sign_in_refused"]


def test_a_name_given_to_somebody_else_later_does_not_open_the_old_account(client, directory):
    user_of("analyst", name="ann.smith")
    directory.said = {"sub": "77", "preferred_username": "ann.smith"}
    go(client, directory)
    client.post("/access/sign-out")
    directory.said = {"sub": "77", "preferred_username": "bob"}
    user_of("acc", name="bob")
    assert go(client, directory)["Location"] == "/access/directory-refused"


@pytest.mark.parametrize(
    ("amr", "leads_to"), [(["pwd"], "/access/code"), (["pwd", "mfa"], "/mine"), (None, "/access/code")]
)
def test_a_second_factor_that_the_directory_saw_is_not_asked_for_again(
    client, directory, settings, amr, leads_to
):
    settings.SECOND_FACTOR = "required"
    with_app(name="ann.smith")
    directory.said = {"sub": "77", "preferred_username": "ann.smith", "amr": amr}
    assert go(client, directory)["Location"] == leads_to
    assert client.get("/mine").status_code == (200 if leads_to == "/mine" else 302)


def test_an_answer_nobody_asked_for_lets_nobody_in(client, directory):
    user_of("analyst", name="ann.smith")
    directory.said = {"sub": "77", "preferred_username": "ann.smith"}
    response = client.get("/access/directory/force/back", {"code": "c", "state": "made-up"})
    assert response["Location"] == "/access/directory-refused"
    assert client.get("/mine").status_code == 302


def test_without_a_directory_there_is_nothing_to_go_to(client):
    assert client.post("/access/directory/force").status_code == 404
    assert "Sign in with" not in said(client.get("/access/sign-in"))


@pytest.mark.parametrize(
    ("said_so", "why"),
    [
        ({"BLUELAMP_OIDC_ISSUER": "http://login.example"}, "must begin with https"),
        ({"BLUELAMP_OIDC_ISSUER": "https://login.example"}, "BLUELAMP_OIDC_CLIENT_ID is missing"),
        (
            {"BLUELAMP_OIDC_ISSUER": "https://x", "BLUELAMP_OIDC_CLIENT_ID": "b"},
            "BLUELAMP_OIDC_SECRET_FILE is missing",
        ),
        (
            {
                "BLUELAMP_OIDC_ISSUER": "https://x",
                "BLUELAMP_OIDC_CLIENT_ID": "b",
                "BLUELAMP_OIDC_SECRET_FILE": "/none",
            },
            "cannot be read",
        ),
    ],
)
def test_a_directory_that_is_half_set_up_is_refused_in_one_line(said_so, why):
    with pytest.raises(environment.Refused, match=why):
        environment.directory(said_so)
