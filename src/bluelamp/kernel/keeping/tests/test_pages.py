"""The pages of keeping, by the forms they are sent with: no page says more than its reader may know."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bluelamp.kernel.access import middleware
from bluelamp.kernel.access.models import Membership, User
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.keeping import actions, rules
from bluelamp.kernel.keeping.models import Disposal, Keeping, LegalHold
from bluelamp.kernel.keeping.tests.factories import SENTENCE, SYSTEM, TODAY, held, record, ref, scope
from bluelamp.kernel.people.tests.factories import HOMES, POLICE, body

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    """Sign somebody in, in a role; ``confirmed`` when they proved a moment ago who they are."""

    def enter(role="coordinator", organisation=POLICE, *, confirmed=False):
        user = User.objects.create_user(username=f"{role}-{User.objects.count()}", password="x" * 20)
        Membership.objects.create(user=user, organisation=body(organisation), role=role, since=timezone.now())
        client.force_login(user)
        if confirmed:
            session = client.session
            session[middleware.STEPPED_UP] = timezone.now().timestamp()
            session.save()
        return client

    return enter


def shown(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_worklist_asks_as_many_questions_for_three_records_as_for_one(signed_in):
    client, asked = signed_in(), []
    shown(client.get("/keeping/"))  # what a session asks for once
    for number in (1, 2):
        for _ in range(number):
            record()
        with CaptureQueriesContext(connection) as questions:
            page = shown(client.get("/keeping/"))
        asked.append(len(questions))
    assert page.count('class="govuk-link bl-summary__measure"') == 3
    assert asked[0] == asked[1] < 40


def test_the_worklist_names_records_and_says_nothing_of_what_they_say(signed_in):
    made = record(given="Zquillabrand", family="Zquillabrand")
    page = shown(signed_in("governance").get("/keeping/"))
    assert ref(made) in page
    assert "Zquillabrand" not in page
    assert Record.objects.filter(operation="keeping.worklist").get().objects_touched == [
        f"holding:{ref(made)}"
    ]


def test_filters_stand_in_the_address_and_nonsense_in_it_counts_for_nothing(signed_in):
    made, on_hold = record(), record()
    actions.place_hold(by=scope(), ref=ref(on_hold), reason=SENTENCE, now=timezone.now())
    client = signed_in()
    assert ref(on_hold) not in shown(client.get("/keeping/"))
    assert ref(made) not in shown(client.get("/keeping/?standing=held"))
    for nonsense in ("standing=x&group=y&page=-1", "page=99999999999999", "group=mopi-1%27--", "page="):
        assert shown(client.get(f"/keeping/?{nonsense}"))


@pytest.mark.parametrize(("role", "status"), [("coordinator", 200), ("governance", 200), ("contact_officer", 404),
                                              ("analyst", 404), ("acc", 404), ("administrator", 404)])  # fmt: skip
def test_a_record_s_keeping_is_found_by_those_who_answer_for_it_alone(signed_in, role, status):
    assert signed_in(role).get(f"/keeping/{ref(record())}/").status_code == status


def test_another_organisation_s_record_and_none_at_all_look_the_same(signed_in):
    theirs = record(HOMES)
    client = signed_in("governance")
    pages = [client.get(f"/keeping/{each}/") for each in (ref(theirs), "0000000000")]
    assert [page.status_code for page in pages] == [404, 404]
    first, second = (re.sub(r'nonce="[^"]+"|value="\w{64}"', "", page.content.decode()) for page in pages)
    assert first == second


def test_a_review_is_answered_and_the_page_of_the_record_tells_of_it(signed_in):
    made, client = record(), signed_in()
    answers = dict.fromkeys(rules.questions(TODAY).asks, "no") | {"vulnerable": "yes"}
    answer = client.post(f"/keeping/{ref(made)}/keep", answers | {"rationale": SENTENCE})
    assert (answer.status_code, answer["Location"]) == (302, f"/keeping/{ref(made)}/")
    page = shown(client.get(f"/keeping/{ref(made)}/"))
    assert SENTENCE in page
    assert rules.questions(TODAY).asks["vulnerable"] in page


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(signed_in):
    made, client = record(), signed_in()
    answer = client.post(f"/keeping/{ref(made)}/keep", {"rationale": "short, yet typed", "trust": "yes"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_rationale"' in page
    assert "short, yet typed" in page
    assert page.count("Answer: ") == 2 * (len(rules.questions(TODAY).asks) - 1)


def test_a_record_is_put_forward_held_back_and_let_go_again_by_forms_alone(signed_in):
    made, client = record(), signed_in()
    at = f"/keeping/{ref(made)}"
    client.post(f"{at}/hold", {"reason": SENTENCE})
    assert client.post(f"{at}/dispose", {"ground": "review", "reason": SENTENCE}).status_code == 422
    client.post(f"{at}/lift", {"reason": SENTENCE})
    assert client.post(f"{at}/dispose", {"ground": "review", "reason": SENTENCE}).status_code == 302
    assert "Take it back" in shown(client.get(f"{at}/"))
    client.post(f"{at}/decline", {"reason": SENTENCE})
    client.post(f"{at}/group", {"group": "mopi-2", "reason": SENTENCE})
    assert LegalHold.objects.get().lifted_why == SENTENCE
    assert Disposal.objects.get().approved is False
    assert Keeping.objects.get().group == "mopi-2"


def test_the_second_person_confirms_who_they_are_before_the_page_opens(signed_in):
    made = record()
    signed_in().post(f"/keeping/{ref(made)}/dispose", {"ground": "review", "reason": SENTENCE})
    client = signed_in("governance")
    assert client.get(f"/keeping/{ref(made)}/erase")["Location"].startswith("/access/")
    client.post(f"/keeping/{ref(made)}/erase", {"reason": SENTENCE})
    assert held(made).state == "open"


def test_two_people_erase_a_record_by_forms_alone_and_its_address_is_gone(signed_in):
    made = record()
    signed_in().post(f"/keeping/{ref(made)}/dispose", {"ground": "request", "reason": SENTENCE})
    client = signed_in("governance", confirmed=True)
    assert "It cannot be brought back" in shown(client.get(f"/keeping/{ref(made)}/erase"))
    answer = client.post(f"/keeping/{ref(made)}/erase", {"reason": SENTENCE})
    assert answer["Location"] == "/keeping/"
    assert held(made).state == "erased"
    assert client.get(f"/keeping/{ref(made)}/").status_code == 404


def test_the_schedule_says_of_each_group_whether_it_was_checked(signed_in):
    page = shown(signed_in().get("/keeping/schedule"))
    assert [group.title for group in rules.groups(TODAY).values() if group.title not in page] == []
    assert page.count(">No</td>") == len(rules.groups(TODAY))


def test_nothing_is_due_before_its_day(signed_in):
    made = record()
    Keeping.objects.update(next_review=timezone.localdate() + timedelta(days=1))
    client = signed_in()
    assert ref(made) not in shown(client.get("/keeping/"))
    assert ref(made) in shown(client.get("/keeping/?standing=later"))
    assert actions.refresh(by=SYSTEM, today=TODAY) == 1


@pytest.mark.parametrize("step", ["erase", "decline", "lift"])
def test_a_step_with_nothing_to_decide_on_leads_back_to_the_record(signed_in, step):
    made = record()
    client = signed_in("governance", confirmed=True)
    for answer in (client.get(f"/keeping/{ref(made)}/{step}"), client.post(f"/keeping/{ref(made)}/{step}")):
        assert (answer.status_code, answer["Location"]) == (302, f"/keeping/{ref(made)}/")
