"""The pages on which people propose, review and decide new limits."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.performance.models import Rebase
from bluelamp.performance.tests.test_rebases import step

pytestmark = pytest.mark.django_db

MEASURE = "/performance/measures/asb-satisfaction/"
PROPOSE = f"{MEASURE}rebases/propose/"
TYPED = {
    "since": "month:2013-04",
    "cause": "Recorded in a new way",
    "evidence": "Force order of 1 March 2013",
    "expected_to_last": "yes",
}
WHY = "The day of the change is on record."


def words(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


@pytest.fixture
def analyst(client: Client) -> Client:
    step()
    client.force_login(user_of("analyst"))
    return client


@pytest.fixture
def lead() -> Client:
    client = Client()
    client.force_login(user_of("programme_lead"))
    return client


def test_a_rebase_goes_from_proposal_to_chart_and_back(analyst: Client, lead: Client) -> None:
    page = analyst.post(PROPOSE, TYPED, follow=True)
    (rebase,) = Rebase.objects.all()
    address = f"/performance/rebases/{rebase.pk}/"
    assert page.redirect_chain == [(address, 302)]
    assert "A second person decides it" in words(page.content)
    assert "waits for a second person" in words(lead.get("/performance/").content)
    assert "What have you decided?" in words(lead.get(address).content)
    done = lead.post(f"{address}decide/", {"decision": "approve", "because": WHY}, follow=True)
    assert "In force" in words(done.content)
    shown = words(analyst.get(MEASURE).content)
    assert "Limits begin anew in April 2013: “Recorded in a new way”." in shown
    assert "That is within its usual variation" in shown
    assert "What would count as a signal next month" in shown
    analyst.post(f"{address}withdraw/", {"because": WHY})
    shown = words(analyst.get(MEASURE).content)
    assert "has been below its usual level" in shown
    assert "Withdrawn" in shown


@pytest.mark.parametrize(
    ("change", "said", "at"),
    [
        ({"since": ""}, "Choose the first month with new limits", "id_since"),
        ({"since": "month:2019-01"}, "Choose a month after April 2012", "id_since"),
        ({"since": "yesterday"}, "Choose a month after April 2012", "id_since"),
        ({"cause": "new"}, "Say what changed, so that somebody else can check it", "id_cause"),
        ({"cause": "x" * 121}, "120 characters or fewer", "id_cause"),
        ({"evidence": ""}, "Say what shows it", "id_evidence"),
        ({"expected_to_last": "perhaps"}, "Choose whether it is expected to last", "id_expected_to_last"),
    ],
)
def test_a_wrong_proposal_is_told_at_its_field_and_keeps_what_was_typed(
    analyst: Client, change: dict[str, str], said: str, at: str
) -> None:
    page = analyst.post(PROPOSE, TYPED | change)
    assert (page.status_code, Rebase.objects.count()) == (422, 0)
    html = page.content.decode()
    assert re.search(rf'href="#{at}(_0)?">[^<]*{re.escape(said)}', html)
    assert all(
        typed in html for name, typed in TYPED.items() if name in ("cause", "evidence") and name not in change
    )


def test_two_who_decide_at_once_get_a_clear_answer(analyst: Client, lead: Client) -> None:
    analyst.post(PROPOSE, TYPED)
    address = f"/performance/rebases/{Rebase.objects.get().pk}/"
    other = Client()
    other.force_login(user_of("acc"))
    lead.post(f"{address}decide/", {"decision": "approve", "because": WHY})
    late = other.post(f"{address}decide/", {"decision": "decline", "because": WHY})
    assert late.status_code == 422
    assert "It has been decided already" in words(late.content)


def test_a_decision_without_a_reason_is_asked_for_one(analyst: Client, lead: Client) -> None:
    analyst.post(PROPOSE, TYPED)
    address = f"/performance/rebases/{Rebase.objects.get().pk}/"
    for typed in ({}, {"decision": "approve"}, {"decision": "approve", "because": "ok"}):
        assert lead.post(f"{address}decide/", typed).status_code == 422
    assert Rebase.objects.get().state == "proposed"


@pytest.mark.parametrize(
    ("role", "address", "method"),
    [
        ("board_member", PROPOSE, "get"),
        ("programme_lead", PROPOSE, "get"),
        ("board_member", "/performance/rebases/1/decide/", "post"),
        ("governance", "/performance/rebases/1/withdraw/", "post"),
        ("analyst", "/performance/rebases/999999/", "get"),
    ],
)
def test_what_is_closed_or_not_there_is_not_found(
    client: Client, role: str, address: str, method: str
) -> None:
    client.force_login(user_of(role))
    assert getattr(client, method)(address).status_code == 404


def test_every_reader_sees_the_list_and_one_page(analyst: Client, client: Client) -> None:
    analyst.post(PROPOSE, TYPED)
    client.force_login(user_of("board_member"))
    assert "Recorded in a new way" in words(client.get("/performance/rebases/").content)
    page = words(client.get(f"/performance/rebases/{Rebase.objects.get().pk}/").content)
    assert "What speaks for and against" in page
    assert "What have you decided?" not in page


def test_rules_on_rolling_years_are_refused_with_the_reason(analyst: Client) -> None:
    page = analyst.get(MEASURE, {"kind": "rolling_year"})
    assert page.status_code == 200
    assert "A rolling year cannot be judged by control rules" in words(page.content)
    assert analyst.get(MEASURE, {"kind": "decade"}).status_code == 422
