"""A partner's system gets a token, asks, and is refused in words where it may not."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.permissions import IN_PERSON, MAY
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.web.api import actions
from bluelamp.web.api.acts import OPEN_TO_PROGRAMS, OPEN_TO_SYSTEMS
from bluelamp.web.api.tokens import scope_of

pytestmark = pytest.mark.django_db
SYSTEM = Scope.system("test")


@pytest.fixture
def landlord(db):
    return Organisation.objects.create(
        key="a-landlord", name="A landlord", kind="housing_association", regime="uk_gdpr", made_up=True
    )


@pytest.fixture
def credentials(landlord):
    system, secret = actions.add_system(
        by=SYSTEM, name="Case system", organisation="a-landlord", acts=["figures.read"]
    )
    return system, secret


def token(system, secret, **more):
    basic = base64.b64encode(f"{system.client_id}:{secret}".encode()).decode()
    asked = {"grant_type": "client_credentials"} | more
    return Client().post("/api/oauth/token", asked, headers={"Authorization": f"Basic {basic}"})


def get(path, text="", **headers):
    carried = {"Authorization": f"Bearer {text}"} if text else {}
    return Client().get(path, headers=carried | headers)


def test_a_system_gets_a_token_with_its_secret_and_is_told_who_it_is(credentials):
    given = token(*credentials).json()
    said = get("/api/v1/me", given["access_token"]).json()
    assert (said["name"], said["role"], said["organisation"]) == ("Case system", "partner", "a-landlord")
    assert list(said["acts"]) == ["figures.read"]


def test_neither_the_secret_nor_a_token_is_kept(credentials):
    system, secret = credentials
    text = token(system, secret).json()["access_token"]
    system.refresh_from_db()
    kept = AccessToken.objects.get()
    assert secret not in system.client_secret
    assert text not in (kept.token, kept.token_checksum)


def test_a_wrong_secret_gets_no_token(credentials):
    assert token(credentials[0], "guessed").status_code == 401


def test_a_system_asks_for_no_more_than_it_was_registered_for(credentials):
    assert token(*credentials, scope="users.manage").status_code == 400


@pytest.mark.parametrize("text", ["", "made-up"])
def test_without_a_token_that_stands_every_address_asks_for_one(text):
    answer = get("/api/v1/me", text)
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_cookie_opens_nothing(client):
    client.force_login(user_of("analyst"))
    assert client.get("/api/v1/me").status_code == 401


def test_an_ended_system_is_refused_from_the_next_request_on(credentials):
    system, secret = credentials
    text = token(system, secret).json()["access_token"]
    actions.end_system(by=SYSTEM, client_id=system.client_id, now=timezone.now())
    assert get("/api/v1/me", text).status_code == 401
    assert token(system, secret).status_code == 401


def test_a_token_that_has_run_out_is_none(credentials):
    text = token(*credentials).json()["access_token"]
    AccessToken.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert scope_of(text) is None


def test_a_persons_token_is_theirs_and_ends_with_their_role():
    person = user_of("analyst")
    _, text = actions.give_token(
        by=SYSTEM, user=person, acts=["figures.read"], lasts=timedelta(hours=1), now=timezone.now()
    )
    assert get("/api/v1/me", text).json()["role"] == "analyst"
    person.memberships.update(until=timezone.now())
    assert get("/api/v1/me", text).status_code == 401


def test_whoever_calls_is_found_in_two_questions_a_token_and_its_account(django_assert_num_queries):
    person, now = user_of("analyst"), timezone.now()
    _, text = actions.give_token(by=SYSTEM, user=person, acts=[], lasts=timedelta(hours=1), now=now)
    with django_assert_num_queries(2):
        assert scope_of(text).actor_id == person.pk
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert scope_of(text) is None


def test_a_token_never_goes_beyond_the_role():
    _, text = actions.give_token(
        by=SYSTEM,
        user=user_of("administrator"),
        acts=["figures.read"],
        lasts=timedelta(hours=1),
        now=timezone.now(),
    )
    answer = get("/api/v1/measures", text)
    assert (answer.status_code, 'error="insufficient_scope"' in answer["WWW-Authenticate"]) == (403, True)


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/measures/nothing/series"])
def test_what_is_not_there_is_said_as_a_problem(credentials, path):
    answer = get(path, token(*credentials).json()["access_token"])
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_method_that_an_address_does_not_know_is_refused_with_those_it_does(credentials):
    text = token(*credentials).json()["access_token"]
    answer = Client().put("/api/v1/me", headers={"Authorization": f"Bearer {text}"})
    assert (answer.status_code, answer["Allow"]) == (405, "GET")


def test_a_fault_is_named_at_its_field_without_repeating_it(credentials):
    text = token(*credentials).json()["access_token"]
    answer = get("/api/v1/measures/asb-satisfaction/series?kind=fortnight-of-Mr-Canary", text)
    said = json.loads(answer.content)
    assert (answer.status_code, said["errors"][0]["field"]) == (422, "query.kind")
    assert "Canary" not in answer.content.decode()


def test_what_somebody_answers_for_by_name_is_no_systems(landlord):
    with pytest.raises(NotNow, match=r"Somebody answers for powers\.use by name"):
        actions.add_system(by=SYSTEM, name="Case system", organisation="a-landlord", acts=["powers.use"])
    system, _ = actions.add_system(by=SYSTEM, name="Case system", organisation="a-landlord", acts=[])
    assert set(system.acts) == set(OPEN_TO_SYSTEMS) == set(OPEN_TO_PROGRAMS) & MAY["partner"] - IN_PERSON


def test_the_description_is_open_only_where_the_force_is_made_up(settings, credentials):
    assert Client().get("/api/openapi.json").status_code == 404
    (settings.VAR / "sample.json").write_text("{}")
    described = Client().get("/api/openapi.json").json()
    assert described["paths"]["/api/v1/me"]["get"]["security"] == [{"token": []}]


def test_giving_and_taking_away_is_recorded(credentials):
    actions.end_system(by=SYSTEM, client_id=credentials[0].client_id, now=timezone.now())
    assert list(Record.objects.order_by("seq").values_list("operation", flat=True)) == [
        "api.add_system",
        "api.end_system",
    ]
