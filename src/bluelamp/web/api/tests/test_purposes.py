"""A program says what it asks for: it is held to it, and the audit record carries it."""

from __future__ import annotations

import pytest

from bluelamp.areas.asb.tests.api import landlord, own_case
from bluelamp.areas.asb.tests.factories import DAY, NOW, case_of, somebody_new, take, taker
from bluelamp.kernel.access.tests.worlds import agreement, grant
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.people.tests.factories import HOMES

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes():
    return landlord()


def opened(purpose: str = "asb", **terms: object) -> str:
    """A case of the police that an agreement opens to the landlord for a purpose."""
    under = agreement(
        key=f"for-{purpose}", purpose=purpose, ends_on=None, categories=("victimisation",), **terms
    )
    taken = take(taker(), callers=(somebody_new(),))
    grant(case_of(taken).holding, HOMES, ("title",), under, since=NOW - DAY)
    return f"/asb/cases/{taken.case}"


def test_under_an_agreement_that_asks_nothing_is_there_without_a_purpose(homes):
    case = opened(asks_purpose=True)
    assert homes("get", case).status_code == 404
    assert homes("get", case, Purpose="asb").status_code == 200


def test_what_is_shared_for_another_purpose_stays_shut(homes):
    case = opened("safeguarding")
    agreement(key="for-asb", ends_on=None)
    assert homes("get", case).status_code == 200
    assert homes("get", case, Purpose="safeguarding").status_code == 200
    assert homes("get", case, Purpose="asb").status_code == 404


def test_every_reading_is_written_down_with_it(homes):
    homes("get", opened(), Purpose="asb")
    last = Record.objects.filter(operation="holdings.consult").latest("seq")
    assert (last.purpose, last.client != "") == ("asb", True)


@pytest.mark.parametrize("said", ["families", "curiosity"])
def test_a_purpose_that_no_agreement_is_for_is_refused_in_words(homes, said):
    case = opened()
    before = Record.objects.count()
    answer = homes("get", case, Purpose=said)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "header.Purpose")
    assert answer.json()["detail"] == (
        "None of your organisation's agreements is for this purpose. Choose among asb, or leave it out."
    )
    assert Record.objects.count() == before


def test_an_agreement_that_is_over_gives_no_purpose(homes):
    agreement(key="over")
    answer = homes("get", own_case(homes), Purpose="asb")
    assert (answer.status_code, answer.json()["detail"].endswith("Leave it out: you have none.")) == (
        422,
        True,
    )
