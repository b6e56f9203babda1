"""The force's own directory: it says who somebody is, and nobody comes in by it whom we have not added."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.sign_in.tests.steps import operations, said, with_app
from bluelamp.web import environment

pytestmark = [pytest.mark.django_db, pytest.mark.urls("bluelamp.kernel.sign_in.tests.routes")]


class Directory(BaseHTTPRequestHandler):
    """As much of OpenID Connect as a sign-in needs. ``said`` is what it says of whoever signs in."""

    said: dict[str, Any] = {}

    def do_GET(self) -> None:
        here = f"http://127.0.0.1:{self.server.server_port}"
        names = {"authorization": "go", "token": "token", "userinfo": "who"}
        told = {f"{name}_endpoint": f"{here}/{path}" for name, path in names.items()}
        known = {"issuer": here, "jwks_uri": f"{here}/keys", **told}
        self._answer(known if "well-known" in self.path else self.said)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        here = f"http://127.0.0.1:{self.server.server_port}"
        claims = {"iss": here, "aud": "bluelamp", "iat": 0, "exp": 9_999_999_999, **self.said}
        parts = [
            base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=")
            for part in ({"alg": "RS256"}, claims)
        ]
        token = b".".join([*parts, b"c2lnbmVk"]).decode()
        self._answer({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def _answer(self, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def directory(settings) -> Iterator[type[Directory]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Directory)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SOCIALACCOUNT_PROVIDERS = environment.directory(
        {
            "BLUELAMP_OIDC_ISSUER": f"http://127.0.0.1:{server.server_port}",
            "BLUELAMP_OIDC_CLIENT_ID": "bluelamp",
            "BLUELAMP_OIDC_SECRET": "a-secret",
            "BLUELAMP_OIDC_NAME": "your force account",
        }
    )
    yield Directory
    server.shutdown()
    server.server_close()


def go(client, next_page: str = "/mine"):
    """There and back: what Bluelamp answers when the directory has sent somebody back."""
    there = client.post(f"/access/directory/force?next={next_page}")
    asked = parse_qs(urlsplit(there["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    return client.get("/access/directory/force/back", {"code": "c", "state": asked["state"][0]})


def test_somebody_we_know_comes_in_by_the_directory(client, directory):
    user_of("analyst", name="ann.smith")
    directory.said = {"sub": "77", "preferred_username": "Ann.Smith"}
    assert "Sign in with your force account" in said(client.get("/access/sign-in"))
    assert go(client)["Location"] == "/mine"
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
    response = go(client)
    assert response["Location"] == "/access/directory-refused"
    assert "You could not be signed in" in said(client.get("/access/directory-refused"))
    assert client.get("/mine").status_code == 302
    assert operations() == ["access.sign_in_refused"]


def test_a_name_given_to_somebody_else_later_does_not_open_the_old_account(client, directory):
    user_of("analyst", name="ann.smith")
    directory.said = {"sub": "77", "preferred_username": "ann.smith"}
    go(client)
    client.post("/access/sign-out")
    directory.said = {"sub": "77", "preferred_username": "bob"}
    user_of("acc", name="bob")
    assert go(client)["Location"] == "/access/directory-refused"


@pytest.mark.parametrize(
    ("amr", "leads_to"), [(["pwd"], "/access/code"), (["pwd", "mfa"], "/mine"), (None, "/access/code")]
)
def test_a_second_factor_that_the_directory_saw_is_not_asked_for_again(
    client, directory, settings, amr, leads_to
):
    settings.SECOND_FACTOR = "required"
    with_app(name="ann.smith")
    directory.said = {"sub": "77", "preferred_username": "ann.smith", "amr": amr}
    assert go(client)["Location"] == leads_to
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
