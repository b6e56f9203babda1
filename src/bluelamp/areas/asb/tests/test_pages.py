"""The pages: a call taken from the first word to the case, what comes back when something is wrong, and who gets in."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import timezone

from bluelamp.areas.asb import codes
from bluelamp.areas.asb.actions.reports import Alleged
from bluelamp.areas.asb.models import Case, Report
from bluelamp.areas.asb.tests.factories import DAY, NOW, case_of, somebody_new, take, taker
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.access.tests.worlds import grant
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.people.tests.factories import HOMES, POLICE, body

pytestmark = pytest.mark.django_db


def script(**said: object) -> dict[str, object]:
    """The form as somebody fills it in."""
    asked = {f"asked_{question.key}": "no" for question in codes.questions()}
    return {
        "what": "Youths shout and kick a ball against the shutters.",
        "happened_from": "yesterday 21:30",
        "address": "12 Shingle Road",
        "point": "407000, 287000",
        "given": "Elizabeth",
        "family": "Brindlewick",
        "phone": "01632 960123",
        "qualifier": "nuisance",
        "crime": "no_crime",
        "channel": "phone",
        "submission": str(uuid4()),
        **asked,
    } | said


@pytest.fixture
def officer(client):
    body(POLICE)
    taker()
    user = user_of("contact_officer")
    client.force_login(user)
    return user


def test_a_call_is_taken_in_two_pages(client, officer):
    form = script()
    similar = client.post("/asb/report/", form)
    assert (similar.status_code, Report.objects.count()) == (200, 0)
    assert "No case like it that you may see" in similar.content.decode()
    done = client.post("/asb/report/", form | {"into": "new"})
    case = Case.objects.get()
    assert done["Location"] == f"/asb/report/{case.reports.get().ref}/"
    receipt = client.get(done["Location"]).content.decode()
    assert (f'href="/asb/cases/{case.holding.ref}/"' in receipt, "It begins a new case" in receipt) == (
        True,
        True,
    )


@pytest.mark.parametrize(("point", "is_told"), [("", True), ("407000, 287000", False)])
def test_an_address_that_no_point_goes_with_is_told_before_the_report_is_taken(
    client, officer, point, is_told
):
    similar = client.post("/asb/report/", script(point=point)).content.decode()
    assert ("It is not on the map yet" in similar) is is_told


def test_sending_the_last_page_twice_makes_one_report(client, officer):
    form = script(into="new")
    first, second = (client.post("/asb/report/", form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Report.objects.count() == 1


def test_who_is_known_has_to_be_chosen_or_said_to_be_new(client, officer):
    known = case_of(take(taker(), callers=(somebody_new(),))).people.get().person
    page = client.post("/asb/report/", script(into="new"))
    assert (page.status_code, "Choose who is calling" in page.content.decode()) == (422, True)
    client.post("/asb/report/", script(into="new", caller=known.ref))
    assert [row.person for case in Case.objects.all() for row in case.people.all()] == [known, known]


def test_a_report_joins_the_case_that_was_chosen(client, officer):
    first = take(taker(), now=timezone.now() - DAY)
    page = client.post("/asb/report/", script()).content.decode()
    assert first.case in page
    client.post("/asb/report/", script(into=first.case))
    assert case_of(first).reports_count == 2


def test_going_back_keeps_everything_that_was_typed(client, officer):
    page = client.post("/asb/report/", script(back="1")).content.decode()
    assert "Youths shout and kick a ball against the shutters." in page
    assert 'value="407000, 287000"' in page


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"point": "530000, 180000"}, "outside the West Midlands Police area"),
        ({"happened_from": "tomorrow"}, "must be a day and a time"),
        ({"happened_from": "31 2 2014 10:00"}, "must be a day and a time"),
        ({"happened_from": ""}, "Enter when it began"),
        ({"qualifier": "other"}, "is not one of the available choices"),
        ({"asked_repeat": ""}, "Happened before: say what was answered"),
        ({"family": "", "given": ""}, "Enter a name, or say that they do not want to give one"),
        ({"address": "", "point": ""}, "Enter where it happened"),
        ({"crime": "recorded"}, "Enter the number of the crime"),
        ({"is_hate": "on"}, "It is a hate incident: say why there is no crime in it"),
        ({"postcode": "B1"}, "Enter a whole postcode"),
        ({"received_at": "today 00:00", "happened_from": "now"}, "after it was reported"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(client, officer, said, why):
    page = client.post("/asb/report/", script(**said))
    told = page.content.decode()
    assert (page.status_code, why in told, "kick a ball" in told) == (422, True, True)
    assert Report.objects.count() == 0


def test_a_session_that_ended_keeps_what_was_typed(client):
    page = client.post("/asb/report/", script(), headers={"Origin": "http://testserver"})
    assert (page.status_code, "kick a ball" in page.content.decode()) == (403, True)


def test_a_partner_gets_a_receipt_for_what_the_police_deal_with(client):
    body(POLICE), body(HOMES), taker()
    client.force_login(user_of("partner", organisation=HOMES))
    done = client.post("/asb/report/", script(into="new", to=POLICE, channel="partner"))
    report = Report.objects.get()
    assert done["Location"] == f"/asb/report/{report.ref}/"
    receipt = client.get(done["Location"]).content.decode()
    assert (report.ref in receipt, "kick a ball" in receipt) == (True, False)
    assert client.get(f"/asb/cases/{report.case.holding.ref}/").status_code == 404


def test_nobody_else_gets_the_receipt(client, officer):
    report = take(taker("partner", organisation=HOMES), to=POLICE).report
    assert client.get(f"/asb/report/{report}/").status_code == 404


def test_a_partner_opens_what_was_granted_and_reads_nothing_else(client):
    taken = take(taker(), callers=(somebody_new(),), alleged=(Alleged(known_as="man in a grey hoodie"),))
    items = ("title", "state", "complainants", "notes", "promises", "risk")
    caveat = "Not to be told to the neighbours."
    grant(case_of(taken).holding, HOMES, items, since=timezone.now() - DAY, caveats=caveat)
    client.force_login(user_of("partner", organisation=HOMES))
    pages = [client.get(f"/asb/cases/{taken.case}/{below}") for below in ("", "work", "print")]
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert [caveat in page.content.decode() for page in pages] == [True, True, True]
    told = "".join(page.content.decode() for page in pages)
    assert ("Elizabeth Brindlewick" in told, "Write a note" in told) == (True, True)
    assert ("kick a ball" in told, "grey hoodie" in told, "Shingle Road" in told) == (False, False, False)
    for below in ("edit", "move", "people/add"):
        assert client.get(f"/asb/cases/{taken.case}/{below}").status_code == 404


def test_a_partner_is_offered_to_close_many_only_where_some_are_its_own(client):
    grant(case_of(take(taker())).holding, HOMES, ("title", "state", "reports"), since=timezone.now() - DAY)
    client.force_login(user_of("partner", organisation=HOMES))
    offered = []
    for _ in range(2):
        page = client.get("/asb/").content.decode()
        offered.append((page.count('name="act"'), page.count('id="row-')))
        take(taker("partner", organisation=HOMES))
    assert offered == [(0, 0), (2, 2)]


def test_a_case_is_not_there_for_a_partner_it_was_not_opened_to(client):
    taken = take(taker())
    body("wickwell-homes")
    client.force_login(user_of("partner", organisation=HOMES))
    for below in ("", "work", "print"):
        assert client.get(f"/asb/cases/{taken.case}/{below}").status_code == 404


PAGES = ("", "work", "print", "edit", "people/add", "move", "aside")


@pytest.mark.parametrize("below", PAGES)
def test_its_own_sergeant_opens_every_page_of_a_case(client, below):
    case = take(taker(), callers=(somebody_new(),)).case
    client.force_login(user_of("sergeant", lpus=("BW",)))
    assert client.get(f"/asb/cases/{case}/{below}").status_code == 200


@pytest.mark.parametrize("below", [*PAGES, "approve", "reopen", "people/1/let-go"])
def test_a_sergeant_of_another_unit_finds_none_of_them(client, below):
    case = take(taker()).case
    client.force_login(user_of("sergeant", lpus=("DY",)))
    assert client.get(f"/asb/cases/{case}/{below}").status_code == 404


def test_nobody_is_asked_to_take_somebody_off_a_case_that_they_may_only_read(client):
    taken = take(taker(), callers=(somebody_new(),))
    case = case_of(taken)
    Case.objects.filter(pk=case.pk).update(state="closed", closed_at=NOW)
    Holding.objects.filter(pk=case.holding_id).update(state="closed")
    client.force_login(user_of("sergeant"))
    shown = client.get(f"/asb/cases/{taken.case}/people/{case.people.get().pk}/let-go")
    assert (shown.status_code, Record.objects.filter(operation="asb.ask").exists()) == (404, False)


def test_a_case_goes_on_from_its_page(client):
    taken = take(taker())
    case = case_of(taken)
    client.force_login(user_of("sergeant"))
    done = client.post(f"/asb/cases/{taken.case}/move", {"to": "triage", "version": case.version})
    case.refresh_from_db()
    assert (done.status_code, case.state) == (302, "triage")
    late = client.post(f"/asb/cases/{taken.case}/move", {"to": "open", "version": case.version - 1})
    assert (late.status_code, "Somebody else changed this" in late.content.decode()) == (409, True)


def test_who_edits_too_late_sees_both_versions(client):
    taken = take(taker())
    case = case_of(taken)
    client.force_login(user_of("sergeant"))
    form = {"title": "Youths at the shops", "qualifier": "nuisance", "version": case.version}
    assert client.post(f"/asb/cases/{taken.case}/edit", form).status_code == 302
    late = client.post(f"/asb/cases/{taken.case}/edit", form | {"title": "Noise at the shops"})
    told = late.content.decode()
    assert (late.status_code, "Youths at the shops" in told, "Noise at the shops" in told) == (
        409,
        True,
        True,
    )


def test_the_list_shows_what_the_reader_may_see(client):
    take(taker())
    client.force_login(user_of("sergeant", lpus=("BW",)))
    assert "12 Shingle Road" in client.get("/asb/").content.decode()
    client.force_login(user_of("sergeant", lpus=("DY",)))
    assert "12 Shingle Road" not in client.get("/asb/").content.decode()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("qualifier=nuisance", 2), ("qualifier=personal", 0), ("stage=live", 2), ("stage=closed", 0),
        ("repeat=yes", 1), ("band=UNASSESSED", 2), ("band=HIGH", 0), ("late=yes", 0), ("lpu=BW", 2),
        ("neighbourhood=N-E05001193", 2), ("assigned=nobody", 2), ("assigned=me", 0), ("where=shingle", 2),
        ("order=oldest", 2), ("order=reports&qualifier=nuisance", 2),
    ],
)  # fmt: skip
def test_a_list_is_chosen_by_what_stands_in_its_address(client, query, count):
    by = taker()
    first = take(by)
    take(by, now=NOW + DAY)
    for day in (1, 2):
        take(by, now=NOW + day * DAY, into=first.case)
    client.force_login(user_of("coordinator"))
    page = client.get(f"/asb/?{query}").content.decode()
    assert page.count('href="/asb/cases/') == count


def test_the_list_asks_the_same_of_three_cases_as_of_one(client, django_assert_max_num_queries):
    by = taker()
    take(by)
    client.force_login(user_of("coordinator"))
    client.get("/asb/")
    with django_assert_max_num_queries(29):
        client.get("/asb/")
    take(by), take(by)
    with django_assert_max_num_queries(29):
        client.get("/asb/")
