"""The sharing pages as people use them, and as people who may not."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bluelamp.kernel.access import actions as access
from bluelamp.kernel.access.models import Agreement, BreakGlass, Grant, Holding
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import confirm, lpu_called, organisation_called, user_of
from bluelamp.kernel.access.tests.test_gate import seen
from bluelamp.kernel.access.tests.worlds import FORCE, HOMES, agreement, grant, holding, named
from bluelamp.kernel.audit.models import Record

pytestmark = pytest.mark.django_db
WHY = "They house the family and have to repair the door."


@pytest.fixture(autouse=True)
def letters(settings):
    settings.RECORD_KINDS = "bluelamp.kernel.access.tests.kinds.KINDS"
    homes = organisation_called(HOMES)
    homes.kind, homes.regime, homes.name = "housing_association", "uk_gdpr", "Wickwell Homes"
    homes.save()


def signed_in(role, confirmed=True, **more) -> Client:
    client = Client()
    client.force_login(user_of(role, **more))
    if confirmed:
        confirm(client)
    return client


def page_of(held: Holding, what: str = "") -> str:
    return f"/sharing/records/letter/{held.ref}/{what}"


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def offer(**changes):
    asked = {"organisation": HOMES, "level": "items", "items": ["name", "worker"], "ground": "consent"}
    return asked | {"necessity": WHY, "caveats": "Not to the neighbours.", "lasts": "30"} | changes


def test_a_record_is_seen_as_they_will_before_it_is_opened_to_them():
    sergeant, partner, held = signed_in("sergeant"), signed_in("partner", organisation=HOMES), holding()
    theirs = f"/sharing/with-us/letter/{held.ref}/"
    assert partner.get(theirs).status_code == 404
    shown = sergeant.post(page_of(held, "share"), offer())
    assert f"name-{held.pk}" in text(shown)
    assert f"asthma-{held.pk}" not in text(shown)
    assert "Health You did not choose it." in text(shown)
    assert "one data-protection regime to another" in text(shown)
    assert not Grant.objects.exists()

    seal = re.search(r'name="seal" value="(\w+)"', shown.content.decode())[1]
    given = sergeant.post(page_of(held, "share"), offer(seal=seal))
    assert (given.status_code, given["Location"]) == (302, page_of(held))
    read = partner.get(theirs)
    assert f"name-{held.pk}" in text(read)
    assert "Not to the neighbours." in text(read)
    assert f"asthma-{held.pk}" not in text(read)
    assert "Read by them" in text(sergeant.get(page_of(held)))
    assert f"Letter {held.ref}" in text(partner.get("/sharing/"))


def test_a_preview_that_is_not_what_would_go_opens_nothing():
    sergeant, held = signed_in("sergeant"), holding()
    answer = sergeant.post(page_of(held, "share"), offer(seal="0" * 32))
    assert answer.status_code == 422
    assert "see again what they will see" in text(answer)
    assert not Grant.objects.exists()


def test_going_back_to_change_it_keeps_what_was_typed():
    answer = signed_in("sergeant").post(page_of(holding(), "share"), offer(change="yes"))
    assert WHY in text(answer)
    assert "See it as they will" in text(answer)


WRONG = [
    ({"organisation": ""}, "Choose an organisation"),
    ({"items": []}, "Choose at least one item"),
    ({"ground": ""}, "Choose the ground"),
    ({"necessity": "needed"}, "at least 20 characters"),
    ({"items": ["nothing"]}, "nothing is not one of the available choices"),
    ({"ground": "agreement:other"}, "not one of the available choices"),
    ({"person": "nobody"}, "Nobody there has this name"),
]


@pytest.mark.parametrize(("changes", "said"), WRONG)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_goes(changes, said):
    answer = signed_in("sergeant").post(page_of(holding(), "share"), offer(**changes))
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Grant.objects.exists()


def test_only_agreements_in_force_with_ones_own_organisation_are_offered_as_grounds():
    agreement(key="now", ends_on=None)
    agreement(key="over")
    agreement(key="theirs", parties=(HOMES, "birmingham-city-council"), ends_on=None)
    body = signed_in("sergeant").get(page_of(holding(), "share")).content.decode()
    assert re.findall(r'value="agreement:(\w+)"', body) == ["now"]
    assert "Agreement now, with Wickwell Homes" in body


def test_withdrawing_closes_it_at_once():
    sergeant, partner, held = signed_in("sergeant"), signed_in("partner", organisation=HOMES), holding()
    given = grant(held, since=timezone.now() - timedelta(hours=1))
    assert partner.get(f"/sharing/with-us/letter/{held.ref}/").status_code == 200
    address = page_of(held, f"grants/{given.pk}/withdraw")
    assert sergeant.post(address, {"why": "They moved away.", "version": "1"}).status_code == 302
    assert partner.get(f"/sharing/with-us/letter/{held.ref}/").status_code == 404


def test_who_comes_too_late_sees_both_versions_and_can_save_theirs():
    sergeant, held = signed_in("sergeant"), holding()
    change = {"reason": "A colleague's family.", "version": "1"}
    assert sergeant.post(page_of(held, "handling"), change | {"sensitivity": "restricted"}).status_code == 302
    late = sergeant.post(page_of(held, "handling"), change | {"sensitivity": "sealed"})
    assert late.status_code == 409
    assert "restricted to those named on it" in text(late)
    assert "Nothing of yours was saved" in text(late)
    assert re.search(r'name="version" value="2"', late.content.decode())
    assert re.search(r'name="sensitivity" value="sealed"', late.content.decode())
    again = sergeant.post(page_of(held, "handling"), change | {"sensitivity": "sealed", "version": "2"})
    assert again.status_code == 302
    held.refresh_from_db()
    assert held.sensitivity == "sealed"


CLOSED = ["", "share", "handling", "people", "offer", "grants/1/withdraw"]


@pytest.mark.parametrize("what", CLOSED)
def test_a_record_one_may_not_see_cannot_be_told_from_one_that_is_not_there(what):
    lpu_called("CV")
    sergeant = signed_in("sergeant", lpus=["CV"])
    sealed = holding(sensitivity="sealed")
    absent = seen(sergeant.get(f"/sharing/records/letter/0000000000/{what}"))
    assert seen(sergeant.get(page_of(sealed, what))) == absent
    assert seen(sergeant.get(page_of(holding(owner=HOMES), what))) == absent
    assert absent[0] == 404


def test_somebody_who_is_taken_off_a_restricted_record_sees_it_no_longer():
    first, second = user_of("sergeant"), user_of("sergeant")
    held = holding(sensitivity="restricted")
    one, other = named(held, first), named(held, second)
    client = Client()
    client.force_login(first)
    assert client.post(page_of(held, f"people/{other.pk}/take-off")).status_code == 302
    last = client.post(page_of(held, f"people/{one.pk}/take-off"))
    assert (last.status_code, "Nobody could see it any more" in text(last)) == (422, True)
    client.force_login(second)
    assert client.get(page_of(held)).status_code == 404


@pytest.mark.parametrize("sensitivity", ["normal", "sealed"])
def test_a_record_changes_hands_when_the_others_accept_it(sensitivity):
    officer = user_of("sergeant")
    sergeant, lead = Client(), signed_in("partner_lead", organisation=HOMES)
    sergeant.force_login(officer)
    confirm(sergeant)
    held = holding(sensitivity=sensitivity)
    named(held, officer)
    assert (
        sergeant.post(page_of(held, "offer"), {"to": HOMES, "reason": "It is their tenant."}).status_code
        == 302
    )
    assert lead.get(page_of(held)).status_code == 404
    number = re.search(r'name="number" value="(\d+)"', lead.get("/sharing/offers/").content.decode())[1]
    assert lead.post("/sharing/offers/", {"number": number, "answer": "accept"}).status_code == 302
    assert lead.get(page_of(held)).status_code == 200
    assert sergeant.get(page_of(held)).status_code == 404


def test_that_an_offer_was_shown_is_written_down_with_its_reference():
    officer, lead = user_of("sergeant"), signed_in("partner_lead", organisation=HOMES)
    held = holding()
    to_their_page = Client()
    to_their_page.force_login(officer)
    confirm(to_their_page)
    to_their_page.post(page_of(held, "offer"), {"to": HOMES, "reason": "It is their tenant."})
    lead.get("/sharing/offers/")
    shown = Record.objects.filter(operation="sharing.offers").values_list("kind", "objects_touched")
    assert list(shown) == [("consultation", [f"holding:{held.ref}"])]


def test_an_emergency_wants_a_confirmation_and_then_opens_one_record():
    lpu_called("CV")
    held = holding()
    address, said = (
        "/sharing/emergency/",
        {"ref": held.ref, "reason": "A child has run away and may be there."},
    )
    unconfirmed = signed_in("neighbourhood_officer", confirmed=False, lpus=["CV"])
    assert unconfirmed.get(address)["Location"].startswith("/access/confirm-it-is-you?next=")
    assert unconfirmed.post(address, said).status_code == 403
    assert not BreakGlass.objects.exists()

    officer = signed_in("neighbourhood_officer", lpus=["CV"])
    opened = officer.post(address, said)
    assert f"asthma-{held.pk}" in text(officer.get(opened["Location"]))
    assert unconfirmed.get(opened["Location"]).status_code == 404
    assert "opened a record in an emergency" in text(signed_in("governance").get("/sharing/notices/"))


def test_a_wrong_reference_gets_the_same_page_as_one_that_may_not_be_opened():
    officer = signed_in("neighbourhood_officer")
    answers = [
        seen(
            officer.post("/sharing/emergency/", {"ref": "0" * 10, "reason": "A child has run away just now."})
        )
        for _ in range(2)
    ]
    sealed = holding(sensitivity="sealed")
    body = officer.post(
        "/sharing/emergency/", {"ref": sealed.ref, "reason": "A child has run away just now."}
    )
    status, headers, page = seen(body)
    assert (status, headers, page.replace(sealed.ref, "0" * 10)) == answers[0] == answers[1]
    assert status == 422


def test_a_second_person_reviews_it():
    officer, governance = signed_in("neighbourhood_officer"), signed_in("governance")
    said = {"ref": holding().ref, "reason": "A child has run away and may be there."}
    number = (
        BreakGlass.objects.get().pk if officer.post("/sharing/emergency/", said).status_code == 302 else 0
    )
    assert "A child has run away" in text(governance.get("/sharing/reviews/"))
    answer = {"outcome": "justified", "note": "The log of the control room agrees with it."}
    assert officer.get(f"/sharing/reviews/{number}/").status_code == 404
    assert governance.post(f"/sharing/reviews/{number}/", answer).status_code == 302
    assert "Nothing waits for review" in text(governance.get("/sharing/reviews/"))


def written(**changes):
    asked = {
        "title": "Street triage",
        "purpose": "mental_health",
        "summary": "Who is met in a crisis.",
        "gateway": "crime-and-disorder-1998-115",
        "parties": [FORCE, HOMES],
        "categories": ["identity", "health"],
        "starts_on": "1 April 2014",
        "ends_on": "",
        "review_on": "1 April 2015",
    }
    return asked | changes


def test_governance_writes_an_agreement_down_changes_it_and_ends_it():
    organisation_called(FORCE)
    governance = signed_in("governance")
    assert (
        governance.post("/sharing/agreements/new", written())["Location"]
        == "/sharing/agreements/street-triage/"
    )
    page = governance.get("/sharing/agreements/street-triage/")
    assert "1 April 2014" in text(page)
    change = written(categories=["identity"], version="1")
    assert governance.post("/sharing/agreements/street-triage/change", change).status_code == 302
    late = governance.post("/sharing/agreements/street-triage/change", written(title="Other", version="1"))
    assert (late.status_code, "Other" in text(late)) == (409, True)
    end = {"why": "Nobody uses it any more.", "version": "2"}
    assert governance.post("/sharing/agreements/street-triage/end", end).status_code == 302
    assert "Ended" in text(governance.get("/sharing/agreements/"))
    assert [row.operation for row in Record.objects.filter(operation__startswith="agreements")] == [
        "agreements.write_down", "agreements.amend", "agreements.end",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"parties": [FORCE]}, "at least two organisations"),
        ({"starts_on": "31 April 2014"}, "Enter a real date"),
        ({"ends_on": "1 March 2014"}, "ends before it starts"),
        ({"gateway": "data-protection-2018-35"}, "not in force on the day the agreement starts"),
        ({"categories": []}, "Choose the data it covers"),
        ({"title": ""}, "Enter a title"),
    ],
)
def test_an_agreement_that_cannot_be_is_refused(changes, said):
    organisation_called(FORCE)
    answer = signed_in("governance").post("/sharing/agreements/new", written(**changes))
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Agreement.objects.exists()


def test_a_partner_reads_the_agreements_it_signed_and_no_others():
    agreement(key="ours")
    agreement(key="theirs", parties=(FORCE, "birmingham-city-council"))
    partner = signed_in("partner", organisation=HOMES)
    assert "Agreement ours" in text(partner.get("/sharing/agreements/"))
    assert "Agreement theirs" not in text(partner.get("/sharing/agreements/"))
    assert partner.get("/sharing/agreements/theirs/").status_code == 404
    assert partner.get("/sharing/agreements/ours/end").status_code == 404


def test_two_administrators_give_a_role_on_its_page():
    ann, first, second = user_of("analyst", name="ann"), user_of("administrator"), signed_in("administrator")
    asked = access.give_role(
        by=Scope.of(first), user=ann, role="governance", organisation=FORCE, now=timezone.now()
    )
    client = Client()
    client.force_login(first)
    assert client.post("/sharing/roles/", {"number": str(asked.pk), "answer": "give"}).status_code == 403
    confirm(client)
    assert client.post("/sharing/roles/", {"number": str(asked.pk), "answer": "give"}).status_code == 422
    assert Scope.of(ann).role == "analyst"
    assert second.post("/sharing/roles/", {"number": str(asked.pk), "answer": "give"}).status_code == 302
    assert Scope.of(ann).role == "governance"


def test_the_overview_takes_as_many_questions_for_three_as_for_one():
    partner, under = signed_in("partner", organisation=HOMES), agreement(ends_on=None)
    partner.get("/sharing/")  # the first request after signing in writes to the session
    asked = []
    for number in (1, 2):
        for _ in range(number):
            grant(holding(), under=under)
        with CaptureQueriesContext(connection) as caught:
            assert text(partner.get("/sharing/")).count("2 of 5 items") == (1, 3)[number - 1]
        asked.append(len(caught))
    assert asked[0] == asked[1]
