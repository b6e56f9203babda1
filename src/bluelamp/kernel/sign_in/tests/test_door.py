"""Signing in and out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bluelamp.kernel.access.actions import end_role
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.tests.factories import PASSWORD, scope_of, user_of
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.sign_in import actions, queries
from bluelamp.kernel.sign_in.tests.steps import ELSEWHERE, HERE, errors, operations, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("bluelamp.kernel.access.tests.routes")]


def test_the_right_name_and_password_open_the_door_and_are_recorded(client):
    user = user_of("analyst", name="ann")
    assert sign_in(client, "ann").status_code == 302
    assert client.get("/mine").content == b"analyst"
    [row] = Record.objects.all()
    assert (row.operation, row.actor_id, row.role) == ("access.sign_in", user.pk, "analyst")


def test_the_session_changes_its_name_on_the_way_in(client):
    user_of("analyst", name="ann")
    session = client.session
    session["seen"] = True
    session.save()
    before = client.cookies["bluelamp"].value
    sign_in(client, "ann")
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
    response = sign_in(client, name)
    assert errors(response)[0].startswith("This was tried too often. Wait ")
    assert response.status_code == 429
    assert 110 <= int(response["Retry-After"]) <= 120
    assert operations() == [actions.REFUSED] * 5


def test_somebody_who_guesses_does_not_lock_the_officer_out(client):
    user_of("analyst", name="ann")
    for _ in range(30):
        sign_in(client, "ann", "wrong", address=HERE)
    assert operations() == [actions.REFUSED] * 5
    assert sign_in(client, "ann", address=HERE).status_code == 429
    assert sign_in(client, "ann", address=ELSEWHERE).status_code == 302


def test_behind_proxies_each_client_has_its_own_address_and_cannot_write_it(client, settings):
    settings.PROXIES = 1
    user_of("analyst", name="ann")
    for guess in range(6):
        client.post(
            "/access/sign-in",
            {"username": "ann", "password": "wrong"},
            REMOTE_ADDR="10.0.0.1",
            HTTP_X_FORWARDED_FOR=f"10.9.9.{guess}, 192.0.2.1",
        )
    assert operations() == [actions.REFUSED] * 5
    honest = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.7"}
    assert (
        client.post("/access/sign-in", {"username": "ann", "password": PASSWORD}, **honest).status_code == 302
    )


def test_a_name_that_rests_does_not_hold_up_anybody_else(client):
    user_of("analyst", name="ann")
    for _ in range(5):
        sign_in(client, "bob", "wrong")
    assert sign_in(client, "ann").status_code == 302


def test_somebody_without_a_role_is_told_so(client):
    User.objects.create_user("ann", password=PASSWORD)
    assert errors(sign_in(client, "ann")) == [
        "You have no role in Bluelamp today. Ask your administrator of users for one."
    ]


@pytest.mark.parametrize(
    ("asked", "given"),
    [("/mine", "/mine"), ("https://elsewhere.example/", "/"), ("//elsewhere.example", "/")],
)
def test_after_signing_in_one_goes_to_a_page_of_this_house_only(client, asked, given):
    user_of("analyst", name="ann")
    assert sign_in(client, "ann", next=asked)["Location"] == given


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
