"""Taking a report with several people in it: who complains, who is said to do it, and what comes next."""

from __future__ import annotations

import pytest

from bluelamp.areas.asb.actions.reports import Landlord
from bluelamp.areas.asb.models import Case, Report
from bluelamp.areas.asb.tests.factories import case_of, somebody_new, take, taker
from bluelamp.areas.asb.tests.test_pages import officer, script
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.people.tests.factories import HOMES, body

__all__ = ["officer"]
pytestmark = pytest.mark.django_db

SECOND = {"given_2": "Tom", "family_2": "Saltmarsh", "phone_2": "01632 960777"}


def page(client, **said):
    answer = client.post("/asb/report/", script(**said))
    return answer, answer.content.decode()


def names():
    return sorted((row.role, row.known_as) for row in Case.objects.get().people.all())


def test_somebody_else_who_complains_gets_a_block_of_their_own_and_nothing_typed_is_lost(client, officer):
    answer, told = page(client, more="1", qualifier="")
    assert (answer.status_code, "The second who complains" in told, "kick a ball" in told) == (
        200,
        True,
        True,
    )
    assert 'name="how_many" value="2"' in told
    assert ("There is a problem" in told, "autofocus" in told) == (False, True)


def test_somebody_taken_off_again_leaves_the_others_where_they_were(client, officer):
    third = {"given_3": "Ada", "family_3": "Tidewrack"}
    _, told = page(client, less="2", how_many="3", **SECOND, **third)
    assert ('value="Tidewrack"' in told, 'value="Saltmarsh"' in told) == (True, False)
    assert 'name="how_many" value="2"' in told


@pytest.mark.parametrize("how_many", ["-1", "0", "eleven", "1e9", "99999", ""])
def test_how_many_there_are_is_never_more_than_ten(client, officer, how_many):
    _, told = page(client, back="1", how_many=how_many)
    assert told.count('name="given') == (10 if how_many == "99999" else 1)


def test_several_who_complain_and_several_who_are_said_to_do_it_are_kept_at_once(client, officer):
    page(client, into="new", how_many="3", alleged="Lee Curtis\nman in a grey hoodie\n", **SECOND)
    case = Case.objects.get()
    assert names() == [
        ("alleged", "Lee Curtis"),
        ("alleged", "man in a grey hoodie"),
        ("complainant", ""),
        ("complainant", ""),
    ]
    assert case.reports.get().complainants.count() == 2


def test_one_gives_no_name_and_another_does(client, officer):
    page(client, into="new", is_anonymous="on", how_many="2", given="", family="", **SECOND)
    people = Case.objects.get().people.order_by("pk")
    assert [(row.is_anonymous, row.person is None) for row in people] == [(True, True), (False, False)]


def test_a_block_without_a_name_says_so_at_its_field(client, officer):
    answer, told = page(client, how_many="2", phone_2="01632 960777")
    assert (answer.status_code, "Enter a name for the second who complains" in told) == (422, True)
    assert 'href="#id_family_2"' in told


def test_each_who_may_be_known_is_asked_about_and_who_is_alleged_is_found_by_name(client, officer):
    known = case_of(take(taker(), callers=(somebody_new(),))).people.get().person
    both = {
        "how_many": "2",
        "given": "Zoe",
        "family": "Anew",
        "phone": "",
        "alleged": "Elizabeth Brindlewick",
    }
    second = {"given_2": "Elizabeth", "family_2": "Brindlewick", "phone_2": "01632 960123"}
    answer, told = page(client, into="new", blamed=known.ref, **both, **second)
    assert (answer.status_code, "Who is the second who complains?: choose who it is" in told) == (422, True)
    page(client, into="new", caller_2=known.ref, blamed=known.ref, **both, **second)
    case = Case.objects.latest("pk")
    assert [row.role for row in case.people.filter(person=known).order_by("role")] == [
        "alleged",
        "complainant",
    ]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({}, ("not_asked", "", None)),
        ({"landlord": "none"}, ("none", "", None)),
        ({"landlord": "not_known"}, ("not_known", "", None)),
        ({"landlord": "another", "landlord_name": "Mr Gill"}, ("known", "Mr Gill", None)),
        ({"landlord": HOMES}, ("known", "Wickwell homes", HOMES)),
    ],
)
def test_who_the_landlord_is_is_kept(client, officer, said, kept):
    homes = body(HOMES)
    type(homes).objects.filter(pk=homes.pk).update(kind="housing_association", name="Wickwell homes")
    page(client, into="new", **said)
    report = Report.objects.get()
    key = report.landlord_body.key if report.landlord_body else None
    assert (report.has_landlord, report.landlord, key) == kept


def test_another_landlord_has_a_name(client, officer):
    answer, told = page(client, landlord="another")
    assert (answer.status_code, "Enter who the landlord is" in told) == (422, True)


@pytest.mark.parametrize(
    "landlord",
    [Landlord("known"), Landlord("none", name="Mr Gill"), Landlord("perhaps"), Landlord("known", key="nhs")],
)
def test_a_landlord_that_cannot_be_is_refused(landlord):
    with pytest.raises(NotNow):
        take(taker(), landlord=landlord)


def test_after_a_report_comes_what_to_do_next(client, officer):
    answer, _ = page(client, into="new")
    told = client.get(answer["Location"]).content.decode()
    case = Case.objects.get().holding.ref
    assert ("Report taken" in told, "Now: the risk" in told) == (True, True)
    assert case_links(told, case) == {"case", "card", "contact"}


def case_links(told, case):
    addresses = {
        "case": f'href="/asb/cases/{case}/"',
        "card": f'href="/promises/{case}/card"',
        "contact": f'href="/promises/{case}/contact"',
    }
    return {name for name, address in addresses.items() if address in told}
