"""Sessions: how long they last, who ends them, and what is asked again before something grave."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bluelamp.kernel.access.middleware import session_tag
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.tests.factories import PASSWORD, user_of
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.sign_in import queries
from bluelamp.kernel.sign_in.tests.steps import (
    ELSEWHERE,
    HERE,
    code,
    errors,
    operations,
    said,
    set_clock,
    sign_in,
    with_app,
)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("bluelamp.kernel.sign_in.tests.routes")]
NEW_PASSWORD = "three-unlikely-words-more"


@pytest.fixture
def ann(client) -> User:
    user = user_of("analyst", name="ann")
    sign_in(client, "ann")
    return user


def test_a_session_nobody_uses_for_a_quarter_of_an_hour_is_over(client, ann):
    set_clock(client, seen=timedelta(minutes=14))
    assert client.get("/mine").status_code == 200
    set_clock(client, seen=timedelta(minutes=15))
    assert client.get("/mine")["Location"] == "/access/sign-in?next=/mine"
    assert not Session.objects.exists()


def test_a_session_is_over_after_a_shift_however_busy(client, ann):
    set_clock(client, began=timedelta(hours=12), seen=timedelta(0))
    assert client.get("/mine").status_code == 302


def test_the_page_to_sign_in_says_why_one_is_out(client, ann):
    set_clock(client, seen=timedelta(minutes=20))
    assert "because nothing was done here for a while" in said(client.get("/access/sign-in"))


def test_being_there_is_noticed_without_a_write_on_every_page(client, ann):
    set_clock(client, seen=timedelta(minutes=10))
    client.get("/mine")
    noticed = client.session["seen"]
    assert timezone.now().timestamp() - noticed < 30
    with CaptureQueriesContext(connection) as asked:
        client.get("/mine")
    assert not any(query["sql"].startswith(("UPDATE", "INSERT")) for query in asked.captured_queries)


def test_who_asks_is_found_in_two_questions_their_session_and_their_account(client, ann):
    client.get("/mine")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/mine").status_code == 200
    of = [query["sql"] for query in asked.captured_queries]
    assert [("FROM django_session" in sql, "FROM access_user u" in sql) for sql in of] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "!"}])
def test_a_session_is_nobody_s_as_soon_as_its_account_is_shut_or_has_another_password(client, ann, change):
    assert client.get("/mine").status_code == 200
    User.objects.filter(pk=ann.pk).update(**change)
    assert client.get("/mine").status_code == 302


def test_a_session_that_somebody_wrote_into_the_records_themselves_is_nobody_s(client, ann):
    assert client.get("/mine").status_code == 200
    kept = Session.objects.get()
    Session.objects.update(
        session_data=f"{kept.session_data[:-1]}{'A' if kept.session_data[-1] != 'A' else 'B'}"
    )
    assert client.get("/mine").status_code == 302
    with override_settings(SECRET_KEY="another key"):
        Session.objects.update(session_data=kept.session_data)
        assert client.get("/mine").status_code == 302


def test_a_session_from_before_the_key_was_changed_goes_on_under_the_new_one(client, ann, settings):
    with override_settings(SECRET_KEY="a newer key", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert [client.get("/mine").status_code for _ in range(2)] == [200, 200]


def test_one_sees_where_one_is_signed_in_and_ends_one_of_them(client, ann):
    other = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/128.0")
    sign_in(other, "ann", address=ELSEWHERE)
    page = said(client.get("/access/sessions"))
    assert "Firefox on Windows" in page
    assert f"From {ELSEWHERE}." in page
    [theirs] = [
        each for each in queries.open_sessions(ann.pk, now=timezone.now()) if each.address == ELSEWHERE
    ]
    client.post("/access/sessions", {"session": str(theirs.pk)})
    assert other.get("/mine").status_code == 302
    assert client.get("/mine").status_code == 200
    assert operations()[-1] == "access.end_session"


def test_all_other_sessions_end_at_once(client, ann):
    others = [Client(), Client()]
    for other in others:
        sign_in(other, "ann")
    client.post("/access/sessions")
    assert [other.get("/mine").status_code for other in others] == [302, 302]
    assert client.get("/mine").status_code == 200


def test_nobody_ends_a_session_of_somebody_else(client, ann):
    bob, user = Client(), user_of("analyst", name="bob")
    sign_in(bob, "bob")
    [theirs] = queries.open_sessions(user.pk, now=timezone.now())
    client.post("/access/sessions", {"session": str(theirs.pk)})
    assert bob.get("/mine").status_code == 200


@pytest.mark.parametrize(("role", "status", "after"), [("administrator", 302, 302), ("analyst", 404, 200)])
def test_administrators_alone_end_the_sessions_of_others(client, ann, role, status, after):
    other = Client()
    other.force_login(user_of(role))
    assert other.post(f"/access/people/{ann.pk}").status_code == status
    assert client.get("/mine").status_code == after


def test_the_list_of_people_asks_as_much_for_three_as_for_one():
    keeper = Client()
    keeper.force_login(user_of("administrator"))
    keeper.get("/access/people")
    asked = []
    for more in (1, 2):
        for _ in range(more):
            with_app(name="")
        with CaptureQueriesContext(connection) as queries_asked:
            page = said(keeper.get("/access/people"))
        asked.append(len(queries_asked))
    assert page.count("Analyst") == 3
    assert asked[0] == asked[1]


def test_a_person_page_says_how_they_sign_in(client, ann):
    keeper = Client()
    keeper.force_login(user_of("administrator"))
    page = said(keeper.get(f"/access/people/{ann.pk}"))
    assert "Password alone" in page
    assert f"From {HERE}." in page
    assert keeper.get("/access/people/999999").status_code == 404


def test_leaving_ends_the_session_on_the_server_too(client, ann):
    kept = client.cookies["bluelamp"].value
    assert client.post("/access/sign-out")["Clear-Site-Data"] == '"cache", "storage"'
    thief = Client()
    thief.cookies["bluelamp"] = kept
    assert thief.get("/mine").status_code == 302


def test_a_session_that_was_planted_before_is_not_the_one_that_signs_in(client):
    user_of("analyst", name="ann")
    planted = Client()
    planted.get("/access/sign-in")
    session = planted.session
    session["x"] = 1
    session.save()
    client.cookies["bluelamp"] = session.session_key
    sign_in(client, "ann")
    assert client.get("/mine").status_code == 200
    thief = Client()
    thief.cookies["bluelamp"] = session.session_key
    assert thief.get("/mine").status_code == 302


def test_the_audit_record_names_a_session_without_giving_it_away(client, ann):
    key = client.session.session_key
    scope = client.get("/scope").json()
    assert scope["session"] == session_tag(key)
    assert key not in str(scope)
    assert key not in str(list(Record.objects.values()))


def test_a_grave_page_opens_only_when_it_was_proved_lately_who_this_is(client, ann):
    set_clock(client, stepped_up_at=timedelta(minutes=9))
    assert client.get("/grave").content == b"opened"
    set_clock(client, stepped_up_at=timedelta(minutes=10))
    response = client.get("/grave?what=all")
    assert response["Location"] == "/access/confirm-it-is-you?next=%2Fgrave%3Fwhat%3Dall"
    client.post("/access/confirm-it-is-you", {"password": "wrong"})
    assert client.get("/grave").status_code == 302
    response = client.post("/access/confirm-it-is-you", {"password": PASSWORD, "next": "/grave?what=all"})
    assert response["Location"] == "/grave?what=all"
    assert client.get("/grave").content == b"opened"
    assert operations()[-2:] == ["access.confirm_refused", "access.confirm"]


def test_proving_it_again_gives_the_session_a_new_key(client, ann):
    before = client.session.session_key
    client.post("/access/confirm-it-is-you", {"password": PASSWORD})
    assert client.session.session_key != before
    [session] = queries.open_sessions(ann.pk, now=timezone.now(), this=client.session.session_key)
    assert session.is_this


def test_whoever_has_a_second_factor_confirms_with_it_and_not_with_the_password(client):
    with_app()
    sign_in(client, "ann")
    client.post("/access/code", {"code": code()})
    set_clock(client, stepped_up_at=timedelta(hours=1))
    client.post("/access/confirm-it-is-you", {"password": PASSWORD})
    assert client.get("/grave").status_code == 302
    client.post("/access/confirm-it-is-you", {"code": code(later=1)})
    assert client.get("/grave").content == b"opened"


@pytest.mark.parametrize(
    "asked", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "\\\\x"]
)
def test_confirming_leads_to_a_page_of_this_house_only(client, ann, asked):
    response = client.post("/access/confirm-it-is-you", {"password": PASSWORD, "next": asked})
    assert response["Location"] == "/"


def test_what_was_typed_before_the_session_ended_comes_back_to_be_sent_again(client, ann):
    set_clock(client, seen=timedelta(hours=1))
    typed = {"note": "He said <b>“no”</b>\r\nand left", "kind": ["a", "b"], "password": "secret-thing"}
    response = client.post("/note", typed, HTTP_ORIGIN="http://testserver")
    page = response.content.decode()
    assert response.status_code == 403
    assert 'name="note" value="He said &lt;b&gt;“no”&lt;/b&gt;\r\nand left"' in page
    assert page.count('name="kind"') == 2
    assert 'action="/note"' in page
    assert "secret-thing" not in page
    assert response["Cache-Control"] == "no-store"
    assert response.charset == "utf-8"


def test_a_form_whose_token_is_old_comes_back_with_a_new_one_and_can_be_sent(ann):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    response = client.post("/note", {"note": "seen at nine"}, HTTP_ORIGIN="http://testserver")
    page = response.content.decode()
    assert response.status_code == 403
    assert 'name="note" value="seen at nine"' in page
    token = page.rpartition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    again = client.post(
        "/note", {"note": "seen at nine", "csrfmiddlewaretoken": token}, HTTP_ORIGIN="http://testserver"
    )
    assert again.content == b"kept: seen at nine"


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_what_another_site_had_the_browser_send_is_not_offered_again(ann, origin):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    page = client.post("/note", {"note": "planted"}, HTTP_ORIGIN=origin).content.decode()
    assert "planted" not in page
    assert 'action="/note"' not in page


def test_before_something_grave_what_was_typed_waits_too(client, ann):
    set_clock(client, stepped_up_at=timedelta(hours=1))
    response = client.post("/grave", {"why": "to find her"}, HTTP_ORIGIN="http://testserver")
    assert response.status_code == 403
    assert "Confirm that it is you" in said(response)
    assert 'name="why" value="to find her"' in response.content.decode()


def test_a_new_password_ends_every_other_session(client, ann):
    other = Client()
    sign_in(other, "ann")
    client.post("/access/account/password", {"password": PASSWORD, "new": NEW_PASSWORD})
    assert other.get("/mine").status_code == 302
    assert client.get("/mine").status_code == 200
    assert sign_in(Client(), "ann", NEW_PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("wrong", NEW_PASSWORD, "The password is not right."),
        (PASSWORD, "short", "This password is too short. It must contain at least 12 characters."),
        (PASSWORD, "", "Enter a new password"),
    ],
)
def test_a_password_is_not_changed_without_the_old_one_or_for_a_weak_one(client, ann, old, new, wrong):
    assert errors(client.post("/access/account/password", {"password": old, "new": new}))[0] == wrong
    assert sign_in(Client(), "ann", PASSWORD).status_code == 302


def test_asking_whether_somebody_is_still_there_says_how_long_it_lasts(client, ann):
    assert 880 <= client.get("/access/still-here").json()["seconds_left"] <= 900


def test_a_disabled_account_ends_at_the_next_request(client, ann):
    User.objects.filter(pk=ann.pk).update(is_active=False)
    assert client.get("/mine").status_code == 302
    assert sign_in(Client(), "ann").status_code == 422
