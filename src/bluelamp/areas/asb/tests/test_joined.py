"""A case that was joined with another: nothing new is written on it, and what began there is carried to its end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bluelamp.areas.asb.risk import shipped
from bluelamp.areas.asb.tests.api import REPORT, landlord, officer, own_case
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.people.tests.factories import HOMES
from bluelamp.practice.instruments.tests.factories import version

pytestmark = pytest.mark.django_db
WHY = "Both are about the garages behind Shingle Road."


@pytest.fixture
def lead():
    landlord()
    version(shipped.newest())
    return officer()


@pytest.fixture
def joined(lead):
    """A case with an open promise, joined with another: both references, the promise and the merge."""
    gone, kept = (own_case(lead).rpartition("/")[2] for _ in range(2))
    due = (timezone.now() + timedelta(days=9)).isoformat()
    said = {"to": "victim", "says": "We ring you.", "due_at": due}
    promise = lead("post", f"/asb/cases/{gone}/promises", said).json()["number"]
    made = lead("post", f"/asb/cases/{kept}/merges", {"other": gone, "reason": WHY})
    return gone, kept, promise, made.json()["number"]


def new_things() -> dict[str, tuple[str, dict]]:
    """What can be begun on a case: the address below it → how, and what is sent."""
    soon = (timezone.now() + timedelta(days=9)).isoformat()
    plan = {"said": {"risks": "Alone.", "objectives": "Safe."}, "review_on": soon[:10]}
    return {
        "promises": ("post", {"to": "victim", "says": "We ring you.", "due_at": soon}),
        "cards": ("post", {"method": "print", "fields": {"officer": "Ann", "number": "101"}}),
        "contact": ("put", {"method": "phone"}),
        "contact/attempts": ("post", {"method": "phone", "outcome": "spoke"}),
        "plan": ("put", plan),
        "plan/measures": ("post", {"kind": "patrol", "says": "At night.", "since": soon[:10]}),
        "plan/actions": ("post", {"does": "A lock.", "owner": "Ann", "agency": HOMES, "due_on": soon[:10]}),
        "orders": ("post", {"power": "civil-injunction", "applicant": "police", "subject": "person",
                            "described": "A man", "age": 34}),
        "remedies": ("post", {"described": "Boy of 15", "evidence": "He admitted it to us."}),
        "case-reviews": ("post", {"victim_described": "The tenant", "came": "phone", "says": "Nobody came."}),
        "assessments": ("post", {"answers": {"q1": ["weekly"]}}),
        "notes": ("post", {"words": "Seen.", "audience": "shared"}),
        "people": ("post", {"role": "alleged", "known_as": "man in a hat"}),
        "assignments": ("post", {"username": "parveen", "reason": WHY}),
        "move": ("post", {"to": "triage", "reason": WHY}),
        "asides": ("post", {"what": "referred_out", "stands": True}),
        "links": ("post", {"other": "7K2M9Q4T1B", "how": "related", "reason": WHY}),
        "": ("put", {"title": "Another name"}),
    }  # fmt: skip


def answers(caller, ref: str) -> dict[str, tuple[int, str]]:
    found = {}
    for below, (how, sent) in new_things().items():
        address = f"/asb/cases/{ref}/{below}".rstrip("/")
        version = {"If_Match": '"1"'} if how == "put" or below == "move" else {}
        answer = caller(how, address, sent, **version)
        found[below] = (answer.status_code, answer.json().get("detail", ""))
    return found


def test_nothing_new_is_written_and_each_refusal_names_the_case_to_write_on(lead, joined):
    gone, kept, *_ = joined
    refused = (422, f"It was joined with {kept}: write on that one.")
    assert answers(lead, gone) == dict.fromkeys(new_things(), refused)


def test_a_report_does_not_go_into_it_either(lead, joined):
    gone, kept, *_ = joined
    answer = lead("post", "/asb/reports", REPORT | {"into": gone})
    assert (answer.status_code, kept in answer.json()["detail"]) == (422, True)


def test_a_promise_that_was_made_there_is_kept_there(lead, joined):
    gone, _, promise, _ = joined
    keep = f"/asb/cases/{gone}/promises/{promise}/keep"
    assert lead("post", keep, {"how": "phone"}, If_Match='"1"').status_code == 200


def test_parted_again_it_is_written_on_as_before(lead, joined):
    gone, kept, _, merge = joined
    undo = f"/asb/cases/{kept}/merges/{merge}/undo"
    assert lead("post", undo, {"reason": WHY}).status_code == 200
    note = lead("post", f"/asb/cases/{gone}/notes", {"words": "Seen.", "audience": "shared"})
    assert note.status_code == 201


def test_a_form_to_write_on_it_leads_to_the_case_that_was_kept(client, lead, joined):
    gone, kept, *_ = joined
    client.force_login(user_of("partner_lead", organisation=HOMES))
    for form in ("contact", "card", "plan/write"):
        page = client.get(f"/promises/{gone}/{form}")
        assert (page.status_code, f'href="/asb/cases/{kept}/"' in page.content.decode()) == (409, True), form
    assert f'href="/asb/cases/{kept}/"' in client.get(f"/asb/cases/{gone}/").content.decode()
