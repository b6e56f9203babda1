"""What cannot be, sent by a program: each is refused in words at its field, and nothing is kept of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bluelamp.areas.asb.models import Report
from bluelamp.areas.asb.risk import shipped
from bluelamp.areas.asb.tests.api import REPORT, landlord, officer, own_case
from bluelamp.kernel.people.tests.factories import HOMES
from bluelamp.practice.instruments.models import Assessment
from bluelamp.practice.instruments.tests.factories import version
from bluelamp.practice.powers import register

pytestmark = pytest.mark.django_db
ORDER = {"power": "dispersal", "applicant": "police", "subject": "person", "described": "A man", "age": 34}


def said(answer) -> tuple[int, str]:
    problem = answer.json()
    return answer.status_code, " ".join(
        [problem["detail"], *(one["detail"] for one in problem.get("errors", ()))]
    )


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ("530000, 180000", "outside the West Midlands Police area"),
        ("somewhere", "easting and northing"),
        ("99999999, 1", "easting and northing"),
    ],
)
def test_a_place_outside_the_force_or_that_is_none_is_refused(point, words):
    status, why = said(landlord()("post", "/asb/reports", REPORT | {"point": point}))
    assert (status, words in why, Report.objects.count()) == (422, True, 0)


def test_an_address_that_nobody_finds_is_kept_as_it_was_said_and_lies_in_no_area():
    homes = landlord()
    sent = REPORT | {"address": "behind the mill", "point": "", "to": HOMES}
    assert homes("post", "/asb/reports", sent).status_code == 201
    report = Report.objects.get()
    assert (report.address, report.easting, report.case.neighbourhood) == ("behind the mill", None, "")


def test_a_withdrawn_questionnaire_and_answers_it_does_not_offer_are_refused():
    homes = landlord()
    case, row = own_case(homes), version(shipped.newest())
    for answers in ({"q1": ["hourly"]}, {"q1": ["weekly", "daily"]}, {"q99": ["yes"]}):
        status, why = said(homes("post", f"{case}/assessments", {"answers": answers}))
        assert (status, next(iter(answers)) in why) == (422, True), why
    type(row).objects.filter(pk=row.pk).update(state="withdrawn")
    status, why = said(homes("post", f"{case}/assessments", {"answers": {"q1": ["weekly"]}}))
    assert (status, why) == (422, "No version of this questionnaire is in use where this is.")
    assert Assessment.objects.count() == 0


def test_an_order_longer_than_its_power_or_from_before_its_power_is_refused():
    landlord()
    lead = officer()
    case = own_case(lead)
    made = lead("post", f"{case}/orders", ORDER)
    at = f"{case}/orders/{made.json()['number']}"
    parts = {
        need.key: "Authorised by the inspector on the day." for need in register.called("dispersal").contents
    }
    assert lead("put", f"{at}/writing", {"said": parts}, If_Match='"1"').status_code == 200
    for starts, span, words in (
        (timezone.now() - timedelta(hours=1), {"amount": 3, "unit": "months"}, "lasts 48 hours at most"),
        (timezone.now().replace(year=2013), {"amount": 24, "unit": "hours"}, "not in force on"),
    ):
        sent = {"starts_at": starts.isoformat(), "span": span, "how": "spoken"}
        status, why = said(lead("post", f"{at}/begin", sent, If_Match='"2"'))
        assert (status, words in why) == (422, True), why
