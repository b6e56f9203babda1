"""Every request passes the gate; what is not declared or not allowed cannot be told from what is not there."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.urls import get_resolver

from bluelamp.kernel.access import actions, policy
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.tests.factories import scope_of, user_of

ROUTES = "bluelamp.kernel.access.tests.routes"


def test_every_route_has_a_name_of_its_own():
    names = {(route.name, route.pattern) for route in policy.routes()}
    assert all(name for name, _ in names)
    assert len(names) == len({name for name, _ in names})


def test_an_act_that_is_not_one_cannot_be_asked_for():
    with pytest.raises(LookupError, match=r"permissions\.py"):
        policy.requires("papers.burn")


@pytest.mark.urls(ROUTES)
def test_the_table_names_routes_by_name_space_and_address():
    assert get_resolver().urlconf_name == ROUTES
    table = {route.name: (route.pattern, route.needs, route.methods) for route in policy.routes()}
    assert table["access:sign-in"] == ("/access/sign-in", policy.PUBLIC, ("GET", "HEAD", "POST"))
    assert table["undeclared"] == ("/undeclared", policy.UNDECLARED, ("GET", "HEAD"))


def test_a_route_says_whose_role_opens_it_and_how_it_is_written_down():
    sharing = policy.Route("sharing:share", "/sharing/…", "holdings.share", ("POST",))
    assert (sharing.kind, sharing.recorded_as) == ("holdings", "disclosure")
    assert sharing.roles == ("neighbourhood_officer", "sergeant", "coordinator", "partner", "partner_lead")
    closed = policy.Route("x", "/x", policy.UNDECLARED)
    assert (closed.kind, closed.recorded_as, closed.roles) == ("", "", ())


SIGN_IN, NOT_FOUND = 302, 404

TABLE = [
    # address            nobody     analyst    acc
    ("/open",            200,       200,       200),
    ("/mine",            SIGN_IN,   200,       200),
    ("/sign",            SIGN_IN,   NOT_FOUND, 200),
    ("/refused-inside",  SIGN_IN,   NOT_FOUND, 200),
    ("/undeclared",      NOT_FOUND, NOT_FOUND, NOT_FOUND),
    ("/no-such-address", NOT_FOUND, NOT_FOUND, NOT_FOUND),
]  # fmt: skip


@pytest.mark.urls(ROUTES)
@pytest.mark.django_db
@pytest.mark.parametrize(("address", "nobody", "analyst", "acc"), TABLE)
def test_a_route_opens_for_exactly_these(client, address, nobody, analyst, acc):
    answers = [client.get(address).status_code]
    for role in ("analyst", "acc"):
        client.force_login(user_of(role))
        answers.append(client.get(address).status_code)
    assert answers == [nobody, analyst, acc]


def seen(answer: HttpResponse) -> tuple[int, dict[str, str], str]:
    """An answer without what is new on every page: the script nonce, the form token, the seconds until sign-out."""
    drawn = re.compile(r"(nonce[=-]\"?|name=\"csrfmiddlewaretoken\" value=\"|data-seconds=\")[\w+/=-]+")
    headers = {name: drawn.sub(r"\1", value) for name, value in answer.items() if name != "Content-Length"}
    return answer.status_code, headers, drawn.sub(r"\1", answer.content.decode())


@pytest.mark.urls(ROUTES)
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sign", "/refused-inside", "/undeclared", "/nowhere"])
def test_not_allowed_and_not_declared_cannot_be_told_from_not_there(client, address):
    client.force_login(user_of("analyst"))
    assert seen(client.get(address)) == seen(client.get("/not-there"))


@pytest.mark.urls(ROUTES)
@pytest.mark.django_db
def test_somebody_who_is_sent_to_sign_in_comes_back_to_where_they_were(client):
    assert client.get("/mine?month=2013-11")["Location"] == "/access/sign-in?next=/mine%3Fmonth%3D2013-11"


@pytest.mark.urls(ROUTES)
@pytest.mark.django_db
def test_a_role_taken_away_is_gone_with_the_very_next_request(client):
    user = user_of("acc")
    client.force_login(user)
    assert client.get("/sign").status_code == 200
    actions.end_role(by=scope_of("administrator"), user=user, now=datetime(2014, 1, 7, tzinfo=UTC))
    assert client.get("/sign").status_code == NOT_FOUND
    assert client.get("/mine").status_code == NOT_FOUND
    assert client.get("/open").content == b"nobody"


@pytest.mark.urls(ROUTES)
@pytest.mark.django_db
def test_a_disabled_account_is_out_with_the_very_next_request(client):
    user = user_of("acc")
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/sign").status_code == SIGN_IN


@pytest.mark.urls(ROUTES)
@pytest.mark.django_db
def test_what_somebody_saw_is_not_kept_for_the_next_person_at_the_desk(client):
    assert "no-store" not in client.get("/open").get("Cache-Control", "")
    client.force_login(user_of("acc"))
    assert client.get("/mine")["Cache-Control"] == "no-store"
    assert client.get("/nowhere")["Cache-Control"] == "no-store"
    assert client.get("/download")["Cache-Control"] == "no-store"


@pytest.mark.urls(ROUTES)
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/open", "/mine", "/nowhere"])
def test_every_answer_carries_the_headers_that_keep_it_safe(client, address):
    answer = client.get(address)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
