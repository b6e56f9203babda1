"""Whatever page is about a case has its name over it, and leads to its other pages that the reader may see."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from bluelamp.areas.asb.case_reviews.actions import applications
from bluelamp.areas.asb.tests.factories import DAY, case_of, somebody_new, take, taker
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.access.tests.worlds import grant
from bluelamp.kernel.people.tests.factories import HOMES, body
from bluelamp.practice.powers.actions import orders

pytestmark = pytest.mark.django_db
TABS = 'aria-label="This case"'
PAGES = (
    "/asb/cases/{ref}/move", "/asb/cases/{ref}/edit", "/asb/cases/{ref}/aside", "/asb/cases/{ref}/people/add",
    "/casework/{ref}/notes", "/casework/{ref}/assign", "/promises/{ref}/",
    "/promises/{ref}/make", "/promises/{ref}/plan", "/instruments/{ref}/", "/powers/{ref}/",
    "/powers/{ref}/orders/add/", "/asb/case-reviews/{ref}/", "/asb/case-reviews/{ref}/apply/",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_about_a_case_has_its_name_and_its_tabs(client, page):
    case = case_of(take(taker(), types=("rowdy",)))
    client.force_login(user_of("sergeant"))
    told = client.get(page.format(ref=case.holding.ref)).content.decode()
    captions = re.findall(r'govuk-caption-xl">([^<]*)<', told)
    assert (told.count(TABS), captions) == (1, [f"{case.title}, case {case.holding.ref}"])


def test_my_work_and_the_cases_beside_one_are_called_by_their_names(client):
    case, other = (case_of(take(taker(), types=(kind,))) for kind in ("rowdy", "noise"))
    client.force_login(user_of("sergeant"))
    client.post(f"/casework/{case.holding.ref}/take")
    assert case.title in client.get("/casework/").content.decode()
    linked = {
        "other": other.holding.ref,
        "how": "same_people",
        "reason": "The same three boys are seen at both.",
    }
    assert client.post(f"/casework/{case.holding.ref}/link", linked).status_code == 302
    assert other.title in client.get(f"/asb/cases/{case.holding.ref}/work").content.decode()


@pytest.mark.parametrize("step", ["writing/", "step/", "begin/", "extend/", "alter/", "term/", "breach/"])
def test_every_step_of_an_order_has_them_too_and_says_of_which_order(client, step):
    case = case_of(take(taker(), types=("rowdy",)))
    order = orders.consider(
        by=taker("sergeant"), record=case.holding.ref, power="dispersal", applicant="police", subject="person",
        described="man in a grey hoodie", age=34, now=timezone.now(),
    )  # fmt: skip
    client.force_login(user_of("sergeant"))
    told = client.get(f"/powers/{case.holding.ref}/orders/{order.pk}/{step}").content.decode()
    assert (told.count(TABS), "Dispersal direction: man in a grey hoodie" in told) == (1, True)


@pytest.mark.parametrize(
    "step", ["acknowledge/", "ask/", "return/", "decide/", "panel/", "conclude/", "recommend/"]
)
def test_every_step_of_a_case_review_has_them_too(client, step):
    case = case_of(take(taker(), callers=(somebody_new(),)))
    made = applications.apply(
        by=taker("coordinator"), record=case.holding.ref, came="phone", says="Nobody comes.", now=timezone.now(),
        victim=case.people.get(role="complainant").person_id,
    )  # fmt: skip
    client.force_login(user_of("coordinator"))
    told = client.get(f"/asb/case-reviews/{case.holding.ref}/{made.pk}/{step}").content.decode()
    assert (told.count(TABS), "Application of" in told) == (1, True)


def test_a_partner_who_may_not_know_its_name_sees_its_reference(client):
    body(HOMES)
    case = case_of(take(taker(), types=("rowdy",)))
    grant(case.holding, HOMES, ("state", "promises", "risk"), since=timezone.now() - DAY)
    client.force_login(user_of("partner", organisation=HOMES))
    told = client.get(f"/promises/{case.holding.ref}/").content.decode()
    assert (case.title in told, f"Case {case.holding.ref}" in told) == (False, True)
    assert ("Powers and orders" in told, "Risk" in told) == (False, True)
