"""The pages of powers: the register by its day, an order taken from thought to breach, a remedy to its end."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.audit.models import Touch
from bluelamp.kernel.people.tests.factories import body
from bluelamp.practice.powers.models import Order, Remedy
from bluelamp.practice.powers.tests.factories import POLICE, record

pytestmark = pytest.mark.django_db


def client(role: str = "sergeant") -> Client:
    body(POLICE)
    opened = Client()
    opened.force_login(user_of(role))
    return opened


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("address", "there", "not_there"),
    [
        ("?on=7 January 2014", "Anti-social behaviour order", "Community protection notice</a>"),
        ("?on=2015-03-23", "Civil injunction", "Dispersal of groups"),
        ("?on=2015-03-23&against=2014-01-07", "Only on 7 January 2014, not on 23 March 2015", "form-error"),
        ("?on=no date&place=narnia", "Powers on", "Dispersal of groups"),
    ],
)
def test_the_register_shows_the_powers_of_its_day(address, there, not_there):
    shown = text(client("board_member").get("/powers/" + address))
    assert there in shown
    assert not_there not in shown.partition("Not yet, or not switched on")[0]


def test_a_power_is_told_in_plain_english_and_an_unknown_one_is_not_found():
    shown = text(client("analyst").get(reverse("powers:power", args=["closure-notice"])))
    assert "Within 48 hours of service, in a magistrates&#39; court. Christmas Day is not counted" in shown
    assert "inspector or above, up to 24 hours" in shown
    assert client("analyst").get(reverse("powers:power", args=["thumbscrew"])).status_code == 404


@pytest.mark.parametrize("page", ["consider", "remedy-add"])
def test_a_page_that_begins_something_on_a_record_is_written_down_as_shown(page):
    held = record()
    client().get(reverse(f"powers:{page}", args=[held.ref]))
    assert Touch.objects.filter(object=f"holding:{held.ref}").count() == 1


def test_a_direction_from_the_thought_to_its_breach():
    held, browser = record(), client()
    said = {
        "power": "dispersal",
        "applicant": "police",
        "subject": "person",
        "described": "man in a grey hoodie",
    }
    add = reverse("powers:consider", args=[held.ref])
    wrong = browser.post(add, said)
    assert (wrong.status_code, "Say how old they are" in text(wrong)) == (422, True)
    assert browser.post(add, said | {"age": "30"}).status_code == 302
    order = Order.objects.get()
    own = [held.ref, order.pk]

    parts = dict.fromkeys(("authorisation", "direction", "grounds", "property"), "as the law wants it")
    assert browser.post(reverse("powers:writing", args=own), parts | {"version": "1"}).status_code == 302

    begin = {"amount": "49", "unit": "hours", "how": "spoken", "version": "2"}
    long = browser.post(reverse("powers:begin", args=own), begin)
    assert (long.status_code, "lasts 48 hours at most" in text(long)) == (422, True)
    early = browser.post(reverse("powers:begin", args=own), begin | {"amount": "24", "on": "1 June 2013"})
    assert (early.status_code, "it is not in force on 1 June 2013" in text(early)) == (422, True)
    assert browser.post(reverse("powers:begin", args=own), begin | {"amount": "48"}).status_code == 302
    assert "In force" in text(browser.get(reverse("powers:order", args=own)))
    assert "Dispersal direction" in text(browser.get(reverse("powers:coming")))

    breach = {"evidence": "Seen there again on camera.", "version": "3"}
    assert browser.post(reverse("powers:breach", args=own), breach).status_code == 302
    outcome = reverse("powers:outcome", args=[*own, order.breaches.get().pk])
    assert browser.post(outcome, {"outcome": "charged"}).status_code == 302
    assert (Order.objects.get().state, order.breaches.get().outcome) == ("breached", "charged")


def test_somebody_who_comes_too_late_sees_both_versions_and_keeps_what_they_typed():
    held, browser = record(), client()
    browser.post(
        reverse("powers:consider", args=[held.ref]),
        {"power": "dispersal", "applicant": "police", "subject": "person", "described": "a man", "age": "30"},
    )
    writing = reverse("powers:writing", args=[held.ref, Order.objects.get().pk])
    browser.post(writing, {"grounds": "the first words", "version": "1"})
    late = browser.post(writing, {"grounds": "the second words", "version": "1"})
    assert late.status_code == 409
    assert "the first words" in text(late)
    assert 'name="grounds" value="the second words"' in text(late)


def test_a_remedy_waits_for_the_victim_and_departs_only_with_a_reason():
    held, browser = record(), client()
    add = {"evidence": "Seen on camera, and two witnesses.", "described": "a boy of the street"}
    assert browser.post(reverse("powers:remedy-add", args=[held.ref]), add).status_code == 302
    own = [held.ref, Remedy.objects.get().pk]
    offer = {"offered": "course", "due": "2030-01-01", "version": "1"}
    refused = text(browser.post(reverse("powers:offer", args=own), offer))
    assert "They have to admit it first" in refused
    assert "Ask the victim first" in refused

    assert browser.post(reverse("powers:admit", args=own), {"version": "1"}).status_code == 302
    asked = {"described": "the lady at 12", "result": "told", "chosen": "apology", "attempts": "1"}
    assert browser.post(reverse("powers:victim", args=own), asked).status_code == 302
    departs = browser.post(reverse("powers:offer", args=own), offer | {"version": "2"})
    assert "Say why a victim&#39;s choice is not what is offered" in text(departs)
    given = offer | {"version": "2", "departs_because": "He drinks, and has said sorry twice before."}
    assert browser.post(reverse("powers:offer", args=own), given).status_code == 302
    for version, to in (("3", "accepted"), ("4", "completed")):
        assert (
            browser.post(reverse("powers:answer", args=own), {"version": version, "to": to}).status_code
            == 302
        )
    assert Remedy.objects.get().state == "completed"


@pytest.mark.parametrize("role", ["contact_officer", "analyst", "board_member", "governance"])
def test_whoever_uses_no_powers_is_told_nothing_of_a_record(role):
    held = record()
    assert client(role).get(reverse("powers:record", args=[held.ref])).status_code in {403, 404}


def test_a_record_without_orders_has_no_page_here():
    letter = record(kind="letter")
    assert client().get(reverse("powers:record", args=[letter.ref])).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_a_record_asks_the_same_questions_however_many_orders_it_has(many, django_assert_max_num_queries):
    held, browser = record(), client()
    for number in range(many):
        Order.objects.create(
            holding=held,
            power="dispersal",
            applicant="police",
            described=f"man {number}",
            considered_at=timezone.now(),
        )
    with django_assert_max_num_queries(25):
        shown = text(browser.get(reverse("powers:record", args=[held.ref])))
    assert shown.count("Dispersal direction</a>") == many
