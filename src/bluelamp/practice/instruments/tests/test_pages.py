"""The pages of questionnaires and of the risk in a record, by the forms they are sent with."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bluelamp.kernel.access.models import Membership, User
from bluelamp.kernel.access.tests.factories import organisation_called
from bluelamp.practice.instruments.models import Answer, Assessment, Version
from bluelamp.practice.instruments.tests.factories import FORCE, TEXT, changed, record, version

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    """Sign somebody in, in a role."""

    def enter(role="contact_officer", organisation=FORCE):
        user = User.objects.create_user(username=f"{role}-{User.objects.count()}", password="x" * 20)
        body = organisation_called(organisation)
        Membership.objects.create(user=user, organisation=body, role=role, since=timezone.now())
        client.force_login(user)
        return client

    return enter


def shown(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def begun(client, held, form="contact-centre"):
    return client.post(f"/instruments/{held.ref}/begin", {"instrument": "asb-ram", "form": form}).url


def test_a_call_is_taken_question_by_question_and_scored(signed_in):
    version()
    held, client = record(), signed_in()
    address = begun(client, held)
    for step, code in enumerate(("weekly", "yes", "you", "no", "lot", "none"), 1):
        page = shown(client.get(address))
        assert f"Question {step} of 6" in page
        address = client.post(address, {"options": code, "version": "0"}).url
    page = shown(client.get(address))
    assert "Check the answers" in page
    assert "Provisional." in page
    client.post(f"{address}finish")
    row = Assessment.objects.get()
    assert (row.stage, row.base, row.band) == ("scored", 12, "STANDARD")


def test_a_withdrawn_questionnaire_is_refused_in_words_where_it_still_stood_on_the_page(signed_in):
    made = version()
    held, client = record(), signed_in()
    assert "contact-centre" in shown(client.get(f"/instruments/{held.ref}/"))
    Version.objects.filter(pk=made.pk).update(state="withdrawn")
    sent = client.post(f"/instruments/{held.ref}/begin", {"instrument": "asb-ram", "form": "contact-centre"})
    assert "No version of this questionnaire is in use where this is." in shown(sent, 422)
    assert Assessment.objects.count() == 0


def test_nothing_chosen_asks_again_and_says_what_to_do(signed_in):
    version()
    client, held = signed_in(), record()
    page = shown(client.post(begun(client, held), {"version": "0"}), 422)
    assert "Choose an answer, or skip the question" in page
    assert "Error: " in page.split("</title>")[0]


@pytest.mark.parametrize("options", [["hourly"], ["weekly", "hourly"]])
def test_what_is_not_offered_is_refused(signed_in, options):
    version()
    client, held = signed_in(), record()
    shown(client.post(begun(client, held), {"options": options, "version": "0"}), 422)
    assert Answer.objects.count() == 0


def test_none_and_something_is_refused_with_what_was_typed(signed_in):
    version()
    client, held = signed_in(), record()
    address = begun(client, held).replace("questions/1", "questions/6")
    page = shown(client.post(address, {"options": ["none", "mental"], "version": "0"}), 422)
    assert "Choose either “No” or the others" in page
    assert len(re.findall(r'value="mental"[^>]*checked', page)) == 1


def test_an_answer_is_changed_from_the_answers_to_check_and_taken_back(signed_in):
    version()
    client, held = signed_in(), record()
    address = begun(client, held)
    client.post(address, {"options": "weekly", "version": "0"})
    back = client.post(address, {"options": "daily", "version": "1", "then": "check"}).url
    assert back == address.removesuffix("questions/1")
    assert Answer.objects.get().options == ["daily"]
    client.post(address, {"take_back": "yes", "version": "2"})
    assert Answer.objects.count() == 0


def test_a_colleague_s_answer_comes_back_beside_one_s_own(signed_in):
    version()
    client, held = signed_in(), record()
    address = begun(client, held)
    client.post(address, {"options": "weekly", "version": "0"})
    page = shown(client.post(address, {"options": "daily", "version": "0"}), 409)
    assert "About once a week" in page
    assert '<input type="hidden" name="options" value="daily">' in page


@pytest.mark.parametrize("step", [0, 7, 99])
def test_there_are_no_questions_but_those_of_the_form(signed_in, step):
    version()
    client, held = signed_in(), record()
    assert client.get(begun(client, held).replace("questions/1", f"questions/{step}")).status_code == 404


def test_an_assessment_is_found_under_its_own_record_alone(signed_in):
    version()
    client, held, other = signed_in(), record(), record()
    address = begun(client, held).replace("questions/1", "")
    assert client.get(address).status_code == 200
    assert client.get(address.replace(held.ref, other.ref)).status_code == 404


def test_what_if_keeps_nothing(signed_in):
    version()
    client, held = signed_in(), record()
    address = begun(client, held).replace("questions/1", "what-if")
    page = shown(client.post(address, {"q15": "weapon"}))
    assert "High" in page.split('<form method="post" novalidate>')[0]
    assert Answer.objects.count() == 0


def test_a_programme_lead_puts_a_pilot_on_its_units_and_others_are_not_let_in(signed_in):
    draft = version(state="draft")
    record()
    client = signed_in("programme_lead")
    said = {"state": "pilot", "units": ["BE"], "reason": "Tried on two units first."}
    assert client.post(f"/instruments/versions/{draft.pk}/move", said).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "pilot"
    assert signed_in("sergeant").get(f"/instruments/versions/{draft.pk}/move").status_code == 404


def test_where_nothing_is_asked_the_page_says_where_it_is_tried(signed_in):
    version(state="pilot", units=("BE", "BW"))
    client = signed_in()
    elsewhere, here = (shown(client.get(f"/instruments/{record(lpu=lpu).ref}/")) for lpu in ("CV", "BE"))
    assert "No questionnaire is in use where this is." in elsewhere
    assert "It is tried in Birmingham East and Birmingham West &amp; Central." in elsewhere
    assert "No questionnaire" not in here


def test_a_pilot_without_units_is_told_what_is_missing(signed_in):
    draft = version(state="draft")
    said = {"state": "pilot", "reason": "Tried on two units first."}
    page = shown(signed_in("programme_lead").post(f"/instruments/versions/{draft.pk}/move", said), 422)
    assert "Choose the units that try it." in page


@pytest.mark.parametrize("page", ["", "form", "back-test"])
def test_a_version_has_its_pages(signed_in, page):
    made = version()
    assert "ASB risk assessment" in shown(signed_in("analyst").get(f"/instruments/versions/{made.pk}/{page}"))


def test_the_register_asks_as_many_questions_for_three_versions_as_for_one(signed_in):
    client, counts = signed_in("analyst"), []
    shown(client.get("/instruments/"))  # what a session asks for once
    for numbers in (("0.2.0",), ("0.3.0", "0.4.0")):
        for number in numbers:
            version(changed(number), "draft")
        with CaptureQueriesContext(connection) as asked:
            page = shown(client.get("/instruments/"))
        counts.append(len(asked))
    assert page.count("ASB risk assessment 0.") == 3
    assert counts[0] == counts[1]


def test_the_bias_page_says_when_there_is_nothing_to_tell(signed_in):
    assert "Nothing has been scored yet." in shown(signed_in("analyst").get("/instruments/bias"))


@pytest.mark.parametrize(
    ("role", "bands"), [("contact_officer", ["MEDIUM"]), ("sergeant", ["MEDIUM", "HIGH"])]
)
def test_only_the_bands_that_may_be_set_are_offered(signed_in, role, bands):
    version()
    client, held = signed_in(role), record()
    address = begun(client, held)
    client.post(address.replace("questions/1", "questions/6"), {"options": "mental", "version": "0"})
    address = address.replace("questions/1", "")
    client.post(f"{address}finish")
    page = shown(client.get(f"{address}override"))
    assert re.findall(r'name="band" type="radio" value="(\w+)"', page) == bands


def test_a_file_with_faults_comes_back_with_each_line_beside_what_is_wrong(signed_in):
    client, text = signed_in("programme_lead"), TEXT.replace("type: single", "type: a-wish", 1)
    line = text[: text.index("a-wish")].count("\n") + 1
    page = shown(client.post("/instruments/bring-in", {"text": text}), 422)
    assert (f"Line {line}: " in page, "What stands there" in page, "a-wish" in page) == (True, True, True)
    assert Version.objects.count() == 0


def test_a_file_that_was_chosen_becomes_a_draft_and_its_form_a_pdf(signed_in):
    client = signed_in("programme_lead")
    file = SimpleUploadedFile("asb.yaml", TEXT.encode())
    made = client.post("/instruments/bring-in", {"upload": file})
    assert Version.objects.get().state == "draft"
    form = client.get(f"{made.url}form.pdf")
    assert (form["Content-Type"], form.content[:5]) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize(
    "said", [{}, {"text": "  "}, {"upload": SimpleUploadedFile("a.yaml", b"\xff\xfe\x00")}]
)
def test_what_is_no_file_is_refused(signed_in, said):
    page = shown(signed_in("programme_lead").post("/instruments/bring-in", said), 422)
    assert "There is a problem" in page


def test_nobody_else_brings_one_in(signed_in):
    assert signed_in("sergeant").get("/instruments/bring-in").status_code == 404
