"""Every answer carries the headers that keep it safe: each route, each refusal, each error, each file."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.tests.factories import confirm, user_of

pytestmark = pytest.mark.django_db

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FILLINGS = {"int": "1", "slug": "a-thing", "uuid": "00000000-0000-0000-0000-000000000000", "path": "a/b"}


def addresses() -> list[str]:
    """Every route with something in place of each of its parts."""
    return sorted(
        {
            re.sub(r"<(?:(\w+):)?\w+>", lambda part: FILLINGS.get(part[1] or "", "x"), route.pattern)
            for route in policy.routes()
        }
    )


OTHERS = [
    "/nowhere",
    "/static/ui/lamp.svg",
    "/static/nowhere.css",
    "/access/directory/nobody/back",
    "//nowhere",
]


def check_safe(answer) -> None:
    assert {name: answer.get(name) for name in EXPECTED} == EXPECTED
    said = answer["Content-Security-Policy"]
    assert "default-src 'none'" in said
    assert "frame-ancestors 'none'" in said
    assert "unsafe" not in said
    assert "X-Powered-By" not in answer
    for cookie in answer.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("role", ["", "analyst", "administrator"])
def test_every_route_answers_with_them_whoever_asks(role):
    client = Client(raise_request_exception=False)
    if role:
        client.force_login(user_of(role))
    for address in [*addresses(), *OTHERS]:
        for verb in ("get", "head", "post", "put", "options"):
            if address == "/access/sign-out" and verb == "post":
                continue
            answer = getattr(client, verb)(address)
            check_safe(answer)
            assert answer.status_code < 500, (verb, address)
            if role and not address.startswith(("/static/", "/api/")):
                assert "no-store" in answer.get("Cache-Control", ""), (verb, address)


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (400, lambda client: client.get("/", HTTP_HOST="elsewhere.example")),
        (403, lambda client: Client(enforce_csrf_checks=True).post("/access/sign-in")),
        (404, lambda client: client.get("/nowhere")),
        (405, lambda client: client.post("/accessibility")),
        (413, lambda client: client.post("/access/sign-in", {"username": "x" * (3 * 2**20)})),
        (413, lambda client: client.post("/access/sign-in", CONTENT_LENGTH=str(40 * 2**20))),
    ],
)
def test_every_refusal_carries_them(client, status, answer):
    refused = answer(client)
    assert refused.status_code == status
    check_safe(refused)


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete", "options", "trace"])
def test_a_page_that_is_only_read_takes_nothing_else(client, verb):
    client.force_login(user_of("analyst"))
    for address in ("/", "/accessibility", "/performance/"):
        answer = getattr(client, verb)(address)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("verb", ["put", "patch", "delete", "options", "trace"])
def test_no_page_does_anything_but_read_and_take_forms(verb):
    """Whoever is signed in as an administrator: an address answers 404 where it is not theirs, else 405 with a page."""
    client = Client(raise_request_exception=False)
    client.force_login(user_of("administrator"))
    confirm(client)
    pages = [address for address in addresses() if not address.startswith("/api/")]
    answers = {address: getattr(client, verb)(address) for address in pages}
    odd = {address for address, answer in answers.items() if answer.status_code not in (404, 405)}
    assert odd == set()
    refused = [answer for answer in answers.values() if answer.status_code == 405]
    assert len(refused) > 10
    for answer in refused:
        assert "This page takes nothing" in answer.content.decode()
        assert set(answer["Allow"].split(", ")) <= {"GET", "HEAD", "POST"}


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (405, lambda client: client.post("/accessibility")),
        (413, lambda client: client.post("/access/sign-in", CONTENT_LENGTH=str(40 * 2**20))),
        (404, lambda client: client.get("/nowhere")),
    ],
)
def test_a_refusal_may_have_its_style_and_the_script_of_its_own_page(client, status, answer):
    refused = answer(client)
    assert refused.status_code == status
    policy = refused["Content-Security-Policy"]
    assert "style-src 'self'" in policy
    nonce = re.search(r'nonce="([^"]+)"', refused.content.decode())
    assert nonce is not None
    assert f"'nonce-{nonce[1]}'" in policy


def test_a_program_that_uses_the_wrong_method_is_told_so_as_a_program(client):
    refused = client.delete("/api/openapi.json")
    assert refused.status_code == 405
    assert "<html" not in refused.content.decode()


def test_where_a_page_can_be_read_its_headers_can_be_asked_for(client):
    client.force_login(user_of("analyst"))
    answer = client.head("/accessibility")
    assert (answer.status_code, answer.content) == (200, b"")


def test_under_https_cookies_keep_to_this_host_and_browsers_remember_it(client, settings):
    settings.HTTPS = True
    answer = client.get("/access/sign-in", secure=True)
    assert answer["Strict-Transport-Security"].endswith("; includeSubDomains")


def test_too_much_at_once_is_told_in_words(client):
    answer = client.post("/access/sign-in", CONTENT_LENGTH=str(40 * 2**20))
    assert "One form can send 32 MB at most" in answer.content.decode()


def test_pages_with_people_on_them_are_marked(client):
    client.force_login(user_of("administrator"))
    page = client.get("/access/people").content.decode()
    assert '<p class="bl-marking">OFFICIAL-SENSITIVE</p>' in page
    assert "bl-official-sensitive" in page.partition("<body")[2].partition(">")[0]
    assert '<p class="bl-marking">OFFICIAL</p>' in client.get("/accessibility").content.decode()
