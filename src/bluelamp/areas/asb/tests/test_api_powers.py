"""Powers by their day, orders, community remedies and case reviews from an agency's own system."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bluelamp.areas.asb.tests.api import landlord, officer, own_case, police_case, refused

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LATER = (TODAY + timedelta(days=20)).isoformat()
ORDER = {
    "power": "civil-injunction", "applicant": "housing", "subject": "person", "described": "Man in a hoodie", "age": 34,
}  # fmt: skip


@pytest.fixture
def homes():
    return landlord()


@pytest.fixture
def lead(homes):
    return officer()


def keys(answer):
    return {power["key"] for power in answer.json()["items"]}


def test_the_register_is_of_its_day(homes):
    before = keys(homes("get", "/asb/powers?on=2014-01-07"))
    after = keys(homes("get", "/asb/powers?on=2026-01-07"))
    assert ("civil-injunction" in before, "civil-injunction" in after) == (False, True)
    assert before - after
    told = homes("get", "/asb/powers/civil-injunction?on=2014-01-07").json()
    assert "it is not in force on 7 January 2014" in told["why_not"]


@pytest.mark.parametrize("asked", ["on=2014-02-30", "on=0001-01-01", "place=france"])
def test_a_day_or_place_that_is_none_is_refused(homes, asked):
    assert refused(homes("get", f"/asb/powers?{asked}")) == (422, [f"query.{asked.partition('=')[0]}"])


def test_a_document_of_remedies_is_in_force_from_the_day_of_the_law(homes):
    assert homes("get", "/asb/remedies?on=2014-10-19").status_code == 404
    assert "apology" in {one["key"] for one in homes("get", "/asb/remedies?on=2014-10-20").json()["actions"]}


def test_an_order_is_taken_on_by_a_person_and_read_by_their_system(homes, lead):
    case = own_case(homes)
    assert homes("post", f"{case}/orders", ORDER).status_code == 403
    made = lead("post", f"{case}/orders", ORDER)
    at = f"{case}/orders/{made.json()['number']}"
    parts = homes("get", "/asb/powers/civil-injunction").json()["writing"]
    written = lead("put", f"{at}/writing", {"said": dict.fromkeys(parts, "As it was.")}, If_Match='"1"')
    assert (made.status_code, written.status_code) == (201, 200)
    early = lead("post", f"{at}/extend", {"span": {"amount": 3, "unit": "months"}}, If_Match=written["ETag"])
    assert early.status_code == 422
    read = homes("get", at)
    assert (read["ETag"], read.json()["summary"]["stands"]) == ('"2"', "considered")
    assert set(read.json()["said"]) == set(parts)
    late = lead("put", f"{at}/writing", {"said": {"behaviour": "Otherwise."}}, If_Match='"1"')
    assert (late.status_code, late.json()["differences"][0]["stands"]) == (412, "As it was.")


def test_why_a_power_cannot_be_used_is_said_at_its_field(homes, lead):
    wrong = ORDER | {"applicant": "landlord", "age": 8}
    assert refused(lead("post", f"{own_case(homes)}/orders", wrong)) == (422, ["body.applicant", "body.age"])


def test_an_order_of_another_case_is_not_there(homes, lead):
    case = own_case(homes)
    number = lead("post", f"{case}/orders", ORDER).json()["number"]
    other = own_case(homes)
    assert homes("get", f"{other}/orders/{number}").status_code == 404
    assert lead("put", f"{other}/orders/{number}/writing", {"said": {}}, If_Match='"1"').status_code == 404


def test_orders_of_a_shared_case_are_read_where_they_were_opened_and_never_written(homes, lead):
    shut, open_to = police_case("title"), police_case("orders")
    assert homes("get", f"{shut}/orders").status_code == 404
    assert homes("get", f"{open_to}/orders").json()["items"] == []
    assert lead("post", f"{open_to}/orders", ORDER).status_code == 404


def test_the_victim_chooses_a_remedy_before_it_is_offered(homes, lead):
    case = own_case(homes)
    made = lead("post", f"{case}/remedies", {"described": "Boy of 15", "evidence": "He admitted it to us."})
    at = f"{case}/remedies/{made.json()['number']}"
    offer = {"offered": "apology", "due": LATER}
    assert refused(lead("post", f"{at}/offer", offer, If_Match='"1"'))[0] == 422
    lead("post", f"{at}/views", {"described": "The shopkeeper", "result": "told", "chosen": "apology"})
    admitted = lead("post", f"{at}/admit", {"at": timezone.now().isoformat()}, If_Match='"1"')
    offered = lead("post", f"{at}/offer", offer, If_Match=admitted["ETag"])
    assert (offered.status_code, offered.json()["state"]) == (200, "offered")
    read = homes("get", at).json()
    assert ([view["chosen"] for view in read["views"]], read["next"]) == (
        ["apology"],
        ["accepted", "refused"],
    )


def test_an_application_is_taken_by_a_system_and_decided_by_a_person(homes, lead):
    case = own_case(homes)
    applied = {"victim_described": "The tenant", "came": "partner", "says": "Nobody came back to her."}
    made = homes("post", f"{case}/case-reviews", applied)
    at = f"{case}/case-reviews/{made.json()['number']}"
    assert homes("post", f"{at}/acknowledge", {}, If_Match='"1"').status_code == 403
    sent = lead("post", f"{at}/acknowledge", {"note": "By post."}, If_Match='"1"')
    asked = lead("post", f"{at}/ask", {"agencies": ["police", "housing"]}, If_Match=sent["ETag"])
    lead("post", f"{at}/returns", {"agency": "police", "says": "One report, one visit."})
    why = {"is_met": True, "why": "The harm is grave, whatever the count."}
    met = lead("post", f"{at}/decide", why, If_Match=asked["ETag"])
    assert (made.status_code, met.status_code, met.json()["state"]) == (201, 200, "met")
    read = homes("get", at).json()
    assert ({one["agency"]: one["says"] for one in read["returns"]}["police"], read["summary"]["is_met"]) == (
        "One report, one visit.",
        True,
    )
    panel = {"meets_on": LATER, "chair": "Somebody else", "is_independent": True, "is_victim_invited": True}
    assert lead("post", f"{at}/panel", panel, If_Match=met["ETag"]).status_code == 201
    assert [one["number"] for one in homes("get", "/asb/case-reviews").json()["items"]] == [
        made.json()["number"]
    ]


def test_an_application_of_another_case_is_not_there(homes):
    applied = {"victim_described": "The tenant", "came": "partner", "says": "Nobody came back to her."}
    number = homes("post", f"{own_case(homes)}/case-reviews", applied).json()["number"]
    assert homes("get", f"{own_case(homes)}/case-reviews/{number}").status_code == 404


def test_the_yearly_table_keeps_small_numbers_back(homes):
    applied = {"victim_described": "The tenant", "came": "partner", "says": "Nobody came back to her."}
    homes("post", f"{own_case(homes)}/case-reviews", applied)
    told = homes("get", "/asb/case-reviews/published").json()
    assert (told["small"], [year["applications"] for year in told["years"]]) == (5, [None])
