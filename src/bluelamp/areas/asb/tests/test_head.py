"""Whatever page is about a case has its name over it, and leads to its other pages that the reader may see."""

from __future__ import annotations

import pytest
from django.utils import timezone

from bluelamp.areas.asb.tests.factories import DAY, case_of, take, taker
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.access.tests.worlds import grant
from bluelamp.kernel.people.tests.factories import HOMES, body

pytestmark = pytest.mark.django_db
TABS = 'aria-label="This case"'
PAGES = (
    "/asb/cases/{ref}/move", "/casework/{ref}/notes", "/casework/{ref}/assign", "/promises/{ref}/",
    "/promises/{ref}/make", "/promises/{ref}/plan", "/instruments/{ref}/", "/powers/{ref}/",
    "/powers/{ref}/orders/add/", "/asb/case-reviews/{ref}/", "/asb/case-reviews/{ref}/apply/",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_about_a_case_has_its_name_and_its_tabs(client, page):
    case = case_of(take(taker(), types=("rowdy",)))
    client.force_login(user_of("sergeant"))
    told = client.get(page.format(ref=case.holding.ref)).content.decode()
    assert (told.count(TABS), case.title in told) == (1, True)


def test_a_partner_who_may_not_know_its_name_sees_its_reference(client):
    body(HOMES)
    case = case_of(take(taker(), types=("rowdy",)))
    grant(case.holding, HOMES, ("state", "promises", "risk"), since=timezone.now() - DAY)
    client.force_login(user_of("partner", organisation=HOMES))
    told = client.get(f"/promises/{case.holding.ref}/").content.decode()
    assert (case.title in told, f"Case {case.holding.ref}" in told) == (False, True)
    assert ("Powers and orders" in told, "Risk" in told) == (False, True)
