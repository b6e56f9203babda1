"""The second factor: nobody gets past it, and no code works twice."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from bluelamp.kernel.access.tests.factories import PASSWORD, user_of
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.sign_in import actions, codes, desk, queries
from bluelamp.kernel.sign_in.tests.steps import (
    ELSEWHERE,
    SECRET,
    code,
    errors,
    operations,
    said,
    sign_in,
    sign_in_with_code,
    with_app,
)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("bluelamp.kernel.access.tests.routes")]


@pytest.fixture(autouse=True)
def _asked(settings):
    settings.SECOND_FACTOR = "required"


def recovery_codes_of(user) -> list[str]:
    return actions.make_recovery_codes(by=desk.Scope.nobody(), user=user)


def test_the_password_alone_opens_nothing(client):
    with_app()
    response = sign_in(client, "ann", next="/mine")
    assert response["Location"] == "/access/code"
    assert client.get("/mine").status_code == 302
    assert operations() == []


def test_password_and_code_open_the_door_and_lead_to_where_one_wanted_to_go(client):
    user = with_app()
    sign_in(client, "ann", next="/mine")
    response = client.post("/access/code", {"code": f"{code()[:3]} {code()[3:]}"})
    assert response["Location"] == "/mine"
    assert client.get("/mine").content == b"analyst"
    [row] = Record.objects.all()
    assert (row.operation, row.actor_id, row.detail) == (
        "access.sign_in",
        user.pk,
        {"how": ["password", "totp"]},
    )


def test_a_code_works_once(client):
    with_app()
    typed = code()
    assert sign_in_with_code(client, typed=typed).status_code == 302
    again = sign_in_with_code(Client(), typed=typed)
    assert again.status_code == 422
    assert errors(again) == [
        "The code is not right, or it was used before. Wait for the next one and try again."
    ]
    assert operations() == ["access.sign_in", "access.factor_refused"]


def test_a_code_from_before_the_last_one_that_was_used_is_refused():
    user, now = with_app(), timezone.now()
    assert codes.spend(user.pk, code(at=now), now=now) is not None
    assert codes.spend(user.pk, code(at=now, later=-1), now=now) is None
    assert codes.spend(user.pk, code(at=now, later=1), now=now) is not None


@pytest.mark.parametrize(("later", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(later, taken):
    user, now = with_app(), timezone.now()
    assert (codes.spend(user.pk, code(at=now, later=later), now=now) is not None) is taken


def test_a_hundred_replays_are_refused_a_hundred_times():
    user, now = with_app(), timezone.now()
    typed = code(at=now)
    taken = [codes.spend(user.pk, typed, now=now) is not None for _ in range(101)]
    assert taken == [True] + [False] * 100


def test_of_two_who_send_one_code_at_the_same_moment_the_database_lets_one_in():
    factor, now = Authenticator.objects.get(user=with_app()), timezone.now()
    assert [codes.use_up(factor, 46_000_000, now), codes.use_up(factor, 46_000_000, now)] == [True, False]


def test_each_recovery_code_works_once_and_new_ones_take_their_place(client):
    user = with_app()
    old = recovery_codes_of(user)
    assert len(set(old)) == 10
    assert sign_in_with_code(client, typed=f"{old[3][:4]}-{old[3][4:]}").status_code == 302
    assert sign_in_with_code(Client(), typed=old[3]).status_code == 422
    assert queries.recovery_codes(user.pk) == [each for each in old if each != old[3]]
    new = recovery_codes_of(user)
    assert not set(old) & set(new)
    assert codes.spend(user.pk, old[0], now=timezone.now()) is None


@pytest.mark.parametrize("typed", ["", "000000", "12345", "ABCDEF", "٣٣٣٣٣٣", "' or 1=1 --", "1" * 41])
def test_what_is_no_code_is_refused_in_words(client, typed):
    with_app()
    sign_in(client, "ann")
    response = client.post("/access/code", {"code": typed})
    assert response.status_code == 422
    assert len(errors(response)) == 1


@pytest.mark.parametrize(
    "credential", ["", "{", "[]", "null", '"text"', "{}", '{"id": 3}', '{"response": {}}']
)
def test_what_is_no_passkey_is_refused_in_words(client, credential):
    with_app()
    sign_in(client, "ann")
    response = client.post("/access/code", {"credential": credential})
    assert response.status_code == 422
    assert len(errors(response)) >= 1


def test_guessing_codes_is_slowed_down_and_does_not_lock_the_owner_out(client):
    with_app()
    sign_in(client, "ann")
    answers = [client.post("/access/code", {"code": "000000"}).status_code for _ in range(7)]
    assert answers == [422] * 5 + [429] * 2
    owner = Client()
    sign_in(owner, "ann", address=ELSEWHERE)
    assert owner.post("/access/code", {"code": code()}, REMOTE_ADDR=ELSEWHERE).status_code == 302


def test_the_page_for_the_code_opens_only_after_the_password(client):
    with_app()
    assert client.get("/access/code")["Location"] == "/access/sign-in"
    assert client.post("/access/code", {"code": code()})["Location"] == "/access/sign-in"


def test_without_a_second_factor_nothing_opens_but_setting_one_up(client):
    user_of("analyst", name="ann")
    sign_in(client, "ann")
    for address in ("/mine", "/", "/access/sessions", "/access/account/password"):
        assert client.get(address)["Location"] == "/access/account"
    assert said(client.get("/access/account")).startswith("Set up a second factor")


def test_whoever_sets_up_an_app_is_shown_recovery_codes_once_and_is_in(client):
    user = user_of("analyst", name="ann")
    sign_in(client, "ann")
    page = said(client.get("/access/account/app"))
    secret = page.partition("as the key: ")[2].partition(" Type the code")[0].replace(" ", "")
    response = client.post("/access/account/app", {"code": code(secret)})
    assert response["Location"] == "/access/account/recovery-codes"
    first = said(client.get("/access/account/recovery-codes"))
    assert all(f"{each[:4]} {each[4:]}" in first for each in queries.recovery_codes(user.pk))
    second = said(client.get("/access/account/recovery-codes"))
    assert "10 codes are left." in second
    assert not any(each[:4] in second for each in queries.recovery_codes(user.pk))
    assert client.get("/mine").content == b"analyst"
    assert operations() == [
        "access.sign_in",
        "access.add_factor",
        "access.confirm",
        "access.new_recovery_codes",
    ]


def test_the_code_that_set_an_app_up_does_not_also_sign_in(client):
    user_of("analyst", name="ann")
    sign_in(client, "ann")
    page = said(client.get("/access/account/app"))
    secret = page.partition("as the key: ")[2].partition(" Type the code")[0].replace(" ", "")
    typed = code(secret)
    client.post("/access/account/app", {"code": typed})
    assert sign_in_with_code(Client(), typed=typed).status_code == 422


def test_a_mistyped_code_does_not_set_up_an_app_and_the_picture_stays_the_same(client):
    user_of("analyst", name="ann")
    sign_in(client, "ann")
    before = said(client.get("/access/account/app"))
    response = client.post("/access/account/app", {"code": "000000"})
    assert response.status_code == 422
    assert (
        before.partition("as the key:")[2].split()[:8]
        == said(response).partition("as the key:")[2].split()[:8]
    )
    assert not Authenticator.objects.exists()


def test_the_secret_of_an_app_is_not_readable_in_the_records():
    user = with_app()
    kept = Authenticator.objects.get(user=user).data["secret"]
    assert SECRET not in kept
    assert kept.startswith("gAAAA")


def test_the_secret_key_can_be_changed_while_factors_stand(settings):
    user, now = with_app(), timezone.now()
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key, long enough to be one", [old]
    assert codes.spend(user.pk, code(at=now, later=-1), now=now) is not None
    settings.SECRET_KEY_FALLBACKS = []
    assert codes.spend(user.pk, code(at=now), now=now) is not None


def test_the_only_second_factor_cannot_be_removed(client):
    user = with_app()
    sign_in_with_code(client)
    pk = Authenticator.objects.get(user=user).pk
    client.post(f"/access/account/factors/{pk}/remove")
    assert "This is your only second factor." in said(client.get("/access/account"))
    assert Authenticator.objects.filter(pk=pk).exists()


def test_nobody_removes_the_factor_of_somebody_else(client):
    with_app()
    other = with_app(name="bob")
    sign_in_with_code(client)
    pk = Authenticator.objects.get(user=other).pk
    client.post(f"/access/account/factors/{pk}/remove")
    assert Authenticator.objects.filter(pk=pk).exists()


def test_whoever_came_in_while_none_was_asked_shows_it_as_soon_as_one_is(client, settings):
    settings.SECOND_FACTOR = "never"
    user = user_of("analyst", name="ann")
    client.force_login(user)
    with_app(name="bob")
    Authenticator.objects.update(user=user)
    assert client.get("/mine").status_code == 200
    settings.SECOND_FACTOR = "required"
    assert client.get("/mine")["Location"] == "/access/confirm-it-is-you"
    client.post("/access/confirm-it-is-you", {"code": code()})
    assert client.get("/mine").status_code == 200


@pytest.mark.parametrize(
    ("setting", "is_sample", "asked"),
    [
        ("required", False, True),
        ("required", True, True),
        ("unless sample", False, True),
        ("unless sample", True, False),
    ],
)
def test_only_the_made_up_force_is_spared_and_only_when_nobody_insists(
    settings, var, setting, is_sample, asked
):
    settings.SECOND_FACTOR = setting
    if is_sample:
        (var / "sample.json").write_text("{}")
    assert queries.second_factor_is_asked() is asked


def test_the_made_up_force_says_that_a_real_one_asks_for_more(client, settings, var):
    settings.SECOND_FACTOR = "unless sample"
    (var / "sample.json").write_text("{}")
    assert "This is the made-up force, and a password is enough." in said(client.get("/access/sign-in"))


def test_a_reset_leaves_neither_factor_nor_password_nor_session(client):
    user = with_app()
    sign_in_with_code(client)
    why = "lost her phone; seen in person by her inspector"
    by = desk.Scope.system("bluelamp user reset-factor")
    actions.reset_factors(by=by, user=user, vouched_by=user_of("acc"), why=why, password="a-new-one-by-hand")
    assert client.get("/mine").status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    assert sign_in(Client(), "ann", PASSWORD).status_code == 422
    assert sign_in(Client(), "ann", "a-new-one-by-hand").status_code == 302


@pytest.mark.parametrize("voucher", ["herself", "nobody's role"])
def test_a_reset_needs_a_second_person(voucher):
    user = with_app()
    other = user if voucher == "herself" else user.__class__.objects.create_user("bob")
    with pytest.raises(actions.NotNow, match="Somebody else who has a role"):
        actions.reset_factors(
            by=desk.Scope.system("x"), user=user, vouched_by=other, why="lost her phone today", password="x"
        )


def test_an_unfinished_sign_in_is_forgotten(client, settings):
    settings.ACCOUNT_LOGIN_TIMEOUT = 0
    with_app()
    sign_in(client, "ann")
    assert client.post("/access/code", {"code": code()})["Location"] == "/access/sign-in"
