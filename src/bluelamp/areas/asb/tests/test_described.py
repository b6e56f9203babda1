"""Somebody nobody can name: chosen from the case as they were described, for an order and for a case review."""

from __future__ import annotations

import pytest

from bluelamp.areas.asb.actions.reports import Alleged
from bluelamp.areas.asb.case_reviews.forms import ApplyForm
from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.queries.people import on_record
from bluelamp.areas.asb.tests.factories import NOW, case_of, somebody_new, take, taker
from bluelamp.kernel.access.seeing import look
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.practice.powers.forms import ConsiderForm
from bluelamp.practice.powers.models import Order

pytestmark = pytest.mark.django_db
HOODIE = "man in a grey hoodie"


@pytest.fixture
def by():
    return taker("sergeant")


@pytest.fixture
def case(by):
    return case_of(take(by, callers=(somebody_new(),), alleged=(Alleged(known_as=HOODIE),)))


def people(by, case):
    return on_record(by, look(by, case.holding.ref, CASE, now=NOW))


def test_whom_nobody_can_name_is_on_the_list_and_whoever_gave_no_name_is_not(by, case):
    case.people.create(role="complainant", is_anonymous=True, since=NOW, by_name="Sadia")
    assert [(one.person is None, str(one)) for one in people(by, case)] == [
        (False, "Elizabeth Brindlewick, complainant"),
        (True, f"{HOODIE}, alleged to have done it"),
    ]


def test_an_order_is_considered_against_somebody_as_they_were_described(by, case, client):
    client.force_login(user_of("sergeant"))
    (alleged,) = [one for one in people(by, case) if one.person is None]
    said = {
        "power": "dispersal",
        "applicant": "police",
        "subject": "person",
        "person": alleged.key,
        "age": "30",
    }
    answer = client.post(f"/powers/{case.holding.ref}/orders/add/", said)
    order = Order.objects.get()
    assert (answer.status_code, order.person, order.described) == (302, None, HOODIE)


@pytest.mark.parametrize(
    ("chosen", "typed", "who"),
    [
        (f"as-described:{HOODIE}", "", (None, HOODIE)),
        ("else", "a boy", (None, "a boy")),
        (f"as-described:{HOODIE}", "a boy", (None, HOODIE)),
    ],
)
def test_what_was_chosen_goes_before_what_was_typed(by, case, chosen, typed, who):
    form = ConsiderForm({"person": chosen, "described": typed}, people=people(by, case), powers=[])
    form.is_valid()
    assert tuple(form.who().values()) == who


def test_nobody_is_chosen_who_is_not_on_the_case(by, case):
    for key in ("as-described:a boy", "999999", "-1"):
        form = ApplyForm({"victim": key}, people=people(by, case))
        assert "victim" in form.errors
