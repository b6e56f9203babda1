"""The "what happens next" card from an agency's own system: handed over, and fetched as paper, e-mail and text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bluelamp.areas.asb.tests.api import landlord, own_case, police_case, refused

pytestmark = pytest.mark.django_db
FIELDS = {"officer": "Officer Brindlewick", "contact": "by telephone each week"}


@pytest.fixture
def homes():
    return landlord()


def test_a_card_is_handed_over_with_what_was_promised_and_read_in_three_forms(homes):
    case, due = own_case(homes), (timezone.now() + timedelta(days=2)).isoformat()
    homes("post", f"{case}/promises", {"to": "victim", "says": "We ring you.", "due_at": due})
    made = homes("post", f"{case}/cards", {"method": "sms", "fields": FIELDS})
    told = homes("get", f"{case}/cards/{made.json()['number']}").json()
    ref = case.rpartition("/")[2]
    assert (made.status_code, told["summary"]["method"], told["text_parts"]) == (201, "sms", 1)
    assert told["paper"]["reference"] == f"Your reference: {ref}"
    assert [one["says"] for one in told["paper"]["promises"]] == ["We ring you."]
    assert told["text"].startswith(f"We spoke today. Ref {ref}. We will contact you by ")
    assert "- We ring you." in told["email"]


def test_a_card_promises_what_is_usual_at_first_once_and_nothing_else(homes):
    case = own_case(homes)
    sent = {"method": "print", "fields": FIELDS, "promising": ["first-contact"]}
    for _ in range(2):
        number = homes("post", f"{case}/cards", sent).json()["number"]
    told = homes("get", f"{case}/cards/{number}").json()
    assert [one["says"] for one in told["paper"]["promises"]] == [
        "We will speak with you about what has happened."
    ]
    other = homes("post", f"{case}/cards", sent | {"promising": ["code-decision"]})
    assert refused(other) == (422, ["body.promising.0"])


def test_a_card_that_was_declined_is_listed_and_there_is_none_to_fetch(homes):
    case = own_case(homes)
    number = homes("post", f"{case}/cards", {"method": "print", "declined": True}).json()["number"]
    (listed,) = homes("get", f"{case}/cards").json()["items"]
    assert (listed["number"], listed["declined"]) == (number, True)
    assert homes("get", f"{case}/cards/{number}").status_code == 404


def test_a_card_wants_an_officer_and_a_language_that_it_is_written_in(homes):
    case = own_case(homes)
    empty = homes("post", f"{case}/cards", {"method": "print"})
    assert (empty.status_code, empty.json()["detail"]) == (422, "Fill in: name and number of the officer.")
    foreign = homes("post", f"{case}/cards", {"method": "print", "fields": FIELDS, "language": "xx"})
    assert refused(foreign) == (422, ["body.language"])


def test_a_card_in_another_language_comes_with_its_english_and_says_that_nobody_verified_it(homes):
    case = own_case(homes)
    sent = {"method": "print", "fields": FIELDS, "language": "ur"}
    number = homes("post", f"{case}/cards", sent).json()["number"]
    told = homes("get", f"{case}/cards/{number}").json()
    assert (told["summary"]["language"], told["direction"], told["is_verified"]) == ("ur", "rtl", False)
    assert (told["english"]["title"], told["paper"]["title"]) == ("What happens next", "آگے کیا ہوگا")


def test_of_a_case_that_is_shared_the_cards_are_read_where_promises_were_opened_and_never_issued(homes):
    case = police_case("promises")
    assert homes("get", f"{case}/cards").json() == {"items": []}
    assert homes("post", f"{case}/cards", {"method": "print", "fields": FIELDS}).status_code == 404
    assert homes("get", f"{police_case('title')}/cards").status_code == 404
