"""Joining two cases: those that may be the same are offered, as far as the reader may know, and any can be typed."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from bluelamp.areas.asb.actions.reports import Caller
from bluelamp.areas.asb.places import Spot, at
from bluelamp.areas.asb.tests.factories import DAY, FAR, HERE, NOW, case_of, take, taker
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.access.tests.worlds import HOMES
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.people.tests.factories import record
from bluelamp.practice.casework import queries

pytestmark = pytest.mark.django_db
THERE = {"spot": at(*FAR, "3 Quiet Close")}


def offered(by: Scope, ref: str) -> list[tuple[str, str]]:
    """Reference and strongest reason of each case that is offered."""
    looked = queries.looking.case(by, ref, now=NOW)
    return [(one.look.ref, one.reasons[0]) for one in queries.alike.found(by, looked, now=NOW)]


def test_cases_of_the_same_people_address_or_place_are_offered_the_likeliest_first():
    by, caller = taker(), Caller(ref=record().person.ref)
    here = take(by, callers=(caller,)).case
    same = take(by, callers=(caller,), **THERE).case
    address = take(by, spot=Spot("12 Shingle Rd.")).case
    near = take(by, spot=at(HERE[0] + 40, HERE[1], "90 Shingle Road")).case
    take(by, spot=at(HERE[0] - 9_000, HERE[1], "5 Elsewhere Street"))
    assert offered(by, here) == [
        (same, "The same person has complained before in it"),
        (address, "The same address"),
        (near, "40 metres away"),
    ]


def test_none_is_offered_that_could_not_be_joined_or_that_the_reader_may_not_see():
    by = taker()
    here, joined, sealed, theirs = (case_of(take(by)).holding for _ in range(4))
    Holding.objects.filter(pk=joined.pk).update(joined_with=case_of(take(by, **THERE)).holding)
    Holding.objects.filter(pk=sealed.pk).update(sensitivity="sealed")
    partner = user_of("partner", organisation=HOMES).memberships.get().organisation
    Holding.objects.filter(pk=theirs.pk).update(organisation=partner)
    assert offered(by, here.ref) == []


def test_a_case_is_chosen_or_typed_and_both_are_seen_before_they_are_joined(client):
    by, before = taker(), timezone.now() - DAY
    kept, gone, far = take(by, before).case, take(by, before).case, take(by, before, **THERE).case
    client.force_login(user_of("coordinator"))
    address = reverse("casework:merge", args=[kept])
    page = client.get(address).content.decode()
    assert (f'value="{gone}"' in page, f'value="{far}"' in page) == (True, False)
    assert Record.objects.filter(operation="casework.alike").get().objects_touched == [f"holding:{gone}"]
    for said, other in (({"chosen": gone}, gone), ({"chosen": gone, "other": far}, far)):
        assert f"{other} is joined with it" in client.post(address, said).content.decode()
    assert client.post(address, {"other": " "}).status_code == 422
