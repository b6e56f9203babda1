"""Cases that come in whole, as a sample or an older system has them."""

from __future__ import annotations

import pytest

from bluelamp.areas.asb import page
from bluelamp.areas.asb.actions import cases, loading
from bluelamp.areas.asb.models import Case, Report, StateChange
from bluelamp.areas.asb.places import Spot
from bluelamp.areas.asb.tests.factories import DAY, NOW, taker
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.people.tests.factories import POLICE, body
from bluelamp.practice.instruments.tests.factories import FOURTEEN, version
from bluelamp.practice.promises.models import Attempt, SupervisorReview

ASKED = dict.fromkeys(("repeat", "targeted", "vulnerable", "effect"), "no")


@pytest.mark.django_db
def test_an_assessment_that_came_in_is_read_answer_by_answer():
    by = taker()
    said = loading.Said(NOW - 3 * DAY, "phone", "Shouting at night.", ASKED, NOW - 3 * DAY)
    story = loading.Story(
        "Shouting in Shingle Road", "nuisance", ("rowdy",), Spot("12 Shingle Road"), (said,), "assessed",
        assessed=loading.Assessed(version(), NOW - 2 * DAY, FOURTEEN),
    )  # fmt: skip
    loading.bring_in(by=Scope.system("a test"), body=body(POLICE), stories=[story])
    whole = cases.read(by=by, ref=Case.objects.get().holding.ref, now=NOW)
    (told,) = page.of(by, whole, now=NOW).risk.told
    assert (told.answered, told.score.base) == (len(FOURTEEN), 14)


@pytest.mark.django_db
def test_those_who_took_the_reports_and_dealt_with_the_case_are_named():
    taker()
    first, second = (
        loading.Said(NOW - days * DAY, "phone", "Shouting.", ASKED, NOW - days * DAY, taken_by=name)
        for days, name in ((3, "Connie Sample"), (2, ""))
    )
    story = loading.Story(
        "Shouting in Shingle Road", "nuisance", ("rowdy",), Spot("12 Shingle Road"), (first, second), "open",
        spoken=(NOW - DAY,), officer="Wilma Sample",
    )  # fmt: skip
    loading.bring_in(by=Scope.system("a test"), body=body(POLICE), stories=[story])
    takers = Report.objects.order_by("received_at").values_list("taken_by_name", flat=True)
    moves = StateChange.objects.values_list("by_name", flat=True)
    assert (list(takers), list(moves)) == (["Connie Sample", "Wilma Sample"],) * 2
    assert Attempt.objects.get().by_name == "Wilma Sample"


@pytest.mark.django_db
@pytest.mark.parametrize(("closed_at", "ranks"), [(None, ["inspector", "sergeant"]), (NOW, [])])
def test_an_open_case_that_nobody_assessed_is_reviewed_like_one_at_medium_risk(closed_at, ranks):
    taker()
    said = loading.Said(NOW - 40 * DAY, "phone", "Shouting at night.", ASKED, NOW - 40 * DAY)
    story = loading.Story(
        "Shouting in Shingle Road", "nuisance", ("rowdy",), Spot("12 Shingle Road"), (said,),
        "closed" if closed_at else "open", closed_at=closed_at,
    )  # fmt: skip
    loading.bring_in(by=Scope.system("a test"), body=body(POLICE), stories=[story])
    assert sorted(SupervisorReview.objects.values_list("rank", flat=True)) == ranks
