"""The pages of promises as people use them, and as people who may not."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.access.tests.worlds import HOMES, grant
from bluelamp.kernel.audit.models import Record
from bluelamp.practice.promises import actions, clocks
from bluelamp.practice.promises.actions.contact import Agreed
from bluelamp.practice.promises.models import (
    Attempt,
    Card,
    ContactPlan,
    Finding,
    PlanAction,
    Promise,
)
from bluelamp.practice.promises.tests.factories import DAY, KINDS, NOW, record, somebody

pytestmark = pytest.mark.django_db
WHY = "They are away until the end of the week."


@pytest.fixture(autouse=True)
def quarrels(settings):
    settings.RECORD_KINDS = KINDS


def signed_in(role="sergeant", **more) -> Client:
    client = Client()
    client.force_login(user_of(role, **more))
    return client


def shown(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def promised(held, by=None, **more):
    now = timezone.now()
    said = {"says": "We will ring you.", "to_role": "victim", "due_at": now + DAY, "now": now} | more
    return actions.promises.make(by=by or somebody(), record=held.ref, **said)


def test_the_list_asks_as_many_questions_for_three_promises_as_for_one():
    client, asked = signed_in(), []
    shown(client.get("/promises/"))
    for number in (1, 2):
        for _ in range(number):
            promised(record())
        with CaptureQueriesContext(connection) as questions:
            page = shown(client.get("/promises/?when=coming"))
        asked.append(len(questions))
    assert page.count("bl-summary__measure") == 3
    assert asked[0] == asked[1] <= 25


def test_filters_stand_in_the_address_and_nonsense_in_it_counts_for_nothing():
    promised(record())
    client = signed_in()
    for nonsense in (
        "when=x",
        "whose=y&page=-1",
        "lpu=%27--",
        "page=99999999999",
        "page=",
        "when=kept&lpu=E00",
    ):
        shown(client.get(f"/promises/?{nonsense}"))
        shown(client.get(f"/promises/reviews?{nonsense}"))


def test_a_promise_is_made_kept_and_told_on_the_page_by_forms_alone():
    held, client = record(), signed_in("neighbourhood_officer")
    at = f"/promises/{held.ref}"
    shown(client.get(f"{at}/make"))
    asked = {"to_role": "victim", "timer": "first-contact", "says": "", "day": "", "submission": "1"}
    for _ in range(2):
        assert client.post(f"{at}/make", asked)["Location"] == f"{at}/"
    promise = Promise.objects.get()
    shown(client.get(f"{at}/{promise.pk}/keep"))
    client.post(f"{at}/{promise.pk}/keep", {"how": "phone", "version": 1, "note": "Rang twice"})
    page = shown(client.get(f"{at}/"))
    assert "1 kept in time, 0 missed" in page
    assert Record.objects.filter(operation="holdings.consult").exists()


def test_a_day_of_its_own_wants_words_and_a_day_that_is_not_past():
    held, client = record(), signed_in("neighbourhood_officer")
    at = f"/promises/{held.ref}/make"
    answer = client.post(at, {"to_role": "victim", "timer": "", "says": "", "day": ""})
    assert answer.status_code == 422
    assert "Say by which day" in answer.content.decode()
    late = client.post(
        at, {"to_role": "victim", "timer": "", "says": "We will ring.", "day": "7 January 2014"}
    )
    assert late.status_code == 422
    assert "in the past" in late.content.decode()
    assert "We will ring." in late.content.decode()
    assert Promise.objects.count() == 0


def test_whoever_comes_too_late_sees_both_versions_and_keeps_what_they_typed():
    held, client = record(), signed_in("neighbourhood_officer")
    promise = promised(held)
    actions.promises.keep(
        by=somebody(), record=held.ref, number=promise.pk, how="visit", version=1, now=timezone.now()
    )
    answer = client.post(
        f"/promises/{held.ref}/{promise.pk}/keep", {"how": "phone", "version": 1, "note": "Zquillabrand"}
    )
    assert answer.status_code == 409
    assert "Zquillabrand" in answer.content.decode()


def test_what_to_know_stands_above_the_form_before_anybody_rings():
    held, client = record(), signed_in("neighbourhood_officer")
    at = f"/promises/{held.ref}"
    said = {
        "method": "phone", "safe_contact": "0121 496 0000", "safe_times": "after 6pm", "voicemail_ok": "no",
        "is_agreed": "yes", "agreed_on": clocks.on(timezone.now()).strftime("%d %m %Y"), "version": 0,
    }  # fmt: skip
    assert client.post(f"{at}/contact", said).status_code == 302
    assert ContactPlan.objects.get().next_due_at is not None
    page = shown(client.get(f"{at}/attempt"))
    assert page.index("Leave no message") < page.index("How did you try?")
    tried = {"method": "phone", "outcome": "no_answer", "told_of_action": "no", "promise": "", "note": ""}
    for _ in range(3):
        assert client.post(f"{at}/attempt", tried).status_code == 302
    assert "Three attempts" in shown(signed_in().get(f"{at}/"))
    assert Attempt.objects.count() == 3


def test_a_card_is_issued_read_and_says_nothing_in_its_text_message_that_others_may_not_read():
    held, client = record(), signed_in("contact_officer")
    promised(held)
    at = f"/promises/{held.ref}"
    shown(client.get(f"{at}/card"))
    said = {
        "method": "sms",
        "declined": "no",
        "language": "en",
        "officer": "PC Sadia Made-up 1234",
        "number": "101",
    }
    assert client.post(f"{at}/card", said | {"submission": "9"}).status_code == 302
    page = shown(client.get(f"{at}/cards/{Card.objects.get().pk}"))
    text = re.search(r'promises-copy"[^>]*>(We spoke[^<]*)<', page).group(1)
    assert not re.search(r"police|anti-social|behaviour|Sadia|victim|crime", text, re.I)
    assert f"{len(text)} of 160 characters" in page
    assert client.get(f"{at}/cards/999999").status_code == 404


def test_a_plan_is_written_acted_on_and_signed_by_somebody_else():
    held, officer, sergeant = record(), signed_in("neighbourhood_officer"), signed_in()
    at = f"/promises/{held.ref}/plan"
    shown(officer.get(at))
    said = {
        "risks": "They are alone.",
        "objectives": "They feel safe.",
        "review_on": "1 1 2100",
        "version": 0,
    }
    assert officer.post(f"{at}/write", said).status_code == 302
    do = {"does": "Fit a lock", "owner": "Ann", "agency": "west-midlands-police", "due_on": "1 1 2100"}
    assert officer.post(f"{at}/actions", do).status_code == 302
    marker = {"kind": "urgent_marker", "says": "Ring back", "since": "1 1 2014", "expires_on": ""}
    assert officer.post(f"{at}/measures", marker).status_code == 422
    assert officer.post(f"{at}/measures", marker | {"expires_on": "1 1 2100"}).status_code == 302
    one = PlanAction.objects.get()
    end = {"to": "done", "note": "The lock is fitted.", "version": 1}
    assert officer.post(f"{at}/actions/{one.pk}", end).status_code == 302
    assert officer.get(f"{at}/sign").status_code == 404
    assert sergeant.post(f"{at}/sign", {"version": 1}).status_code == 302
    assert "Signed off by" in shown(sergeant.get(at))


def test_a_partner_finishes_its_own_action_on_a_plan_it_was_shown_and_nothing_else():
    held, officer = record(), signed_in("neighbourhood_officer")
    at = f"/promises/{held.ref}/plan"
    partner = signed_in("partner", organisation=HOMES)
    said = {
        "risks": "They are alone.",
        "objectives": "They feel safe.",
        "review_on": "1 1 2100",
        "version": 0,
    }
    officer.post(f"{at}/write", said)
    for agency in (HOMES, "west-midlands-police"):
        do = {"does": f"Fit a lock {agency}", "owner": "Ann", "agency": agency, "due_on": "1 1 2100"}
        officer.post(f"{at}/actions", do)
    assert partner.get(at).status_code == 404
    grant(held, items=["victim_plan"], since=timezone.now() - DAY)
    shown(partner.get(at))
    theirs, ours = PlanAction.objects.order_by("pk")
    end = {"to": "done", "note": "The lock is fitted.", "version": 1}
    assert partner.post(f"{at}/actions/{theirs.pk}", end).status_code == 302
    assert partner.post(f"{at}/actions/{ours.pk}", end).status_code == 404
    assert partner.get(f"{at}/write").status_code == 404


def test_a_sample_is_drawn_and_what_was_found_stands_above_the_computer():
    client = signed_in()
    for _ in range(3):
        record(lpu="CV")
    since, until = "1 1 2014", "31 1 2014"
    page = shown(client.get(f"/promises/standards?kind=quarrel&since={since}&until={until}"))
    assert "Scores by unit" in page
    drawn = client.post(
        "/promises/standards?kind=quarrel", {"since": since, "until": until, "of_each": 2, "seed": "7"}
    )
    assert drawn.status_code == 302
    at = drawn["Location"]
    assert "2 of 3 unassessed" in shown(client.get(at))
    shown(client.get(f"{at}1"))
    found = {"standard": "hate-asked", "result": "pass", "note": "Heard on the call"}
    assert client.post(f"{at}1", found).status_code == 302
    assert client.post(f"{at}1", found | {"standard": "no-such"}).status_code == 422
    assert Finding.objects.get().result == "pass"
    assert "Heard on the call" in shown(client.get(f"{at}1"))


@pytest.mark.parametrize("page", ["", "reviews", "standards"])
def test_analysts_and_the_board_find_no_such_page(page):
    assert signed_in("analyst").get(f"/promises/{page}").status_code == 404


def test_another_organisation_s_record_and_none_at_all_look_the_same():
    held = record(owner=HOMES)
    client = signed_in()
    assert [client.get(f"/promises/{ref}/").status_code for ref in (held.ref, "0000000000")] == [404, 404]


def test_a_contact_plan_is_ended_by_form_for_a_reason_and_begins_again_when_written_anew():
    held, client = record(), signed_in("neighbourhood_officer")
    at, now = f"/promises/{held.ref}", timezone.now()
    agreed = actions.contact.Agreed(every_days=3)
    actions.contact.plan(by=somebody(), record=held.ref, agreed=agreed, version=0, now=now)
    assert f'href="{at}/contact/end"' in shown(client.get(f"{at}/"))
    shown(client.get(f"{at}/contact/end"))
    assert client.post(f"{at}/contact/end", {"reason": "No", "version": 1}).status_code == 422
    assert client.post(f"{at}/contact/end", {"reason": WHY, "version": 7}).status_code == 409
    assert client.post(f"{at}/contact/end", {"reason": WHY, "version": 1})["Location"] == f"{at}/"
    plan = ContactPlan.objects.get()
    assert (plan.ended_why, plan.next_due_at) == (WHY, None)
    page = shown(client.get(f"{at}/"))
    assert (WHY in page, "None is due" in page, "contact/end" in page) == (True, True, False)
    assert client.post(f"{at}/contact/end", {"reason": WHY, "version": 2}).status_code == 422
    client.post(f"{at}/contact", {"method": "visit", "voicemail_ok": "no", "is_agreed": "no", "version": 2})
    plan.refresh_from_db()
    assert (plan.method, plan.ended_at, plan.ended_why, plan.next_due_at > now) == ("visit", None, "", True)


def test_a_plan_for_the_victim_is_ended_by_a_supervisors_form_when_nothing_of_it_is_still_to_do():
    held, officer, now = record(), somebody(), timezone.now()
    said = {"risks": "Alone.", "objectives": "Safe."}
    actions.victims.write(
        by=officer, record=held.ref, said=said, review_on=clocks.on(now + DAY), version=0, now=now
    )
    does = {"does": "Fit a lock", "owner": "Ann", "agency": officer.body, "due_on": clocks.on(now + DAY)}
    action = actions.victims.add_action(by=officer, record=held.ref, now=now, **does)
    client, at = signed_in(), f"/promises/{held.ref}/plan"
    assert signed_in("neighbourhood_officer").get(f"{at}/end").status_code == 404
    assert f'href="{at}/end"' in shown(client.get(at))
    refused = client.post(f"{at}/end", {"reason": WHY, "version": 0})
    assert (refused.status_code, "still to do" in refused.content.decode()) == (422, True)
    actions.victims.end_action(
        by=officer,
        record=held.ref,
        number=action.pk,
        to="done",
        note="Fitted this morning.",
        version=1,
        now=now,
    )
    assert client.post(f"{at}/end", {"reason": WHY, "version": 0})["Location"] == at
    page = shown(client.get(at))
    assert (f"{WHY}</div>" in page, f'href="{at}/end"' in page) == (True, False)


def test_a_measure_that_begins_later_says_from_when_and_warns_nobody_before():
    held, officer, now = record(), somebody(), timezone.now()
    said = {"risks": "Alone.", "objectives": "Safe."}
    actions.victims.write(
        by=officer, record=held.ref, said=said, review_on=clocks.on(now + DAY), version=0, now=now
    )
    since, until = clocks.on(now + DAY), clocks.on(now + 9 * DAY)
    actions.victims.protect(
        by=officer,
        record=held.ref,
        kind="urgent_marker",
        says="Ring back.",
        since=since,
        expires_on=until,
        now=now,
    )
    page = shown(signed_in().get(f"/promises/{held.ref}/plan"))
    assert (f"From {since.day} {since:%B %Y}" in page, "To come" in page) == (True, True)
    assert "Treat calls as urgent until" not in page


def test_the_first_card_promises_the_first_conversation_and_stands_for_itself_when_sent_twice():
    held, client = record(), signed_in("contact_officer")
    at = f"/promises/{held.ref}/card"
    page = shown(client.get(at))
    assert re.findall(r'name="promising"[^>]*value="([^"]+)"([^>]*)', page) == [
        ("first-contact", " checked"),
        ("officer-visit", ""),
        ("next-contact", ""),
    ]
    said = {"method": "print", "declined": "no", "language": "en", "officer": "PC Made-up", "number": "101"}
    for _ in range(2):
        sent = client.post(at, said | {"promising": ["first-contact"], "submission": "7"})
        assert sent.status_code == 302
    (promise,) = Promise.objects.all()
    assert (promise.timer, promise.to_role, promise.source) == ("first-contact", "complainant", "card")
    assert [line["says"] for line in Card.objects.get().promises] == [promise.says]
    again = shown(client.get(at))
    assert re.findall(r'name="promising"[^>]*value="([^"]+)"([^>]*)', again) == [
        ("officer-visit", ""),
        ("next-contact", ""),
    ]


def test_a_card_promises_nothing_that_is_not_usual_at_first():
    held, client = record(), signed_in("contact_officer")
    said = {"method": "print", "declined": "no", "language": "en", "officer": "PC Made-up", "number": "101"}
    wrong = client.post(
        f"/promises/{held.ref}/card", said | {"promising": ["code-decision"], "submission": "7"}
    )
    assert (wrong.status_code, Promise.objects.count(), Card.objects.count()) == (422, 0, 0)


def test_the_card_says_how_they_are_kept_in_touch_with():
    held, client = record(), signed_in("contact_officer")
    plan = Agreed(method="text", every_days=7, is_agreed=True, agreed_on=clocks.on(NOW))
    actions.contact.plan(by=somebody("contact_officer"), record=held.ref, agreed=plan, version=0, now=NOW)
    assert 'value="by text message, every 7 days"' in shown(client.get(f"/promises/{held.ref}/card"))
