"""Signing in and out."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime

import pytest

from bluelamp.kernel.access.actions import end_role
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.tests.factories import PASSWORD, scope_of, user_of
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.sign_in import actions, queries

pytestmark = [pytest.mark.django_db, pytest.mark.urls("bluelamp.kernel.access.tests.routes")]


def sign_in(client, name, password, address="127.0.0.1", **extra):
    return client.post(
        "/access/sign-in", {"username": name, "password": password, **extra}, REMOTE_ADDR=address
    )


def operations():
    return [row.operation for row in Record.objects.all()]


def errors(response):
    """What is said at the top of the page, each once."""
    summary = (
        response.content.decode().partition('class="govuk-error-summary__body"')[2].partition("</ul>")[0]
    )
    return [html.unescape(line.strip()) for line in re.findall(r"<li>\s*(?:<a[^>]*>)?([^<]+)", summary)]


def test_the_right_name_and_password_open_the_door_and_are_recorded(client):
    user = user_of("analyst", name="ann")
    assert sign_in(client, "ann", PASSWORD).status_code == 302
    assert client.get("/mine").content == b"analyst"
    [row] = Record.objects.all()
    assert (row.operation, row.actor_id, row.role) == ("access.sign_in", user.pk, "analyst")


def test_the_session_changes_its_name_on_the_way_in(client):
    user_of("analyst", name="ann")
    session = client.session
    session["seen"] = True
    session.save()
    before = client.cookies["bluelamp"].value
    sign_in(client, "ann", PASSWORD)
    assert client.cookies["bluelamp"].value != before
    assert client.cookies["bluelamp"]["httponly"]
    assert client.cookies["bluelamp"]["samesite"] == "Lax"


@pytest.mark.parametrize(("name", "password"), [("ann", "wrong"), ("nobody", PASSWORD), ("nobody", "wrong")])
def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_words(client, name, password):
    user_of("analyst", name="ann")
    response = sign_in(client, name, password)
    assert response.status_code == 422
    assert errors(response) == ["The name or the password is not right. Check both and try again."]
    assert operations() == [actions.REFUSED]


def test_what_was_typed_as_a_name_is_not_kept_in_the_record(client):
    sign_in(client, PASSWORD, "x")
    [row] = Record.objects.all()
    assert PASSWORD not in str(row.detail)
    assert row.detail == {"name_tag": queries.tag("subject", PASSWORD)}


@pytest.mark.parametrize("name", ["ann", "nobody"])
def test_a_name_tried_too_often_rests_whether_anybody_has_it_or_not(client, name):
    user_of("analyst", name="ann")
    for _ in range(5):
        sign_in(client, name, "wrong")
    response = sign_in(client, name, PASSWORD)
    assert errors(response)[0].startswith("This was tried too often. Wait ")
    assert response.status_code == 429
    assert 110 <= int(response["Retry-After"]) <= 120
    assert operations() == [actions.REFUSED] * 5


def test_a_name_that_rests_does_not_hold_up_anybody_else(client):
    user_of("analyst", name="ann")
    for _ in range(5):
        sign_in(client, "bob", "wrong")
    assert sign_in(client, "ann", PASSWORD).status_code == 302


def test_somebody_without_a_role_is_told_so(client):
    User.objects.create_user("ann", password=PASSWORD)
    assert errors(sign_in(client, "ann", PASSWORD)) == [
        "You have no role in Bluelamp today. Ask your administrator of users for one."
    ]


@pytest.mark.parametrize(
    ("asked", "given"),
    [("/mine", "/mine"), ("https://elsewhere.example/", "/"), ("//elsewhere.example", "/")],
)
def test_after_signing_in_one_goes_to_a_page_of_this_house_only(client, asked, given):
    user_of("analyst", name="ann")
    assert sign_in(client, "ann", PASSWORD, next=asked)["Location"] == given


def test_signing_out_is_recorded_and_ends_the_session(client):
    client.force_login(user_of("analyst"))
    response = client.post("/access/sign-out")
    assert response.status_code == 302
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert operations() == ["access.sign_out"]
    assert client.get("/mine").status_code == 302


def test_somebody_whose_role_has_ended_can_still_leave_and_sign_in_as_another(client):
    user = user_of("analyst")
    client.force_login(user)
    end_role(by=scope_of("administrator"), user=user, now=datetime(2014, 1, 7, tzinfo=UTC))
    assert client.get("/access/sign-in").status_code == 200
    before = Record.objects.count()
    assert client.post("/access/sign-out").status_code == 302
    [row] = Record.objects.order_by("seq")[before:]
    assert (row.operation, row.objects_touched) == ("access.sign_out", [f"user:{user.pk}"])
    assert client.get("/mine").status_code == 302


def test_a_stranger_who_signs_out_leaves_no_record(client):
    assert client.post("/access/sign-out").status_code == 302
    assert operations() == []


def test_no_link_or_picture_can_sign_anybody_out(client):
    client.force_login(user_of("analyst"))
    assert client.get("/access/sign-out").status_code == 405
    assert client.get("/mine").status_code == 200


def test_a_form_from_elsewhere_cannot_sign_anybody_in_or_out(client):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user_of("analyst"))
    assert strict.post("/access/sign-out").status_code == 403
    assert sign_in(Client(enforce_csrf_checks=True), "ann", PASSWORD).status_code == 403
