"""What a partner's system may send and ask: its reports, cases that were opened to it, notes and changes."""

from __future__ import annotations

import pytest

from bluelamp.areas.asb.models import Report
from bluelamp.areas.asb.risk import shipped
from bluelamp.areas.asb.tests import api as programs
from bluelamp.areas.asb.tests.factories import DAY, NOW, case_of, somebody_new, take, taker
from bluelamp.kernel.access.tests.worlds import grant
from bluelamp.kernel.people.tests.factories import HOMES, POLICE, body
from bluelamp.practice.instruments.queries import versions
from bluelamp.practice.instruments.tests.factories import version
from bluelamp.web.api.tests.calling import system

pytestmark = pytest.mark.django_db


def sent(**said: object) -> dict[str, object]:
    return programs.REPORT | {"to": POLICE} | said


@pytest.fixture
def landlord():
    return programs.landlord("asb.report", "asb.read", "asb.edit", "casework.write", "people.edit")


def test_the_police_take_it_and_the_sender_learns_its_reference_only(landlord):
    answer = landlord("post", "/asb/reports", sent())
    report = Report.objects.get()
    assert (answer.status_code, report.agency.key) == (201, HOMES)
    assert answer.json() == {
        "report": report.ref, "case": "", "is_new_case": True, "reopened": False, "href": "",
    }  # fmt: skip
    assert landlord("get", f"/asb/cases/{report.case.holding.ref}").status_code == 404


def test_ten_twins_make_one_report(landlord):
    answers = [
        landlord("post", "/asb/reports", sent(), Idempotency_Key="a-request-of-ours") for _ in range(10)
    ]
    assert {answer.json()["report"] for answer in answers} == {Report.objects.get().ref}


def test_a_case_of_ones_own_is_read_and_changed_by_version(landlord):
    href = landlord("post", "/asb/reports", sent(to="")).json()["href"].removeprefix("/api/v1")
    case = landlord("get", href)
    assert case.json()["said"]["complainants"] == ["Liz Brindlewick"]
    assert landlord("put", href, {"title": "Youths"}).status_code == 428
    changed = landlord("put", href, {"title": "Youths"}, If_Match=case["ETag"])
    assert (changed.status_code, changed.json()["version"]) == (200, case.json()["version"] + 1)
    assert landlord("put", href, {"title": "Noise"}, If_Match=case["ETag"]).status_code == 412


def test_of_a_case_of_the_police_only_what_was_granted_comes_out(landlord):
    taken = take(taker(), callers=(somebody_new(),))
    grant(case_of(taken).holding, HOMES, ("title", "notes"), since=NOW - DAY)
    answer = landlord("get", f"/asb/cases/{taken.case}").json()
    assert (set(answer["said"]), answer["is_yours"]) == ({"title"}, False)
    note = {"words": "The tenant was seen today.", "audience": "shared"}
    assert landlord("post", f"/asb/cases/{taken.case}/notes", note).status_code == 201
    assert landlord("put", f"/asb/cases/{taken.case}", {"title": "Ours"}, If_Match='"1"').status_code == 404


def test_reports_come_a_page_at_a_time_and_only_those_one_may_see(landlord):
    take(taker())
    mine = {landlord("post", "/asb/reports", sent(to="")).json()["report"] for _ in range(3)}
    first = landlord("get", "/asb/reports?limit=2").json()
    rest = landlord("get", f"/asb/reports?limit=2&cursor={first['next']}").json()
    assert {one["ref"] for one in [*first["items"], *rest["items"]]} == mine
    assert (len(first["items"]), rest["next"]) == (2, None)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"point": "530000, 180000"}, 422),
        ({"answers": {}}, 422),
        ({"qualifier": "other"}, 422),
        ({"what": ""}, 422),
        ({"received_at": "2999-01-01T00:00:00Z"}, 422),
        ({"into": "NOTTHERE00"}, 404),
        ({"complainants": [{"ref": "NOTTHERE00"}]}, 404),
        ({"landlord": {"is_known": "known"}}, 422),
        ({"landlord": {"is_known": "none", "name": "Harbourmaster Lettings"}}, 422),
        ({"landlord": {"key": "nobody-here"}}, 422),
        ({"weather": "fine"}, 422),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_kept(landlord, said, status):
    assert landlord("post", "/asb/reports", sent(**said)).status_code == status
    assert Report.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({}, ("not_asked", "", None)),
        ({"landlord": {"is_known": "none"}}, ("none", "", None)),
        ({"landlord": {"name": "Harbourmaster Lettings"}}, ("known", "Harbourmaster Lettings", None)),
        ({"landlord": {"key": HOMES}}, ("known", "Wickwell Homes", HOMES)),
    ],
)
def test_the_landlord_is_kept_as_it_was_sent(landlord, said, kept):
    assert landlord("post", "/asb/reports", sent(**said)).status_code == 201
    report = Report.objects.select_related("landlord_body").get()
    key = report.landlord_body.key if report.landlord_body else None
    assert (report.has_landlord, report.landlord, key) == kept


def test_a_token_without_the_act_reports_nothing():
    body(POLICE), body(HOMES), taker()
    assert system(HOMES, "asb.read")("post", "/asb/reports", sent()).status_code == 403


def test_a_system_that_may_assess_is_told_the_band_and_needs_no_leave_to_read(landlord):
    href = landlord("post", "/asb/reports", sent(to="")).json()["href"].removeprefix("/api/v1")
    asked = versions.instrument(version(shipped.newest()))
    answers = {each.key: [each.options[-1].code] for each in asked.questions if each.options}
    told = system(HOMES, "asb.read", "asb.edit", "risk.assess")(
        "post", f"{href}/assessments", {"answers": answers}
    )
    assert (told.status_code, told.json()["band"]) == (201, "HIGH")
