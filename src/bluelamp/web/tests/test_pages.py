"""Pages that belong to no area: who sees what, what is said when something went wrong, and what the browser may run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.test import Client

from bluelamp.board.models import Edition, Signature
from bluelamp.kernel.access.permissions import MAY
from bluelamp.kernel.access.tests.factories import PASSWORD, scope_of, user_of
from bluelamp.ui.templates import static
from bluelamp.web import home, navigation, views

pytestmark = pytest.mark.django_db
EVERYBODY = ["Papers", "Hot spots", "Places"]
PUBLIC = ["/access/sign-in", "/accessibility", "/attributions", "/no/such/page"]


def signed_in(role: str, name: str = "") -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user_of(role, name=name))
    return client


def opened(address: str):
    """The page as somebody meets it: the door from outside, everything else from inside."""
    return (Client() if address == "/access/sign-in" else signed_in("analyst")).get(address)


def policy_of(response) -> dict[str, str]:
    said = response.headers["Content-Security-Policy"]
    return dict(part.strip().partition(" ")[::2] for part in said.split(";"))


@pytest.mark.parametrize("address", [*PUBLIC, "/"])
def test_a_script_runs_only_with_the_nonce_of_its_own_response(address):
    response = opened(address)
    (nonce,) = re.findall(r"'nonce-([^']+)'", policy_of(response)["script-src"])
    scripts = re.findall(r"<script[^>]*>", response.content.decode())
    assert len(scripts) >= 2
    assert all(f'nonce="{nonce}"' in script for script in scripts)
    assert opened(address).content.decode().count(nonce) == 0


@pytest.mark.parametrize("address", [*PUBLIC, "/", "/healthz", "/static/ui/lamp.svg"])
def test_every_answer_closes_what_the_browser_would_leave_open(address):
    response = opened(address)
    policy = policy_of(response)
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("address", [*PUBLIC, "/"])
def test_every_page_is_marked_and_says_where_its_data_come_from(address):
    html = opened(address).content.decode()
    assert '<p class="bl-marking">OFFICIAL</p>' in html
    assert "Open Government Licence v3.0" in html
    assert "Crown copyright and database right" in html
    assert " - Bluelamp</title>" in html


@pytest.mark.parametrize("address", [*PUBLIC, "/"])
def test_no_page_carries_a_style_or_a_handler_of_its_own(address):
    html = opened(address).content.decode()
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=|<style", html)


def test_made_up_data_are_called_so_on_every_page(settings):
    for address in [*PUBLIC, "/"]:
        assert b"Every person and interview here is made up" not in opened(address).content, address
    (settings.VAR / "sample.json").write_text("{}")
    for address in [*PUBLIC, "/"]:
        assert b"Every person and interview here is made up" in opened(address).content, address


def test_an_empty_bluelamp_tells_the_two_commands_to_begin_with():
    html = signed_in("analyst").get("/").content.decode()
    assert "Nothing is loaded yet" in html
    commands = re.findall(r'<code class="bl-command"[^>]*>(.*?)</code>', html)
    assert commands == ["bluelamp sample", "bluelamp import FILE --dry-run"]


def test_home_of_the_board_leads_to_the_latest_paper_that_is_signed():
    assert "Read the paper of" not in signed_in("board_member").get("/").content.decode()
    day, signer = date(2014, 1, 3), user_of("acc")
    for paper, is_signed in (("2013-12-03", True), ("2014-01-07", True), ("2014-02-04", False)):
        edition = Edition.objects.create(
            paper=paper, number=1, content="{}", content_digest="", findings=[], digests={}, built_on=day
        )
        if is_signed:
            Signature.objects.create(edition=edition, signed_on=day, signed_by=signer, role="acc")
    html = signed_in("board_member").get("/").content.decode()
    assert '<a href="/board/papers/2014-01-07/editions/1/">Read the paper of 7 January 2014</a>' in html
    assert "Read the paper of" not in signed_in("analyst").get("/").content.decode()


@pytest.mark.parametrize("role", sorted(set(MAY) - {"system"}))
def test_home_opens_for_every_role_and_offers_only_what_it_may(role):
    response = signed_in(role).get("/")
    assert response.status_code == 200
    scope = scope_of(role)
    html = response.content.decode()
    for door in home.DOORS:
        offered = f'href="{door.href}"' in html.partition('id="doors"')[2]
        assert offered == (scope.may(door.act) and bool(door.href)), door.words


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("board_member", ["Board summary", "Signals", *EVERYBODY]),
        (
            "analyst",
            ["This week", "Board summary", "Signals", *EVERYBODY, "Facts", "Imports", "Questionnaires"],
        ),
        (
            "governance",
            [
                "Sharing",
                "Board summary",
                "Signals",
                *EVERYBODY,
                "Facts",
                "Imports",
                "Questionnaires",
                "Keeping",
                "Audit",
            ],
        ),
        (
            "neighbourhood_officer",
            [
                "My work",
                "ASB",
                "Promises",
                "People",
                "Sharing",
                "This week",
                "Board summary",
                "Signals",
                *EVERYBODY,
                "Facts",
                "Questionnaires",
            ],
        ),
        ("administrator", ["People who sign in"]),
    ],
)
def test_the_navigation_holds_what_a_role_may_open(role, words):
    scope = scope_of(role)
    assert [place.words for place in navigation.PLACES if scope.may(place.act)] == words


def test_the_page_one_is_on_is_marked_in_the_navigation():
    here = navigation.address("performance:summary")
    marked = {
        e["text"]: (e["active"], e["current"]) for e in navigation.navigation(scope_of("analyst"), here)
    }
    assert marked["Board summary"] == (True, True)
    assert marked["Facts"] == (False, False)
    below = navigation.navigation(scope_of("analyst"), f"{navigation.address('performance:facts')}x")
    assert [e["text"] for e in below if e["active"]] == ["Facts"]


def row(key: str, variation: str = "concern", assurance: str = "none"):
    signal = SimpleNamespace(variation=variation, assurance=assurance)
    return SimpleNamespace(measure=SimpleNamespace(key=key), judged=SimpleNamespace(signal=signal))


def test_a_part_that_worries_is_counted_under_its_whole():
    rows = [
        row("asb-satisfaction"),
        row("asb-satisfaction-action"),
        row("asb-satisfaction-contact"),
        row("recorded-asb"),
    ]
    found = home.concerns(rows)
    assert [(c.row.measure.key, c.parts) for c in found] == [("asb-satisfaction", 2), ("recorded-asb", 0)]


def test_a_part_that_worries_alone_is_shown_itself():
    rows = [row("asb-satisfaction", "common"), row("asb-satisfaction-action")]
    assert [(c.row.measure.key, c.parts) for c in home.concerns(rows)] == [("asb-satisfaction-action", 0)]


@pytest.mark.parametrize(
    ("variation", "assurance", "expected"),
    [
        ("concern", "none", True),
        ("common", "fail", True),
        ("common", "hit-or-miss", False),
        ("improvement", "pass", False),
        ("neutral-high", "none", False),
        ("none", "none", False),
    ],
)
def test_noise_asks_for_nobody_s_attention(variation, assurance, expected):
    assert home.needs_attention(row("x", variation, assurance)) is expected


def test_a_measure_that_was_never_taken_asks_for_nothing():
    assert home.needs_attention(SimpleNamespace(judged=None)) is False


def test_no_such_page_and_not_for_you_look_alike_and_name_nobody():
    client = signed_in("board_member", name="canary-of-the-board")
    absent = client.get("/no/such/page")
    refused = client.get(navigation.address("performance:imports") or "/access/nothing")
    assert absent.status_code == refused.status_code == 404
    without_nonce = [re.sub(rb'nonce="[^"]+"', b"", r.content) for r in (absent, refused)]
    assert without_nonce[0] == without_nonce[1]
    assert b"canary" not in absent.content


@pytest.mark.parametrize(
    ("raised", "status", "words"),
    [
        (RuntimeError("canary secret"), 500, "Something went wrong"),
        (OperationalError("canary secret: database is locked"), 503, "Bluelamp is busy"),
    ],
)
def test_a_failure_is_told_without_its_details(monkeypatch, raised, status, words):
    def failing(scope):
        raise raised

    monkeypatch.setattr(views.at_home, "home", failing)
    response = signed_in("analyst", name="canary-analyst").get("/")
    assert response.status_code == status
    assert words in response.content.decode()
    assert b"canary" not in response.content
    assert response.headers.get("Retry-After") == ("30" if status == 503 else None)
    assert response.headers["Cache-Control"] == "no-store"


def test_a_failure_is_written_where_the_server_was_started(capfd):
    said = "log = logging.getLogger('django.request'); log.error('it failed'); log.warning('no such page')"
    command = f"import django, logging; django.setup(); {said}"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "bluelamp.web.settings"}
    subprocess.run([sys.executable, "-c", command], check=True, env=environment)
    said = capfd.readouterr().err
    assert "ERROR django.request: it failed" in said
    assert "no such page" not in said


def test_a_form_without_its_token_is_refused_in_words():
    response = Client(enforce_csrf_checks=True).post(
        "/access/sign-in", {"username": "x", "password": PASSWORD}
    )
    assert response.status_code == 403
    assert "Send this page again" in response.content.decode()


def test_bad_and_forbidden_requests_have_pages_of_their_own(rf):
    for view, status in ((views.bad_request, 400), (views.forbidden, 403)):
        response = view(rf.get("/"), ValueError("canary"))
        assert response.status_code == status
        assert b"canary" not in response.content


def test_the_error_of_a_form_is_told_in_the_title_and_beside_the_field(client):
    response = client.post("/access/sign-in", {"username": "somebody", "password": ""})
    html = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: Sign in - Bluelamp</title>" in html
    assert 'href="#id_password"' in html
    assert 'value="somebody"' in html


def test_a_static_address_carries_the_digest_of_its_file_and_is_served(client):
    address = static("ui/lamp.svg")
    assert re.fullmatch(r"/static/ui/lamp\.svg\?v=[0-9a-f]{12}", address)
    response = client.get(address)
    assert response.status_code == 200
    assert b"<svg" in b"".join(response.streaming_content)
    assert "max-age=604800" in response.headers["Cache-Control"]
