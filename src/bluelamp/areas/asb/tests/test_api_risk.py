"""Questionnaires and risk from an agency's own system: read, scored without a trace, assessed, supposed, judged."""

from __future__ import annotations

import pytest

from bluelamp.areas.asb.risk import shipped
from bluelamp.areas.asb.tests.api import landlord, officer, own_case, police_case, refused
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.people.tests.factories import POLICE
from bluelamp.practice.instruments.models import Assessment
from bluelamp.practice.instruments.tests.factories import FOURTEEN, RAM, version
from bluelamp.web.api.models import GivenAnswer

pytestmark = pytest.mark.django_db
ANSWERS = {key: list(codes) for key, codes in FOURTEEN.items()}


@pytest.fixture
def homes():
    version(shipped.newest())
    return landlord()


def test_the_version_in_use_is_enough_to_ask_and_score_it_anywhere(homes):
    read = homes("get", "/asb/instruments/in-use/asb-ram").json()
    points = {q["key"]: {o["code"]: o["points"] for o in q["options"]} for q in read["questions"]}
    assert (read["entry"]["state"], list(points)) == ("in_force", [each.key for each in RAM.questions])
    assert sum(points[key][code] for key, codes in ANSWERS.items() for code in codes) == 14
    assert read["bands"][0] == {
        "code": "STANDARD", "title": "Standard", "least": 0, "response": RAM.bands[0].response,
    }  # fmt: skip


def test_the_register_lists_versions_and_one_that_is_not_there_is_not_found(homes):
    (entry,) = homes("get", "/asb/instruments").json()["items"]
    one = homes("get", f"/asb/instruments/versions/{entry['number']}").json()
    assert (one["entry"], one["forms"]) == (entry, {"contact-centre": list(RAM.forms[0].questions)})
    assert homes("get", "/asb/instruments/in-use/nothing").status_code == 404


def test_answers_are_scored_without_leaving_anything(homes):
    (entry,) = homes("get", "/asb/instruments").json()["items"]
    before = Record.objects.count()
    at = f"/asb/instruments/versions/{entry['number']}/score"
    told = homes("post", at, {"answers": ANSWERS}, Idempotency_Key="once-and-no-more").json()
    assert (told["base"], told["band"], told["is_provisional"]) == (14, "MEDIUM", True)
    assert (Assessment.objects.count(), GivenAnswer.objects.count(), Record.objects.count()) == (0, 0, before)
    wrong = homes("post", at, {"answers": {"q1": ["sometimes"]}})
    assert (wrong.status_code, wrong.json()["detail"][:18]) == (422, "q1: 'sometimes' is")


def test_a_short_form_is_assessed_and_read_factor_by_factor(homes):
    case = own_case(homes)
    sent = {"answers": {"q1": ["weekly"], "q7": ["you"]}, "form": "contact-centre"}
    made = homes("post", f"{case}/assessments", sent).json()
    whole = homes("get", f"{case}/assessments/{made['number']}").json()
    given = {one["question"]: one["points"] for one in whole["score"]["factors"] if one["said"]}
    assert (whole["summary"]["form"], set(given)) == ("contact-centre", {"q1", "q7"})
    assert sum(given.values()) == made["base"] == whole["score"]["base"]
    assert homes("get", f"{case}/assessments").json()["standing"]["band"] == made["band"]


def test_what_if_changes_nothing(homes):
    case = own_case(homes)
    number = homes("post", f"{case}/assessments", {"answers": ANSWERS}).json()["number"]
    at = f"{case}/assessments/{number}"
    supposed = homes("post", f"{at}/what-if", {"change": {"q1": []}}).json()
    assert supposed["base"] == 14 - 3
    assert homes("get", at).json()["score"]["base"] == 14


def test_an_assessment_of_another_case_is_not_there(homes):
    first, second = own_case(homes), own_case(homes)
    number = homes("post", f"{first}/assessments", {"answers": ANSWERS}).json()["number"]
    for verb, end, body in (("get", "", None), ("post", "/what-if", {"change": {}})):
        assert homes(verb, f"{second}/assessments/{number}{end}", body).status_code == 404


def test_a_partner_assesses_a_shared_case_as_its_own_organisation(homes):
    case = police_case()
    made = homes("post", f"{case}/assessments", {"answers": ANSWERS}).json()
    (one,) = homes("get", f"{case}/assessments").json()["items"]
    assert (one["number"], one["organisation"], one["is_yours"]) == (made["number"], "wickwell-homes", True)


def test_a_system_judges_nothing_otherwise_and_a_person_does_with_a_reason(homes):
    case = own_case(homes)
    number = homes("post", f"{case}/assessments", {"answers": ANSWERS}).json()["number"]
    sent = {"band": "HIGH", "code": "partner", "reason": "Threats that no question asks about."}
    at = f"{case}/assessments/{number}/override"
    refusal = homes("post", at, sent)
    assert (refusal.status_code, "by name" in refusal.json()["detail"]) == (403, True)
    lead = officer()
    assert lead("post", at, sent | {"reason": "Because."}).status_code == 422
    judged = lead("post", at, sent)
    assert (judged.status_code, judged.json()["band"]) == (200, "HIGH")
    (override,) = lead("get", f"{case}/assessments/{number}").json()["overrides"]
    assert (override["before"], override["after"]) == ("MEDIUM", "HIGH")


def test_who_takes_the_call_raises_a_band_by_one_and_no_more(homes):
    case, call = police_case(), officer("contact_officer", POLICE)
    answers = {key: codes for key, codes in ANSWERS.items() if key != "q1"}
    made = call("post", f"{case}/assessments", {"answers": answers}).json()
    sent = {"code": "partner", "reason": "Threats that no question asks about."}
    at = f"{case}/assessments/{made['number']}/override"
    refusal = call("post", at, sent | {"band": "HIGH"})
    assert (made["band"], refusal.status_code, "one band" in refusal.json()["detail"]) == (
        "STANDARD",
        422,
        True,
    )
    assert call("post", at, sent | {"band": "MEDIUM"}).json()["band"] == "MEDIUM"


def test_a_fault_in_the_answers_is_named(homes):
    case = own_case(homes)
    assert refused(homes("post", f"{case}/assessments", {"answers": {"q1": "weekly"}})) == (
        422,
        ["body.answers.q1"],
    )
